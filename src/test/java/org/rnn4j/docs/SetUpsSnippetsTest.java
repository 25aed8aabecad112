package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.State;
import org.rnn4j.data.Aligned;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.MeanSquaredError;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Trainer;

/** Runs what {@code docs/set-ups.md} shows. */
class SetUpsSnippetsTest {

    private static Network network() {
        Xoshiro256 random = new Xoshiro256(1);
        return Network.of(new Recurrent(new GruCell(2, 5, random)), new Dense(5, 3, random));
    }

    @Test
    void aRowOfAPaddedBatchGivesWhatItsSequenceGivesAloneWhateverThePaddingHolds() {
        Network network = network();
        // [start:padding]
        Sequence batch = Sequence.dense(4, 2, 2);                           // 4 steps, 2 sequences, 2 numbers each
        Arrays.fill(batch.data(), Float.NaN);                               // whatever was there before
        float[][] longer = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
        float[][] shorter = {{-1, -2}, {-3, -4}};
        put(batch, 0, longer);
        put(batch, 1, shorter);
        batch.lengths(new int[] {4, 2});                                    // all there is to say about padding
        Sequence together = network.forward(batch, network.newWorkspace(4, 2));

        Sequence single = Sequence.dense(2, 1, 2);
        put(single, 0, shorter);
        Sequence alone = network.forward(single, network.newWorkspace(2, 1));
        for (int t = 0; t < 2; t++) {
            for (int k = 0; k < 3; k++) {
                assertEquals(alone.get(t, 0, k), together.get(t, 1, k));    // the same bits
            }
        }
        // [end:padding]
    }

    // [start:put]
    static void put(Sequence batch, int n, float[][] rows) {
        for (int t = 0; t < rows.length; t++) {
            for (int d = 0; d < rows[t].length; d++) {
                batch.set(t, n, d, rows[t][d]);
            }
        }
    }
    // [end:put]

    private static Sequence noise(int steps, int rows, long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        Sequence x = Sequence.dense(steps, rows, 2);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) random.nextGaussian();
        }
        return x;
    }

    @Test
    void statesAreKeptRowByRowAndGiven() {
        Network network = network();
        Sequence first = noise(3, 2, 1);
        Sequence second = noise(3, 2, 2);
        // [start:state]
        Workspace workspace = network.newWorkspace(3, 2);
        network.forward(first, workspace);
        workspace.carry(null);                                              // the final state of each row is now the state
        State kept = State.zeros(network.stateSpec(), 2);
        kept.copyFrom(workspace.state());                                   // a value: for later, or for another workspace

        workspace.startWindow(new boolean[] {true, false});                 // row 0 goes on, row 1 starts anew
        network.forward(second, workspace);

        Workspace other = network.newWorkspace(3, 1);
        other.startWindow(new boolean[] {false});
        other.giveState(0, kept, 1);                                        // its row 0 starts where row 1 was
        // [end:state]
        float[] fromNothing = rowOf(network.forward(rows(second, 1), network.newWorkspace(3, 1)), 0);
        float[] given = rowOf(network.forward(rows(second, 1), other), 0);
        workspace.startWindow(new boolean[] {false, false});
        workspace.giveState(0, kept, 0);
        workspace.giveState(1, kept, 1);
        Sequence both = network.forward(second, workspace);
        assertEquals(Arrays.toString(given), Arrays.toString(rowOf(both, 1)));
        assertNotEquals(Arrays.toString(fromNothing), Arrays.toString(given));
    }

    private static Sequence rows(Sequence of, int n) {
        Sequence x = Sequence.dense(of.steps(), 1, of.width());
        for (int t = 0; t < of.steps(); t++) {
            for (int d = 0; d < of.width(); d++) {
                x.set(t, 0, d, of.get(t, n, d));
            }
        }
        return x;
    }

    private static float[] rowOf(Sequence y, int n) {
        float[] row = new float[y.steps() * y.width()];
        for (int i = 0; i < row.length; i++) {
            row[i] = y.get(i / y.width(), n, i % y.width());
        }
        return row;
    }

    @Test
    void whereSequencesStartCanBeLearned() {
        List<Aligned> examples = new ArrayList<>();
        Xoshiro256 random = new Xoshiro256(1);
        for (int i = 0; i < 100; i++) {                                     // a tank that starts at 3 and takes in x[t]
            float[][] inflow = new float[6][1];
            float[][] level = new float[6][1];
            float sum = 3;
            for (int t = 0; t < 6; t++) {
                inflow[t][0] = random.nextFloat(-1, 1);
                level[t][0] = sum += inflow[t][0];
            }
            examples.add(Aligned.of(inflow, level));
        }
        Xoshiro256 weights = new Xoshiro256(1);
        // [start:initial]
        Network network = Network.of(
                new Recurrent(new GruCell(1, 16, weights)).withLearnedInitialState(),
                new Dense(16, 1, weights));
        // [end:initial]
        Trainer trainer = Trainer.builder(network).loss(new MeanSquaredError()).optimizer(new Adam(0.01f)).build();
        trainer.fit(SequenceSampler.manyToManyAligned(examples, 10, 1, 1).shuffled(1), 30);
        assertTrue(trainer.progress().trainLoss() < 0.1, () -> "loss " + trainer.progress().trainLoss());
        float[] h0 = network.parameters().get("layers.0.initial_h").value().data;
        assertTrue(h0[0] != 0, "it has moved");
    }
}
