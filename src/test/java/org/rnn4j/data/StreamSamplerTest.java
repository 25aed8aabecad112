package org.rnn4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** Laws of the stream sampler, held on random texts, lanes and windows: every symbol is another number, so each is known again. */
class StreamSamplerTest {

    private static final int CASES = 400;

    /** A case: texts whose symbols number through all texts, so that the pair {@code (s, s + 1)} is known by its s. */
    private record Setup(List<int[]> texts, int lanes, int k1, int k2, int symbols) {

        static Setup random(RandomGenerator random) {
            List<int[]> texts = new ArrayList<>();
            int symbol = 0;
            int pairs = 0;
            int count = random.nextInt(1, 6);
            while (texts.size() < count || pairs == 0) {
                int[] text = new int[random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(60)];
                for (int i = 0; i < text.length; i++) {
                    text[i] = symbol++;
                }
                pairs += Math.max(0, text.length - 1);
                texts.add(text);
            }
            int k1 = random.nextInt(1, 9);
            return new Setup(texts, random.nextInt(1, 7), k1, k1 + (random.nextBoolean() ? 0 : random.nextInt(12)), symbol);
        }

        StreamSampler sampler() {
            return new StreamSampler(texts, lanes, k1, k2, symbols);
        }

        int pairs() {
            return texts.stream().mapToInt(text -> Math.max(0, text.length - 1)).sum();
        }

        boolean startsAText(int symbol) {
            return texts.stream().anyMatch(text -> text.length > 0 && text[0] == symbol);
        }

        boolean endsAText(int symbol) {
            return texts.stream().anyMatch(text -> text.length > 0 && text[text.length - 1] == symbol);
        }

        @Override
        public String toString() {
            return texts.stream().map(text -> text.length).toList() + " symbols, " + lanes + " lanes, k1 " + k1 + ", k2 " + k2;
        }
    }

    private interface Law {
        void check(Setup setup, StreamSampler sampler);
    }

    private static void always(Law law) {
        RandomGenerator random = new Xoshiro256(1);
        for (int i = 0; i < CASES; i++) {
            Setup setup = Setup.random(random);
            law.check(setup, setup.sampler());
        }
    }

    private static int weightAt(Batch batch, int row) {
        float weight = batch.targets().weight(row);
        assertTrue(weight == 0 || weight == 1, "weight " + weight);
        return (int) weight;
    }

    @Test
    void everyPairOfEveryTextCountsExactlyOnceInAnEpoch() {
        always((setup, sampler) -> {
            int[] counts = new int[setup.symbols];
            for (Batch batch : sampler) {
                Sequence inputs = batch.inputs();
                Sequence targets = batch.targets().values();
                assertEquals(inputs.shape(), targets.shape());
                for (int row = 0; row < inputs.rows(); row++) {
                    assertEquals(inputs.isStep(row), targets.isStep(row));
                    if (inputs.isStep(row)) {
                        int symbol = inputs.ids()[row];
                        assertEquals(symbol + 1, targets.ids()[row], setup + ": the next symbol");
                        assertFalse(setup.endsAText(symbol), setup + ": a pair that spans two texts");
                        counts[symbol] += weightAt(batch, row);
                    }
                }
            }
            for (int symbol = 0; symbol < setup.symbols; symbol++) {
                assertEquals(setup.endsAText(symbol) ? 0 : 1, counts[symbol], setup + ": symbol " + symbol);
            }
            assertEquals(setup.pairs(), sampler.pairs());
        });
    }

    @Test
    void eachLaneReadsItsShareInOrderAndLanesAreEqualToOnePair() {
        always((setup, sampler) -> {
            List<List<Integer>> lanes = new ArrayList<>();
            for (int lane = 0; lane < setup.lanes; lane++) {
                lanes.add(new ArrayList<>());
            }
            for (Batch batch : sampler) {
                for (int row = 0; row < batch.inputs().rows(); row++) {
                    if (weightAt(batch, row) == 1) {
                        lanes.get(row % setup.lanes).add(batch.inputs().ids()[row]);
                    }
                }
            }
            List<Integer> joined = new ArrayList<>();
            for (int lane = 0; lane < setup.lanes; lane++) {
                int share = setup.pairs() / setup.lanes + (lane < setup.pairs() % setup.lanes ? 1 : 0);
                assertEquals(share, lanes.get(lane).size(), setup + ": lane " + lane);
                joined.addAll(lanes.get(lane));
            }
            List<Integer> expected = new ArrayList<>();
            for (int symbol = 0; symbol < setup.symbols; symbol++) {
                if (!setup.endsAText(symbol)) {
                    expected.add(symbol);
                }
            }
            assertEquals(expected, joined, setup.toString());
        });
    }

