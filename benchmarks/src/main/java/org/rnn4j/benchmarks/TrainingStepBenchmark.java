package org.rnn4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Workers;
import org.rnn4j.train.Trainer;

/**
 * How long does one whole training step of a language model take: a batch from the sampler, forward, softmax cross-entropy,
 * backward, clipping by global norm, Adam? Tokens in a step: batch times steps.
 */
public class TrainingStepBenchmark extends Measured {

    /** The sizes. */
    @Param
    public Config config;

    /** The cell of all layers. */
    @Param
    public CellKind cell;

    /** The threads that share a step. */
    @Param({"1", "2"})
    public int threads;

    private Workers workers;
    private SequenceSampler sampler;
    private Trainer trainer;
    private long updates;

    /** Makes the network and random text for it, eight windows an epoch. */
    @Setup
    public void prepare() {
        RandomGenerator random = new Xoshiro256(1);
        int[] text = random.ints(8L * config.batch * config.steps + 1, 0, Config.VOCABULARY).toArray();
        sampler = SequenceSampler.stream(text, config.batch, config.steps, Config.VOCABULARY);
        List<Layer> layers = new ArrayList<>(config.recurrentLayers(cell, random));
        layers.add(new Dense(config.hidden, Config.VOCABULARY, random));
        workers = Workers.of(threads);
        updates = 0;
        trainer = Trainer.builder(Network.of(layers))
                .loss(new SoftmaxCrossEntropy())
                .optimizer(new Adam(2e-3f))
                .clipGlobalNorm(5)
                .backend(backend(workers))
                .build();
    }

    /** One update. */
    @Benchmark
    public Trainer.Outcome step() {
        updates++;
        return trainer.fit(sampler, Integer.MAX_VALUE, updates);
    }

    /** The updates were made, and the loss is about that of a guess, or less: there are only eight windows to learn by heart. */
    @TearDown
    public void check() {
        workers.close();
        Check.isTrue(trainer.progress().updates() == updates, "updates", Long.toString(updates), trainer.progress().updates());
        Check.isTrue(trainer.progress().loss() < Math.log(Config.VOCABULARY) + 0.5, "loss after " + updates + " updates",
                "less than ln " + Config.VOCABULARY + " + 0.5", trainer.progress().loss());
    }
}
