package org.rnn4j.internal;

import org.junit.jupiter.api.Tag;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;

/** Left out of the test run without the Vector API by its tag; in any other, absence fails. */
@Tag("vector")
class VectorKernelsTest extends KernelsContract {

    private final Kernels kernels = Backend.kernels("vector");

    @Override
    Kernels kernels() {
        return kernels;
    }
}
