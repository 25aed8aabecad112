package org.rnn4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Checked examples of any set-up, as tracks: sources (or null), inputs, targets, and how much each example counts. Immutable, so that
 * samplers share one.
 *
 * @param place which sampler these are for, for messages
 * @param size the number of examples, at least 1
 * @param weights one for each example; null when all count 1
 * @param countFrom for each example the first step that counts; null when all do
 * @param aligned whether each step has its target
 */
record ExampleSet(String place, int size, Track source, Track inputs, Track targets, float[] weights, int[] countFrom,
        boolean aligned) {

    /** {@return a list of what is iterated} @throws IllegalArgumentException when there is nothing, or null */
    static <E> List<E> list(String place, Iterable<? extends E> examples) {
        List<E> list = new ArrayList<>();
        for (E example : examples) {
            if (example == null) {
                throw new IllegalArgumentException(place + ": example " + list.size() + ": expected an example but got null");
            }
            list.add(example);
        }
        if (list.isEmpty()) {
            throw new IllegalArgumentException(place + ": expected at least one example but got none");
        }
        return list;
    }

    private static <E> List<Steps> part(List<E> examples, Function<E, Steps> part) {
        return examples.stream().map(part).toList();
    }

    private static <E> float[] weights(List<E> examples, ToDoubleFunction<E> weight) {
        if (examples.stream().mapToDouble(weight).allMatch(w -> w == 1)) {
            return null;
        }
        float[] weights = new float[examples.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) weight.applyAsDouble(examples.get(i));
        }
        return weights;
    }

    static ExampleSet labelled(String place, Iterable<Labelled> examples, int inputWidth, int outputs, boolean oneStep) {
        List<Labelled> list = list(place, examples);
        for (int i = 0; oneStep && i < list.size(); i++) {
            if (list.get(i).inputs().length() != 1) {
                throw new IllegalArgumentException(place + ": example " + i + ", input: expected one step but got "
                        + list.get(i).inputs().length());
            }
        }
        return new ExampleSet(place, list.size(), null,
                new StepsTrack(place, "input", part(list, Labelled::inputs), inputWidth),
                new StepsTrack(place, "target", part(list, Labelled::target), outputs), weights(list, Labelled::weight), null, oneStep);
    }

    static ExampleSet aligned(String place, Iterable<Aligned> examples, int inputWidth, int outputs) {
        List<Aligned> list = list(place, examples);
        int[] countFrom = list.stream().mapToInt(Aligned::countFrom).toArray();
        return new ExampleSet(place, list.size(), null,
                new StepsTrack(place, "input", part(list, Aligned::inputs), inputWidth),
                new StepsTrack(place, "target", part(list, Aligned::targets), outputs), weights(list, Aligned::weight),
                Arrays.stream(countFrom).allMatch(step -> step == 0) ? null : countFrom, true);
    }

    static ExampleSet unrolled(String place, Iterable<Unrolled> examples, int inputWidth, int outputs, boolean feedback) {
        List<Unrolled> list = list(place, examples);
        List<Steps> answers = part(list, Unrolled::targets);
        Track targets = new StepsTrack(place, "target", answers, outputs);
        Track inputs = new UnrolledTrack(place, part(list, Unrolled::input), inputWidth, targets, feedback ? answers : null);
        return new ExampleSet(place, list.size(), null, inputs, targets, weights(list, Unrolled::weight), null, false);
    }

    static ExampleSet delayed(String place, Iterable<Pair> examples, int sourceWidth, int outputs, int start, int end) {
        List<Pair> list = list(place, examples);
        requireSymbol(place, "start", start, outputs);
        requireSymbol(place, "end", end, outputs);
        new StepsTrack(place, "target", part(list, Pair::target), outputs);     // checks, with steps as the caller counts them
        List<Steps> whole = part(list, pair -> framed(start, pair.target(), end));
        return new ExampleSet(place, list.size(),
                new StepsTrack(place, "source", part(list, Pair::source), sourceWidth),
                new StepsTrack(place, "input", part(whole, steps -> steps.slice(0, steps.length() - 1)), outputs),
                new StepsTrack(place, "target", part(whole, steps -> steps.slice(1, steps.length())), outputs),
                weights(list, Pair::weight), null, false);
    }

    private static void requireSymbol(String place, String name, int id, int outputs) {
        if (id < 0 || id >= outputs) {
            throw new IllegalArgumentException(place + ": " + name + ": expected an id from 0 to " + (outputs - 1) + " but got " + id);
        }
    }

    private static Steps framed(int start, Steps target, int end) {
        int[] ids = new int[target.length() + 2];
        ids[0] = start;
        for (int t = 0; t < target.length(); t++) {
            ids[t + 1] = target.id(t);
        }
        ids[ids.length - 1] = end;
        return Steps.of(ids);
    }

    /** {@return the steps of an example on all sides where sequences differ, which padding goes by} */
    int cost(int example) {
        return inputs.length(example) + (source == null ? 0 : source.length(example));
    }

    /** {@return how much a step of an example counts} */
    float weight(int example, int step) {
        if (countFrom != null && step < countFrom[example]) {
            return 0;
        }
        return weights == null ? 1 : weights[example];
    }

    /** {@return whether some step counts other than 1} */
    boolean isWeighed() {
        return weights != null || countFrom != null;
    }
}
