"""Writes recurrent.txt: what PyTorch's recurrent layers make of given weights, inputs and gradients.

    python3 recurrent.py > recurrent.txt

Each line is a name and numbers; a case is named kind.layers.batch. All that goes in is a float32 number; what comes out was
computed in float64. The loss is sum(dy * outputs) + sum(dfinal * final states). Biases are multiples of 2^-10, so that the
sum of a pair is exact. PyTorch has no GRU whose reset gate acts before the product, so gru_before is written out here, with
one bias and with the update gate of Chung et al. 2014, h = (1 - z) h' + z n.
"""
import torch

STEPS, INPUTS, HIDDEN = 5, 4, 2


def line(name, tensor):
    print(name, *("%.9g" % x for x in tensor.detach().flatten().tolist()))


def given(*shape, bound=1.0, exact=None):
    x = (torch.rand(*shape) * 2 - 1) * bound
    return (x if exact is None else torch.round(x / exact) * exact).double()


class GruBefore(torch.nn.Module):
    """Parameters as nn.GRU names and lays them out, gates r z n, without bias_hh."""

    def __init__(self, inputs, hidden, layers):
        super().__init__()
        self.layers = layers
        for l in range(layers):
            width = inputs if l == 0 else hidden
            self.register_parameter(f"weight_ih_l{l}", torch.nn.Parameter(torch.zeros(3 * hidden, width)))
            self.register_parameter(f"weight_hh_l{l}", torch.nn.Parameter(torch.zeros(3 * hidden, hidden)))
            self.register_parameter(f"bias_ih_l{l}", torch.nn.Parameter(torch.zeros(3 * hidden)))

    def forward(self, x, initial):
        finals = []
        for l in range(self.layers):
            w_r, w_z, w_n = getattr(self, f"weight_ih_l{l}").chunk(3)
            u_r, u_z, u_n = getattr(self, f"weight_hh_l{l}").chunk(3)
            b_r, b_z, b_n = getattr(self, f"bias_ih_l{l}").chunk(3)
            h = initial[l]
            outputs = []
            for x_t in x:
                r = torch.sigmoid(x_t @ w_r.T + h @ u_r.T + b_r)
                z = torch.sigmoid(x_t @ w_z.T + h @ u_z.T + b_z)
                n = torch.tanh(x_t @ w_n.T + (r * h) @ u_n.T + b_n)
                h = (1 - z) * h + z * n
                outputs.append(h)
            x = torch.stack(outputs)
            finals.append(h)
        return x, torch.stack(finals)


KINDS = {
    "rnn_tanh": lambda layers: torch.nn.RNN(INPUTS, HIDDEN, layers, nonlinearity="tanh"),
    "rnn_relu": lambda layers: torch.nn.RNN(INPUTS, HIDDEN, layers, nonlinearity="relu"),
    "lstm": lambda layers: torch.nn.LSTM(INPUTS, HIDDEN, layers),
    "gru": lambda layers: torch.nn.GRU(INPUTS, HIDDEN, layers),
    "gru_before": lambda layers: GruBefore(INPUTS, HIDDEN, layers),
}

torch.manual_seed(1)
print("# written by recurrent.py with PyTorch", torch.__version__)
for kind, build in KINDS.items():
    for layers in (1, 2, 3):
        for batch in (1, 3):
            case = f"{kind}.{layers}.{batch}."
            module = build(layers).double()
            for name, parameter in module.named_parameters():
                bias = name.startswith("bias")
                parameter.data = given(*parameter.shape, bound=0.5 if bias else 0.8, exact=2.0 ** -10 if bias else None)
                line(case + name, parameter)
            x = given(STEPS, batch, INPUTS).requires_grad_()
            states = ["h", "c"] if kind == "lstm" else ["h"]
            initial = [given(layers, batch, HIDDEN).requires_grad_() for _ in states]
            outputs, final = module(x, tuple(initial) if kind == "lstm" else initial[0])
            final = final if kind == "lstm" else (final,)
            dy = given(STEPS, batch, HIDDEN)
            dfinal = [given(layers, batch, HIDDEN) for _ in states]
            loss = (dy * outputs).sum() + sum((d * f).sum() for d, f in zip(dfinal, final))
            loss.backward()
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
