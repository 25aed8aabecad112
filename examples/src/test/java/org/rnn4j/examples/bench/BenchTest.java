package org.rnn4j.examples.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.examples.Cli;
import org.rnn4j.examples.Json;

class BenchTest {

    private static final List<String> TOY =
            List.of("bench", "--hidden", "16", "--batch", "4", "--window", "8", "--vocab", "11", "--warmup", "30", "--steps", "60");

    @ParameterizedTest
    @ValueSource(strings = {"rnn", "lstm", "gru", "gru_after"})
    void printsOneLineOfJsonAndTheStepAllocatesNothing(String cell) throws Exception {
        Cli.Result result = Cli.run(TOY, "--cell", cell);
        assertEquals(0, result.status(), result.err());
        assertEquals(1, result.out().lines().count(), result.out());
        Map<String, Object> values = Json.object(result.out());
        assertTrue(((Number) values.get("tokens_per_s")).doubleValue() > 0, result.out());
        assertTrue(((Number) values.get("step_ms_median")).doubleValue() > 0, result.out());
        assertTrue(((Number) values.get("cpu_ms_per_step")).doubleValue() >= 0, result.out());
        assertEquals(0L, values.get("allocated_bytes_per_step"), result.out());
        assertTrue(((Number) values.get("peak_rss_mb")).longValue() != 0, result.out());
        assertTrue(List.of("scalar", "vector", "ejml").contains(values.get("provider")), result.out());
        assertEquals(1L, values.get("threads"));
    }

    @Test
    void theStepOfTwoThreadsAllocatesNothingEither() throws Exception {
        Map<String, Object> values = Json.object(Cli.run(TOY, "--threads", 2, "--embedding", 5, "--layers", 2, "--dropout", 0.2).out());
        assertEquals(0L, values.get("allocated_bytes_per_step"));
        assertEquals(2L, values.get("threads"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hidden=0", "--batch=0", "--window=0", "--vocab=0", "--lr=nan", "--lr=NaN", "--clip=-1", "--dropout=1",
        "--steps=0", "--warmup=-1", "--threads=0", "--threads=-1", "--threads=2000000000", "--cell=lst", "--optimizer=x",
        "--batch=2000000000", "--hidden=2000000000", "--embedding=2000000000"})
    void badOptionsAreOneLine(String option) {
        Cli.Result result = Cli.run("bench", option);
        assertEquals(2, result.status());
        assertEquals(1, result.errorLines().size(), result.err());
        assertTrue(result.err().startsWith("rnn4j-examples bench: ") && !result.err().contains("internal"), result.err());
    }
}
