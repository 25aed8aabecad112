package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

class ResidualTest {

    @Nested
    class AroundABlock implements LayerContract {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Residual(new LayerNorm(width), new Recurrent(new LstmCell(width, 4, random)),
                    new Residual(new Dropout(0.5f), new Recurrent(new GruCell(4, 4, random))), new Dense(4, width, random));
        }

        @Override
        public String expectedText() {
            return "Residual(LayerNorm(3, 6 parameters), Recurrent(LstmCell(3 -> 4, 128 parameters)), "
                    + "Residual(Dropout(0.5), Recurrent(GruCell(4 -> 4, 108 parameters))), Dense(4 -> 3, 15 parameters))";
        }
    }

    @Nested
    class AroundNothingThatChanges implements LayerContract {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Residual(new Dropout(0.5f));
        }

        @Override
        public ReferenceLayer reference() {
            return (parameters, x) -> {
                double[][] y = new double[x.length][];
                for (int t = 0; t < y.length; t++) {
                    y[t] = Arrays.stream(x[t]).map(value -> 2 * value).toArray();
                }
                return y;
            };
        }

        @Override
        public String expectedText() {
            return "Residual(Dropout(0.5))";
        }
    }

    private final RandomGenerator random = new Xoshiro256(1);

    @Test
    void parametersAndStatesAreNamedByTheirPlaceWithin() {
        Network network = Network.of(new Residual(new LayerNorm(3), new Recurrent(new RnnCell(3, 3, random))));
        assertEquals(List.of("layers.0.inner.0.weight", "layers.0.inner.0.bias", "layers.0.inner.1.cell.weight_ih",
                "layers.0.inner.1.cell.weight_hh", "layers.0.inner.1.cell.bias_ih"),
                List.copyOf(network.parameters().byPath().keySet()));
        assertEquals(List.of("layers.0.inner.1.h"),
                network.stateSpec().components().stream().map(StateSpec.Component::name).toList());
    }

    @Test
    void dropoutWithinIsActiveInTrainingOnly() {
        Network network = Network.of(new Through(5), new Residual(new Dropout(0.5f)));
        Workspace workspace = network.newWorkspace(4, 3, TestBackend.serial());
        Sequence x = Sequence.dense(4, 3, 5);
        Arrays.fill(x.data(), 1);
        workspace.train(new Xoshiro256(1));
        int dropped = 0;
        for (float value : network.forward(x, workspace).toMatrix().data) {
            assertEquals(value > 1 ? 3 : 1, value);
            dropped += value > 1 ? 0 : 1;
        }
        assertEquals(30, dropped, 4 * Math.sqrt(60 * 0.25));
        workspace.infer();
        for (float value : network.forward(x, workspace).toMatrix().data) {
            assertEquals(2, value);
        }
    }

    @Test
    void layersThatDoNotKeepWidthAndStepsAreErrors() {
        assertShape(() -> new Residual(new Dense(3, 4, random)), "Residual", "Dense(3 -> 4", "width 4");
        assertShape(() -> new Residual(new Dense(3, 4, random), new Dense(5, 3, random)), "Residual: layer 1", "width 4", "width 5");
        assertArgument(() -> new Residual(new LastStep()), "keep the steps", "LastStep");
        assertArgument(() -> new Residual(), "at least one layer");
        assertEquals(3, new Residual(new Dropout(0.1f), new Dense(3, 3, random)).inputSize());
        assertEquals(0, new Residual(new Dropout(0.1f)).inputSize());
        assertShape(() -> Network.of(new Embedding(9, 4, random), new Residual(new Dropout(0.1f), new Dense(3, 3, random))),
                "layer 1", "width 4", "width 3");
    }
}
