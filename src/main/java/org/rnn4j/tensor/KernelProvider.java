package org.rnn4j.tensor;

/**
 * Offers one implementation of {@link Kernels}. Found with {@link java.util.ServiceLoader}; an implementation must load and
 * answer {@link #unavailableBecause} on every JVM, and touch what may be missing only in {@link #create}.
 */
public interface KernelProvider {

    /** {@return the name that {@code -Dorg.rnn4j.kernels} selects} */
    String name();

    /** {@return the higher is tried first; negative is never chosen unless named} */
    int priority();

    /** {@return null when {@link #create} will work here, else one line that says what is missing and how to supply it} */
    String unavailableBecause();

    /** {@return the kernels} */
    Kernels create();
}
