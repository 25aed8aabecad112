package org.rnn4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rnn4j.random.Xoshiro256;

/**
 * Data in three parts: one to train on, one to choose by (when to stop, which settings), one to report. Every element is in one of them.
 * Validation and test get a tenth each, rounded down but at least one; training gets the rest.
 *
 * @param train what to train on
 * @param validation what to choose by
 * @param test what to report
 */
public record Split<E>(List<E> train, List<E> validation, List<E> test) {

    private static final int TENTH = 10;
    private static final int LEAST = 3;

    /** Copies the lists. */
    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * {@return a split in random order} The same seed gives the same split of as many elements.
     *
     * @throws IllegalArgumentException when there are fewer than 3
     */
    public static <E> Split<E> of(List<E> elements, long seed) {
        int[] order = new int[elements.size()];
        EpochOrder.identity(order);
        EpochOrder.shuffle(order, 0, order.length, new Xoshiro256(seed));
        return chronological(Arrays.stream(order).mapToObj(elements::get).toList());
    }

    /**
     * {@return a split in random order in which each part has each label in the proportion of the whole, to one element} So a rare
     * label is not missing from the test by chance; of a label with fewer than 10 elements a part may have none.
     *
     * @param label what to look at
     * @throws IllegalArgumentException when there are fewer than 3 elements
     */
    public static <E> Split<E> stratified(List<E> elements, Function<? super E, ?> label, long seed) {
        int tenth = tenth(elements.size());
        int[] order = new int[elements.size()];
        EpochOrder.identity(order);
        Xoshiro256 random = new Xoshiro256(seed);
        EpochOrder.shuffle(order, 0, order.length, random);
        Map<Object, List<E>> groups = new LinkedHashMap<>();
        for (int i : order) {
            groups.computeIfAbsent(label.apply(elements.get(i)), key -> new ArrayList<>()).add(elements.get(i));
        }
        // Label after label, and an even comb through them: two teeth of each stretch of size/tenth elements.
        List<E> sorted = groups.values().stream().flatMap(List::stream).toList();
        int[] part = new int[sorted.size()];
        for (long tooth = 0; tooth < tenth; tooth++) {
            long stretch = sorted.size() * tooth / tenth;
            long next = sorted.size() * (tooth + 1) / tenth;
            part[(int) stretch] = 1;
            part[(int) ((stretch + next) / 2)] = 2;
        }
        List<List<E>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        EpochOrder.identity(order);
        EpochOrder.shuffle(order, 0, order.length, random);
        for (int i : order) {
            parts.get(part[i]).add(sorted.get(i));
        }
        return new Split<>(parts.get(0), parts.get(1), parts.get(2));
    }

    /**
     * {@return the first eight tenths, the ninth and the last} For what has an order in time, where a random split would train on the
     * days around those that it is tested on.
     *
     * @throws IllegalArgumentException when there are fewer than 3 elements
     */
    public static <E> Split<E> chronological(List<E> elements) {
        int tenth = tenth(elements.size());
        int test = elements.size() - tenth;
        int validation = test - tenth;
        return new Split<>(elements.subList(0, validation), elements.subList(validation, test), elements.subList(test, elements.size()));
    }

    private static int tenth(int size) {
        if (size < LEAST) {
            throw new IllegalArgumentException("Split: expected at least " + LEAST + " elements but got " + size);
        }
        return Math.max(1, size / TENTH);
    }

    @Override
    public String toString() {
        return "Split(" + train.size() + " to train, " + validation.size() + " to validate, " + test.size() + " to test)";
    }
}
