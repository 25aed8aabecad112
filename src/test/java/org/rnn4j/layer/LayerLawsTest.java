package org.rnn4j.layer;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;

/** The laws of layers, for those that treat every step by itself and for each cell over time. */
class LayerLawsTest {

    /** {@code y = x·W}, to which a bias may be added. */
    private static double[][] affine(Map<String, double[]> parameters, double[][] x, int outputs, boolean bias) {
        double[][] y = new double[x.length][outputs];
        for (int t = 0; t < x.length; t++) {
            for (int k = 0; k < outputs; k++) {
                y[t][k] = bias ? parameters.get("bias")[k] : 0;
                for (int j = 0; j < x[t].length; j++) {
                    y[t][k] += x[t][j] * parameters.get("weight")[j * outputs + k];
                }
            }
        }
        return y;
    }

    @Nested
    class OfDense implements LayerContract {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Dense(width, 4, random);
        }

        @Override
        public ReferenceLayer reference() {
            return (parameters, x) -> affine(parameters, x, 4, true);
        }

        @Override
        public boolean takesIds() {
            return true;
        }

        @Override
        public String expectedText() {
            return "Dense(3 -> 4, 16 parameters)";
        }
    }

    @Nested
    class OfEmbedding implements LayerContract {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Embedding(width, 4, random);
        }

        @Override
        public ReferenceLayer reference() {
            return (parameters, x) -> affine(parameters, x, 4, false);
        }

        @Override
        public boolean takesFloats() {
            return false;
        }

        @Override
        public boolean takesIds() {
            return true;
        }

        @Override
        public String expectedText() {
            return "Embedding(3 -> 4, 12 parameters)";
        }
    }

    /** All dropouts let everything through in inference. */
    private interface Inference extends LayerContract {

        @Override
        default ReferenceLayer reference() {
            return (parameters, x) -> x;
        }
    }

    @Nested
    class OfDropout implements Inference {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Dropout(0.5f);
        }

        @Override
        public String expectedText() {
            return "Dropout(0.5)";
        }
    }

    @Nested
    class OfVariationalDropout implements Inference {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new VariationalDropout(0.5f);
        }

        @Override
        public String expectedText() {
            return "VariationalDropout(0.5)";
        }
    }

    @Nested
    class OfWordDropout implements Inference {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new WordDropout(0.5f);
        }

        @Override
        public String expectedText() {
            return "WordDropout(0.5)";
        }
    }

    /** The equations of cells have a reference in {@code CellContract}. */
    private interface OfCell extends LayerContract {

        @Override
        default boolean takesIds() {
            return true;
        }
    }

    @Nested
    class OfRnn implements OfCell {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Recurrent(new RnnCell(width, 4, random));
        }

        @Override
        public String expectedText() {
            return "Recurrent(RnnCell(3 -> 4, 32 parameters))";
        }
    }

    @Nested
    class OfReluRnn implements OfCell {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Recurrent(new RnnCell(width, 4, RnnCell.Activation.RELU, random));
        }

        @Override
        public boolean isSmooth() {
            return false;
        }

        @Override
        public String expectedText() {
            return "Recurrent(RnnCell(3 -> 4, 32 parameters))";
        }
    }

    @Nested
    class OfLstm implements OfCell {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Recurrent(new LstmCell(width, 4, random));
        }

        @Override
        public String expectedText() {
            return "Recurrent(LstmCell(3 -> 4, 128 parameters))";
        }
    }

    @Nested
    class OfPeepholeLstm implements OfCell {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Recurrent(new LstmCell(width, 4, true, random));
        }

        @Override
        public String expectedText() {
            return "Recurrent(LstmCell(3 -> 4, 140 parameters))";
        }
    }

    @Nested
    class OfGru implements OfCell {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Recurrent(new GruCell(width, 4, random));
        }

        @Override
        public String expectedText() {
            return "Recurrent(GruCell(3 -> 4, 96 parameters))";
        }
    }

    @Nested
    class OfGruThatResetsAfter implements OfCell {

        @Override
        public Layer layer(int width, RandomGenerator random) {
            return new Recurrent(new GruCell(width, 4, GruCell.Variant.RESET_AFTER, random));
        }

        @Override
        public String expectedText() {
            return "Recurrent(GruCell(3 -> 4, 100 parameters))";
        }
    }
}
