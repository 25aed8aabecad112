"""PyTorch on the CPU, eager: a symbol in, the likeliest next one out, batch 1."""
import common

chosen = common.options(__doc__, steps=1000, warmup=2000)
torch = common.require("torch")
from torch import nn

torch.set_num_threads(chosen.threads)
torch.manual_seed(chosen.seed)
recurrence = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru_after": nn.GRU}[chosen.cell](chosen.vocab, chosen.hidden, chosen.layers).eval()
head = nn.Linear(chosen.hidden, chosen.vocab).eval()
one_hot = torch.eye(chosen.vocab).view(chosen.vocab, 1, 1, chosen.vocab)
state = None
last = 1


@torch.inference_mode()
def symbol():
    global state, last
    outputs, state = recurrence(one_hot[last], state)
    last = int(head(outputs).argmax())


common.generate("torch " + torch.__version__, chosen, symbol)
