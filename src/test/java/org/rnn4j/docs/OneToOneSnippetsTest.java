package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.data.SeriesTransform;
import org.rnn4j.inference.Session;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** Runs what {@code docs/one-to-one.md} shows. */
class OneToOneSnippetsTest {

    @Test
    void aVectorIsClassifiedAndTheFileKnowsAllThatIsNeededToDoItAgain(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("pressure.safetensors");
        Printed.by(() -> GuessPressure.main(file.toString())).isExactly("guess-pressure");
        Printed.by(() -> {
            // [start:use]
            Model model = Model.load(file);
            SeriesTransform scaler = SeriesTransform.of(model.notes().settings("scaler"));
            Session session = Session.of(model.network());
            double[][] people = {{180, 60, 25}, {165, 70, 50}, {175, 105, 80}};     // cm, kg, years
            for (double[] person : people) {
                float[] row = SeriesTransform.floats(scaler.apply(new double[][] {person}))[0];
                session.reset(0);                                                   // nobody's state is another's
                session.step(row);
                Sequence probabilities = session.softmax();
                int best = 0;
                for (int label = 1; label < 3; label++) {
                    best = probabilities.get(0, 0, label) > probabilities.get(0, 0, best) ? label : best;
                }
                System.out.printf(Locale.ROOT, "%.0f cm, %.0f kg, %.0f years: %s%n", person[0], person[1], person[2],
                        model.notes().texts("labels").get(best));
            }
            // [end:use]
        }).isExactly("pressure-of-three");
    }

    @Test
    void ofOneStepFromZeroARecurrenceIsAPerceptron() {
        float[] vector = {0.5f, -1, 2};
        // [start:perceptron]
        RnnCell cell = new RnnCell(3, 4, new Xoshiro256(1));
        Network network = Network.of(new Recurrent(cell));
        Workspace workspace = network.newWorkspace(1, 1);               // one step, one vector
        Sequence x = Sequence.dense(1, 1, 3);
        System.arraycopy(vector, 0, x.data(), 0, 3);
        Sequence h = network.forward(x, workspace);
        for (int j = 0; j < 4; j++) {
            double sum = cell.biasIh().value().get(0, j);
            for (int d = 0; d < 3; d++) {
                sum += vector[d] * cell.weightIh().value().get(d, j);
            }
            assertEquals(Math.tanh(sum), h.get(0, 0, j), 1e-6);         // h = tanh(x·W_ih + b)
        }

        Sequence dh = workspace.outputGradient();
        Arrays.fill(dh.data(), 1);
        Gradients gradients = new Gradients(network.parameters());
        network.backward(dh, gradients, workspace);
        assertArrayEquals(new float[4 * 4], gradients.of(cell.weightHh()).data);
        // [end:perceptron]
        assertTrue(gradients.of(cell.biasIh()).data[0] > 0, "the other gradients are there");
    }
}
