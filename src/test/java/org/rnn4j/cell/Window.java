package org.rnn4j.cell;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.tensor.Sequence;

/**
 * What goes into a forward and a backward pass: inputs, initial state, and the gradients of outputs and final state. The loss
 * whose gradient a pass computes is {@code Σ dy·y + Σ dFinal·final}.
 */
record Window(Sequence x, State initial, Sequence dy, State dFinal) {

    /** Random numbers of about 1. {@code lengths} may be null. */
    static Window random(Cell cell, int steps, int batch, int[] lengths, RandomGenerator random) {
        Sequence x = Sequence.dense(steps, batch, cell.inputSize()).lengths(lengths);
        Sequence dy = Sequence.dense(steps, batch, cell.outputSize()).lengths(lengths);
        State initial = State.zeros(cell.stateSpec(), batch);
        State dFinal = State.zeros(cell.stateSpec(), batch);
        fill(x.data(), 1, random);
        fill(dy.data(), 1, random);
        for (int k = 0; k < cell.stateSpec().size(); k++) {
            fill(initial.part(k).data, 1, random);
            fill(dFinal.part(k).data, 1, random);
        }
        return new Window(x, initial, dy, dFinal);
    }

    /** A cell whose every parameter is random, those too that start at zero. */
    static <C extends Cell> C shaken(C cell, RandomGenerator random) {
        for (Parameter parameter : cell.parameters()) {
            fill(parameter.value().data, (float) (1 / Math.sqrt(cell.outputSize())), random);
        }
        return cell;
    }

    private static void fill(float[] values, float bound, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-bound, bound);
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

    /** One sequence alone, without its padding. */
    Window row(int n) {
        return new Window(rows(x, 0, x.length(n), n, n + 1), rows(initial, n), rows(dy, 0, x.length(n), n, n + 1),
                rows(dFinal, n));
    }

    /** The same with random ids for inputs. */
    Window withIds(RandomGenerator random) {
        Sequence ids = Sequence.ids(steps(), batch(), x.width()).lengths(lengths());
        for (int row = 0; row < x.rows(); row++) {
            ids.ids()[row] = random.nextInt(x.width());
        }
        return new Window(ids, initial, dy, dFinal);
    }

    /** Some of the steps, from another initial state; the gradient of the final state is shared. */
    Window steps(int from, int to, State initial) {
        return new Window(rows(x, from, to, 0, batch()), initial, rows(dy, from, to, 0, batch()), dFinal);
    }

    /** The same with other content of the padding. */
    Window withPadding(float inputs, float outputGradients) {
        Sequence x = rows(this.x, 0, steps(), 0, batch()).lengths(lengths());
        Sequence dy = rows(this.dy, 0, steps(), 0, batch()).lengths(lengths());
        for (int row = 0; row < x.rows(); row++) {
            if (!x.isStep(row)) {
                Arrays.fill(x.data(), x.offset(row), x.offset(row + 1), inputs);
                Arrays.fill(dy.data(), dy.offset(row), dy.offset(row + 1), outputGradients);
            }
        }
        return new Window(x, initial, dy, dFinal);
    }

    private static Sequence rows(Sequence from, int firstStep, int lastStep, int firstRow, int lastRow) {
        Sequence to = Sequence.dense(lastStep - firstStep, lastRow - firstRow, from.width());
        for (int t = firstStep; t < lastStep; t++) {
            for (int n = firstRow; n < lastRow; n++) {
                System.arraycopy(from.data(), from.offset(t * from.batchSize() + n),
                        to.data(), to.offset((t - firstStep) * to.batchSize() + n - firstRow), from.width());
            }
        }
        return to;
    }

    private static State rows(State from, int n) {
        State to = State.zeros(from.spec(), 1);
        for (int k = 0; k < from.spec().size(); k++) {
            FMatrixRMaj part = from.part(k);
            System.arraycopy(part.data, n * part.numCols, to.part(k).data, 0, part.numCols);
        }
        return to;
    }
}
