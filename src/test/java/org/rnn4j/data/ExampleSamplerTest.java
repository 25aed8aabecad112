package org.rnn4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** Laws of the samplers of examples, held on random examples of every set-up, batch sizes and orders. */
class ExampleSamplerTest {

    private static final int CASES = 200;
    private static final int D = 3;
    private static final int K = 1000;

    /** What to deal, and what each example should look like as a row of a batch, by its place in the list. */
    private record Setup(String name, ExampleSampler sampler, List<String> expected, int batch) {
    }

    private static int[] ids(int length, RandomGenerator random) {
        return random.ints(length, 0, K).toArray();
    }

    private static float[] row(int width, RandomGenerator random) {
        float[] row = new float[width];
        for (int d = 0; d < width; d++) {
            row[d] = random.nextInt(100_000);
        }
        return row;
    }

    private static float[][] rows(int length, int width, RandomGenerator random) {
        return IntStream.range(0, length).mapToObj(t -> row(width, random)).toArray(float[][]::new);
    }

    private static Steps steps(boolean ids, int length, RandomGenerator random) {
        return ids ? Steps.of(ids(length, random)) : Steps.of(rows(length, D, random));
    }

    private static String weights(int steps, float weight) {
        return String.join(" ", Collections.nCopies(steps, Float.toString(weight)));
    }

