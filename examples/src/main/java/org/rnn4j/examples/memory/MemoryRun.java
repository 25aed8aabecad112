package org.rnn4j.examples.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.LastStep;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.train.Trainer;

/** One cell learning one task at one length. */
final class MemoryRun {

    /** Updates between two looks at examples that were not trained on. */
    static final int EPOCH = 100;

    private static final long HELD_OUT_SEED = 0x5EED;

    /**
     * How it went.
     *
     * @param loss the lowest loss on examples that were not trained on
     * @param updates after how many updates the goal was reached, or training ended
     * @param solved whether the goal was reached
     * @param seconds how long it took
     */
    record Result(double loss, long updates, boolean solved, double seconds) {
    }

    private final CellType type;
    private final int hidden;
    private final int batch;
    private final long updates;
    private final float learningRate;
    private final long seed;

    MemoryRun(CellType type, int hidden, int batch, long updates, float learningRate, long seed) {
        this.type = type;
        this.hidden = hidden;
        this.batch = batch;
        this.updates = updates;
        this.learningRate = learningRate;
        this.seed = seed;
    }

    /**
     * Trains until the goal is reached or the updates are used up.
     *
     * @param givenUp asked after each update whether to end at once
     */
    Result run(MemoryTasks tasks, int length, BooleanSupplier givenUp) {
        MemoryTask task = tasks.create(length, batch, EPOCH, seed);
        Network network = network(task, length);
        Bookkeeping bookkeeping = new Bookkeeping(network, tasks.create(length, 100, 5, HELD_OUT_SEED), givenUp);
        Trainer trainer = Trainer.builder(network)
                .loss(task.loss())
                .optimizer(new Adam(learningRate))
                .clipGlobalNorm(1)
                .seed(seed)
                .listener(bookkeeping)
                .build();
        bookkeeping.watch(trainer);
        long start = System.nanoTime();
        trainer.fit(task, (int) (updates / EPOCH));
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new Result(bookkeeping.best(), trainer.progress().updates(), bookkeeping.best() < task.goal(), seconds);
    }

    private Network network(MemoryTask task, int length) {
        Xoshiro256 random = new Xoshiro256(seed);
        Cell cell = type.create(task.inputWidth(), hidden, random);
        openGates(cell, length, random);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Recurrent(cell));
        if (task.answersOnce()) {
            layers.add(new LastStep());
        }
        layers.add(new Dense(hidden, task.outputWidth(), random));
        return Network.of(layers);
    }

    /**
     * Draws the biases so that the units remember for anything from one step to the length of the task: the chrono initialisation,
     * {@code b_f = ln u, b_i = −ln u} with u even in [1, T − 1]. A vanilla RNN has no gate to open.
     *
     * <p>Source: Tallec and Ollivier, "Can recurrent neural networks warp time?", ICLR 2018.
     */
    private void openGates(Cell cell, int length, Xoshiro256 random) {
        if (type == CellType.RNN) {
            return;
        }
        Parameter bias = cell.parameters().stream().filter(parameter -> parameter.name().equals("bias_ih")).findFirst().orElseThrow();
        float[] b = bias.value().data;
        for (int j = 0; j < hidden; j++) {
            float memory = (float) Math.log(1 + random.nextDouble() * (length - 2));
            if (cell instanceof LstmCell) {
                b[j] = -memory;                             // i
                b[hidden + j] = memory;                     // f
            } else {
                b[hidden + j] = -memory;                    // z, which lets the new in
            }
        }
    }
}
