package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.data.Aligned;
import org.rnn4j.data.ExampleSampler;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;

/** How examples are put into batches is nobody's business but the sampler's. */
class SamplerEvaluationTest {

    private final RandomGenerator random = new Xoshiro256(1);
    private final List<Aligned> examples = examples();
    private final Network network = Network.of(new Recurrent(new LstmCell(5, 6, random)), new Dense(6, 3, random));
    private final Loss loss = new SoftmaxCrossEntropy();

    private List<Aligned> examples() {
        List<Aligned> examples = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            int length = i % 7 == 0 ? 0 : random.nextInt(12);
            examples.add(Aligned.of(random.ints(length, 0, 5).toArray(), random.ints(length, 0, 3).toArray())
                    .weighing(random.nextInt(3)));
        }
        return examples;
    }

    private ExampleSampler sampler(int batch) {
        return SequenceSampler.manyToManyAligned(examples, batch, 5, 3);
    }

    @Test
    void theLossIsThatOfEachExampleAloneInAnyBatchesOrderAndWindows() {
        Evaluation alone = Evaluation.of(network, loss, sampler(1), TestBackend.serial());
        for (SequenceSampler sampler : List.of(sampler(4), sampler(30), sampler(4).shuffled(3), sampler(5).bucketed(),
                sampler(5).bucketed(2).shuffled(1), sampler(1).window(3), sampler(4).window(2), sampler(30).window(3).shuffled(2))) {
            Evaluation together = Evaluation.of(network, loss, sampler, TestBackend.serial());
            assertEquals(alone.positions(), together.positions(), 1e-9, sampler.toString());
            assertEquals(alone.loss(), together.loss(), 1e-6, sampler.toString());
        }
    }

    @Test
    void aTrainerTakesShuffledBucketsWithAPartialBatchAndWindows() {
        for (SequenceSampler sampler : List.of(sampler(4).shuffled(3).bucketed(2), sampler(4).window(3).shuffled(1))) {
            Trainer trainer = Trainer.builder(network).loss(loss).optimizer(new Adam(0.01f)).build();
            double before = Evaluation.of(network, loss, sampler, TestBackend.serial()).loss();
            trainer.fit(sampler, 15);
            assertEquals(15 * sampler.windows(), trainer.progress().updates());
            double after = Evaluation.of(network, loss, sampler, TestBackend.serial()).loss();
            assertTrue(after < before, before + " -> " + after);
        }
    }
}
