"""JAX on the CPU: one jitted training step of a language model, as `bench` makes it. The inputs of all steps are projected in one
product and a scan makes the steps; Adam and clipping are written out, so that nothing but jax is needed."""
import os

import common

chosen = common.options(__doc__)
if hasattr(os, "sched_setaffinity"):        # XLA starts as many threads as it finds processors
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:chosen.threads])
if chosen.threads == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false " + os.environ.get("XLA_FLAGS", "")
os.environ["JAX_PLATFORMS"] = "cpu"
jax = common.require("jax")
import jax.numpy as jnp
from jax.nn import sigmoid

GATES = {"rnn": 1, "lstm": 4, "gru_after": 3}[chosen.cell]
STATES = 2 if chosen.cell == "lstm" else 1


def uniform(key, *shape):
    bound = chosen.hidden ** -0.5
    return jax.random.uniform(key, shape, jnp.float32, -bound, bound)


def initial():
    keys = iter(jax.random.split(jax.random.PRNGKey(chosen.seed), 2 * chosen.layers + 1))
    layers = []
    for k in range(chosen.layers):
        width = chosen.vocab if k == 0 else chosen.hidden
        layer = {"ih": uniform(next(keys), width, GATES * chosen.hidden), "b": jnp.zeros(GATES * chosen.hidden),
                 "hh": uniform(next(keys), chosen.hidden, GATES * chosen.hidden)}
        if chosen.cell == "gru_after":
            layer["bn"] = jnp.zeros(chosen.hidden)
        layers.append(layer)
    return {"layers": layers, "head": uniform(next(keys), chosen.hidden, chosen.vocab), "bias": jnp.zeros(chosen.vocab)}


def next_state(layer, state, projected):
    h = state[0]
    recurrent = h @ layer["hh"]
    if chosen.cell == "rnn":
        return (jnp.tanh(projected + recurrent),)
    if chosen.cell == "lstm":
        i, f, g, o = jnp.split(projected + recurrent, 4, axis=1)
        c = sigmoid(f) * state[1] + sigmoid(i) * jnp.tanh(g)
        return sigmoid(o) * jnp.tanh(c), c
    xr, xz, xn = jnp.split(projected, 3, axis=1)
    hr, hz, hn = jnp.split(recurrent, 3, axis=1)
    z = sigmoid(xz + hz)
    n = jnp.tanh(xn + sigmoid(xr + hr) * (hn + layer["bn"]))
    return ((1 - z) * n + z * h,)


def loss_of(weights, carried, inputs, targets):
    x = jax.nn.one_hot(inputs, chosen.vocab)
    after = []
    for layer, start in zip(weights["layers"], carried):
        def advance(state, projected):
            state = next_state(layer, state, projected)
            return state, state[0]
        end, x = jax.lax.scan(advance, start, x @ layer["ih"] + layer["b"])
        after.append(end)
    logits = x @ weights["head"] + weights["bias"]
    chosen_logits = jnp.take_along_axis(logits, targets[..., None], axis=-1)[..., 0]
    return jnp.mean(jax.nn.logsumexp(logits, axis=-1) - chosen_logits), after


@jax.jit
def update(weights, first, second, count, carried, inputs, targets):
    (loss, carried), gradients = jax.value_and_grad(loss_of, has_aux=True)(weights, carried, inputs, targets)
    tree = jax.tree_util.tree_map
    if chosen.clip > 0:
        norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree_util.tree_leaves(gradients)))
        factor = jnp.minimum(1, chosen.clip / (norm + 1e-6))
        gradients = tree(lambda g: g * factor, gradients)
    count = count + 1
    first = tree(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
    second = tree(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
    rate = chosen.lr / (1 - 0.9 ** count)
    root = 1 / (1 - 0.999 ** count)
    weights = tree(lambda w, m, v: w - rate * m / (jnp.sqrt(v * root) + 1e-8), weights, first, second)
    return weights, first, second, count, carried, loss


weights = initial()
zeros = jax.tree_util.tree_map(jnp.zeros_like, weights)
start = [tuple(jnp.zeros((chosen.batch, chosen.hidden)) for _ in range(STATES)) for _ in range(chosen.layers)]
training = (weights, zeros, zeros, jnp.float32(0), start)


def step(inputs, targets):
    global training
    *rest, loss = update(*training, inputs, targets)
    training = tuple(rest)
    jax.block_until_ready(training)
    return float(loss)


common.train("jax " + jax.__version__, chosen, step)
