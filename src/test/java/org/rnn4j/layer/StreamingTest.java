package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.data.Batch;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * Sampler and workspace together: however texts are cut into windows, with or without repeated steps, a network sees each text
 * from its start to its end. One lane, so that no text is cut by a lane.
 */
class StreamingTest {

    private static final int SYMBOLS = 5;

    private final RandomGenerator random = new Xoshiro256(1);
    private final Network network = Network.of(new Embedding(SYMBOLS, 4, random), new Recurrent(new LstmCell(4, 6, random)),
            new Recurrent(new GruCell(6, 5, random)), new Dense(5, SYMBOLS, random));
    private final List<int[]> texts = texts();

    private List<int[]> texts() {
        List<int[]> result = new ArrayList<>();
        for (int length : new int[] {17, 1, 30, 0, 2, 12}) {
            result.add(random.ints(length, 0, SYMBOLS).toArray());
        }
        return result;
    }

    /** The inputs of a whole text, and what comes next. */
    private static Sequence[] pairs(int[] text) {
        Sequence inputs = Sequence.ids(text.length - 1, 1, SYMBOLS);
        Sequence targets = Sequence.ids(text.length - 1, 1, SYMBOLS);
        System.arraycopy(text, 0, inputs.ids(), 0, text.length - 1);
        System.arraycopy(text, 1, targets.ids(), 0, text.length - 1);
        return new Sequence[] {inputs, targets};
    }

    private List<float[]> logitsOfWholeTexts() {
        List<float[]> logits = new ArrayList<>();
        for (int[] text : texts) {
            if (text.length > 1) {
                Sequence y = network.forward(pairs(text)[0], network.newWorkspace(text.length, 1, TestBackend.serial()));
                collect(y, Targets.of(y), logits);
            }
        }
        return logits;
    }

    private static void collect(Sequence y, Targets targets, List<float[]> logits) {
        for (int row = 0; row < y.rows(); row++) {
            if (targets.weight(row) > 0) {
                float[] copy = new float[y.width()];
                System.arraycopy(y.data(), y.offset(row), copy, 0, copy.length);
                logits.add(copy);
            }
        }
    }

    @Test
    void windowsOfEveryKindPredictAsOnePassOverEachText() {
        List<float[]> expected = logitsOfWholeTexts();
        for (int k1 = 1; k1 <= 8; k1++) {
            for (int k2 : new int[] {k1, k1 + 1, k1 + 3, k1 + 40}) {
                StreamSampler sampler = new StreamSampler(texts, 1, k1, k2, SYMBOLS);
                Workspace workspace = network.newWorkspace(k2, 1, TestBackend.serial());
                List<float[]> logits = new ArrayList<>();
                for (Batch batch : sampler) {
                    workspace.startWindow(batch.continues());
                    collect(network.forward(batch.inputs(), workspace), batch.targets(), logits);
                    workspace.carry(batch.carryAfter());
                }
                assertEquals(expected.size(), logits.size());
                for (int i = 0; i < logits.size(); i++) {
                    for (int j = 0; j < SYMBOLS; j++) {
                        assertEquals(expected.get(i)[j], logits.get(i)[j], 2e-6f, "k1 " + k1 + ", k2 " + k2 + ", pair " + i);
                    }
                }
            }
        }
    }

    @Test
    void withEnoughRepeatedStepsTheGradientsOfAllWindowsAddUpToThoseOfWholeTexts() {
        Gradients expected = new Gradients(network.parameters());
        for (int[] text : texts) {
            if (text.length > 1) {
                add(pairs(text)[0], Targets.of(pairs(text)[1]), network.newWorkspace(text.length, 1, TestBackend.serial()), expected);
            }
        }
        Gradients whole = new Gradients(network.parameters());
        Gradients truncated = new Gradients(network.parameters());
        epoch(4, 4 + 30, whole);
        epoch(4, 4, truncated);
        double difference = 0;
        for (Parameter parameter : network.parameters()) {
            for (int i = 0; i < parameter.size(); i++) {
                float value = expected.of(parameter).data[i];
                assertEquals(value, whole.of(parameter).data[i], 2e-5f * Math.max(1, Math.abs(value)), parameter + " " + i);
                difference = Math.max(difference, Math.abs(value - truncated.of(parameter).data[i]));
            }
        }
        assertTrue(difference > 1e-3, "truncation at 4 steps is seen, " + difference);
    }

    private void epoch(int k1, int k2, Gradients gradients) {
        Workspace workspace = network.newWorkspace(k2, 1, TestBackend.serial());
        for (Batch batch : new StreamSampler(texts, 1, k1, k2, SYMBOLS)) {
            workspace.startWindow(batch.continues());
            add(batch.inputs(), batch.targets(), workspace, gradients);
            workspace.carry(batch.carryAfter());
        }
    }

    /** Adds the gradient of the sum of the losses, not of their mean. */
    private void add(Sequence inputs, Targets targets, Workspace workspace, Gradients gradients) {
        Sequence y = network.forward(inputs, workspace);
        new SoftmaxCrossEntropy().evaluate(y, targets, workspace.outputGradient());
        float count = (float) targets.totalWeight();
        for (int i = 0; i < y.rows() * y.width(); i++) {
            workspace.outputGradient().data()[i] *= count;
        }
        network.backward(workspace.outputGradient(), gradients, workspace);
    }
}
