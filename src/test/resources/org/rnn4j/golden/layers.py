"""Writes layers.txt: what PyTorch makes of layer normalisation and of recurrent layers in both directions.

    python3 layers.py > layers.txt

Each line is a name and numbers. All that goes in is a float32 number; what comes out was computed in float64. The loss is
sum(dy * outputs) + sum(dfinal * final states).

Normalised are rows of random numbers, rows of equal numbers, and rows far from zero. The recurrent layers read a packed batch of
four sequences of different lengths, [T, N, D] with zeros in the padding, and their weights have the names of PyTorch:
weight_ih_l0_reverse is that of the second direction. Biases are multiples of 2^-10, so that the sum of a pair is exact.
"""
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

STEPS, INPUTS, HIDDEN = 5, 4, 3
LENGTHS = [3, 5, 1, 4]


def line(name, tensor):
    print(name, *("%.9g" % x for x in tensor.detach().flatten().tolist()))


def given(*shape, bound=1.0, exact=None):
    x = (torch.rand(*shape) * 2 - 1) * bound
    return (x if exact is None else torch.round(x / exact) * exact).double()


def layer_norm(case, x):
    module = torch.nn.LayerNorm(5).double()
    module.weight.data = given(5)
    module.bias.data = given(5)
    x = x.requires_grad_()
    y = module(x)
    dy = given(*y.shape)
    (dy * y).sum().backward()
    for name, value in {"x": x, "weight": module.weight, "bias": module.bias, "y": y, "dy": dy, "dx": x.grad,
                        "dweight": module.weight.grad, "dbias": module.bias.grad}.items():
        line("layer_norm." + case + "." + name, value)


def bidirectional(kind, module):
    case = "bidirectional." + kind + "."
    module = module.double()
    for name, parameter in module.named_parameters():
        bias = name.startswith("bias")
        parameter.data = given(*parameter.shape, bound=0.5 if bias else 0.8, exact=2.0 ** -10 if bias else None)
        line(case + name, parameter)
    batch = len(LENGTHS)
    mask = torch.tensor([[1.0 if t < length else 0.0 for length in LENGTHS] for t in range(STEPS)]).double()[:, :, None]
    x = (given(STEPS, batch, INPUTS) * mask).requires_grad_()
    states = ["h", "c"] if kind == "lstm" else ["h"]
    initial = [given(2, batch, HIDDEN).requires_grad_() for _ in states]
    packed = pack_padded_sequence(x, LENGTHS, enforce_sorted=False)
    packed, final = module(packed, tuple(initial) if kind == "lstm" else initial[0])
    outputs, _ = pad_packed_sequence(packed, total_length=STEPS)
    final = final if kind == "lstm" else (final,)
    dy = given(*outputs.shape) * mask
    dfinal = [given(2, batch, HIDDEN) for _ in states]
    ((dy * outputs).sum() + sum((d * f).sum() for d, f in zip(dfinal, final))).backward()
    line(case + "x", x)
    line(case + "dy", dy)
    line(case + "outputs", outputs)
    line(case + "dx", x.grad)
    for k, state in enumerate(states):
        line(case + "initial." + state, initial[k])
        line(case + "dfinal." + state, dfinal[k])
        line(case + "final." + state, final[k])
        line(case + "dinitial." + state, initial[k].grad)
    for name, parameter in module.named_parameters():
        line(case + "d" + name, parameter.grad)


torch.manual_seed(1)
print("# written by layers.py with PyTorch", torch.__version__)
layer_norm("random", given(3, 2, 5))
layer_norm("equal", given(3, 2, 1).expand(3, 2, 5).clone())
layer_norm("far", (given(3, 2, 5) + 1000).float().double())
bidirectional("rnn_tanh", torch.nn.RNN(INPUTS, HIDDEN, bidirectional=True))
bidirectional("lstm", torch.nn.LSTM(INPUTS, HIDDEN, bidirectional=True))
bidirectional("gru", torch.nn.GRU(INPUTS, HIDDEN, bidirectional=True))
