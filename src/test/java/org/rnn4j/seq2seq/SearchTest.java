package org.rnn4j.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;
import static org.rnn4j.Errors.assertState;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Parameter;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

class SearchTest {

    private static final int START = 0;
    private static final int END = 1;
    private static final SearchRules RULES = SearchRules.of(START, END);

    private final Xoshiro256 random = new Xoshiro256(4);

    /** Large weights make outputs that differ from step to step and end now and then. */
    private EncoderDecoder model(Pairs.Kind kind, float size) {
        EncoderDecoder model = Pairs.model(kind, 8, random);
        for (Parameter parameter : model.parameters()) {
            for (int i = 0; i < parameter.size(); i++) {
                parameter.value().data[i] = random.nextFloat(-size, size);
            }
        }
        return model;
    }

    private List<int[]> sources(int count) {
        return IntStream.range(0, count).mapToObj(i -> IntStream.range(0, random.nextInt(6))
                .map(s -> random.nextInt(Pairs.SOURCE_SYMBOLS)).toArray()).toList();
    }

    private static GreedySearch greedy(EncoderDecoder model, SearchRules rules) {
        return GreedySearch.of(model, rules).with(TestBackend.serial());
    }

    private static BeamSearch beam(EncoderDecoder model, SearchRules rules, int width) {
        return BeamSearch.of(model, rules, width).with(TestBackend.serial());
    }

    private static void assertSame(Hypothesis expected, Hypothesis actual) {
        assertArrayEquals(expected.ids(), actual.ids());
        assertEquals(expected.logProbability(), actual.logProbability());
        assertEquals(expected.score(), actual.score());
        assertEquals(expected.complete(), actual.complete());
        assertTrue(Arrays.deepEquals(expected.attention(), actual.attention()), "attention");
    }

    // ---- what is found --------------------------------------------------------------------------------------------------

