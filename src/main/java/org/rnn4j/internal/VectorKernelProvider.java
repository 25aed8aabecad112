package org.rnn4j.internal;

import org.rnn4j.tensor.KernelProvider;
import org.rnn4j.tensor.Kernels;

/**
 * Offers {@link VectorKernels} where the JVM was started with the Vector API's module. This class must load without the
 * module, so it mentions none of the module's types; {@link Lanes} is the first class to need them.
 */
public final class VectorKernelProvider implements KernelProvider {

    private static final String MODULE = "jdk.incubator.vector";

    /** With fewer lanes, loading and spreading cost more than the vectors save. */
    private static final int FEWEST_LANES = 4;

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int priority() {
        return 10;
    }

    @Override
    public String unavailableBecause() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return "the Vector API is not loaded; start java with --add-modules " + MODULE;
        }
        // Without C2 every vector operation is a call that allocates, a hundred times slower than plain loops.
        String mode = System.getProperty("java.vm.info", "");
        if (mode.contains("interpreted") || mode.contains("emulated-client")) {
            return "the JVM runs without its C2 compiler (" + mode + "); drop -Xint or -XX:TieredStopAtLevel";
        }
        if (Lanes.COUNT < FEWEST_LANES) {
            return "this machine's vectors hold " + Lanes.COUNT + " floats, expected at least " + FEWEST_LANES;
        }
        return null;
    }

    @Override
    public Kernels create() {
        return new VectorKernels();
    }
}
