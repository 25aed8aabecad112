package org.rnn4j.internal;

import org.rnn4j.tensor.KernelProvider;
import org.rnn4j.tensor.Kernels;

/** Offers the plain-Java kernels, which run everywhere. */
public final class ScalarKernelProvider implements KernelProvider {

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public String unavailableBecause() {
        return null;
    }

    @Override
    public Kernels create() {
        return new ScalarKernels();
    }
}
