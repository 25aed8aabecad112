"""Writes schedules.txt: the rates of PyTorch's schedulers, stepped at each update.

    python3 schedules.py > schedules.txt

Each line is a name and the rates of updates 0, 1, …; of a plateau, first the losses, then the rate after each report.
"""
import math
import warnings

import torch
from torch.optim import lr_scheduler

warnings.simplefilter("ignore")      # SequentialLR uses an argument of its own that is deprecated


def optimizer(rate):
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)


def line(name, numbers):
    print(name, *("%.17g" % x if math.isfinite(x) else "Infinity" if x > 0 else "NaN" for x in numbers))


def rates(name, rate, build, updates):
    sgd = optimizer(rate)
    schedule = build(sgd)
    result = []
    for _ in range(updates):
        result.append(sgd.param_groups[0]["lr"])
        sgd.step()
        schedule.step()
    line(name, result)


def plateau(name, rate, losses, **options):
    sgd = optimizer(rate)
    schedule = lr_scheduler.ReduceLROnPlateau(sgd, **options)
    result = []
    for loss in losses:
        schedule.step(loss)
        result.append(sgd.param_groups[0]["lr"])
    line(name + ".losses", losses)
    line(name, result)


print("# written by schedules.py with PyTorch", torch.__version__)
rates("step", 0.5, lambda o: lr_scheduler.StepLR(o, 7, 0.3), 40)
rates("exponential", 0.5, lambda o: lr_scheduler.ExponentialLR(o, 0.9), 40)
rates("cosine", 0.5, lambda o: lr_scheduler.CosineAnnealingLR(o, 20, 0.125), 21)
rates("warmup_exponential", 0.5, lambda o: lr_scheduler.SequentialLR(
    o, [lr_scheduler.LinearLR(o, 0.25, 1.0, 8), lr_scheduler.ExponentialLR(o, 0.9)], [8]), 40)
rates("warmup_cosine", 0.5, lambda o: lr_scheduler.SequentialLR(
    o, [lr_scheduler.LinearLR(o, 0.1, 1.0, 5), lr_scheduler.CosineAnnealingLR(o, 20)], [5]), 25)

fall = [math.exp(-0.5 * t) + 1 for t in range(10)]
flat = [1.01, 1.02, 1.0, 1.03, 1.02, 1.01, 1.05, 1.0, 1.0, 1.0, 1.0, 1.0]
plateau("plateau", 0.5, fall + flat * 4)
plateau("plateau_patient", 0.5, fall + flat + [0.9] + flat, factor=0.5, patience=2, threshold=0.05, cooldown=3, min_lr=0.125)
plateau("plateau_hasty", 0.5, [math.inf, 2.0, math.nan, 1.5, math.inf, 1.4] + flat, factor=0.1, patience=0)
