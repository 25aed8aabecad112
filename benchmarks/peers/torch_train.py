"""PyTorch on the CPU: one training step of a language model, as `bench` makes it. State is carried from window to window."""
import common

chosen = common.options(__doc__)
torch = common.require("torch")
from torch import nn

torch.set_num_threads(chosen.threads)
torch.manual_seed(chosen.seed)
KINDS = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru_after": nn.GRU}
recurrence = KINDS[chosen.cell](chosen.vocab, chosen.hidden, chosen.layers)
head = nn.Linear(chosen.hidden, chosen.vocab)
parameters = [*recurrence.parameters(), *head.parameters()]
adam = torch.optim.Adam(parameters, lr=chosen.lr)
carried = None


def detach(state):
    return tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()


def step(inputs, targets):
    global carried
    one_hot = nn.functional.one_hot(torch.from_numpy(inputs), chosen.vocab).float()
    outputs, state = recurrence(one_hot, carried)
    carried = detach(state)
    logits = head(outputs).flatten(0, 1)
    loss = nn.functional.cross_entropy(logits, torch.from_numpy(targets).flatten())
    adam.zero_grad()
    loss.backward()
    if chosen.clip > 0:
        nn.utils.clip_grad_norm_(parameters, chosen.clip)
    adam.step()
    return loss.item()


common.train("torch " + torch.__version__, chosen, step)
