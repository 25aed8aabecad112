package org.rnn4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** Laws of windows of long sequences. The symbols number through all examples: step s of them has target s + 1. */
class WindowedSamplerTest {

    private static final int CASES = 200;

    private record Setup(List<Aligned> examples, List<Integer> starts, int lanes, int k, int symbols, WindowedSampler sampler) {

        static Setup random(RandomGenerator random) {
            List<Aligned> examples = new ArrayList<>();
            List<Integer> starts = new ArrayList<>();
            int symbol = 0;
            int count = random.nextInt(1, 12);
            while (examples.size() < count || symbol == 0) {
                int[] ids = new int[random.nextInt(30)];
                int[] targets = new int[ids.length];
                starts.add(symbol);
                for (int t = 0; t < ids.length; t++) {
                    targets[t] = symbol + 1;
                    ids[t] = symbol++;
                }
                examples.add(Aligned.of(ids, targets));
            }
            int lanes = random.nextInt(1, 6);
            int k = random.nextInt(1, 12);
            ExampleSampler whole = SequenceSampler.manyToManyAligned(examples, lanes, symbol, symbol + 1);
            WindowedSampler sampler = random.nextBoolean() ? whole.window(k)
                    : random.nextBoolean() ? whole.window(k).shuffled(9) : whole.shuffled(9).window(k);
            return new Setup(examples, starts, lanes, k, symbol, sampler);
        }

        @Override
        public String toString() {
            return sampler.toString();
        }

        boolean starts(int symbol) {
            return starts.contains(symbol);
        }
    }

    private interface Law {
        void check(Setup setup);
    }

    private static void always(Law law) {
        RandomGenerator random = new Xoshiro256(1);
        for (int i = 0; i < CASES; i++) {
            law.check(Setup.random(random));
        }
    }

    @Test
    void everyStepIsDealtOnceAndTheStateIsThatOfTheStepBefore() {
        always(setup -> {
            for (int epoch = 0; epoch < 3; epoch++) {
                int[] counts = new int[setup.symbols];
                int[] state = new int[setup.lanes];
                setup.sampler.epoch(epoch);
                int windows = 0;
                for (Batch batch = setup.sampler.next(); batch != null; batch = setup.sampler.next()) {
                    windows++;
                    assertNull(batch.carryAfter());
                    Sequence inputs = batch.inputs();
                    assertEquals(setup.lanes, inputs.batchSize());
                    assertTrue(inputs.steps() <= setup.sampler.maxSteps() && setup.sampler.maxSteps() <= setup.k);
                    for (int n = 0; n < setup.lanes; n++) {
                        int before = batch.continues()[n] ? state[n] : -1;
                        assertEquals(inputs.length(n), batch.targets().values().length(n));
                        for (int t = 0; t < inputs.length(n); t++) {
                            final int symbol = inputs.ids()[t * setup.lanes + n];
                            assertEquals(setup.starts(symbol) ? -1 : symbol - 1, before, () -> setup + ": before " + symbol);
                            assertEquals(symbol + 1, batch.targets().values().ids()[t * setup.lanes + n]);
                            counts[symbol]++;
                            before = symbol;
                        }
                        state[n] = before;
                    }
                }
                assertEquals(setup.sampler.windows(), windows, setup.toString());
                for (int count : counts) {
                    assertEquals(1, count, setup.toString());
                }
            }
        });
    }

    @Test
    void seekingEqualsSkippingInEveryEpoch() {
        RandomGenerator random = new Xoshiro256(2);
        always(setup -> {
            int epoch = random.nextInt(3);
            List<List<String>> all = Rows.epoch(setup.sampler, epoch);
            int window = random.nextInt(all.size() + 1);
            Rows.epoch(setup.sampler, 4);
            setup.sampler.epoch(epoch);
            setup.sampler.seek(window);
            assertEquals(window, setup.sampler.position());
            assertEquals(all.subList(window, all.size()), Rows.rest(setup.sampler), setup.toString());
        });
    }

