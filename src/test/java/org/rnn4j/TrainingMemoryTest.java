package org.rnn4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.LossPass;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.Optimizer;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * What a training step holds, against the formula of {@code docs/performance.md}:
 * {@code 4·(T·N·(Σ (a + 1)·H + 2·V) + 6·P)} bytes, where a cell keeps {@code a·H} floats of each step; less at batch 1, where kernels
 * may use the recurrent weights as they lie.
 */
class TrainingMemoryTest {

    /** A cell with what it keeps of a step, in widths of its hidden state. */
    private record Kind(String name, int kept, CellFactory factory) { }

    private interface CellFactory {
        Cell create(int inputs, int hidden);
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("rnn", 2, (inputs, hidden) -> new RnnCell(inputs, hidden, new Xoshiro256(1))),
            new Kind("lstm", 6, (inputs, hidden) -> new LstmCell(inputs, hidden, new Xoshiro256(1))),
            new Kind("gru", 5, (inputs, hidden) -> new GruCell(inputs, hidden, new Xoshiro256(1))),
            new Kind("gru_after", 7,
                    (inputs, hidden) -> new GruCell(inputs, hidden, GruCell.Variant.RESET_AFTER, new Xoshiro256(1))));

    /** T, N, H, layers: C2, and where weights, logits or batch 1 weigh most. */
    private static final int[][] SIZES = {{64, 32, 128, 1}, {50, 50, 64, 3}, {16, 8, 192, 2}, {128, 16, 32, 2}, {200, 1, 96, 1}};

    @TestFactory
    Stream<DynamicTest> aTrainingStepHoldsWhatTheFormulaSays() {
        return KINDS.stream().map(kind -> DynamicTest.dynamicTest(kind.name, () -> {
            for (int[] size : SIZES) {
                assertFormula(kind, size[0], size[1], size[2], size[3], 65);
            }
        }));
    }

    private static void assertFormula(Kind kind, int steps, int batch, int hidden, int layers, int symbols) {
        List<Layer> stack = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            stack.add(new Recurrent(kind.factory.create(layer == 0 ? symbols : hidden, hidden)));
        }
        stack.add(new Dense(hidden, symbols, new Xoshiro256(1)));
        Network network = Network.of(stack.toArray(Layer[]::new));
        Workspace workspace = network.newWorkspace(steps, batch, TestBackend.serial());
        LossPass loss = new LossPass(new SoftmaxCrossEntropy(), TestBackend.serial());
        Gradients gradients = new Gradients(network.parameters());
        Optimizer optimizer = new Adam(0.001f);
        Batch window = SequenceSampler.stream(new int[batch * steps + 1], batch, steps, symbols).next();
        workspace.startWindow(window.continues());
        Sequence logits = network.forward(window.inputs(), workspace);
        loss.evaluate(logits, window.targets(), workspace.outputGradient());
        network.backward(workspace.outputGradient(), gradients, workspace);
        optimizer.step(network.parameters(), gradients);

        double perToken = layers * (kind.kept + 1.0) * hidden + 2 * symbols;
        double expected = 4 * (steps * batch * perToken + 6 * network.parameters().size() - 2 * usedWhereTheyLie(network, batch));
        long actual = Footprint.of(network, workspace, loss, gradients, optimizer, window);
        assertEquals(1, actual / expected, 0.1, kind.name + " at T " + steps + ", N " + batch + ", H " + hidden + ", layers " + layers
                + ": expected " + expected + " bytes but got " + actual);
    }

    /** {@return the floats of the weights that have no other layout for the products, where those are of a single row each} */
    private static double usedWhereTheyLie(Network network, int batch) {
        if (batch > 1 || TestBackend.serial().kernels().packsForSingleRows()) {
            return 0;
        }
        double floats = 0;
        for (Parameter parameter : network.parameters()) {
            floats += parameter.name().endsWith("weight_hh") ? parameter.value().getNumElements() : 0;
        }
        return floats;
    }
}
