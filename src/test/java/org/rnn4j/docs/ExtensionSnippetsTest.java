package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.io.Model;
import org.rnn4j.io.NetworkFactory;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.MeanSquaredError;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.loss.Targets;
import org.rnn4j.metric.Accuracy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;
import org.rnn4j.train.Evaluation;
import org.rnn4j.train.Trainer;

/** The layer, the metric and the sampler of {@code docs/CONTRIBUTING.md}. */
class ExtensionSnippetsTest {

    private static Sequence noise(int steps, int batch, int width, long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        Sequence x = Sequence.dense(steps, batch, width);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static Network network() {
        Xoshiro256 random = new Xoshiro256(1);
        return Network.of(new Dense(3, 4, random), new Scale(4), new Recurrent(new GruCell(4, 2, random)));
    }

    @Test
    void theGradientsOfTheLayerAreThoseOfCentralDifferences() {
        Network network = network();
        Sequence x = noise(3, 2, 3, 1).lengths(new int[] {3, 1});
        Targets targets = Targets.of(noise(3, 2, 2, 2).lengths(new int[] {3, 1}));
        Loss loss = new MeanSquaredError();
        Workspace workspace = network.newWorkspace(3, 2);
        loss.evaluate(network.forward(x, workspace), targets, workspace.outputGradient());
        Gradients gradients = new Gradients(network.parameters());
        network.backward(workspace.outputGradient(), gradients, workspace);
        for (String path : new String[] {"layers.1.weight", "layers.0.weight"}) {
            Parameter parameter = network.parameters().get(path);
            for (int i = 0; i < parameter.size(); i++) {
                float value = parameter.value().data[i];
                parameter.value().data[i] = value + 0.01f;
                double above = loss.evaluate(network.forward(x, network.newWorkspace(3, 2)), targets, null);
                parameter.value().data[i] = value - 0.01f;
                double below = loss.evaluate(network.forward(x, network.newWorkspace(3, 2)), targets, null);
                parameter.value().data[i] = value;
                assertEquals((above - below) / 0.02, gradients.of(parameter).data[i], 1e-4, path + ", element " + i);
            }
        }
    }

    @Test
    void theLayerComesBackFromAFile(@TempDir Path directory) throws Exception {
        Network network = network();
        network.parameters().get("layers.1.weight").value().data[2] = 7;
        Path file = directory.resolve("scale.safetensors");
        Model.of(network).save(file);
        // [start:factory]
        Model model = Model.load(file, NetworkFactory.standard().withLayer(Scale.TYPE, Scale::of));
        // [end:factory]
        assertEquals(7, model.network().parameters().get("layers.1.weight").value().data[2]);
        assertThrows(java.io.IOException.class, () -> Model.load(file));
    }

    @Test
    void theMetricCountsRowsOfWhichAllIsRightByTheirWeight() {
        Sequence logits = Sequence.over(new FMatrixRMaj(3, 2, true, 1, -1, 2, 3, -1, -1)).reshape(3, 1);
        Sequence targets = Sequence.over(new FMatrixRMaj(3, 2, true, 1, 0, 1, 0, 0, 0)).reshape(3, 1);
        AllLabelsRight metric = new AllLabelsRight();
        metric.add(logits, new Targets(targets, new float[] {1, 1, 2}));
        assertEquals(Map.of("all_labels_right", 0.75), metric.values());
        assertThrows(ShapeException.class, () -> metric.add(logits, Targets.of(Sequence.ids(3, 1, 2))));
    }

    @Test
    void theSamplerDealsTheSameWhereverItGoesToAndTrains() {
        CoinSampler sampler = new CoinSampler(1);
        sampler.epoch(2);
        sampler.next();
        sampler.next();
        int[] third = sampler.next().inputs().ids().clone();
        sampler.epoch(2);
        sampler.seek(2);
        assertArrayEquals(third, sampler.next().inputs().ids());
        sampler.seek(25);
        assertNull(sampler.next());

        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(new Recurrent(new GruCell(2, 8, random)), new Dense(8, 2, random));
        Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.02f)).build().fit(new CoinSampler(1), 10);
        Accuracy accuracy = new Accuracy();
        Evaluation.of(network, new SoftmaxCrossEntropy(), new CoinSampler(1000), Backend.standard(), accuracy);
        assertEquals(1, accuracy.value());
    }
}
