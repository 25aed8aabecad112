#!/usr/bin/env python3
"""Times rnn4j beside other libraries, in turn and in one run, and prints the ratios. Nothing but Python 3.8 is needed; a peer that is
not installed is skipped with a line that says so, one that fails as well. Ctrl-C prints what there is.

    mvn -q -DskipTests package
    python3 benchmarks/compare.py train --configs C2 C4 --cells lstm gru_after --threads 1 2
    python3 benchmarks/compare.py generate start linear awkward --append results.jsonl

  train      one training step: step time, processor time and peak memory
  generate   one symbol in, the likeliest next one out, batch 1
  start      from the start of the process to its end after 100 windows at C2
  linear     rnn4j alone: the cost of a step over four sizes of steps, batch and layers
  awkward    rnn4j alone: the cost of a multiply-add at sizes that fill no vectors

A ratio is what the peer took over what rnn4j took, so that more than 1 is in favour of rnn4j: the median over the pairs, and in
brackets the least and the largest. Ratios of times mean something on a machine that does nothing else; those of processor time, of one
thread, bear others. The first window of a peer that compiles is warm-up, as is that of the JVM."""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CONFIGS = {  # batch, window, hidden, layers; windows of warm-up and timed, for rnn4j and for peers
    "C1": ((1, 25, 100, 1), (8000, 3000), (300, 500)),
    "C2": ((32, 64, 128, 1), (300, 150), (60, 100)),
    "C3": ((50, 50, 128, 2), (120, 60), (30, 50)),
    "C4": ((64, 128, 256, 2), (16, 8), (5, 8)),
    "C5": ((64, 128, 512, 2), (6, 4), (2, 4)),
}
GENERATED = [(128, 1), (256, 2), (512, 2)]
PEERS = ["torch", "jax", "onnx"]
PEER_CELL = {"gru": "gru_after"}            # the variant that acts before the product has no counterpart: the nearest is named


class Failed(Exception):
    pass


class Absent(Exception):
    pass


