"""Writes losses.txt: PyTorch's losses and their gradients.

    python3 losses.py > losses.txt

Each line is a name and numbers. Inputs are float32 numbers, results were computed in float64. Rows are time-major; each row
counts with its weight, and the loss is sum(w * loss) / sum(w). The "large" rows have logits of up to +-1e4.
"""
import torch

ROWS, WIDTH = 6, 5


def line(name, tensor):
    print(name, *("%.9g" % x for x in tensor.detach().flatten().tolist()))


def f32(x):
    return x.float().double()


def weighted(rows, weights):
    return (rows * weights).sum() / weights.sum()


LOSSES = {
    "softmax": lambda x, t: torch.nn.functional.cross_entropy(x, t, reduction="none"),
    "sigmoid": lambda x, t: torch.nn.functional.binary_cross_entropy_with_logits(x, t, reduction="none").mean(1),
    "squared": lambda x, t: torch.nn.functional.mse_loss(x, t, reduction="none").mean(1),
    "absolute": lambda x, t: torch.nn.functional.l1_loss(x, t, reduction="none").mean(1),
    "huber": lambda x, t: torch.nn.functional.huber_loss(x, t, reduction="none", delta=0.75).mean(1),
    "smoothed": lambda x, t: torch.nn.functional.cross_entropy(x, t, reduction="none", label_smoothing=0.125),
}
OF_IDS = ("softmax", "smoothed")

torch.manual_seed(3)
print("# written by losses.py with PyTorch", torch.__version__)
for name, loss in LOSSES.items():
    for case in ("usual", "weighted", "large"):
        x = torch.randn(ROWS, WIDTH) * 2
        if case == "large":
            x = torch.tensor([1e4, -1e4, 0, 1e-4, 50.0]).repeat(ROWS, 1) * torch.rand(ROWS, WIDTH).round()
        x = f32(x).requires_grad_()
        target = torch.randint(WIDTH, (ROWS,)) if name in OF_IDS else f32(torch.rand(ROWS, WIDTH))
        weights = f32(torch.rand(ROWS)) if case == "weighted" else torch.ones(ROWS).double()
        if case == "weighted":
            weights[2] = 0
        value = weighted(loss(x, target), weights)
        value.backward()
        prefix = f"{name}.{case}."
        line(prefix + "x", x)
        line(prefix + "target", target)
        line(prefix + "weights", weights)
        line(prefix + "loss", value)
        line(prefix + "gradient", x.grad)
