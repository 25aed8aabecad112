"""Writes layer-norm.txt: cells with layer normalisation, of PyTorch's layer_norm and autograd, for given numbers.

    python3 layer-norm.py > layer-norm.txt

Each line is a name and numbers; all that goes in is a float32 number, what comes out was computed in float64. Weights are
[D, G*H] and [H, G*H], as in rnn4j. The loss is sum(dy * outputs) + sum(dfinal * final states).
"""
import torch
from torch.nn.functional import layer_norm

STEPS, BATCH, INPUTS, HIDDEN = 4, 3, 5, 4


def line(name, tensor):
    print(name, *("%.9g" % x for x in tensor.detach().flatten().tolist()))


def given(*shape):
    return (torch.rand(*shape) * 2 - 1).double().requires_grad_()


def norm(v, gain):
    return layer_norm(v, v.shape[-1:], gain)


def split_norm(v, gain):
    at = 2 * HIDDEN
    return torch.cat([norm(v[:, :at], gain[0, :at]), norm(v[:, at:], gain[0, at:])], 1)


def lstm(p, x, h, c):
    a = norm(x @ p["weight_ih"], p["gain_ih"][0]) + norm(h @ p["weight_hh"], p["gain_hh"][0]) + p["bias_ih"]
    i, f, g, o = a.chunk(4, 1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * torch.tanh(layer_norm(c, (HIDDEN,), p["gain_c"][0], p["bias_c"][0])), c


def gru(p, x, h):
    a = split_norm(x @ p["weight_ih"], p["gain_ih"]) + p["bias_ih"]
    q = split_norm(h @ p["weight_hh"], p["gain_hh"])
    (a_r, a_z, a_n), (q_r, q_z, q_n) = a.chunk(3, 1), q.chunk(3, 1)
    z = torch.sigmoid(a_z + q_z)
    n = torch.tanh(a_n + torch.sigmoid(a_r + q_r) * (q_n + p["bias_hh"]))
    return ((1 - z) * h + z * n,)


def rnn(p, x, h):
    return (torch.tanh(norm(x @ p["weight_ih"], p["gain_ih"][0]) + norm(h @ p["weight_hh"], p["gain_hh"][0]) + p["bias_ih"]),)


CELLS = {
    "rnn": (rnn, 1, ["h"], {}),
    "lstm": (lstm, 4, ["h", "c"], {"gain_c": HIDDEN, "bias_c": HIDDEN}),
    "gru": (gru, 3, ["h"], {"bias_hh": HIDDEN}),
}

torch.manual_seed(1)
print("# made by layer-norm.py with PyTorch", torch.__version__)
for kind, (step, gates, states, own) in CELLS.items():
    width = gates * HIDDEN
    p = {"weight_ih": given(INPUTS, width), "weight_hh": given(HIDDEN, width), "bias_ih": given(1, width),
         "gain_ih": given(1, width), "gain_hh": given(1, width)}
    p.update({name: given(1, columns) for name, columns in own.items()})
    x, dy = given(STEPS, BATCH, INPUTS), given(STEPS, BATCH, HIDDEN)
    initial = [given(BATCH, HIDDEN) for _ in states]
    dfinal = [given(BATCH, HIDDEN) for _ in states]
    state, loss, outputs = initial, 0, []
    for t in range(STEPS):
        state = step(p, x[t], *state)
        outputs.append(state[0])
        loss = loss + (dy[t] * state[0]).sum()
    for d, s in zip(dfinal, state):
        loss = loss + (d * s).sum()
    loss.backward()
    for name, value in p.items():
        line(f"{kind}.{name}", value)
        line(f"{kind}.d{name}", value.grad)
    line(f"{kind}.x", x)
    line(f"{kind}.dx", x.grad)
    line(f"{kind}.dy", dy)
    line(f"{kind}.outputs", torch.stack(outputs))
    for name, first, last, d in zip(states, initial, state, dfinal):
        line(f"{kind}.initial.{name}", first)
        line(f"{kind}.dinitial.{name}", first.grad)
        line(f"{kind}.final.{name}", last)
        line(f"{kind}.dfinal.{name}", d)
