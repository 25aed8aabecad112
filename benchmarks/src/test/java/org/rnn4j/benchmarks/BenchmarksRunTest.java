package org.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Benchmarks that are never run rot; here each runs for a moment at its first, smallest parameters, and checks its result. */
class BenchmarksRunTest {

    @TestFactory
    Stream<DynamicTest> everyBenchmarkRunsAndChecksItsResult() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silent, List.of()).stream()
                .map(entry -> dynamicTest(entry.getUsername().replace("org.rnn4j.benchmarks.", ""), () -> runOnce(entry)));
    }

    private static void runOnce(BenchmarkListEntry entry) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(entry.getUsername()) + "$")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        for (Map.Entry<String, String[]> parameter : entry.getParams().orElse(Map.of()).entrySet()) {
            options.param(parameter.getKey(), parameter.getValue()[0]);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        assertEquals(1, results.size());
    }
}
