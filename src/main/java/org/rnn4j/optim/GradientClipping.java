package org.rnn4j.optim;

import org.rnn4j.cell.Gradients;
import org.rnn4j.tensor.Workers;

/**
 * Bounds gradients before a step, so that one steep window does not throw the parameters away. Gradients that are not all
 * finite cannot be bounded: they are left as they are, and the norm that is returned says so.
 */
@FunctionalInterface
public interface GradientClipping {

    /**
     * Bounds gradients.
     *
     * @param gradients <em>Modified</em>, unless an element is not finite
     * @return their Euclidean norm before; infinite or NaN exactly when an element is, and then no step should follow
     *         ({@link NonFinite} finds the element)
     */
    double apply(Gradients gradients);

    /**
     * Does what {@link #apply(Gradients)} does, with the same bits, shared among threads where that pays. By default the calling
     * thread does it alone.
     *
     * @param gradients <em>Modified</em>, unless an element is not finite
     * @return as {@link #apply(Gradients)}
     */
    default double apply(Gradients gradients, Workers workers) {
        return apply(gradients);
    }

    /**
     * {@return clipping that scales all gradients alike so that their norm is at most {@code maximum}, to rounding:
     * {@code g = g·min(1, maximum / (‖g‖ + 1e-6))}}
     *
     * <p>Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm
     * 1. The 1e-6 is from PyTorch's {@code clip_grad_norm_}; the norm is summed in double.
     *
     * @throws IllegalArgumentException when the maximum is not above 0 or not finite
     */
    static GradientClipping byGlobalNorm(float maximum) {
        return new GlobalNormClipping(maximum);
    }

    /**
     * {@return clipping of each element by itself: {@code g = max(−maximum, min(maximum, g))}}
     *
     * <p>Source: Mikolov, "Statistical language models based on neural networks", 2012; as PyTorch's {@code clip_grad_value_}.
     * It changes the direction of the gradient.
     *
     * @throws IllegalArgumentException when the maximum is not above 0 or not finite
     */
    static GradientClipping byValue(float maximum) {
        return new ValueClipping(maximum);
    }

    /** {@return no clipping; the norm is computed all the same} */
    static GradientClipping none() {
        return NoClipping.INSTANCE;
    }
}
