package org.rnn4j.tensor;

/** Available nowhere. Its priority is negative, or every run of the tests would log that something faster is missing. */
public final class AbsentKernelProvider implements KernelProvider {

    static final String REASON = "made up for a test; pass --nothing";

    @Override
    public String name() {
        return "absent";
    }

    @Override
    public int priority() {
        return -100;
    }

    @Override
    public String unavailableBecause() {
        return REASON;
    }

    @Override
    public Kernels create() {
        throw new AssertionError("created although unavailable");
    }
}
