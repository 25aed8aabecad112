package org.rnn4j.internal;

import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;

class EjmlKernelsTest extends KernelsContract {

    private final Kernels kernels = Backend.kernels("ejml");

    @Override
    Kernels kernels() {
        return kernels;
    }

    @Override
    boolean allocatesNothing() {
        return false;
    }
}