    @Test
    void lanesShareTheWorkAndShufflingChangesTheOrder() {
        List<Aligned> examples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            examples.add(Aligned.of(new int[5 + i], new int[5 + i]).weighing(i));
        }
        WindowedSampler sampler = SequenceSampler.manyToManyAligned(examples, 4, 1, 1).window(5);
        int all = examples.stream().mapToInt(example -> (example.inputs().length() + 4) / 5).sum();
        assertEquals((all + 3) / 4, sampler.windows(), 1);
        assertEquals(Rows.epoch(sampler, 0), Rows.epoch(sampler, 1));
        assertNotEquals(Rows.epoch(sampler.shuffled(1), 0), Rows.epoch(sampler.shuffled(1), 1));
        assertNotEquals(Rows.epoch(sampler.shuffled(1), 0), Rows.epoch(sampler.shuffled(2), 0));
        assertEquals("manyToManyAligned(40 examples, 4 lanes, windows of 5 steps, " + sampler.windows() + " windows)",
                sampler.toString());
    }

    @Test
    void aSequenceOfAHundredThousandStepsIsDealtWithoutAllocation() {
        float[][] rows = new float[100_000][2];
        WindowedSampler sampler = SequenceSampler.manyToManyAligned(List.of(Aligned.of(rows, rows)), 1, 2, 2).window(100);
        assertEquals(1000, sampler.windows());
        assertEquals(100, sampler.maxSteps());
        assertEquals(0, Allocation.ofWarm(() -> {
            if (sampler.next() == null) {
                sampler.seek(0);
            }
        }));
    }

    @Test
    void aLessonBookExample() {
        List<Aligned> examples = List.of(Aligned.of(new int[] {0, 1, 2}, new int[] {1, 2, 3}), Aligned.of(new int[0], new int[0]),
                Aligned.of(new int[] {4}, new int[] {5}).weighing(2), Aligned.of(new int[] {6}, new int[] {0}));
        assertEquals(List.of(
                List.of("0 1 -> 1 2 * 2.0 3.0", "4 -> 5 * 12.0"),
                List.of("2 -> 3 * 4.0 goes on", "6 -> 0 * 1.0")),
                Rows.rest(SequenceSampler.manyToManyAligned(examples, 2, 7, 6).classWeights(1, 2, 3, 4, 5, 6).window(2)));
    }

    @Test
    void stepsBeforeTheFirstThatCountsAreReadAndCountNothing() {
        ExampleSampler sampler = SequenceSampler.manyToManyAligned(List.of(
                Aligned.of(new int[] {0, 1, 2}, new int[] {0, 0, 0}).countingFrom(1).weighing(2), Aligned.of(new int[1], new int[1])), 2, 3, 1);
        assertEquals(List.of(List.of("0 1 2 -> 0 0 0 * 0.0 2.0 2.0", "0 -> 0 * 1.0")), Rows.rest(sampler));
        assertEquals(List.of(List.of("0 1 -> 0 0 * 0.0 2.0", "0 -> 0 * 1.0"), List.of("2 -> 0 * 2.0 goes on", " ->  * ")),
                Rows.rest(sampler.window(2)));
        assertArgument(() -> Aligned.of(new int[2], new int[2]).countingFrom(3), "from 0 to 2", "got 3");
        assertArgument(() -> Aligned.of(new int[2], new int[2]).countingFrom(-1), "from 0 to 2", "got -1");
    }

    @Test
    void whatDoesNotFitIsAnError() {
        ExampleSampler labelled = SequenceSampler.manyToOne(List.of(Labelled.of(new int[2], 0)), 1, 1, 1);
        assertArgument(() -> labelled.window(3), "manyToOne.window", "a target for each step");
        ExampleSampler empty = SequenceSampler.manyToManyAligned(List.of(Aligned.of(new int[0], new int[0])), 1, 1, 1);
        assertArgument(() -> empty.window(3), "at least one step", "1 examples");
        ExampleSampler aligned = SequenceSampler.manyToManyAligned(List.of(Aligned.of(new int[2], new int[2])), 1, 1, 1);
        assertArgument(() -> aligned.window(0), "at least 1 step", "got 0");
        assertArgument(() -> aligned.window(1).seek(3), "from 0 to 2", "got 3");
    }
}
