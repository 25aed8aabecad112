package org.rnn4j.layer;

import java.util.List;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.cell.Tape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/** The tapes of the layers within a {@link Residual}, and the two sums. */
final class ResidualTape extends Tape {

    private final Residual owner;
    private final List<Layer> layers;
    private final Tape[] tapes;
    private final StateParts initials;
    private final StateParts stateGradients;
    private final StateParts targets;
    private final Sequence outputs;
    private Sequence inputGradient;

    private Sequence x;
    private boolean ready;

    ResidualTape(Residual owner, Chain chain, int maxSteps, int maxBatch, Backend backend) {
        super(maxSteps, maxBatch, backend);
        this.owner = owner;
        this.layers = chain.layers();
        this.tapes = chain.newTapes(maxSteps, maxBatch, backend);
        List<StateSpec> specs = layers.stream().map(Layer::stateSpec).toList();
        this.initials = new StateParts(specs);
        this.stateGradients = new StateParts(specs);
        this.targets = new StateParts(specs);
        this.outputs = Sequence.dense(maxSteps, maxBatch, chain.outputSize());
    }

    Residual owner() {
        return owner;
    }

    int width() {
        return outputs.width();
    }

    Sequence forward(Sequence x, State initial) {
        ready = false;
        this.x = x;
        State[] states = initials.of(initial);
        Sequence y = x;
        for (int i = 0; i < tapes.length; i++) {
            Chain.followMode(this, tapes[i]);
            y = layers.get(i).forward(y, states[i], tapes[i]);
        }
        sum(x, y, outputs);
        ready = true;
        return outputs;
    }

    Sequence backward(Sequence dy, State dState, Gradients gradients) {
        if (!ready) {
            throw new IllegalStateException(owner + ".backward: expected a forward pass before it");
        }
        if (dy.steps() != x.steps() || dy.batchSize() != x.batchSize() || dy.width() != width()) {
            throw new ShapeException(owner + ".backward: dy", outputs.shape(), dy.shape());
        }
        ready = false;
        State[] states = stateGradients.of(dState);
        tapes[0].inputGradient(inputGradient());
        Sequence inner = dy;
        for (int i = tapes.length - 1; i >= 0; i--) {
            inner = layers.get(i).backward(inner, states[i], gradients, tapes[i]);
        }
        if (!inputGradient()) {
            return null;
        }
        if (inputGradient == null) {
            inputGradient = Sequence.dense(maxSteps(), maxBatch(), width());
        }
        sum(dy, inner, inputGradient);
        return inputGradient;
    }

    /** {@code sum = a + b}, of the shape of x; {@code b} may be {@code a}. */
    private void sum(Sequence a, Sequence b, Sequence sum) {
        Kernels kernels = backend().kernels();
        int length = x.rows() * width();
        sum.reshapeLike(x);
        System.arraycopy(a.data(), a.offset(), sum.data(), sum.offset(), length);
        kernels.add(length, b.data(), b.offset(), sum.data(), sum.offset());
    }

    void startState(int n, State target) {
        State[] states = targets.of(target);
        for (int i = 0; i < tapes.length; i++) {
            layers.get(i).startState(n, states[i], tapes[i]);
        }
    }

    void wantStateGradient(boolean wanted) {
        for (int i = 0; i < tapes.length; i++) {
            layers.get(i).wantStateGradient(wanted, tapes[i]);
        }
    }

    void addStartGradient(int n, State dState, Gradients gradients) {
        State[] states = stateGradients.of(dState);
        for (int i = 0; i < tapes.length; i++) {
            layers.get(i).addStartGradient(n, states[i], gradients, tapes[i]);
        }
    }

    void readState(int[] steps, State target) {
        State[] states = targets.of(target);
        for (int i = 0; i < tapes.length; i++) {
            layers.get(i).readState(tapes[i], steps, states[i]);
        }
    }
}
