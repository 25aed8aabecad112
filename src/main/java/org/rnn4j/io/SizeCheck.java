package org.rnn4j.io;

import java.io.IOException;
import java.util.List;
import org.rnn4j.config.Settings;

/**
 * Compares the sizes that the settings of a network speak of with the tensors that are there, before a network of those sizes is
 * allocated: a few altered digits in a header must not ask for gigabytes.
 */
final class SizeCheck {

    private static final List<String> SIZES = List.of("inputSize", "hiddenSize", "outputSize");

    private SizeCheck() {
    }

    /** @throws IllegalArgumentException when a layer's size is no dimension of any of its tensors */
    static void of(TensorFile tensors, Settings network) throws IOException {
        List<Settings> layers = network.list("layers");
        for (int i = 0; i < layers.size(); i++) {
            Settings layer = layers.get(i);
            Settings sized = layer.has("cell") ? layer.settings("cell") : layer;
            for (String name : SIZES) {
                if (sized.has(name)) {
                    require(tensors, "layers." + i + ".", name, sized.count(name, 1));
                }
            }
        }
    }

    private static void require(TensorFile tensors, String prefix, String name, int size) throws IOException {
        for (String tensor : tensors.names()) {
            if (tensor.startsWith(prefix)) {
                for (int dimension : tensors.shape(tensor)) {
                    if (dimension == size) {
                        return;
                    }
                }
            }
        }
        throw new IllegalArgumentException(prefix + name + ": expected a dimension of one of its tensors but got " + size);
    }
}
