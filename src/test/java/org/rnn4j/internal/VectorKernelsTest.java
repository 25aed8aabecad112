package org.rnn4j.internal;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;

/** Disabled only where the test run says that it is the one without the Vector API; anywhere else, absence fails. */
@DisabledIfSystemProperty(named = "rnn4j.test.provider", matches = "scalar")
class VectorKernelsTest extends KernelsContract {

    private final Kernels kernels = Backend.kernels("vector");

    @Override
    Kernels kernels() {
        return kernels;
    }
}