    /**
     * A recurrence whose state is the last symbol it has read: then the state with which a window starts says which symbol it
     * goes on after, which must be the one before the window's first, or none where a text or a lane starts.
     */
    @Test
    void theStateThatGoesOnIsThatOfExactlyThePreviousSymbol() {
        always((setup, sampler) -> {
            int none = -1;
            int[] state = new int[setup.lanes];
            Arrays.fill(state, none);
            int[] laneStarts = new int[setup.lanes];
            Arrays.fill(laneStarts, none);
            for (Batch batch : sampler) {
                int[] carried = new int[setup.lanes];
                for (int lane = 0; lane < setup.lanes; lane++) {
                    int before = batch.continues()[lane] ? state[lane] : none;
                    int length = batch.inputs().length(lane);
                    int[] history = new int[length + 1];
                    history[0] = before;
                    for (int t = 0; t < length; t++) {
                        history[t + 1] = batch.inputs().ids()[t * setup.lanes + lane];
                    }
                    if (length > 0) {
                        if (laneStarts[lane] == none) {
                            laneStarts[lane] = history[1];
                        }
                        boolean fresh = setup.startsAText(history[1]) || history[1] == laneStarts[lane];
                        assertEquals(fresh ? none : history[1] - 1, before, setup + ": lane " + lane);
                        for (int t = 1; t < length; t++) {
                            assertEquals(history[t] + 1, history[t + 1], setup + ": order within a window");
                        }
                    } else {
                        assertFalse(batch.continues()[lane], setup + ": a lane that has ended does not go on");
                    }
                    carried[lane] = history[batch.carryAfter()[lane]];
                }
                state = carried;
            }
        });
    }

    @Test
    void windowsHaveUpToK1NewPairsAfterAsMuchRepetitionAsThereIsUpToK2() {
        always((setup, sampler) -> {
            int[] laneStarts = new int[setup.lanes];
            Arrays.fill(laneStarts, -1);
            for (Batch batch : sampler) {
                int longest = 0;
                for (int lane = 0; lane < setup.lanes; lane++) {
                    int length = batch.inputs().length(lane);
                    longest = Math.max(longest, length);
                    int fresh = 0;
                    for (int t = 0; t < length; t++) {
                        int weight = weightAt(batch, t * setup.lanes + lane);
                        assertTrue(weight == 1 || fresh == 0, setup + ": repeated pairs come first");
                        fresh += weight;
                    }
                    assertTrue(fresh <= setup.k1 && (fresh > 0 || length == 0), setup + ": " + fresh + " new pairs");
                    assertTrue(length - fresh <= setup.k2 - setup.k1, setup + ": " + (length - fresh) + " repeated pairs");
                    if (length > 0) {
                        int first = batch.inputs().ids()[lane];
                        if (laneStarts[lane] == -1) {
                            laneStarts[lane] = first;
                        }
                        assertTrue(length - fresh == setup.k2 - setup.k1 || setup.startsAText(first) || first == laneStarts[lane],
                                setup + ": less is repeated only where a text or a lane starts");
                    }
                }
                assertEquals(longest, batch.inputs().steps(), setup + ": no step is padding in all lanes");
                assertTrue(longest <= sampler.maxSteps() && longest > 0);
            }
            assertEquals(setup.lanes, sampler.maxBatch());
            assertEquals(setup.k2, sampler.maxSteps());
        });
    }

    /** All that a batch says, the content of padding apart. */
    private static String text(Batch batch) {
        StringBuilder text = new StringBuilder(batch.inputs().shape());
        for (int row = 0; row < batch.inputs().rows(); row++) {
            text.append(batch.inputs().isStep(row)
                    ? " " + batch.inputs().ids()[row] + ">" + batch.targets().values().ids()[row] + "*" + batch.targets().weight(row)
                    : " -");
        }
        return text + " " + Arrays.toString(batch.continues()) + Arrays.toString(batch.carryAfter());
    }

