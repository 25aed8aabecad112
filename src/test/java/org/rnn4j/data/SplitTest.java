package org.rnn4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.rnn4j.Errors.assertArgument;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final Function<Integer, Integer> RARE = i -> i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : i;

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static void assertWhole(int count, Split<Integer> split) {
        int tenth = Math.max(1, count / 10);
        assertEquals(tenth, split.validation().size(), count + " elements");
        assertEquals(tenth, split.test().size(), count + " elements");
        assertEquals(numbers(count), Stream.of(split.train(), split.validation(), split.test()).flatMap(List::stream).sorted().toList());
    }

    @Test
    void everyElementIsInOnePartAndTheHeldOutPartsAreATenth() {
        for (int count = 3; count < 130; count++) {
            assertWhole(count, Split.of(numbers(count), count));
            assertWhole(count, Split.stratified(numbers(count), RARE, count));
            assertWhole(count, Split.chronological(numbers(count)));
        }
    }

    @Test
    void theSeedDecides() {
        List<Integer> numbers = numbers(100);
        assertEquals(Split.of(numbers, 1), Split.of(numbers, 1));
        assertNotEquals(Split.of(numbers, 1), Split.of(numbers, 2));
        assertEquals(Split.stratified(numbers, RARE, 1), Split.stratified(numbers, RARE, 1));
        assertNotEquals(Split.stratified(numbers, RARE, 1), Split.stratified(numbers, RARE, 2));
        assertNotEquals(numbers.subList(0, 80), Split.of(numbers, 1).train());
        assertEquals("Split(80 to train, 10 to validate, 10 to test)", Split.of(numbers, 1).toString());
    }

    @Test
    void aStratifiedSplitHasEachLabelInItsProportion() {
        for (int seed = 0; seed < 50; seed++) {
            Split<Integer> split = Split.stratified(numbers(1000), i -> i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2, seed);
            for (List<Integer> part : List.of(split.validation(), split.test())) {
                assertEquals(70, part.stream().filter(i -> i % 10 < 7).count(), 1);
                assertEquals(20, part.stream().filter(i -> i % 10 == 7 || i % 10 == 8).count(), 1);
                assertEquals(10, part.stream().filter(i -> i % 10 == 9).count(), 1);
            }
        }
    }

    @Test
    void aChronologicalSplitKeepsTheOrder() {
        Split<Integer> split = Split.chronological(numbers(25));
        assertEquals(numbers(25).subList(0, 21), split.train());
        assertEquals(List.of(21, 22), split.validation());
        assertEquals(List.of(23, 24), split.test());
    }

    @Test
    void twoElementsAreTooFew() {
        assertArgument(() -> Split.of(numbers(2), 1), "at least 3", "got 2");
        assertArgument(() -> Split.stratified(numbers(2), RARE, 1), "at least 3", "got 2");
        assertArgument(() -> Split.chronological(numbers(0)), "at least 3", "got 0");
    }
}
