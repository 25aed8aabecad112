package org.rnn4j.inference;

import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LayerNormLstmCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.custom.DeepTransitionCell;
import org.rnn4j.custom.JanetCell;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** A network of every kind, and the inputs it reads. Widths are no multiples of a vector, and some sums longer than a block of one. */
record Nets(String name, Network network, boolean ids) {

    static final int WIDTH = 7;

    static Stream<Nets> all() {
        RandomGenerator random = new Xoshiro256(1);
        List<BiFunction<Integer, Integer, Cell>> cells = List.of(
                (in, out) -> new RnnCell(in, out, random), (in, out) -> new RnnCell(in, out, RnnCell.Activation.RELU, random),
                (in, out) -> new LstmCell(in, out, random), (in, out) -> new LstmCell(in, out, true, random),
                (in, out) -> new GruCell(in, out, random), (in, out) -> new GruCell(in, out, GruCell.Variant.RESET_AFTER, random),
                (in, out) -> new JanetCell(in, out, random), (in, out) -> new DeepTransitionCell(in, out, random),
                (in, out) -> new LayerNormLstmCell(in, out, random));
        Stream<Nets> single = cells.stream().flatMap(cell -> Stream.of(true, false).map(ids ->
                of(Network.of(new Recurrent(cell.apply(WIDTH, 19)), new Dense(19, WIDTH, random)), ids)));
        return Stream.concat(single, Stream.of(
                of(Network.of(new Recurrent(new LstmCell(WIDTH, WIDTH, random))), false),
                of(Network.of(new Dense(WIDTH, WIDTH, random)), false),
                of(Network.of(new Recurrent(new LstmCell(WIDTH, 19, random)).withRecurrentDropout(0.3f).withZoneout(0.1f, 0.2f)
                        .withLearnedInitialState(), new Dense(19, WIDTH, random)), false),
                of(Network.of(new Recurrent(new LstmCell(WIDTH, 150, random)), new Dense(150, WIDTH, random)), false),
                stack()));
    }

    /** Every layer there is, and states of different widths. */
    static Nets stack() {
        RandomGenerator random = new Xoshiro256(2);
        return of(Network.of(new Embedding(WIDTH, 9, random), new Recurrent(new LstmCell(9, 21, true, random)), new Dropout(0.5f),
                new Recurrent(new GruCell(21, 17, random)), new Recurrent(new RnnCell(17, 5, random)), new Dense(5, WIDTH, random)),
                true);
    }

    /** Larger parameters than an initializer would have them, so that what was read long ago shows. */
    private static Nets of(Network network, boolean ids) {
        RandomGenerator random = new Xoshiro256(3);
        network.parameters().forEach(parameter -> {
            float range = 2f / (float) Math.sqrt(Math.max(4, parameter.value().numRows));
            for (int i = 0; i < parameter.size(); i++) {
                parameter.value().data[i] = range * (2 * random.nextFloat() - 1);
            }
        });
        return new Nets(network.layers() + (ids ? ", ids" : ", floats"), network, ids);
    }

    /** Room for inputs of the network's kind. */
    Sequence inputs(int steps, int batch) {
        return ids ? Sequence.ids(steps, batch, WIDTH) : Sequence.dense(steps, batch, WIDTH);
    }

    /** Fills all of them with noise. */
    Sequence noise(int steps, int batch, RandomGenerator random) {
        Sequence x = inputs(steps, batch);
        for (int i = 0; ids && i < x.rows(); i++) {
            x.ids()[i] = random.nextInt(WIDTH);
        }
        for (int i = 0; !ids && i < x.rows() * WIDTH; i++) {
            x.data()[i] = random.nextFloat(-1, 1);
        }
        return x;
    }

    static void copyRow(Sequence from, int row, Sequence to, int target) {
        if (from.isIds()) {
            to.ids()[target] = from.ids()[row];
        } else {
            System.arraycopy(from.data(), from.offset(row), to.data(), to.offset(target), from.width());
        }
    }

    static float[] row(Sequence sequence, int row) {
        float[] copy = new float[sequence.width()];
        System.arraycopy(sequence.data(), sequence.offset(row), copy, 0, copy.length);
        return copy;
    }

    @Override
    public String toString() {
        return name;
    }
}
