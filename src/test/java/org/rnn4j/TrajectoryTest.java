package org.rnn4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.LossPass;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adagrad;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.AdamW;
import org.rnn4j.optim.GoldenVectors;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.optim.Optimizer;
import org.rnn4j.optim.RmsProp;
import org.rnn4j.optim.Sgd;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * Twenty windows of truncated BPTT, from the sampler to the optimizer, against PyTorch 2.13 in float64: the whole training step
 * in one test. {@code trajectory.py} beside the numbers made them.
 */
class TrajectoryTest {

    private static final int SYMBOLS = 7;
    private static final int HIDDEN = 6;
    private static final int LANES = 4;
    private static final int STEPS = 5;
    private static final float CLIP = 0.25f;

    private final GoldenVectors vectors = GoldenVectors.read("/org/rnn4j/golden/trajectory.txt");

    @TestFactory
    Stream<DynamicTest> twentyWindowsFollowPyTorch() {
        Map<String, Optimizer> optimizers = new LinkedHashMap<>();
        optimizers.put("sgd", new Sgd(4));
        optimizers.put("sgd_momentum", new Sgd(1).withMomentum(0.75));
        optimizers.put("sgd_nesterov", new Sgd(1).withNesterovMomentum(0.75));
        optimizers.put("adagrad", new Adagrad(0.125f));
        optimizers.put("rmsprop", new RmsProp(0.015625f));
        optimizers.put("adam", new Adam(0.03125f));
        optimizers.put("adamw", new AdamW(0.03125f).withWeightDecay(0.25));
        return optimizers.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> follow(entry.getKey(), entry.getValue())));
    }

    private void follow(String name, Optimizer optimizer) {
        LstmCell first = new LstmCell(SYMBOLS, HIDDEN, new Xoshiro256(1));
        LstmCell second = new LstmCell(HIDDEN, HIDDEN, new Xoshiro256(1));
        Dense dense = new Dense(HIDDEN, SYMBOLS, new Xoshiro256(1));
        set(first, "_l0");
        set(second, "_l1");
        setTransposed(dense.weight().value(), "dense.weight");
        setTransposed(dense.bias().value(), "dense.bias");
        Network network = Network.of(new Recurrent(first), new Recurrent(second), dense);

        double[] losses = vectors.get(name + ".losses");
        double[] norms = vectors.get(name + ".norms");
        double[] symbols = vectors.get("text");
        int[] text = new int[symbols.length];
        for (int i = 0; i < text.length; i++) {
            text[i] = (int) symbols[i];
        }
        SequenceSampler sampler = SequenceSampler.stream(text, LANES, STEPS, SYMBOLS);
        Workspace workspace = network.newWorkspace(STEPS, LANES, TestBackend.serial());
        LossPass loss = new LossPass(new SoftmaxCrossEntropy(), TestBackend.serial());
        Gradients gradients = new Gradients(network.parameters());
        GradientClipping clipping = GradientClipping.byGlobalNorm(CLIP);
        for (int window = 0; window < losses.length; window++) {
            Batch batch = sampler.next();
            gradients.zero();
            workspace.startWindow(batch.continues());
            Sequence logits = network.forward(batch.inputs(), workspace);
            double mean = loss.evaluate(logits, batch.targets(), workspace.outputGradient());
            network.backward(workspace.outputGradient(), gradients, workspace);
            double norm = clipping.apply(gradients);
            optimizer.step(network.parameters(), gradients);
            assertEquals(losses[window], mean, 1e-5 * losses[window], "loss of window " + window);
            assertEquals(norms[window], norm, 1e-4 * norms[window], "gradient norm of window " + window);
        }
        assertNull(sampler.next());
    }

    private void set(LstmCell cell, String layer) {
        setTransposed(cell.weightIh().value(), "lstm.weight_ih" + layer);
        setTransposed(cell.weightHh().value(), "lstm.weight_hh" + layer);
        setTransposed(cell.biasIh().value(), "lstm.bias_ih" + layer);
    }

    private void setTransposed(FMatrixRMaj target, String name) {
        double[] values = vectors.get(name);
        for (int row = 0; row < target.numRows; row++) {
            for (int column = 0; column < target.numCols; column++) {
                target.set(row, column, (float) values[column * target.numRows + row]);
            }
        }
    }
}
