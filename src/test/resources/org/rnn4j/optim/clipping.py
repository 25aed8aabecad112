"""Writes clipping.txt: what PyTorch's gradient clipping makes of two gradients.

    python3 clipping.py > clipping.txt
"""
import torch

a = torch.tensor([[3.0, -4.0, 0.5], [0.0, 1e-3, -2.0]])
b = torch.tensor([[12.0, -0.25]])


def line(name, *tensors):
    print(name, *("%.9g" % x for t in tensors for x in t.flatten().tolist()))


def clip(name, function, maximum):
    parameters = [torch.zeros_like(a), torch.zeros_like(b)]
    for p, g in zip(parameters, (a, b)):
        p.grad = g.clone()
    norm = function(parameters, maximum)
    line(name, *(p.grad for p in parameters))
    if norm is not None:
        line(name + ".norm", norm)


print("# written by clipping.py with PyTorch", torch.__version__)
line("gradient", a, b)
clip("norm.5", torch.nn.utils.clip_grad_norm_, 5.0)
clip("norm.0.001", torch.nn.utils.clip_grad_norm_, 1e-3)
clip("norm.20", torch.nn.utils.clip_grad_norm_, 20.0)
clip("value.1", torch.nn.utils.clip_grad_value_, 1.0)
