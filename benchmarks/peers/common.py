"""What the peers share: their options, which are those of `rnn4j-examples.jar bench`, how they are timed, and the line they print."""
import argparse
import json
import os
import resource
import statistics
import sys
import time


def options(description, **defaults):
    """Parsed before a framework is imported, since most of them fix their number of threads then."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--cell", choices=["rnn", "lstm", "gru_after"], default="lstm",
                        help="gru_after: the reset gate acts on the product, which is the only GRU that these have")
    numbers = dict(batch=32, window=64, hidden=128, layers=1, vocab=65, threads=1, steps=200, warmup=50, seed=1)
    numbers.update(defaults)
    for name, value in numbers.items():
        parser.add_argument("--" + name, type=int, default=value)
    parser.add_argument("--lr", type=float, default=0.002)
    parser.add_argument("--clip", type=float, default=5)
    chosen = parser.parse_args()
    for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = str(chosen.threads)
    return chosen


class Windows:
    """Random tokens in `batch` lanes, eight windows long and read again and again; the targets are the tokens one step later."""

    def __init__(self, chosen):
        import numpy
        random = numpy.random.default_rng(chosen.seed)
        self.window = chosen.window
        self.tokens = random.integers(0, chosen.vocab, (8 * chosen.window + 1, chosen.batch))
        self.at = 0

    def next(self):
        start = self.at * self.window
        self.at = (self.at + 1) % 8
        return self.tokens[start:start + self.window], self.tokens[start + 1:start + self.window + 1]


def train(engine, chosen, step):
    """Times `step(inputs, targets)`, which returns the loss when all its work is done, and prints one line of JSON."""
    windows = Windows(chosen)
    started = time.perf_counter()
    loss = step(*windows.next())
    first = time.perf_counter() - started
    for _ in range(chosen.warmup - 1):
        loss = step(*windows.next())
    seconds = []
    cpu = time.process_time()
    for _ in range(chosen.steps):
        batch = windows.next()
        before = time.perf_counter()
        loss = step(*batch)
        seconds.append(time.perf_counter() - before)
    cpu = time.process_time() - cpu
    median = statistics.median(seconds)
    report(engine, chosen, tokens_per_s=round(chosen.batch * chosen.window / median), step_ms_median=1e3 * median,
           cpu_ms_per_step=1e3 * cpu / chosen.steps, first_step_s=round(first, 4), loss=float(loss))


def generate(engine, chosen, symbol):
    """Times `symbol()`, which reads one symbol and chooses the next, in blocks of 20."""
    for _ in range(chosen.warmup):
        symbol()
    micros = []
    for _ in range(chosen.steps):
        before = time.perf_counter_ns()
        for _ in range(20):
            symbol()
        micros.append((time.perf_counter_ns() - before) / 20e3)
    micros.sort()
    report(engine, chosen, symbol_us_median=micros[len(micros) // 2], symbol_us_p99=micros[len(micros) * 99 // 100])


def report(engine, chosen, **measured):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"engine": engine, **measured, "peak_rss_mb": peak, **vars(chosen)}))


def require(module):
    """Status 3 tells the runner that a peer is not installed, and not that it failed."""
    try:
        return __import__(module)
    except ImportError as error:
        print(f"not installed: {error}", file=sys.stderr)
        sys.exit(3)
