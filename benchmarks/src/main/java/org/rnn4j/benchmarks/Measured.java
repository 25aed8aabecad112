package org.rnn4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Workers;

/** What all benchmarks have in common: how they are measured, and the kernels they run on. */
// One JVM runs one setting only, so that calls of the kernels have one receiver, as in a program; two of them, since the JIT does
// not decide alike each time. The option makes the module visible and costs the scalar kernels nothing.
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
// Until the JIT has compiled them the vector kernels are interpreted, some hundred times slower; a pass over a window takes two to
// four seconds to leave that behind.
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public abstract class Measured {

    /** Which kernels; {@code ejml} can be asked for as well. The plain ones come first: they are there in every JVM. */
    @Param({"scalar", "vector"})
    public String provider;

    Backend backend() {
        return backend(Workers.serial());
    }

    Backend backend(Workers workers) {
        return new Backend(Backend.kernels(provider), workers);
    }

    /** The kernels that results are checked against. */
    static Backend reference() {
        return new Backend(Backend.kernels("scalar"), Workers.serial());
    }
}
