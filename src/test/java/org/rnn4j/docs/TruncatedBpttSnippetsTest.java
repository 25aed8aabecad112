package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.optim.Optimizer;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Trainer;

/** Runs what {@code docs/truncated-bptt.md} shows, and holds its outputs and its claims to what happens. */
class TruncatedBpttSnippetsTest {

    private static final int[] TEXT = Vocabulary.ofCharacters(LearnPoem.POEM).encode(LearnPoem.POEM);
    private static final int SYMBOLS = Vocabulary.ofCharacters(LearnPoem.POEM).size();

    @Test
    void windowsOfTheSameLengthFollowEachOther() throws Exception {
        Printed.by(() -> printWindows("abcdefghi", 2, 2)).isExactly("windows-2-2");
    }

    @Test
    void longerWindowsRepeatWhatCameBefore() throws Exception {
        Printed.by(() -> printWindows("abcdefghi", 2, 6)).isExactly("windows-2-6");
    }

    @Test
    void lanesAreReadSideBySide() throws Exception {
        Printed.by(() -> {
            Vocabulary vocabulary = Vocabulary.ofCharacters("abcdefghijk");
            StreamSampler sampler = new StreamSampler(List.of(vocabulary.encode("abcdefghijk")), 2, 3, 3, vocabulary.size());
            for (Batch batch : sampler) {
                System.out.printf("window %d   lane 0: %-4s lane 1: %s%n", sampler.position(), lane(vocabulary, batch, 0),
                        lane(vocabulary, batch, 1));
            }
        }).isExactly("lanes");
    }

    private static String lane(Vocabulary vocabulary, Batch batch, int lane) {
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < batch.inputs().length(lane); t++) {
            text.append(vocabulary.symbol(batch.inputs().ids()[t * batch.inputs().batchSize() + lane]));
        }
        return text.toString();
    }

    private static void printWindows(String text, int k1, int k2) {
        // [start:windows]
        Vocabulary vocabulary = Vocabulary.ofCharacters(text);
        StreamSampler sampler = new StreamSampler(List.of(vocabulary.encode(text)), 1, k1, k2, vocabulary.size());
        for (Batch batch : sampler) {
            StringBuilder reads = new StringBuilder();
            StringBuilder learns = new StringBuilder();
            for (int t = 0; t < batch.inputs().steps(); t++) {
                boolean counts = batch.targets().weight(t) > 0;
                reads.append(vocabulary.symbol(batch.inputs().ids()[t]));
                learns.append(counts ? vocabulary.symbol(batch.targets().values().ids()[t]) : ".");
            }
            System.out.printf("window %d   reads %-6s   learns %-6s   goes on %-5b   carries after %d%n", sampler.position(),
                    reads, learns, batch.continues()[0], batch.carryAfter()[0]);
        }
        // [end:windows]
    }

    @Test
    void theLoopOfThePageIsWhatTheTrainerDoes() {
        SequenceSampler sampler = new StreamSampler(List.of(TEXT), 3, 8, 16, SYMBOLS);
        Network network = network();
        Loss loss = new SoftmaxCrossEntropy();
        Optimizer optimizer = new Adam(0.01f);
        GradientClipping clipping = GradientClipping.byGlobalNorm(1);
        // [start:loop]
        Workspace workspace = network.newWorkspace(sampler.maxSteps(), sampler.maxBatch());
        Gradients gradients = new Gradients(network.parameters());
        for (Batch batch : sampler) {
            workspace.startWindow(batch.continues());
            Sequence outputs = network.forward(batch.inputs(), workspace);
            loss.evaluate(outputs, batch.targets(), workspace.outputGradient());
            gradients.zero();
            network.backward(workspace.outputGradient(), gradients, workspace);
            clipping.apply(gradients);
            optimizer.step(network.parameters(), gradients);
            workspace.carry(batch.carryAfter());
        }
        // [end:loop]

        Network trained = network();
        Trainer.builder(trained).loss(loss).optimizer(new Adam(0.01f)).clipping(clipping).build().fit(sampler, 1);
        for (Parameter parameter : network.parameters()) {
            String path = network.parameters().path(parameter);
            assertArrayEquals(trained.parameters().get(path).value().data, parameter.value().data, path);
        }
    }

    private static Network network() {
        Xoshiro256 random = new Xoshiro256(1);
        return Network.of(new Recurrent(new LstmCell(SYMBOLS, 20, random)), new Dense(20, SYMBOLS, random));
    }

    @Test
    void aTapeTakesTheMemoryThatThePageSays() {
        int hidden = 64;
        Xoshiro256 random = new Xoshiro256(1);
        assertFloatsPerStep(2, hidden, new RnnCell(1, hidden, random));
        assertFloatsPerStep(6, hidden, new LstmCell(1, hidden, random));
        assertFloatsPerStep(5, hidden, new GruCell(1, hidden, random));
        assertFloatsPerStep(7, hidden, new GruCell(1, hidden, GruCell.Variant.RESET_AFTER, random));
    }

    private static void assertFloatsPerStep(int expected, int hidden, Cell cell) {
        int steps = 200;
        int batch = 8;
        long bytes = Allocation.ofMaking(() -> cell.newTape(steps, batch, Backend.standard()));
        double floats = bytes / 4.0 / (steps * batch * hidden);
        assertEquals(expected, floats, 0.03 * expected, cell.toString());
    }

    @Test
    void theMemoryOfTheExampleIsRight() {
        assertEquals(50.3e6, 128L * 64 * 6 * 256 * Float.BYTES, 0.05e6);
    }

    @Test
    void gradientsFallByTheProductOfTheForgetGateAlongTheCellState() {
        double f = 1 / (1 + Math.exp(-1));
        assertEquals(0.73, f, 0.005);
        assertEquals(0.04, Math.pow(f, 10), 0.005);
    }
}
