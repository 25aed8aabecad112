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

    /**
     * 12 vectors of zeros: what the sums of a tile begin with. If all began with one vector, C2 would copy it to each, and with 16
     * registers for 16 vectors such a copy can cost another its register for the whole loop: with the serial collector, whose
     * loops C2 builds differently, two of three JVMs ran tiles of 6 rows at 36 GFLOP/s in place of 84 (JDK 17).
     */
    static final float[] ZEROS = new float[12 * COUNT];

    private Lanes() {
    }
}
