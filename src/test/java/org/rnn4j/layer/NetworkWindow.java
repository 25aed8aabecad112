package org.rnn4j.layer;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.State;
import org.rnn4j.tensor.Sequence;

/**
 * What goes into both passes of a network: inputs, initial state, and the gradients of outputs and final state. The loss whose
 * gradient they compute is {@code Σ dy·y + Σ dFinal·final}.
 */
record NetworkWindow(Sequence x, State initial, Sequence dy, State dFinal) {

    /** Numbers of about 1, ids below the width; the padding of {@code dy} is zero, as losses leave it. {@code lengths} may be null. */
    static NetworkWindow random(Network network, boolean ids, int steps, int batch, int[] lengths, RandomGenerator random) {
        int width = network.inputSize();
        Sequence x = (ids ? Sequence.ids(steps, batch, width) : Sequence.dense(steps, batch, width)).lengths(lengths);
        for (int i = 0; ids && i < x.rows(); i++) {
            x.ids()[i] = random.nextInt(width);
        }
        if (!ids) {
            fill(x.data(), random);
        }
        int outputSteps = network.chain().steps(network.layers().size(), steps);
        Sequence dy = Sequence.dense(outputSteps, batch, network.outputSize());
        fill(dy.data(), random);
        if (!reduces(network)) {
            dy.lengths(lengths).clearPadding();
        }
        State initial = State.zeros(network.stateSpec(), batch);
        State dFinal = State.zeros(network.stateSpec(), batch);
        for (int k = 0; k < network.stateSpec().size(); k++) {
            fill(initial.part(k).data, random);
            fill(dFinal.part(k).data, random);
        }
        return new NetworkWindow(x, initial, dy, dFinal);
    }

    static boolean reduces(Network network) {
        return network.chain().steps(network.layers().size(), 1000) == 1;
    }

    static void fill(float[] values, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
    }

    int steps() {
        return x.steps();
    }

    int batch() {
        return x.batchSize();
    }

    int[] lengths() {
        if (!x.hasLengths()) {
            return null;
        }
        int[] lengths = new int[batch()];
        Arrays.setAll(lengths, x::length);
        return lengths;
    }

    /** One sequence alone, without its padding; one of length 0 keeps a step of padding, since a window has at least one. */
    NetworkWindow row(int n) {
        int steps = Math.max(1, x.length(n));
        int[] lengths = x.length(n) == 0 ? new int[] {0} : null;
        return new NetworkWindow(rows(x, 0, steps, n, n + 1).lengths(lengths), row(initial, n),
                dy.steps() == 1 && !dy.hasLengths() ? rows(dy, 0, 1, n, n + 1) : rows(dy, 0, steps, n, n + 1), row(dFinal, n));
    }

    /** Some of the steps. */
    NetworkWindow steps(int from, int to) {
        return new NetworkWindow(rows(x, from, to, 0, batch()), initial, rows(dy, from, to, 0, batch()), dFinal);
    }

    /** The same with something else in the padding of the inputs. */
    NetworkWindow withPadding(float garbage, int garbageId) {
        Sequence copy = rows(x, 0, steps(), 0, batch()).lengths(lengths());
        for (int row = 0; row < copy.rows(); row++) {
            if (!copy.isStep(row) && copy.isIds()) {
                copy.ids()[row] = garbageId;
            } else if (!copy.isStep(row)) {
                Arrays.fill(copy.data(), copy.offset(row), copy.offset(row + 1), garbage);
            }
        }
        return new NetworkWindow(copy, initial, dy, dFinal);
    }

    private static Sequence rows(Sequence from, int firstStep, int lastStep, int firstRow, int lastRow) {
        int batch = lastRow - firstRow;
        Sequence to = from.isIds() ? Sequence.ids(lastStep - firstStep, batch, from.width())
                : Sequence.dense(lastStep - firstStep, batch, from.width());
        for (int t = firstStep; t < lastStep; t++) {
            int source = t * from.batchSize() + firstRow;
            int target = (t - firstStep) * batch;
            if (from.isIds()) {
                System.arraycopy(from.ids(), source, to.ids(), target, batch);
            } else {
                System.arraycopy(from.data(), from.offset(source), to.data(), to.offset(target), batch * from.width());
            }
        }
        return to;
    }

    private static State row(State from, int n) {
        State to = State.zeros(from.spec(), 1);
        for (int k = 0; k < from.spec().size(); k++) {
            FMatrixRMaj part = from.part(k);
            System.arraycopy(part.data, n * part.numCols, to.part(k).data, 0, part.numCols);
        }
        return to;
    }
}
