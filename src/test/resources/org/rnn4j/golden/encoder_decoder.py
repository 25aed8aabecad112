"""Writes encoder_decoder.txt: what PyTorch makes of an LSTM encoder-decoder, with each kind of attention and without.

    python3 encoder_decoder.py > encoder_decoder.txt

Each line is a name and numbers; a case is named score.value. All that goes in is a float32 number; what comes out was computed
in float64. The loss is sum(dy * outputs) over the steps of each sequence. Sequences of different lengths are run one by one, so
that PyTorch sees no padding. Biases are multiples of 2^-10, so that the sum of a pair is exact.

The attention is that of Luong et al., 2015, after all steps of the decoder, from torch.nn.Linear, softmax and tanh.
"""
import math

import torch

S, T, N = 5, 4, 3
SOURCE, INPUTS, HIDDEN, UNITS, ATTENDED, OUTPUTS = 3, 2, 4, 5, 6, 3
SOURCE_LENGTHS = [5, 2, 4]
LENGTHS = [3, 4, 1]


def line(name, tensor):
    print(name, *("%.9g" % x for x in tensor.detach().flatten().tolist()))


def given(*shape, bound=1.0, exact=None):
    x = (torch.rand(*shape) * 2 - 1) * bound
    return (x if exact is None else torch.round(x / exact) * exact).double()


class Attention(torch.nn.Module):

    def __init__(self, score):
        super().__init__()
        self.score = score
        if score == "additive":
            self.query = torch.nn.Linear(HIDDEN, UNITS, bias=False)
            self.key = torch.nn.Linear(HIDDEN, UNITS, bias=False)
            self.v = torch.nn.Linear(UNITS, 1, bias=False)
        if score == "general":
            self.key = torch.nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.output = torch.nn.Linear(2 * HIDDEN, ATTENDED)

    def forward(self, h, memory):
        """h [T, Q], memory [S, E] of one sequence."""
        if self.score == "additive":
            scores = self.v(torch.tanh(self.query(h)[:, None, :] + self.key(memory)[None, :, :])).squeeze(-1)
        elif self.score == "general":
            scores = h @ self.key(memory).T
        elif self.score == "dot":
            scores = h @ memory.T
        else:
            scores = h @ memory.T / math.sqrt(HIDDEN)
        weights = torch.softmax(scores, dim=-1)
        return torch.tanh(self.output(torch.cat([weights @ memory, h], dim=-1))), weights


class Model(torch.nn.Module):

    def __init__(self, score):
        super().__init__()
        self.encoder = torch.nn.LSTM(SOURCE, HIDDEN)
        self.decoder = torch.nn.LSTM(INPUTS, HIDDEN)
        self.attention = None if score == "none" else Attention(score)
        self.dense = torch.nn.Linear(HIDDEN if score == "none" else ATTENDED, OUTPUTS)

    def forward(self, source, inputs):
        memory, state = self.encoder(source)
        h, _ = self.decoder(inputs, state)
        weights = None
        if self.attention is not None:
            h, weights = self.attention(h, memory)
        return self.dense(h), weights


torch.manual_seed(1)
print("# written by encoder_decoder.py with PyTorch", torch.__version__)
for score in ("none", "additive", "general", "dot", "scaled_dot"):
    case = score + "."
    model = Model(score).double()
    for name, parameter in model.named_parameters():
        bias = "bias" in name
        parameter.data = given(*parameter.shape, bound=0.5 if bias else 0.8, exact=2.0 ** -10 if bias else None)
        line(case + name, parameter)
    source = given(S, N, SOURCE)
    inputs = given(T, N, INPUTS)
    dy = given(T, N, OUTPUTS)
    for n in range(N):
        dy[LENGTHS[n]:, n] = 0
    outputs = torch.zeros(T, N, OUTPUTS).double()
    weights = torch.zeros(T, N, S).double()
    loss = 0
    for n in range(N):
        y, w = model(source[:SOURCE_LENGTHS[n], n], inputs[:LENGTHS[n], n])
        outputs[:LENGTHS[n], n] = y.detach()
        if w is not None:
            weights[:LENGTHS[n], n, :SOURCE_LENGTHS[n]] = w.detach()
        loss = loss + (y * dy[:LENGTHS[n], n]).sum()
    loss.backward()
    line(case + "source", source)
    line(case + "inputs", inputs)
    line(case + "dy", dy)
    line(case + "outputs", outputs)
    if score != "none":
        line(case + "weights", weights)
    for name, parameter in model.named_parameters():
        line(case + "d." + name, parameter.grad)