    /** The whole model on the symbols that were found: the logarithm of their probability, and the attention. */
    private static double logProbability(EncoderDecoder model, int[] source, Hypothesis found, SearchRules rules) {
        int steps = found.steps();
        Sequence inputs = Sequence.ids(steps, 1, model.inputSize());
        inputs.ids()[0] = rules.start();
        System.arraycopy(found.ids(), 0, inputs.ids(), 1, steps - 1);
        EncoderDecoderWorkspace workspace = model.newWorkspace(Math.max(1, source.length), steps, 1, TestBackend.serial());
        Sequence y = workspace.forward(Sources.of(model.encoder().inputSize(), source), inputs);
        double sum = 0;
        for (int t = 0; t < steps; t++) {
            double total = 0;
            for (int id = 0; id < y.width(); id++) {
                total += Math.exp(y.get(t, 0, id));
            }
            sum += y.get(t, 0, t < found.ids().length ? found.ids()[t] : rules.end()) - Math.log(total);
            for (int s = 0; found.attention() != null && s < source.length; s++) {
                assertEquals(workspace.attentionWeights().get(t, 0, s), found.attention()[t][s]);
            }
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void probabilitiesAndAttentionAreThoseOfTheWholePass(Pairs.Kind kind) {
        EncoderDecoder model = model(kind, 1.5f);
        for (int[] source : sources(5)) {
            for (Search search : List.of(greedy(model, RULES), beam(model, RULES, 4))) {
                for (Hypothesis found : search.search(Sources.of(model.encoder().inputSize(), source))) {
                    assertEquals(logProbability(model, source, found, RULES), found.logProbability(), 1e-4, search.toString());
                    if (kind == Pairs.Kind.PLAIN) {
                        assertNull(found.attention());
                    } else {
                        assertEquals(found.steps(), found.attention().length);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBeamOfOneIsGreedy(Pairs.Kind kind) {
        EncoderDecoder model = model(kind, 1.5f);
        int complete = 0;
        for (int[] source : sources(20)) {
            Hypothesis expected = greedy(model, RULES.maxLength(1, 4)).best(source);
            List<Hypothesis> found = beam(model, RULES.maxLength(1, 4), 1).lengthPenalty(0)
                    .search(Sources.of(Pairs.SOURCE_SYMBOLS, source));
            assertEquals(1, found.size());
            assertSame(expected, found.get(0));
            complete += expected.complete() ? 1 : 0;
        }
        assertTrue(complete < 20, "some are cut off");
    }

    @Test
    void greedyTakesTheMostLikelySymbolAtEachStep() {
        EncoderDecoder model = model(Pairs.Kind.GENERAL, 1.5f);
        for (int[] source : sources(10)) {
            Hypothesis found = greedy(model, RULES).best(source);
            Sequence inputs = Sequence.ids(found.steps(), 1, Pairs.SYMBOLS);
            System.arraycopy(found.ids(), 0, inputs.ids(), 1, found.steps() - 1);
            Sequence y = model.newWorkspace(6, found.steps(), 1, TestBackend.serial())
                    .forward(Sources.of(Pairs.SOURCE_SYMBOLS, source), inputs);
            for (int t = 0; t < found.steps(); t++) {
                y.set(t, 0, START, Float.NEGATIVE_INFINITY);
                assertEquals(t < found.ids().length ? found.ids()[t] : END, Logits.best(y, t));
            }
        }
    }

    /** All outputs of up to {@code maxLength} steps: those that end, and those that are cut off. */
    private static List<Hypothesis> all(EncoderDecoder model, int[] source, int maxLength, double alpha) {
        List<Hypothesis> all = new ArrayList<>();
        List<int[]> open = new ArrayList<>(List.of(new int[0]));
        while (!open.isEmpty()) {
            int[] ids = open.remove(open.size() - 1);
            for (int id = END; id < Pairs.SYMBOLS; id++) {
                int[] next = id == END ? ids : IntStream.concat(IntStream.of(ids), IntStream.of(id)).toArray();
                if (id == END || next.length == maxLength) {
                    Hypothesis found = new Hypothesis(next, 0, 0, id == END, null);
                    double log = logProbability(model, source, found, RULES);
                    all.add(new Hypothesis(next, log, log / Math.pow((5.0 + found.steps()) / 6, alpha), id == END, null));
                } else {
                    open.add(next);
                }
            }
        }
        all.sort(Comparator.comparing((Hypothesis found) -> !found.complete())
                .thenComparing(Comparator.comparingDouble(Hypothesis::score).reversed()));
        return all;
    }

    @Test
    void aBeamAsWideAsThereAreOutputsFindsThemAllInOrder() {
        EncoderDecoder model = model(Pairs.Kind.ADDITIVE, 1);
        for (int[] source : List.of(new int[] {3, 1, 5}, new int[0])) {
            for (double alpha : new double[] {0, 0.6, 1}) {
                List<Hypothesis> expected = all(model, source, 3, alpha);
                assertEquals(1 + 5 + 5 * 5 + 5 * 5 * 5, expected.size());
                List<Hypothesis> found = beam(model, RULES.maxLength(3), expected.size()).lengthPenalty(alpha)
                        .search(Sources.of(Pairs.SOURCE_SYMBOLS, source));
                assertEquals(expected.size(), found.size());
                for (int i = 0; i < expected.size(); i++) {
                    assertEquals(expected.get(i).score(), found.get(i).score(), 1e-4);
                    assertEquals(expected.get(i).complete(), found.get(i).complete());
                }
                assertArrayEquals(expected.get(0).ids(), found.get(0).ids());
            }
        }
    }

    @Test
    void aWiderBeamOnTheWholeFindsMoreProbableOutputsThanGreedy() {
        EncoderDecoder model = model(Pairs.Kind.PLAIN, 1);
        double greedy = 0;
        double wide = 0;
        for (int[] source : sources(20)) {
            greedy += greedy(model, RULES.maxLength(6)).best(source).logProbability();
            wide += beam(model, RULES.maxLength(6), 8).lengthPenalty(0).best(source).logProbability();
        }
        assertTrue(wide > greedy, wide + " > " + greedy);
    }

    @Test
    void aLengthPenaltyFavoursLongerOutputs() {
        EncoderDecoder model = model(Pairs.Kind.GENERAL, 1);
        int before = 0;
        for (double alpha : new double[] {0, 1, 4}) {
            int symbols = 0;
            Xoshiro256 seed = new Xoshiro256(9);
            for (int i = 0; i < 10; i++) {
                symbols += beam(model, RULES.maxLength(4), 200).lengthPenalty(alpha).best(seed.nextInt(6), seed.nextInt(6)).ids().length;
            }
            assertTrue(symbols >= before, "alpha " + alpha);
            before = symbols;
        }
        assertTrue(before > 0);
    }

    // ---- batches, threads -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void aBatchGivesEachSourceWhatItGivesAlone(Pairs.Kind kind) {
        EncoderDecoder model = model(kind, 1.5f);
        GreedySearch search = greedy(model, RULES.maxLength(1.5, 3));
        List<int[]> sources = sources(23);
        for (int batch : new int[] {1, 5, 100}) {
            List<Hypothesis> found = search.all(sources, batch);
            for (int i = 0; i < sources.size(); i++) {
                assertSame(search.best(sources.get(i)), found.get(i));
            }
        }
        assertEquals(List.of(), search.all(List.of(), 4));
    }

    @Test
    void manyThreadsShareOneSearch() {
        EncoderDecoder model = model(Pairs.Kind.GENERAL, 1.5f);
        List<int[]> sources = sources(64);
        for (Search search : List.of(greedy(model, RULES), beam(model, RULES, 3))) {
            List<Hypothesis> expected = sources.stream().map(search::best).toList();
            List<Hypothesis> found = sources.parallelStream().map(search::best).toList();
            for (int i = 0; i < sources.size(); i++) {
                assertSame(expected.get(i), found.get(i));
            }
        }
    }

    @Test
    void workersChangeNothing() {
        EncoderDecoder model = model(Pairs.Kind.ADDITIVE, 1.5f);
        List<int[]> sources = sources(9);
        try (Workers workers = Workers.of(3)) {
            for (int[] source : sources) {
                assertSame(beam(model, RULES, 5).best(source), beam(model, RULES, 5).with(TestBackend.with(workers)).best(source));
            }
            List<Hypothesis> found = greedy(model, RULES).with(TestBackend.with(workers)).all(sources, 4);
            for (int i = 0; i < sources.size(); i++) {
                assertSame(greedy(model, RULES).best(sources.get(i)), found.get(i));
            }
        }
    }

    // ---- rules, errors --------------------------------------------------------------------------------------------------

    @Test
    void rulesBoundTheLengthAndForbidSymbols() {
        EncoderDecoder model = model(Pairs.Kind.PLAIN, 1.5f);
        assertEquals(10, RULES.maxLengthFor(0));
        assertEquals(20, RULES.maxLengthFor(5));
        assertEquals(7, RULES.maxLength(7).maxLengthFor(5));
        assertEquals(9, RULES.maxLength(1.5, 2).maxLengthFor(5));
        for (int[] source : sources(20)) {
            for (Search search : List.of(greedy(model, RULES.never(3, 4).never(2)), beam(model, RULES.never(3, 4).never(2), 3))) {
                for (Hypothesis found : search.search(Sources.of(Pairs.SOURCE_SYMBOLS, source))) {
                    assertTrue(Arrays.stream(found.ids()).allMatch(id -> id > 4), found.toString());
                    assertTrue(found.steps() <= 2 * source.length + 10, found.toString());
                    assertEquals(found.complete(), found.steps() == found.ids().length + 1);
                }
            }
            assertEquals(1, greedy(model, RULES.maxLength(1)).best(source).steps());
        }
        Hypothesis empty = beam(model, RULES.never(2, 3, 4, 5, 6), 3).best(1);
        assertTrue(empty.complete() && empty.ids().length == 0, "only the end is left");
    }

    @Test
    void whatMakesNoSenseIsAnError() {
        EncoderDecoder model = model(Pairs.Kind.PLAIN, 1);
        assertArgument(() -> SearchRules.of(-1, 2), "-1");
        assertArgument(() -> RULES.maxLength(0), "at least 1", "0");
        assertArgument(() -> RULES.maxLength(-1, 3), "at least 0", "-1");
        assertArgument(() -> RULES.never(END), "other than the end", "1");
        assertArgument(() -> GreedySearch.of(model, SearchRules.of(0, 7)), "GreedySearch", "end 7", "EncoderDecoder(");
        assertArgument(() -> BeamSearch.of(model, SearchRules.of(7, 0), 3), "BeamSearch", "start 7");
        assertArgument(() -> BeamSearch.of(model, RULES, 0), "width", "0");
        assertArgument(() -> BeamSearch.of(model, RULES, 1).lengthPenalty(-1), "lengthPenalty", "-1");
        assertArgument(() -> greedy(model, RULES).all(List.of(new int[] {1}), 0), "batchSize");
        assertArgument(() -> greedy(model, RULES).best(1, 6), "step 1 of sequence 0", "from 0 to 5", "6");
        assertShape(() -> beam(model, RULES, 2).search(Sequence.ids(2, 2, 6)), "one sequence", "[2, 2, 6]");
        assertShape(() -> greedy(model, RULES).search(Sequence.ids(2, 2, 6)), "one sequence", "[2, 2, 6]");
        Arrays.fill(model.parameters().get("decoder.layers.2.bias").value().data, Float.NaN);
        assertState(() -> beam(model, RULES, 2).best(1), "finite outputs");
        assertState(() -> greedy(model, RULES).best(1), "finite outputs");
    }
}
