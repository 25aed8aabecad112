package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LayerNormLstmCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.data.Labelled;
import org.rnn4j.data.Pair;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.inference.Session;
import org.rnn4j.layer.Activation;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.LastStep;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.LayerNorm;
import org.rnn4j.layer.MaxOverTime;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Residual;
import org.rnn4j.layer.VariationalDropout;
import org.rnn4j.layer.WordDropout;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.seq2seq.Attention;
import org.rnn4j.seq2seq.EncoderDecoder;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Trainer;

/** Runs what {@code docs/layers.md} shows. */
class LayersSnippetsTest {

    /** One update, for what the network says of five ids. */
    private static void train(Network network, int outputs) {
        Trainer trainer = Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.01f)).build();
        List<Labelled> one = List.of(Labelled.of(new int[] {0, 1, 2, 1, 0}, 1));
        trainer.fit(SequenceSampler.manyToOne(one, 1, network.inputSize(), outputs), 1);
        assertTrue(Double.isFinite(trainer.progress().loss()) && trainer.progress().gradientNorm() > 0);
    }

    @Test
    void everyPlaceInANetworkHasItsLayer() {
        RandomGenerator random = new Xoshiro256(1);
        // [start:places]
        Network network = Network.of(
                new Embedding(5000, 100, random),                           // what goes in
                new WordDropout(0.1f),
                new VariationalDropout(0.3f),
                Bidirectional.of(() -> new LstmCell(100, 64, random)),      // recurrences
                new LayerNorm(128),
                new Recurrent(new GruCell(128, 64, random)).withRecurrentDropout(0.2f),
                new MaxOverTime(),                                          // to one row for each sequence
                new Dense(64, 32, random),                                  // row by row
                new Activation(Activation.Function.RELU),
                new Dropout(0.5f),
                new Dense(32, 4, random));                                  // what comes out: logits
        // [end:places]
        train(network, 4);
        String message = assertThrows(IllegalArgumentException.class, () -> Session.of(network)).getMessage();
        assertTrue(message.contains("Bidirectional"), message);
    }

    @Test
    void deepStacksHaveAWayAroundEachLayer() {
        RandomGenerator random = new Xoshiro256(1);
        // [start:deep]
        Network deep = Network.of(
                new Embedding(65, 96, random),
                new Residual(new LayerNorm(96), new Recurrent(new LstmCell(96, 96, random)), new Dropout(0.2f)),
                new Residual(new LayerNorm(96), new Recurrent(new LstmCell(96, 96, random)), new Dropout(0.2f)),
                new Residual(new LayerNorm(96), new Recurrent(new LstmCell(96, 96, random)), new Dropout(0.2f)),
                new LayerNorm(96),
                new Dense(96, 65, random));
        // [end:deep]
        assertEquals("[1, 1, 65]", Session.of(deep).step(7).shape());
    }

    @Test
    void theOptionsOfARecurrenceStandBesideTheCell() {
        RandomGenerator random = new Xoshiro256(1);
        // [start:options]
        Layer gru = new Recurrent(new GruCell(64, 128, GruCell.Variant.RESET_AFTER, random))
                .withRecurrentDropout(0.2f);
        Layer lstm = new Recurrent(new LstmCell(64, 128, true, random))    // with peepholes
                .withZoneout(0.1f, 0.05f)                                   // of h and of c
                .withLearnedInitialState();
        Layer rnn = new Recurrent(new RnnCell(64, 128, RnnCell.Activation.RELU, random));
        Layer normalised = new Recurrent(new LayerNormLstmCell(64, 128, random));
        // [end:options]
        for (Layer layer : List.of(gru, lstm, rnn, normalised)) {
            train(Network.of(new Embedding(3, 64, random), layer, new LastStep(), new Dense(128, 2, random)), 2);
        }
    }

    @Test
    void theDecoderLooksBack() {
        RandomGenerator random = new Xoshiro256(1);
        // [start:attention]
        EncoderDecoder model = EncoderDecoder.withBridge(
                Network.of(new Embedding(40, 32, random), Bidirectional.of(() -> new GruCell(32, 48, random))),
                Network.of(new Embedding(50, 32, random), new Recurrent(new GruCell(32, 64, random)),
                        Attention.additive(64, 96, 64, 64, random),         // queries of 64, a memory of 2·48
                        new Dropout(0.2f),
                        new Dense(64, 50, random)),
                random);
        // [end:attention]
        Trainer trainer = Trainer.builder(model).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.01f)).build();
        trainer.fit(SequenceSampler.manyToManyDelayed(List.of(Pair.of(new int[] {1, 2, 3}, new int[] {4, 5})), 1, 40, 50, 0, 1), 1);
        assertEquals(Math.log(50), trainer.progress().loss(), 1);
    }

    @Test
    void masksLiveAsLongAsTheTableSays() throws Exception {
        Printed.by(() -> {
            // [start:masks]
            Sequence ones = Sequence.dense(4, 2, 6);                        // 4 steps, 2 sequences, 6 numbers
            Arrays.fill(ones.data(), 1);
            for (Layer layer : List.of(new Dropout(0.5f), new VariationalDropout(0.5f), new WordDropout(0.5f))) {
                Tape tape = layer.newTape(4, 2, 6, Backend.standard());
                tape.train(new Xoshiro256(1));
                System.out.println(layer);
                for (int window = 0; window < 2; window++) {
                    Sequence y = layer.forward(ones, State.zeros(StateSpec.NONE, 2), tape);
                    for (int n = 0; n < 2; n++) {
                        System.out.print("  window " + window + ", sequence " + n + ":");
                        for (int t = 0; t < 4; t++) {
                            System.out.print("  ");
                            for (int d = 0; d < 6; d++) {
                                System.out.print(y.get(t, n, d) > 0 ? "#" : ".");
                            }
                        }
                        System.out.println();
                    }
                }
            }
            // [end:masks]
        }).isExactly("masks");
    }

    @Test
    void inInferenceNothingIsDropped() {
        Network network = Network.of(new Dense(2, 3, new Xoshiro256(1)), new VariationalDropout(0.9f));
        Workspace workspace = network.newWorkspace(1, 1);
        String once = Arrays.toString(network.forward(Sequence.dense(1, 1, 2), workspace).data());
        workspace.train(new Xoshiro256(1));
        network.forward(Sequence.dense(1, 1, 2), workspace);
        workspace.infer();
        assertEquals(once, Arrays.toString(network.forward(Sequence.dense(1, 1, 2), workspace).data()));
    }
}
