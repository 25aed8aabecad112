package org.rnn4j.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.optim.GoldenVectors;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * An LSTM encoder-decoder with and without attention against PyTorch in float64, which ran each sequence alone;
 * {@code encoder_decoder.py} beside the numbers made them. PyTorch's weights are the transpose of ours, and its LSTM has two biases
 * whose sum is our one.
 */
class EncoderDecoderGoldenTest {

    private static final int S = 5;
    private static final int T = 4;
    private static final int N = 3;
    private static final int HIDDEN = 4;

    /** Sums have at most {@code S·N = 15} terms of about 1 and errors pass through 9 steps. */
    private static final double TOLERANCE = 32 * 0x1p-24;

    private final GoldenVectors vectors = GoldenVectors.read("/org/rnn4j/golden/encoder_decoder.txt");

    private static EncoderDecoder model(String score) {
        RandomGenerator random = new Xoshiro256(1);
        List<Layer> decoder = new ArrayList<>(List.of(new Recurrent(new LstmCell(2, HIDDEN, random))));
        switch (score) {
            case "additive" -> decoder.add(Attention.additive(HIDDEN, HIDDEN, 5, 6, random));
            case "general" -> decoder.add(Attention.general(HIDDEN, HIDDEN, 6, random));
            case "dot" -> decoder.add(Attention.dot(HIDDEN, 6, random));
            case "scaled_dot" -> decoder.add(Attention.scaledDot(HIDDEN, 6, random));
            default -> assertEquals("none", score);
        }
        decoder.add(new Dense(score.equals("none") ? HIDDEN : 6, 3, random));
        return EncoderDecoder.of(Network.of(new Recurrent(new LstmCell(3, HIDDEN, random))), Network.of(decoder));
    }

    /** PyTorch's name of one of our parameters. */
    private static String theirs(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return switch (name) {
            case "weight_ih", "weight_hh", "bias_ih" -> path.substring(0, path.indexOf('.')) + "." + name + "_l0";
            case "weight_query" -> "attention.query.weight";
            case "weight_key" -> "attention.key.weight";
            case "weight_score" -> "attention.v.weight";
            case "weight_output" -> "attention.output.weight";
            case "bias_output" -> "attention.output.bias";
            default -> "dense." + name;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "additive", "general", "dot", "scaled_dot"})
    void followsPyTorch(String score) {
        EncoderDecoder model = model(score);
        model.parameters().byPath().forEach((path, parameter) -> {
            double[] value = ours(score + "." + theirs(path), parameter);
            double[] second = path.endsWith("bias_ih") ? vectors.get(score + "." + theirs(path).replace("_ih", "_hh")) : null;
            for (int i = 0; i < value.length; i++) {
                parameter.value().data[i] = (float) (value[i] + (second == null ? 0 : second[i]));
            }
        });
        Sequence source = sequence(score + ".source", S, 3, 5, 2, 4);
        Sequence inputs = sequence(score + ".inputs", T, 2, 3, 4, 1);
        Sequence dy = sequence(score + ".dy", T, 3, 3, 4, 1);
        EncoderDecoderWorkspace workspace = model.newWorkspace(S + 1, T + 1, N + 1, TestBackend.serial());
        Gradients gradients = new Gradients(model.parameters());
        Sequence y = workspace.forward(source, inputs);
        workspace.backward(dy, gradients);

        double[] outputs = vectors.get(score + ".outputs");
        double[] weights = score.equals("none") ? null : vectors.get(score + ".weights");
        for (int row = 0; row < T * N; row++) {
            for (int j = 0; j < 3 && y.isStep(row); j++) {
                assertClose("outputs", outputs[row * 3 + j], y.data()[y.offset(row) + j]);
            }
            for (int s = 0; s < S && weights != null; s++) {
                Sequence ours = workspace.attentionWeights();
                assertClose("weights", weights[row * S + s], ours.data()[ours.offset(row) + s]);
            }
        }
        model.parameters().byPath().forEach((path, parameter) -> {
            double[] expected = ours(score + ".d." + theirs(path), parameter);
            for (int i = 0; i < expected.length; i++) {
                assertClose(path + "[" + i + "]", expected[i], gradients.of(parameter).data[i]);
            }
        });
    }

    /** Their matrix in our layout. */
    private double[] ours(String name, Parameter parameter) {
        double[] theirs = vectors.get(name);
        int rows = parameter.value().numRows;
        int columns = parameter.value().numCols;
        assertEquals(rows * columns, theirs.length, name);
        double[] ours = new double[theirs.length];
        boolean asIs = rows == 1;                            // a bias, or the vector of the score
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                ours[row * columns + column] = theirs[asIs ? column : column * rows + row];
            }
        }
        return ours;
    }

    private Sequence sequence(String name, int steps, int width, int... lengths) {
        Sequence sequence = Sequence.dense(steps, N, width).lengths(lengths);
        double[] values = vectors.get(name);
        for (int i = 0; i < values.length; i++) {
            sequence.data()[i] = (float) values[i];
        }
        return sequence;
    }

    private static void assertClose(String name, double expected, double actual) {
        double bound = TOLERANCE * Math.max(1, Math.abs(expected));
        assertTrue(Math.abs(expected - actual) <= bound, name + ": expected " + expected + " but got " + actual);
    }
}
