package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.layer.Network;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.metric.ConfusionMatrix;
import org.rnn4j.metric.CrossEntropy;
import org.rnn4j.tensor.Workers;

class EvaluationTest {

    private static final List<int[]> TEXTS = List.of(Toys.text(57, 1), Toys.text(2, 2), Toys.text(40, 3));

    private static Evaluation evaluate(Network network, int lanes, int k1, int k2) {
        return Evaluation.of(network, new SoftmaxCrossEntropy(), new StreamSampler(TEXTS, lanes, k1, k2, Toys.SYMBOLS),
                TestBackend.serial());
    }

    @Test
    void theSizeOfWindowsDoesNotMatter() {
        Network network = Toys.network(1);
        Evaluation whole = evaluate(network, 1, 100, 100);
        assertEquals(56 + 1 + 39, whole.positions());
        for (int window : new int[] {1, 2, 3, 7, 56, 57}) {
            Evaluation windows = evaluate(network, 1, window, window);
            assertEquals(whole.loss(), windows.loss(), 1e-6, "windows of " + window);
            assertEquals(whole.positions(), windows.positions());
            assertEquals(whole.loss(), evaluate(network, 1, window, window + 4).loss(), 1e-6, "windows of " + window + ", k2 > k1");
        }
    }

    @Test
    void eachPairCountsOnceOnAnyNumberOfLanes() {
        Network network = Toys.network(1);
        for (int lanes = 1; lanes <= 120; lanes += 17) {
            assertEquals(96, evaluate(network, lanes, 5, 8).positions(), lanes + " lanes");
        }
    }

    @Test
    void dropoutDrawsNothingAndTheResultIsTheSameEachTimeOnAnyNumberOfThreads() {
        Network network = Toys.network(1);
        Evaluation first = evaluate(network, 4, 7, 7);
        assertEquals(first, evaluate(network, 4, 7, 7));
        try (Workers workers = Workers.of(3)) {
            assertEquals(first, Evaluation.of(network, new SoftmaxCrossEntropy(), new StreamSampler(TEXTS, 4, 7, 7, Toys.SYMBOLS),
                    TestBackend.with(workers)));
        }
    }

    @Test
    void anUntrainedNetworkOfZerosKnowsNothing() {
        Network network = Toys.network(1);
        network.parameters().forEach(parameter -> parameter.value().zero());
        Evaluation evaluation = evaluate(network, 2, 9, 9);
        assertEquals(Math.log(Toys.SYMBOLS), evaluation.loss(), 1e-6);
        assertEquals(Math.log(Toys.SYMBOLS) / Math.log(2), evaluation.bits(), 1e-6);
        assertEquals(Toys.SYMBOLS, evaluation.perplexity(), 1e-5);
        assertTrue(evaluation.toString().contains("positions"));
    }

    @Test
    void metricsSeeWhatTheLossSeesAndForgetWhatTheySawBefore() {
        Network network = Toys.network(1);
        Evaluation plain = evaluate(network, 4, 7, 9);
        CrossEntropy crossEntropy = new CrossEntropy();
        ConfusionMatrix matrix = new ConfusionMatrix(Toys.SYMBOLS);
        for (int round = 0; round < 2; round++) {
            Evaluation evaluation = Evaluation.of(network, new SoftmaxCrossEntropy(),
                    new StreamSampler(TEXTS, 4, 7, 9, Toys.SYMBOLS), TestBackend.serial(), crossEntropy, matrix);
            assertEquals(plain, evaluation);
            assertEquals(evaluation.loss(), crossEntropy.value(), 1e-6);
            double total = 0;
            for (int id = 0; id < Toys.SYMBOLS; id++) {
                total += matrix.expected(id);
            }
            assertEquals(evaluation.positions(), total);
        }
    }
}