def run(command, limit):
    """The JSON of the last line, with the seconds and the peak memory of the whole process."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=err)
        try:
            while True:
                pid, status, usage = os.wait4(process.pid, os.WNOHANG)
                if pid:
                    break
                if time.monotonic() - started > limit:
                    raise Failed(f"took more than {limit} s")
                time.sleep(0.003)
        except BaseException:
            process.kill()
            process.wait()
            raise
        seconds = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status) if hasattr(os, "waitstatus_to_exitcode") else status >> 8
        out.seek(0)
        err.seek(0)
        lines, complaints = out.read().strip().splitlines(), err.read().strip().splitlines()
    last = complaints[-1] if complaints else "no message"
    if process.returncode == 3:
        raise Absent(last)
    if process.returncode != 0 or not lines:
        raise Failed(f"status {process.returncode}: {last}")
    result = json.loads(lines[-1])
    result["process_s"] = seconds
    result["process_rss_mb"] = usage.ru_maxrss / (2 ** 20 if sys.platform == "darwin" else 2 ** 10)
    return result


class Comparison:

    def __init__(self, chosen):
        self.chosen = chosen
        self.absent = set()
        self.interrupted = False

    def rnn4j(self, main, *options):
        java = [self.chosen.java, "--add-modules", "jdk.incubator.vector", *self.chosen.java_options.split()]
        jars = {"bench": ["-jar", str(ROOT / "examples/target/rnn4j-examples.jar"), "bench"],
                "latency": ["-cp", str(ROOT / "benchmarks/target/benchmarks.jar"), "org.rnn4j.benchmarks.Latency"]}
        return [*java, *jars[main], *map(str, options)]

    def peer(self, script, *options):
        return [self.chosen.python, str(HERE / "peers" / script), *map(str, options)]

    def rounds(self, title, commands):
        """Runs all commands in turn, `pairs` times. {name: list of results}; a list ends where a command fails, all at Ctrl-C."""
        if self.interrupted:
            raise KeyboardInterrupt
        results = {name: [] for name in commands}
        failed = set()
        try:
            for _ in range(self.chosen.pairs):
                for name, command in commands.items():
                    if name not in self.absent and name not in failed and (name not in PEERS or name in self.chosen.peers):
                        self.attempt(title, name, command, results[name], failed)
                if next(iter(commands)) in failed:
                    break
        except KeyboardInterrupt:
            self.interrupted = True
        return results

    def attempt(self, title, name, command, results, failed):
        try:
            result = run(command, self.chosen.limit)
        except Absent as reason:
            say(f"{name} is skipped: {reason}")
            self.absent.add(name)
        except (Failed, ValueError, OSError) as reason:
            say(f"{title}: {name} failed and is left out: {reason}")
            failed.add(name)
        else:
            results.append(result)
            if self.chosen.append:
                with open(self.chosen.append, "a") as log:
                    log.write(json.dumps({"case": title, "peer": name, "load": os.getloadavg()[0], **result}) + "\n")

    def train(self):
        say("\ntraining step                     rnn4j       peer         time of peer / rnn4j     processor time   memory")
        for name in self.chosen.configs:
            sizes, ours, theirs = CONFIGS[name]
            for cell in self.chosen.cells:
                for threads in self.chosen.threads:
                    options = ["--threads", threads, *shape(*sizes)]
                    theirs_options = [*options, "--cell", PEER_CELL.get(cell, cell), *self.steps(theirs)]
                    results = self.rounds(f"train {name} {cell} {threads}", {
                        "rnn4j": self.rnn4j("bench", *options, "--cell", cell, *self.steps(ours)),
                        "torch": self.peer("torch_train.py", *theirs_options),
                        "jax": self.peer("jax_train.py", *theirs_options)})
                    for peer, rows in peers(results):
                        say(f"{name} {cell:9} {threads} threads  {peer:5}  {middle(results['rnn4j'], 'step_ms_median'):9.2f} ms "
                            f"{middle(rows, 'step_ms_median'):9.2f} ms   {ratio(results['rnn4j'], rows, 'step_ms_median')}   "
                            f"{ratio(results['rnn4j'], rows, 'cpu_ms_per_step')}   {middle(results['rnn4j'], 'process_rss_mb'):.0f} / "
                            f"{middle(rows, 'process_rss_mb'):.0f} MB")

    def steps(self, counts):
        warmup, steps = counts
        return ["--warmup", max(1, round(warmup * self.chosen.scale)), "--steps", max(2, round(steps * self.chosen.scale))]

    def generate(self):
        say("\none symbol, LSTM           rnn4j       peer         time of peer / rnn4j")
        for hidden, layers in GENERATED:
            size = ["--hidden", hidden, "--layers", layers]
            results = self.rounds(f"generate {hidden}x{layers}", {
                "rnn4j": self.rnn4j("latency", *size, *self.steps((40_000, 4_000))),
                "torch": self.peer("torch_generate.py", *size, *self.steps((200, 50))),
                "onnx": self.peer("onnx_generate.py", *size, *self.steps((10_000, 1_000)))})
            for peer, rows in peers(results):
                say(f"{hidden:3} x {layers}  {peer:5}  {middle(results['rnn4j'], 'symbol_us_median'):10.1f} us "
                    f"{middle(rows, 'symbol_us_median'):9.1f} us   {ratio(results['rnn4j'], rows, 'symbol_us_median')}")

    def start(self):
        say("\nprocess of 100 windows at C2, LSTM     rnn4j       peer     time of peer / rnn4j")
        for threads in self.chosen.threads:
            options = ["--threads", threads, *shape(*CONFIGS["C2"][0]), "--warmup", 1, "--steps", 99]
            results = self.rounds(f"start {threads}", {
                "rnn4j": self.rnn4j("bench", *options),
                "torch": self.peer("torch_train.py", *options), "jax": self.peer("jax_train.py", *options)})
            for peer, rows in peers(results):
                say(f"{threads} threads  {peer:5}            {middle(results['rnn4j'], 'process_s'):10.2f} s "
                    f"{middle(rows, 'process_s'):9.2f} s   {ratio(results['rnn4j'], rows, 'process_s')}")

    def linear(self):
        say("\nrnn4j, one thread: a step, its processor time, and that for a token in a layer as a share of the largest size's")
        for what, sizes in {"window": (32, 64, 128, 256), "batch": (16, 32, 64, 128), "layers": (1, 2, 3, 4)}.items():
            base = {"batch": 32, "window": 64, "hidden": 128, "layers": 2}
            cases = {size: {**base, what: size} for size in sizes}
            results = self.rounds("linear " + what, {f"{what} {size}": self.rnn4j("bench", *shape(**case), *self.steps((150, 40)))
                                                     for size, case in cases.items()})
            units = {f"{what} {size}": case["batch"] * case["window"] * case["layers"] for size, case in cases.items()}
            self.relative(results, units, f"{what} {sizes[-1]}")

    def awkward(self):
        say("\nrnn4j, one thread: a step, its processor time, and that for a multiply-add as a share of that of round sizes")
        for axis in ({"hidden": (128, 127, 129)}, {"batch": (32, 33)}):
            (what, sizes), = axis.items()
            base = {"batch": 32, "window": 64, "hidden": 128, "layers": 2}
            cases = {f"{what} {size}": {**base, what: size} for size in sizes}
            results = self.rounds("awkward " + what, {name: self.rnn4j("bench", *shape(**case), *self.steps((150, 60)))
                                                      for name, case in cases.items()})
            units = {name: case["batch"] * multiply_adds(case["hidden"]) for name, case in cases.items()}
            self.relative(results, units, f"{what} {sizes[0]}")

    @staticmethod
    def relative(results, units, norm):
        for name, rows in results.items():
            if rows and results[norm]:
                share = [row["cpu_ms_per_step"] / units[name] / (other["cpu_ms_per_step"] / units[norm])
                         for row, other in zip(rows, results[norm])]
                say(f"{name:12} {middle(rows, 'step_ms_median'):9.2f} ms  {middle(rows, 'cpu_ms_per_step'):9.2f} ms   {spread(share)}")


def shape(batch, window, hidden, layers):
    return ["--batch", batch, "--window", window, "--hidden", hidden, "--layers", layers]


def multiply_adds(hidden, vocab=65):
    """Of a token in a training step of a two-layer LSTM: forward, and twice as many back; the first layer gathers its input."""
    return 3 * (4 * hidden * hidden * 3 + hidden * vocab)


def peers(results):
    rows = list(results.items())
    return [(name, values) for name, values in rows[1:] if values and rows[0][1]]


def middle(rows, key):
    return statistics.median(row[key] for row in rows)


def ratio(ours, theirs, key):
    return spread([their[key] / our[key] for our, their in zip(ours, theirs) if our[key] > 0])


def spread(values):
    return f"{statistics.median(values):5.2f} ({min(values):.2f} .. {max(values):.2f})" if values else "    -"


def say(line):
    print(line, flush=True)


def positive(number):
    """An argument type: a finite number of that type, above 0."""
    def parse(text):
        value = number(text)
        if not 0 < value < float("inf"):
            raise argparse.ArgumentTypeError(f"expected a finite number above 0 but got {text}")
        return value
    parse.__name__ = number.__name__
    return parse


def main():
    modes = ["train", "generate", "start", "linear", "awkward"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modes", nargs="*", metavar="mode", help=f"any of {', '.join(modes)}; all of them unless given")
    parser.add_argument("--configs", nargs="+", choices=list(CONFIGS), default=list(CONFIGS), metavar="C",
                        help="; ".join(f"{name}: batch {b}, window {w}, hidden {h}, layers {n}"
                                       for name, ((b, w, h, n), _, _) in CONFIGS.items()))
    parser.add_argument("--cells", nargs="+", choices=["lstm", "gru", "gru_after", "rnn"], default=["lstm", "gru", "gru_after", "rnn"],
                        help="gru is the default variant of rnn4j, compared with the variant that the peers have, gru_after")
    parser.add_argument("--threads", nargs="+", type=positive(int), default=[1, 2])
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=PEERS)
    parser.add_argument("--pairs", type=positive(int), default=5, help="rounds through rnn4j and all peers (5)")
    parser.add_argument("--scale", type=positive(float), default=1, help="times the windows of each run; less than 1 for a trial (1)")
    parser.add_argument("--limit", type=positive(float), default=600, help="seconds that one run may take (600)")
    parser.add_argument("--append", metavar="FILE", help="append the result of every run, one JSON object a line")
    parser.add_argument("--java", default=os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java")
    parser.add_argument("--java-options", default="", metavar="TEXT", help="more options, such as --java-options='-Dorg.rnn4j.kernels=scalar'")
    parser.add_argument("--python", default=sys.executable, help="the Python that has the peers (this one)")
    chosen = parser.parse_args()
    unknown = [mode for mode in chosen.modes if mode not in modes]
    if unknown:
        parser.error(f"mode {unknown[0]}: expected one of {', '.join(modes)}")
    for jar in ("examples/target/rnn4j-examples.jar", "benchmarks/target/benchmarks.jar"):
        if not (ROOT / jar).exists():
            parser.error(f"{jar}: expected it to be built, by mvn -q -DskipTests package")
    comparison = Comparison(chosen)
    say(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {chosen.pairs} rounds")
    try:
        for mode in chosen.modes or modes:
            getattr(comparison, mode)()
    except KeyboardInterrupt:
        comparison.interrupted = True
    if comparison.interrupted:
        say("interrupted")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
