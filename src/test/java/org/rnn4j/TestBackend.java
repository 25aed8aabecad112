package org.rnn4j;

import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Workers;

/** The kernels under test: the build runs all tests once for each provider. */
public final class TestBackend {

    private TestBackend() {
    }

    /** The provider that the build named. */
    public static Kernels kernels() {
        return Backend.kernels(System.getProperty("rnn4j.test.provider", "scalar"));
    }

    /** Those on the calling thread. */
    public static Backend serial() {
        return with(Workers.serial());
    }

    /** Those on workers that the caller closes. */
    public static Backend with(Workers workers) {
        return new Backend(kernels(), workers);
    }
}
