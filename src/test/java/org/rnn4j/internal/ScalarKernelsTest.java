package org.rnn4j.internal;

import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;

class ScalarKernelsTest extends KernelsContract {

    private final Kernels kernels = Backend.kernels("scalar");

    @Override
    Kernels kernels() {
        return kernels;
    }
}
