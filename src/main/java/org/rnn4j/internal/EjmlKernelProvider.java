package org.rnn4j.internal;

import org.rnn4j.tensor.KernelProvider;
import org.rnn4j.tensor.Kernels;

/** Offers {@link EjmlKernels} to whoever names them. */
public final class EjmlKernelProvider implements KernelProvider {

    @Override
    public String name() {
        return "ejml";
    }

    @Override
    public int priority() {
        return -1;
    }

    @Override
    public String unavailableBecause() {
        return null;
    }

    @Override
    public Kernels create() {
        return new EjmlKernels();
    }
}
