"""Writes optimizers.txt: what PyTorch's optimizers make of three parameters in 24 steps.

    python3 optimizers.py > optimizers.txt

Each line is a name and float32 numbers. The gradients are given, not computed from the parameters, so that an error in one
step stays where it is. Their sizes differ by powers of ten and some are exactly zero, to reach epsilon. The centred RMSprop
gets a large epsilon, because the difference under its root loses all digits where the gradients hardly vary.
"""
import torch

STEPS = 24
SHAPES = {"weight_ih": (2, 3), "weight_hh": (1, 4), "bias": (1, 1)}
CASES = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "sgd_decay": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.05),
    "sgd_momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "sgd_momentum_decay": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.8, weight_decay=0.05),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "sgd_nesterov_decay": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05),
    "adagrad": lambda p: torch.optim.Adagrad(p),
    "adagrad_all": lambda p: torch.optim.Adagrad(p, lr=0.1, initial_accumulator_value=0.1, eps=1e-3, weight_decay=0.05),
    "rmsprop": lambda p: torch.optim.RMSprop(p),
    "rmsprop_momentum_decay": lambda p: torch.optim.RMSprop(p, lr=0.003, alpha=0.9, eps=1e-3, momentum=0.9, weight_decay=0.05),
    "rmsprop_centred": lambda p: torch.optim.RMSprop(p, lr=0.003, alpha=0.95, eps=1e-2, centered=True),
    "rmsprop_centred_momentum": lambda p: torch.optim.RMSprop(p, lr=0.003, alpha=0.95, eps=1e-2, centered=True, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p),
    "adam_large_rate": lambda p: torch.optim.Adam(p, lr=1.0),
    "adam_all": lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.05),
    "adamw": lambda p: torch.optim.AdamW(p),
    "adamw_all": lambda p: torch.optim.AdamW(p, lr=0.02, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.3),
}


def line(name, tensor):
    print(name, *("%.9g" % x for x in tensor.detach().flatten().tolist()))


torch.manual_seed(1)
initial = {n: torch.randn(s) for n, s in SHAPES.items()}
gradients = [{n: torch.randn(s) * 10.0 ** torch.randint(-4, 1, s) * (torch.rand(s) > 0.1) for n, s in SHAPES.items()}
             for _ in range(STEPS)]

print("# written by optimizers.py with PyTorch", torch.__version__)
for n, value in initial.items():
    line(f"initial.{n}", value)
for t, step in enumerate(gradients):
    for n, value in step.items():
        line(f"gradient.{t}.{n}", value)
for case, build in CASES.items():
    parameters = {n: v.clone().requires_grad_() for n, v in initial.items()}
    optimizer = build(list(parameters.values()))
    for t in range(STEPS):
        for n, p in parameters.items():
            p.grad = gradients[t][n].clone()
        if t == STEPS // 2:          # a change of the rate halfway, as a schedule makes it
            optimizer.param_groups[0]["lr"] *= 0.5
        optimizer.step()
        for n, p in parameters.items():
            line(f"{case}.{t}.{n}", p)
    for n, p in parameters.items():
        for state, value in optimizer.state[p].items():
            if state != "step" and value is not None:
                line(f"{case}.state.{n}.{state}", value)
