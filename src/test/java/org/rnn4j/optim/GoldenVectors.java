package org.rnn4j.optim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers by name, as the script beside the file wrote them: a line is a name and its numbers, {@code #} starts a remark. */
public record GoldenVectors(String file, Map<String, double[]> byName) {

    public static GoldenVectors read(String file) {
        Map<String, double[]> byName = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                GoldenVectors.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] words = line.split(" ");
                double[] numbers = new double[words.length - 1];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Double.parseDouble(words[i + 1]);
                }
                byName.put(words[0], numbers);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new GoldenVectors(file, byName);
    }

    public double[] get(String name) {
        double[] numbers = byName.get(name);
        if (numbers == null) {
            throw new IllegalArgumentException(file + " has no '" + name + "'");
        }
        return numbers;
    }
}
