package org.rnn4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.cell.GruCell;
import org.rnn4j.config.Settings;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.FeatureEmbedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

class FeatureEmbeddingModelTest {

    @TempDir
    private Path directory;

    @Test
    void aSavedNetworkGivesTheSameBits() throws IOException {
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(FeatureEmbedding.of(new Embedding(5, 3, random), new Embedding(2, 1, random)).hiding(0.5f, 0),
                new Recurrent(new GruCell(4, 6, random)));
        Path file = directory.resolve("model.safetensors");
        Model.of(network).save(file);
        Network loaded = Model.load(file).network();
        assertEquals(network.settings(), loaded.settings());
        assertEquals(List.of("layers.0.features.0.weight", "layers.0.features.1.weight"),
                List.copyOf(loaded.parameters().byPath().keySet()).subList(0, 2));
        assertArrayEquals(outputs(network), outputs(loaded));
    }

    private static float[] outputs(Network network) {
        Sequence x = Sequence.dense(4, 2, 2);
        for (int i = 0; i < 16; i++) {
            x.data()[i] = i % 2 == 0 ? i % 5 : i / 2 % 2;
        }
        return network.forward(x, network.newWorkspace(4, 2)).toMatrix().data;
    }

    @Test
    void hugeColumnsAreRefusedBeforeTheyAreAllocated() throws IOException {
        Settings column = Settings.ofType("embedding").with("inputSize", 16_000_000).with("outputSize", 100_000).with("hiding", 0);
        Settings layer = Settings.ofType("feature_embedding").with("features", List.of(column));
        Path file = directory.resolve("model.safetensors");
        TensorFile.builder().metadata("format", "rnn4j").metadata("version", "1")
                .metadata("network", JsonSettings.write(Settings.ofType("network").with("layers", List.of(layer)))).build().write(file);
        String message = assertThrows(ModelFormatException.class, () -> Model.load(file)).getMessage();
        assertTrue(message.contains("network.layers[0].features[0]: expected a network of the numbers that are in the file"), message);
    }
}
