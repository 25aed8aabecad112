"""Writes trajectory.txt: twenty windows of truncated BPTT under each optimizer, in PyTorch.

    python3 trajectory.py > trajectory.txt

A two-layer LSTM on one-hot symbols and a dense layer, softmax cross-entropy, four lanes of one text in windows of five steps;
the state is carried from window to window, detached. Everything that goes in is a float32 number; training runs in float64.
PyTorch's second bias of each layer stays zero and untrained, since here the two are one parameter.
"""
import torch

SYMBOLS, HIDDEN, LANES, STEPS, WINDOWS, CLIP = 7, 6, 4, 5, 20, 0.25
OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=4.0),
    "sgd_momentum": lambda p: torch.optim.SGD(p, lr=1.0, momentum=0.75),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=1.0, momentum=0.75, nesterov=True),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.125),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.015625),
    "adam": lambda p: torch.optim.Adam(p, lr=0.03125),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.03125, weight_decay=0.25),
}


def line(name, tensor):
    print(name, *("%.9g" % x for x in tensor.detach().flatten().tolist()))


torch.manual_seed(2)
text = [0]
for _ in range(LANES * STEPS * WINDOWS):        # mostly the symbol after the last one, so that there is something to learn
    text.append(int(torch.randint(SYMBOLS, ())) if torch.rand(()) < 0.25 else (text[-1] + 1) % SYMBOLS)

lstm = torch.nn.LSTM(SYMBOLS, HIDDEN, 2)
dense = torch.nn.Linear(HIDDEN, SYMBOLS)
initial = {}
for module, prefix in ((lstm, "lstm."), (dense, "dense.")):
    for name, parameter in module.named_parameters():
        value = torch.zeros_like(parameter) if "bias_hh" in name else torch.empty_like(parameter).uniform_(-0.75, 0.75)
        initial[prefix + name] = value.detach().double()

print("# written by trajectory.py with PyTorch", torch.__version__)
print("text", *text)
for name, value in initial.items():
    line(name, value)
length = STEPS * WINDOWS
for name, build in OPTIMIZERS.items():
    lstm.double()
    dense.double()
    trained = []
    for module, prefix in ((lstm, "lstm."), (dense, "dense.")):
        for key, parameter in module.named_parameters():
            parameter.data = initial[prefix + key].clone()
            parameter.requires_grad_("bias_hh" not in key)
            if parameter.requires_grad:
                trained.append(parameter)
    optimizer = build(trained)
    state = (torch.zeros(2, LANES, HIDDEN).double(), torch.zeros(2, LANES, HIDDEN).double())
    losses, norms = [], []
    for window in range(WINDOWS):
        at = [[lane * length + window * STEPS + t for lane in range(LANES)] for t in range(STEPS)]
        x = torch.nn.functional.one_hot(torch.tensor([[text[i] for i in row] for row in at]), SYMBOLS).double()
        y = torch.tensor([[text[i + 1] for i in row] for row in at])
        outputs, state = lstm(x, state)
        state = tuple(s.detach() for s in state)
        loss = torch.nn.functional.cross_entropy(dense(outputs).flatten(0, 1), y.flatten())
        optimizer.zero_grad()
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(trained, CLIP))
        optimizer.step()
        losses.append(loss)
    line(name + ".losses", torch.stack(losses))
    line(name + ".norms", torch.stack(norms))
