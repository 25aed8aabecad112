package org.rnn4j.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide a vector is here.
 *
 * <p>Nobody uses masked loads and stores: on JDK 17 they leave the vector unit and allocate. Where columns are left over after
 * the last full vector, one more vector is placed to end where the row ends, over columns that were done before; those lanes
 * are the first ones, and {@link #NUMBERS} compared with their count tells them apart.
 */
final class Lanes {

    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    /** Floats in a vector: 16 with AVX-512, 8 with AVX2, 4 with NEON. */
    static final int COUNT = FLOATS.length();

    /** 0, 1, 2, … */
    static final FloatVector NUMBERS = FloatVector.zero(FLOATS).addIndex(1);

    private Lanes() {
    }
}
