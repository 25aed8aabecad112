package org.rnn4j.cell;

import java.util.random.RandomGenerator;

/**
 * The zoneout of one tape; see {@link StateNoise}. The cell writes its own new states behind the history, where its backward step
 * finds them again; what goes on in the history is the mixture.
 */
final class Zoneout {

    private final StepTape tape;
    private final float[] probabilities;
    private boolean training;

    /** For each component that zones out, which numbers of {@code [T·N, H]} stayed as they were; from the first training pass on. */
    private boolean[][] stayed;

    /** The gradient that passes a step by, for each component {@code [N, H]}. */
    private float[][] aside;

    Zoneout(StepTape tape, StateNoise noise) {
        this.tape = tape;
        this.probabilities = new float[noise.zoneout().size()];
        for (int k = 0; k < probabilities.length; k++) {
            probabilities[k] = noise.zoneout().get(k);
        }
    }

    /** Draws the masks of a window; inference needs none. */
    void start(RandomGenerator random) {
        training = random != null;
        if (!training) {
            return;
        }
        if (stayed == null) {
            stayed = new boolean[probabilities.length][];
            for (int k = 0; k < stayed.length; k++) {
                stayed[k] = probabilities[k] > 0 ? new boolean[tape.maxSteps() * tape.maxBatch() * tape.hiddenSize()] : null;
            }
        }
        int ofStep = tape.batchSize() * tape.hiddenSize();
        for (int t = 0; t < tape.steps(); t++) {
            for (int k = 0; k < stayed.length; k++) {
                boolean[] mask = stayed[k];
                for (int i = t * ofStep; mask != null && i < (t + 1) * ofStep; i++) {
                    mask[i] = random.nextFloat() < probabilities[k];
                }
            }
        }
    }

    /** Makes the state that goes on from the one before and the cell's own new one. */
    void mix(StepBlock block) {
        int size = tape.hiddenSize();
        int previous = block.previous();
        int own = block.next();
        int next = previous + tape.batchSize() * size;
        for (int k = 0; k < probabilities.length; k++) {
            float[] s = tape.state(k);
            float p = probabilities[k];
            if (p == 0) {
                System.arraycopy(s, own, s, next, block.rows() * size);
            } else if (training) {
                boolean[] mask = stayed[k];
                for (int i = 0; i < block.rows() * size; i++) {
                    s[next + i] = mask[previous + i] ? s[previous + i] : s[own + i];
                }
            } else {
                for (int i = 0; i < block.rows() * size; i++) {
                    s[next + i] = p * s[previous + i] + (1 - p) * s[own + i];
                }
            }
        }
    }

    /** Makes room for {@link #splitGradient}. */
    void startBackward() {
        if (aside == null) {
            aside = new float[probabilities.length][tape.maxBatch() * tape.hiddenSize()];
        }
    }

    /** Leaves in the state gradients those of the cell's own new state, and puts aside what goes to the state before. */
    void splitGradient(StepBlock block) {
        int previous = block.previous();
        int unit = block.unit();
        for (int k = 0; k < probabilities.length; k++) {
            float[] ds = block.stateGradient(k);
            float[] by = aside[k];
            float p = probabilities[k];
            boolean[] mask = training ? stayed[k] : null;
            for (int i = 0; p > 0 && i < block.rows() * tape.hiddenSize(); i++) {
                float d = ds[unit + i];
                if (training) {
                    boolean stays = mask[previous + i];
                    by[unit + i] = stays ? d : 0;
                    ds[unit + i] = stays ? 0 : d;
                } else {
                    by[unit + i] = p * d;
                    ds[unit + i] = (1 - p) * d;
                }
            }
        }
    }

    /** Adds what was put aside to the gradients of the state before. */
    void joinGradient(StepBlock block) {
        for (int k = 0; k < probabilities.length; k++) {
            if (probabilities[k] > 0) {
                block.kernels().add(block.rows() * tape.hiddenSize(), aside[k], block.unit(), block.stateGradient(k), block.unit());
            }
        }
    }
}
