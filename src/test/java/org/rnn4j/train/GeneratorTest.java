package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.Allocation;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

class GeneratorTest {

    private static final Vocabulary VOCABULARY = Vocabulary.ofCharacters("abcde\n한😀");

    private static Network network(Cell cell) {
        RandomGenerator random = new Xoshiro256(2);
        Network network = Network.of(new Recurrent(cell), new Dropout(0.5f), new Dense(cell.outputSize(), VOCABULARY.size(), random));
        // Larger than an initializer would have them, so that what was read before shows in what comes next.
        network.parameters().forEach(parameter -> {
            for (int i = 0; i < parameter.size(); i++) {
                parameter.value().data[i] = 4 * random.nextFloat() - 2;
            }
        });
        return network;
    }

    private static Network network() {
        return network(new LstmCell(VOCABULARY.size(), 9, new Xoshiro256(1)));
    }

    static Stream<Cell> cells() {
        int size = VOCABULARY.size();
        RandomGenerator random = new Xoshiro256(1);
        return Stream.of(new RnnCell(size, 9, random), new LstmCell(size, 9, true, random), new GruCell(size, 9, random),
                new GruCell(size, 9, GruCell.Variant.RESET_AFTER, random));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void oneByOneItWritesWhatOnePassOverTheWholeTextPredicts(Cell cell) {
        Network network = network(cell);
        String prime = "bad한e";
        String text = Generator.of(network, VOCABULARY).with(Sampling.greedy()).sample(prime, 60, new Xoshiro256(1));
        int[] whole = VOCABULARY.encode(prime + text);
        int from = VOCABULARY.encode(prime).length;
        Sequence x = Sequence.ids(whole.length, 1, VOCABULARY.size());
        System.arraycopy(whole, 0, x.ids(), 0, whole.length);
        Sequence logits = network.forward(x, network.newWorkspace(whole.length, 1));
        for (int t = from - 1; t < whole.length - 1; t++) {
            int best = 0;
            for (int k = 1; k < logits.width(); k++) {
                best = logits.get(t, 0, k) > logits.get(t, 0, best) ? k : best;
            }
            assertEquals(best, whole[t + 1], "symbol " + (t + 1) + " of " + prime + text);
        }
        assertTrue(text.codePoints().distinct().count() > 1, "a network that always says the same shows nothing: " + text);
    }

    @Test
    void theSameSeedWritesTheSameTextAndAnotherAnother() {
        Generator generator = Generator.of(network(), VOCABULARY).temperature(0.9f);
        String text = generator.sample("ab", 100, new Xoshiro256(3));
        assertEquals(text, generator.sample("ab", 100, new Xoshiro256(3)));
        assertNotEquals(text, generator.sample("ab", 100, new Xoshiro256(4)));
        assertEquals(100, text.codePointCount(0, text.length()), "symbols, not chars");
    }

    @Test
    void whatIsReadFirstMatters() {
        Generator generator = Generator.of(network(), VOCABULARY);
        assertNotEquals(generator.sample("a", 50, new Xoshiro256(3)), generator.sample("b", 50, new Xoshiro256(3)));
        assertNotEquals(generator.sample("aaae", 50, new Xoshiro256(3)), generator.sample("bbbe", 50, new Xoshiro256(3)));
    }

    @Test
    void aLongTextContinuedIsALongTextWrittenAtOnce() {
        Generator greedy = Generator.of(network(), VOCABULARY).with(Sampling.greedy());
        String half = greedy.sample("c", 30, new Xoshiro256(1));
        assertEquals(greedy.sample("c", 60, new Xoshiro256(1)), half + greedy.sample("c" + half, 30, new Xoshiro256(1)));
    }

    @Test
    void iteratorsOfOneGeneratorDoNotDisturbEachOther() {
        Generator generator = Generator.of(network(), VOCABULARY);
        int[] prime = VOCABULARY.encode("dab");
        int[] alone = new int[40];
        PrimitiveIterator.OfInt only = generator.symbols(prime, new Xoshiro256(6));
        for (int i = 0; i < alone.length; i++) {
            alone[i] = only.nextInt();
        }
        PrimitiveIterator.OfInt first = generator.symbols(prime, new Xoshiro256(6));
        PrimitiveIterator.OfInt second = generator.symbols(VOCABULARY.encode("eee"), new Xoshiro256(7));
        int[] interleaved = new int[alone.length];
        for (int i = 0; i < alone.length; i++) {
            interleaved[i] = first.nextInt();
            second.nextInt();
        }
        assertArrayEquals(alone, interleaved);
    }

    @Test
    @Tag("allocation")
    void symbolsHaveNoEndAndTakeNoMemory() {
        PrimitiveIterator.OfInt symbols = Generator.of(network(), VOCABULARY).with(Sampling.temperature(1).topK(7).topP(0.99f))
                .symbols(VOCABULARY.encode("a"), new Xoshiro256(1));
        int[] counts = new int[VOCABULARY.size()];
        assertEquals(0, Allocation.ofWarm(() -> {
            for (int i = 0; i < 2000; i++) {
                counts[symbols.nextInt()]++;
            }
        }));
        assertTrue(symbols.hasNext());
    }

    @Test
    void withoutABeginningTheFirstSymbolIsAnyAndTheTextGoesOnFromIt() {
        Generator greedy = Generator.of(network(), VOCABULARY).with(Sampling.greedy());
        int[] counts = new int[VOCABULARY.size()];
        for (int seed = 0; seed < 400; seed++) {
            String text = greedy.sample("", 5, new Xoshiro256(seed));
            int first = text.codePointAt(0);
            counts[VOCABULARY.id(Character.toString(first))]++;
            assertEquals(text, Character.toString(first) + greedy.sample(Character.toString(first), 4, new Xoshiro256(1)));
        }
        for (int count : counts) {
            assertTrue(Math.abs(count - 50) < 6 * Math.sqrt(50), Arrays.toString(counts));
        }
    }

    @Test
    void anUnknownSymbolOfTheBeginningIsNamedWithItsPlace() {
        Generator generator = Generator.of(network(), VOCABULARY);
        String message = assertThrows(IllegalArgumentException.class,
                () -> generator.sample("ab\nxa", 3, new Xoshiro256(1))).getMessage();
        assertTrue(message.contains("character 4 (line 2, column 1): 'x' (U+0078)"), message);
        assertThrows(IllegalArgumentException.class, () -> generator.symbols(new int[] {0, 8}, new Xoshiro256(1)));
        assertThrows(IllegalArgumentException.class, () -> generator.symbols(new int[] {-1}, new Xoshiro256(1)));
    }

    @Test
    void lengthsFromZeroOn() {
        Generator generator = Generator.of(network(), VOCABULARY);
        assertEquals("", generator.sample("ab", 0, new Xoshiro256(1)));
        String message = assertThrows(IllegalArgumentException.class,
                () -> generator.sample("ab", -1, new Xoshiro256(1))).getMessage();
        assertTrue(message.contains("length") && message.contains("-1"), message);
    }

    @Test
    void aNetworkOfOtherSizesThanTheVocabularyIsAnError() {
        Vocabulary smaller = Vocabulary.ofCharacters("abc");
        String message = assertThrows(IllegalArgumentException.class, () -> Generator.of(network(), smaller)).getMessage();
        assertTrue(message.contains("3 symbols") && message.contains("8 -> 8"), message);
    }

    @Test
    void trainingLeavesNothingBehindThatGeneratingCouldSee() {
        Network network = network();
        String before = Generator.of(network, VOCABULARY).with(Sampling.greedy()).sample("a", 20, new Xoshiro256(1));
        Workspace workspace = network.newWorkspace(3, 2);
        workspace.train(new Xoshiro256(1));
        workspace.state().part(0).fill(5);
        network.forward(Sequence.ids(3, 2, VOCABULARY.size()), workspace);
        assertEquals(before, Generator.of(network, VOCABULARY).with(Sampling.greedy()).sample("a", 20, new Xoshiro256(1)));
    }
}