    private static List<String> epoch(StreamSampler sampler) {
        List<String> windows = new ArrayList<>();
        for (Batch batch : sampler) {
            windows.add(text(batch));
        }
        return windows;
    }

    @Test
    void epochsRepeatAndHaveAsManyWindowsAsPromised() {
        always((setup, sampler) -> {
            List<String> first = epoch(sampler);
            assertEquals(sampler.windows(), first.size(), setup.toString());
            assertEquals(sampler.windows(), sampler.position());
            assertNull(sampler.next());
            assertEquals(first, epoch(sampler), setup.toString());
            assertEquals(first, epoch(setup.sampler()), setup.toString());
        });
    }

    @Test
    void seekingEqualsSkipping() {
        RandomGenerator random = new Xoshiro256(2);
        always((setup, sampler) -> {
            List<String> all = epoch(sampler);
            for (int times = 0; times < 3; times++) {
                int window = random.nextInt(all.size() + 1);
                sampler.seek(window);
                assertEquals(window, sampler.position());
                List<String> rest = new ArrayList<>();
                for (Batch batch = sampler.next(); batch != null; batch = sampler.next()) {
                    rest.add(text(batch));
                }
                assertEquals(all.subList(window, all.size()), rest, setup + " from window " + window);
            }
        });
    }

    @Test
    void aLessonBookExample() {
        StreamSampler sampler = new StreamSampler(List.of(new int[] {0, 1, 2, 3, 4}, new int[] {5, 6}), 2, 2, 3, 7);
        assertEquals("StreamSampler(5 pairs, 2 lanes, k1 2, k2 3, 2 windows)", sampler.toString());
        assertEquals(List.of(
                "[2, 2, 7] 0>1*1.0 3>4*1.0 1>2*1.0 - [false, false][1, 0]",
                "[2, 2, 7] 1>2*0.0 5>6*1.0 2>3*1.0 - [true, false][0, 0]"), epoch(sampler));
    }

    @Test
    void streamIsOneTextWithK1EqualToK2() {
        int[] text = {0, 1, 2, 3, 4, 5, 6};
        assertEquals(epoch(new StreamSampler(List.of(text), 2, 3, 3, 7)), epoch(SequenceSampler.stream(text, 2, 3, 7)));
    }

    @Test
    void dealingWindowsAllocatesNothing() {
        StreamSampler sampler = new StreamSampler(List.of(new int[500], new int[300]), 4, 5, 8, 1);
        sampler.seek(0);
        assertEquals(0, Allocation.ofWarm(sampler::next));
    }

    @Test
    void anIteratorEndsWithTheEpoch() {
        StreamSampler sampler = new StreamSampler(List.of(new int[3]), 1, 2, 2, 1);
        Iterator<Batch> windows = sampler.iterator();
        assertTrue(windows.hasNext());
        windows.next();
        assertFalse(windows.hasNext());
        assertThrows(NoSuchElementException.class, windows::next);
    }

    @Test
    void whatDoesNotFitIsAnError() {
        List<int[]> texts = List.of(new int[] {0, 1}, new int[] {0, 3, -1});
        assertArgument(() -> new StreamSampler(texts, 0, 1, 1, 4), "lanes 0");
        assertArgument(() -> new StreamSampler(texts, 1, 0, 1, 4), "k1 0");
        assertArgument(() -> new StreamSampler(texts, 1, 3, 2, 4), "k1 <= k2", "k1 3, k2 2");
        assertArgument(() -> new StreamSampler(texts, 1, 1, 1, 4), "text 1, symbol 2", "from 0 to 3", "got -1");
        assertArgument(() -> new StreamSampler(texts, 1, 1, 1, 3), "text 1, symbol 1", "from 0 to 2", "got 3");
        assertArgument(() -> new StreamSampler(List.of(new int[1], new int[0]), 1, 1, 1, 3), "at least 2 symbols", "2 texts");
        assertArgument(() -> new StreamSampler(List.of(), 1, 1, 1, 3), "at least 2 symbols", "0 texts");
        StreamSampler sampler = new StreamSampler(List.of(new int[3]), 1, 2, 2, 1);
        assertArgument(() -> sampler.seek(2), "from 0 to 1", "got 2");
        assertArgument(() -> sampler.seek(-1), "from 0 to 1", "got -1");
    }
}
