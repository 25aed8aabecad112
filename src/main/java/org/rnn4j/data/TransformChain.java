package org.rnn4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.rnn4j.config.Settings;

/**
 * Transforms one after the other, each on what the one before gives. Going back undoes the last first; the history of each is that of
 * the whole, seen through those before it.
 *
 * @param parts from first to last
 */
record TransformChain(List<SeriesTransform> parts) implements SeriesTransform {

    static final String TYPE = "transform_chain";

    TransformChain {
        parts = List.copyOf(parts);
    }

    static TransformChain of(Settings settings) {
        return new TransformChain(settings.list("parts").stream().map(SeriesTransform::of).toList());
    }

    @Override
    public int lost() {
        return parts.stream().mapToInt(SeriesTransform::lost).sum();
    }

    @Override
    public double[][] apply(double[][] series) {
        double[][] result = series;
        for (SeriesTransform part : parts) {
            result = part.apply(result);
        }
        return result;
    }

    @Override
    public double[][] invert(double[][] history, double[][] transformed) {
        if (history.length < lost()) {
            throw new IllegalArgumentException(this + ".invert: expected a history of at least " + lost() + " rows but got "
                    + history.length);
        }
        // Only the last rows can matter; the rest would be transformed for nothing.
        List<double[][]> histories = new ArrayList<>();
        double[][] seen = Arrays.copyOfRange(history, history.length - lost(), history.length);
        for (SeriesTransform part : parts) {
            histories.add(seen);
            seen = part.apply(seen);
        }
        double[][] result = transformed;
        for (int i = parts.size() - 1; i >= 0; i--) {
            result = parts.get(i).invert(histories.get(i), result);
        }
        return result;
    }

    @Override
    public SeriesTransform then(SeriesTransform next) {
        List<SeriesTransform> more = new ArrayList<>(parts);
        more.add(next);
        return new TransformChain(more);
    }

    @Override
    public SeriesTransform columns(int... columns) {
        return new TransformChain(parts.stream().map(part -> part.columns(columns)).toList());
    }

    @Override
    public Settings settings() {
        return Settings.ofType(TYPE).with("parts", parts.stream().map(SeriesTransform::settings).toList());
    }

    @Override
    public String toString() {
        return parts.stream().map(SeriesTransform::toString).collect(Collectors.joining(", then "));
    }
}
