package org.rnn4j.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rnn4j.config.Settings;

/**
 * Compares the sizes that the settings of a network speak of with the numbers that are in the file, before a network of those
 * sizes is allocated: a few altered digits in a header must not ask for gigabytes. Says nothing of sizes that are merely wrong;
 * those come to light when the tensors are compared one by one.
 */
final class SizeCheck {

    /** What a network may have beyond the numbers in the file; 4 MB, or 16 with four gates, do no harm. */
    private static final double SLACK = 1 << 20;

    private static final Map<String, Integer> GATES = Map.of("rnn", 1, "lstm", 4, "gru", 3,
            "layer_norm_rnn", 1, "layer_norm_lstm", 4, "layer_norm_gru", 3);

    private final Path file;
    private final double allowed;
    private double asked;

    private SizeCheck(Path file, double allowed) {
        this.file = file;
        this.allowed = allowed;
    }

    /**
     * Goes through all layers, and whatever they are made of.
     *
     * @throws ModelFormatException when they ask for much more than is there
     * @throws IllegalArgumentException when a size is not a whole number from 1 to 2^31 - 1
     */
    static void of(Path file, TensorFile tensors, Settings network) throws ModelFormatException {
        double present = 0;
        for (String name : tensors.names()) {
            double size = 1;
            for (int dimension : tensors.shape(name)) {
                size *= dimension;
            }
            present += size;
        }
        new SizeCheck(file, present + SLACK).walk("network", network);
    }

    private void walk(String path, Object value) throws ModelFormatException {
        if (value instanceof Settings settings) {
            asked += numbers(settings);
            if (asked > allowed) {
                throw new ModelFormatException(file + ": " + path, "a network of the numbers that are in the file",
                        String.format("sizes that ask for %.0f more", asked - allowed + SLACK));
            }
            for (String name : settings.names()) {
                walk(path + "." + name, settings.get(name));
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                walk(path + "[" + i + "]", list.get(i));
            }
        }
    }

    /**
     * How many parameters follow from the sizes, in double, which does not overflow. Of a cell or layer that is not the library's
     * own only a size by itself is sure to need room; the rest is the affair of who registered it.
     */
    private static double numbers(Settings settings) {
        double input = size(settings, "inputSize");
        double hidden = size(settings, "hiddenSize");
        double output = size(settings, "outputSize");
        Object type = settings.has("type") ? settings.get("type") : "";
        if (GATES.containsKey(type)) {
            return GATES.get(type) * hidden * (input + hidden);
        }
        if (type.equals("dense") || type.equals("embedding") || type.equals("bridge")) {
            return input * output;
        }
        if (type.equals("layer_norm")) {
            return 2 * input;
        }
        if (type.equals("attention")) {             // hiddenSize: the units of the additive score
            double memory = size(settings, "memorySize");
            return (input + memory) * (hidden + output) + (hidden == 0 ? input * memory : 0);
        }
        return Math.max(input, Math.max(hidden, output));
    }

    private static double size(Settings settings, String name) {
        return settings.has(name) ? settings.count(name, 1) : 0;
    }
}
