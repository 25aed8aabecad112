package org.rnn4j.init;

import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;

/**
 * The usual initializers. {@code n_in} and {@code n_out} are the rows and columns of the matrix that is filled; use
 * {@link Initializer#perGate} where it holds several gates. One state of the generator gives the same bits on every JDK.
 */
public final class Initializers {

    private Initializers() {
    }

    /** An initializer that says its name. */
    private record Named(String name, Initializer rule) implements Initializer {

        @Override
        public void fill(FMatrixRMaj weight, RandomGenerator random) {
            rule.fill(weight, random);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** {@return every element 0, the usual bias} Draws nothing. */
    public static Initializer zeros() {
        return new Named("zeros()", (weight, random) -> weight.zero());
    }

    /**
     * {@return every element {@code value}} Draws nothing.
     *
     * @throws IllegalArgumentException when the value is not finite
     */
    public static Initializer constant(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("Initializers.constant: expected a finite value but got " + value);
        }
        return new Named("constant(" + value + ")", (weight, random) -> weight.fill(value));
    }

    /**
     * {@return uniform in {@code ±bound}} With {@code bound = 1/√n_in} this is LeCun et al., "Efficient BackProp", 1998, up to
     * its factor √3, and with {@code 1/√H} PyTorch's for its recurrent layers.
     *
     * @throws IllegalArgumentException when the bound is negative or not finite
     */
    public static Initializer uniform(float bound) {
        return new Named("uniform(" + requireScale("uniform", "bound", bound) + ")",
                (weight, random) -> fillUniform(weight, bound, random));
    }

    /**
     * {@return normal of this standard deviation} With 1 this is what embeddings usually start from.
     *
     * @throws IllegalArgumentException when the deviation is negative or not finite
     */
    public static Initializer normal(float deviation) {
        return new Named("normal(" + requireScale("normal", "deviation", deviation) + ")",
                (weight, random) -> fillNormal(weight, deviation, random));
    }

    /**
     * {@return uniform in {@code ±√(6 / (n_in + n_out))}, the variance {@code 2 / (n_in + n_out)}}
     *
     * <p>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010,
     * equation 16.
     */
    public static Initializer xavierUniform() {
        return new Named("xavierUniform()", (weight, random) ->
                fillUniform(weight, Math.sqrt(6.0 / ((double) weight.numRows + weight.numCols)), random));
    }

    /**
     * {@return normal of variance {@code 2 / (n_in + n_out)}}
     *
     * <p>Source: Glorot and Bengio 2010, equation 12, drawn from a normal distribution.
     */
    public static Initializer xavierNormal() {
        return new Named("xavierNormal()", (weight, random) ->
                fillNormal(weight, Math.sqrt(2.0 / ((double) weight.numRows + weight.numCols)), random));
    }

    /**
     * {@return uniform in {@code ±√(6 / n_in)}, the variance {@code 2 / n_in}; for layers with rectified linear units}
     *
     * <p>Source: He et al., "Delving deep into rectifiers: surpassing human-level performance on ImageNet classification",
     * ICCV 2015, equation 10, drawn from a uniform distribution.
     */
    public static Initializer heUniform() {
        return new Named("heUniform()", (weight, random) -> fillUniform(weight, Math.sqrt(6.0 / weight.numRows), random));
    }

    /**
     * {@return normal of variance {@code 2 / n_in}; for layers with rectified linear units}
     *
     * <p>Source: He et al. 2015, equation 10.
     */
    public static Initializer heNormal() {
        return new Named("heNormal()", (weight, random) -> fillNormal(weight, Math.sqrt(2.0 / weight.numRows), random));
    }

    /**
     * {@return orthonormal columns, or rows where there are fewer of them, uniform over all such matrices}
     * {@code WᵀW = I} or {@code WWᵀ = I} to float rounding, so a step of a linear recurrence keeps the length of its state.
     *
     * <p>Source: Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
     * networks", ICLR 2014.
     */
    public static Initializer orthogonal() {
        return new Orthogonal();
    }

    private static float requireScale(String method, String name, float value) {
        if (!(value >= 0) || !Float.isFinite(value)) {
            throw new IllegalArgumentException("Initializers." + method + ": expected a finite " + name
                    + " of at least 0 but got " + value);
        }
        return value;
    }

    /** Not {@code nextFloat(-bound, bound)}, whose rounding is the JDK's affair. */
    private static void fillUniform(FMatrixRMaj weight, double bound, RandomGenerator random) {
        for (int i = 0; i < weight.getNumElements(); i++) {
            weight.data[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
    }

    /**
     * In pairs by Box and Muller, "A note on the generation of random normal deviates", 1958. Not {@code nextGaussian()}: from
     * one seed JDK 17 and 25 part after 116506 draws, and a network could not be made again on another JDK.
     */
    static void fillNormal(FMatrixRMaj weight, double deviation, RandomGenerator random) {
        int n = weight.getNumElements();
        for (int i = 0; i < n; i += 2) {
            double radius = deviation * Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            weight.data[i] = (float) (radius * StrictMath.cos(angle));
            if (i + 1 < n) {
                weight.data[i + 1] = (float) (radius * StrictMath.sin(angle));
            }
        }
    }
}