    private static Setup random(RandomGenerator random) {
        int count = random.nextInt(1, 30);
        int batch = random.nextInt(1, 9);
        int longest = random.nextInt(8);
        boolean ids = random.nextBoolean();
        boolean classes = random.nextBoolean();
        boolean weighed = random.nextBoolean();
        int kind = random.nextInt(6);
        List<String> expected = new ArrayList<>();
        List<Labelled> labelled = new ArrayList<>();
        List<Aligned> aligned = new ArrayList<>();
        List<Unrolled> unrolled = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = random.nextInt(longest + 1);
            float weight = weighed ? random.nextInt(4) : 1;
            if (kind <= 1) {
                Steps inputs = steps(ids, kind == 0 ? 1 : length, random);
                Steps target = steps(classes, 1, random);
                labelled.add(new Labelled(inputs, target, weight));
                expected.add(Rows.text(inputs) + " -> " + Rows.text(target) + " * " + weight);
            } else if (kind == 2) {
                Steps inputs = steps(ids, length, random);
                Steps targets = steps(classes, length, random);
                aligned.add(Aligned.of(inputs, targets).weighing(weight));
                expected.add(Rows.text(inputs) + " -> " + Rows.text(targets) + " * " + weights(length, weight));
            } else if (kind == 3) {
                Steps source = steps(ids, random.nextInt(longest + 1), random);
                Steps target = steps(true, length, random);
                pairs.add(new Pair(source, target, weight));
                String said = Rows.text(target);
                expected.add(Rows.text(source) + " => " + (7 + " " + said).trim() + " -> " + (said + " " + 9).trim() + " * "
                        + weights(length + 1, weight));
            } else {
                boolean feedback = kind == 5;
                Steps targets = feedback ? Steps.of(rows(length, D, random)) : steps(classes, length, random);
                Steps input = Steps.of(rows(1, D, random));
                unrolled.add(new Unrolled(input, targets, weight));
                StringBuilder inputs = new StringBuilder();
                for (int t = 0; t < length; t++) {
                    inputs.append(t == 0 ? Rows.text(input) : " 0.0,0.0,0.0");
                    inputs.append(!feedback ? "" : t == 0 ? ",0.0,0.0,0.0" : "," + Rows.text(targets.slice(t - 1, t)));
                }
                expected.add(inputs + " -> " + Rows.text(targets) + " * " + weights(length, weight));
            }
        }
        int inputWidth = ids ? K : D;
        int outputs = classes ? K : D;
        ExampleSampler sampler = switch (kind) {
            case 0 -> SequenceSampler.oneToOne(labelled, batch, inputWidth, outputs);
            case 1 -> SequenceSampler.manyToOne(labelled, batch, inputWidth, outputs);
            case 2 -> SequenceSampler.manyToManyAligned(aligned, batch, inputWidth, outputs);
            case 3 -> SequenceSampler.manyToManyDelayed(pairs, batch, inputWidth, K, 7, 9);
            case 4 -> SequenceSampler.oneToMany(unrolled, batch, D, outputs);
            default -> SequenceSampler.oneToManyWithFeedback(unrolled, batch, D, D);
        };
        sampler = random.nextBoolean() ? sampler.shuffled(random.nextInt(5)) : sampler;
        sampler = random.nextBoolean() ? sampler.bucketed(random.nextInt(1, 5)) : sampler;
        return new Setup(sampler.toString(), sampler, expected, batch);
    }

    private interface Law {
        void check(Setup setup);
    }

    private static void always(Law law) {
        RandomGenerator random = new Xoshiro256(1);
        for (int i = 0; i < CASES; i++) {
            law.check(random(random));
        }
    }

    @Test
    void everyExampleIsDealtOnceInAnEpochJustAsItIs() {
        always(setup -> {
            for (int epoch = 0; epoch < 2; epoch++) {
                List<Integer> dealt = new ArrayList<>();
                setup.sampler.epoch(epoch);
                for (Batch batch = setup.sampler.next(); batch != null; batch = setup.sampler.next()) {
                    for (int n = 0; n < batch.inputs().batchSize(); n++) {
                        int example = setup.sampler.example(n);
                        assertEquals(setup.expected.get(example), Rows.text(batch, n), setup.name);
                        dealt.add(example);
                    }
                }
                assertEquals(IntStream.range(0, setup.expected.size()).boxed().toList(), dealt.stream().sorted().toList(), setup.name);
            }
        });
    }

    @Test
    void everySequenceStartsAnewAndOnlyOneBatchIsNotFull() {
        always(setup -> {
            int partial = 0;
            for (Batch batch : setup.sampler) {
                int size = batch.inputs().batchSize();
                assertEquals(size, batch.targets().values().batchSize());
                partial += size < setup.batch ? 1 : 0;
                for (boolean goesOn : batch.continues()) {
                    assertFalse(goesOn, setup.name);
                }
                assertNull(batch.carryAfter());
            }
            assertEquals(setup.expected.size() % setup.batch == 0 ? 0 : 1, partial, setup.name);
        });
    }

    @Test
    void aBatchHasAsManyStepsAsItsLongestSequenceAndAtLeastOne() {
        always(setup -> {
            for (Batch batch : setup.sampler) {
                requireTight(setup, batch.inputs(), setup.sampler.maxSteps());
                requireTight(setup, batch.targets().values(), setup.sampler.maxSteps());
                if (batch.source() != null) {
                    requireTight(setup, batch.source(), setup.sampler.maxSourceSteps());
                }
                assertTrue(batch.inputs().batchSize() <= setup.sampler.maxBatch());
                assertEquals(batch.inputs().width(), setup.sampler.inputWidth());
            }
        });
    }

    private static void requireTight(Setup setup, Sequence sequence, int most) {
        int longest = IntStream.range(0, sequence.batchSize()).map(sequence::length).max().orElseThrow();
        assertEquals(Math.max(1, longest), sequence.steps(), setup.name);
        assertTrue(sequence.steps() <= most, setup.name);
    }

    @Test
    void seekingEqualsSkippingInEveryEpoch() {
        RandomGenerator random = new Xoshiro256(2);
        always(setup -> {
            int epoch = random.nextInt(3);
            List<List<String>> all = Rows.epoch(setup.sampler, epoch);
            assertEquals(setup.sampler.windows(), all.size());
            assertEquals(setup.sampler.windows(), setup.sampler.position());
            Rows.epoch(setup.sampler, 5);
            int window = random.nextInt(all.size() + 1);
            setup.sampler.epoch(epoch);
            setup.sampler.seek(window);
            assertEquals(window, setup.sampler.position());
            assertEquals(all.subList(window, all.size()), Rows.rest(setup.sampler), setup.name);
        });
    }

    private static ExampleSampler numbers(int count, int batch) {
        RandomGenerator random = new Xoshiro256(3);
        return SequenceSampler.manyToOne(IntStream.range(0, count)
                .mapToObj(i -> Labelled.of(ids(random.nextInt(40), random), i)).toList(), batch, K, count);
    }

    @Test
    void ordersFollowFromSeedAndEpochAlone() {
        ExampleSampler plain = numbers(100, 7);
        for (ExampleSampler sampler : List.of(plain.shuffled(5), plain.bucketed(3).shuffled(5), plain.shuffled(5).bucketed())) {
            HashSet<List<List<String>>> seen = new HashSet<>();
            for (int epoch = 0; epoch < 20; epoch++) {
                assertTrue(seen.add(Rows.epoch(sampler, epoch)), sampler + ": epoch " + epoch + " is like one before it");
                assertEquals(15, sampler.windows());
            }
            List<List<String>> third = Rows.epoch(sampler, 3);
            assertEquals(third, Rows.epoch(sampler.shuffled(5), 3));
            assertNotEquals(third, Rows.epoch(sampler.shuffled(6), 3));
            assertNotEquals(Rows.epoch(sampler, 1), Rows.epoch(sampler.shuffled(6), 0), "an epoch of one seed is none of the next");
        }
        assertEquals(Rows.epoch(plain, 0), Rows.epoch(plain, 1));
        assertEquals(Rows.rest(numbers(100, 7).shuffled(5)), Rows.epoch(plain.shuffled(5), 0), "a new sampler is at epoch 0");
    }

    @Test
    void inAShuffledOrderEveryPlaceIsEquallyLikely() {
        ExampleSampler sampler = numbers(5, 1).shuffled(1);
        int[] first = new int[5];
        for (int epoch = 0; epoch < 5000; epoch++) {
            sampler.epoch(epoch);
            sampler.next();
            first[sampler.example(0)]++;
        }
        for (int count : first) {
            assertEquals(1000, count, 120);         // four standard deviations of 28
        }
    }

    private static long padding(SequenceSampler sampler) {
        long padding = 0;
        for (Batch batch : sampler) {
            for (int row = 0; row < batch.inputs().rows(); row++) {
                padding += batch.inputs().isStep(row) ? 0 : 1;
            }
        }
        return padding;
    }

    @Test
    void bucketsHaveLessPaddingAndBatchesOfAllLengthsMix() {
        ExampleSampler plain = numbers(2000, 20).shuffled(1);
        assertTrue(padding(plain.bucketed(10)) * 5 < padding(plain));
        assertTrue(padding(plain.bucketed(100)) * 20 < padding(plain));
        int rises = 0;
        int before = 0;
        for (Batch batch : plain.bucketed(100)) {
            rises += batch.inputs().steps() > before ? 1 : 0;
            before = batch.inputs().steps();
        }
        assertTrue(rises > 25 && rises < 75, rises + " of 100 batches are longer than the one before");
    }

    @Test
    void dealingABatchAllocatesNothing() {
        for (ExampleSampler sampler : List.of(numbers(900, 7).shuffled(1).bucketed(2), numbers(900, 7).classWeights(new float[900]))) {
            assertEquals(0, Allocation.ofWarm(() -> {
                if (sampler.next() == null) {
                    sampler.seek(0);
                }
            }));
        }
    }

    @Test
    void whatWasGivenMayBeChangedAfterwards() {
        int[] ids = {1, 2};
        float[][] rows = {{3}, {4}};
        ExampleSampler sampler = SequenceSampler.manyToManyAligned(List.of(Aligned.of(ids, new int[] {0, 1}),
                Aligned.of(Steps.of(5, 6).slice(1, 2), Steps.of(0))), 2, K, 2);
        ExampleSampler dense = SequenceSampler.manyToManyAligned(List.of(Aligned.of(rows, new int[] {0, 1})), 2, 1, 2);
        ids[0] = 99;
        rows[0][0] = 99;
        assertEquals(List.of(List.of("1 2 -> 0 1 * 1.0 1.0", "6 -> 0 * 1.0")), Rows.rest(sampler));
        assertEquals(List.of(List.of("3.0 4.0 -> 0 1 * 1.0 1.0")), Rows.rest(dense));
    }

    @Test
    void weightsOfExamplesAndClassesMultiply() {
        List<Labelled> examples = List.of(Labelled.of(new int[] {1}, 0).weighing(2), Labelled.of(new int[] {2}, 1),
                Labelled.of(new int[0], 1).weighing(0.5f));
        assertEquals(List.of(List.of("1 -> 0 * 6.0", "2 -> 1 * 4.0", " -> 1 * 2.0")),
                Rows.rest(SequenceSampler.manyToOne(examples, 3, K, 2).classWeights(3, 4)));
        assertEquals("[0.6666667, 2.0, 0.0]", Arrays.toString(ClassWeights.balanced(new int[] {0, 0, 1, 0}, 3)));
        assertArgument(() -> ClassWeights.balanced(new int[] {0, 3}, 3), "label 1", "from 0 to 2", "got 3");
        assertArgument(() -> ClassWeights.balanced(new int[0], 3), "at least one");
        ExampleSampler sampler = SequenceSampler.manyToOne(examples, 3, K, 2);
        assertArgument(() -> sampler.classWeights(1), "each of 2 classes", "got 1");
        assertArgument(() -> sampler.classWeights(1, Float.NaN), "class 1", "NaN");
        assertArgument(() -> Labelled.of(new int[0], 1).weighing(-1), "Labelled: weight", "-1");
    }

    @Test
    void feedbackOfIdsIsOneHotBesideTheInput() {
        Unrolled caption = Unrolled.of(new float[] {8, 9}, new int[] {2, 0, 1});
        assertEquals(List.of(List.of("8.0,9.0,0.0,0.0,0.0 0.0,0.0,0.0,0.0,1.0 0.0,0.0,1.0,0.0,0.0 -> 2 0 1 * 1.0 1.0 1.0")),
                Rows.rest(SequenceSampler.oneToManyWithFeedback(List.of(caption), 4, 2, 3)));
    }

    @Test
    void streamsWillDo() {
        ExampleSampler sampler = SequenceSampler.manyToOne(
                IntStream.range(0, 3).mapToObj(i -> Labelled.of(new int[] {i}, i))::iterator, 2, 3, 3);
        assertEquals(2, sampler.windows());
        assertEquals("manyToOne(3 examples, batches of 2, 2 windows, shuffled by seed 4, bucketed in pools of 2)",
                sampler.shuffled(4).bucketed(2).toString());
    }

    @Test
    void whatDoesNotFitIsNamedWithExampleAndStep() {
        List<Labelled> examples = List.of(Labelled.of(new int[] {1, 2}, 0), Labelled.of(new int[] {1, 2, 5}, 3));
        assertArgument(() -> SequenceSampler.manyToOne(examples, 2, 5, 4), "manyToOne: example 1, input, step 2", "from 0 to 4", "got 5");
        assertArgument(() -> SequenceSampler.manyToOne(examples, 2, 6, 3), "example 1, target, step 0", "from 0 to 2", "got 3");
        assertArgument(() -> SequenceSampler.manyToOne(examples, 0, 6, 4), "manyToOne", "batch of at least 1", "got 0");
        assertArgument(() -> SequenceSampler.manyToOne(examples, 1, 0, 4), "manyToOne: input", "width", "got 0");
        assertArgument(() -> SequenceSampler.manyToOne(List.of(), 1, 1, 4), "manyToOne", "at least one example");
        assertArgument(() -> SequenceSampler.oneToOne(examples, 2, 6, 4), "oneToOne: example 0, input", "one step", "got 2");
        float[][] ragged = {{1, 2}, {1, 2, 3}};
        float[][] wrong = {{1, 2}, {1, Float.NaN}};
        assertArgument(() -> SequenceSampler.manyToOne(List.of(Labelled.of(ragged, 0)), 1, 2, 1), "example 0, input, step 1", "2 values",
                "got 3");
        assertArgument(() -> SequenceSampler.manyToOne(List.of(Labelled.of(new int[] {0}, 0), Labelled.of(wrong, 0)), 1, 2, 1),
                "example 1, input", "expected ids", "2 rows");
        assertArgument(() -> SequenceSampler.manyToOne(List.of(Labelled.of(wrong, 0)), 1, 2, 1), "example 0, input, step 1, column 1",
                "finite", "NaN");
        assertArgument(() -> SequenceSampler.manyToOne(List.of(Labelled.of(new int[0], new float[] {1 / 0f})), 1, 2, 1),
                "example 0, target, step 0, column 0", "Infinity");
        assertArgument(() -> SequenceSampler.oneToMany(List.of(Unrolled.of(new float[3], new int[0])), 1, 2, 1),
                "example 0, input, step 0", "2 values", "got 3");
        List<Pair> pairs = List.of(Pair.of(new int[] {0}, new int[] {0, 4}));
        assertArgument(() -> SequenceSampler.manyToManyDelayed(pairs, 1, 1, 4, 0, 1), "example 0, target, step 1", "got 4");
        assertArgument(() -> SequenceSampler.manyToManyDelayed(pairs, 1, 1, 5, 5, 1), "manyToManyDelayed: start", "got 5");
        assertArgument(() -> SequenceSampler.manyToManyDelayed(pairs, 1, 1, 5, 0, -1), "end", "got -1");
        assertArgument(() -> Aligned.of(new int[2], new int[3]), "a target for each step", "3 targets for 2 steps");
        assertArgument(() -> new Labelled(Steps.none(), Steps.of(1, 2), 1), "one step", "got 2");
        assertArgument(() -> Pair.of(new int[2], new int[0]).weighing(Float.NaN), "Pair: weight", "NaN");
        assertArgument(() -> Steps.of(1, 2).slice(1, 3), "<= 2", "1 to 3");
        ExampleSampler sampler = numbers(3, 2);
        assertArgument(() -> sampler.seek(3), "from 0 to 2", "got 3");
        assertArgument(() -> sampler.seek(-1), "got -1");
        assertArgument(() -> sampler.bucketed(0), "pool", "got 0");
        assertArgument(() -> sampler.example(0), "last batch", "got 0");
    }
}
