package org.rnn4j.internal;

import org.rnn4j.tensor.Kernels;

/** The five ways to multiply, each seen as {@code C (+)= A·B} with A stored or not stored transposed, and B likewise. */
enum Product {

    PACKED(false, false) {
        @Override
        void run(Kernels kernels, int m, int n, int k, Block a, int aAt, Block b, int bAt, boolean accumulate, Block c, int cAt) {
            float[] packed = new float[kernels.packedLength(k, n)];
            kernels.pack(k, n, b.data, bAt, b.ld, packed);
            kernels.multiplyPacked(m, n, k, a.data, aAt, a.ld, packed, accumulate, c.data, cAt, c.ld);
        }
    },
    PACKED_TRANSPOSED(false, true) {
        @Override
        void run(Kernels kernels, int m, int n, int k, Block a, int aAt, Block b, int bAt, boolean accumulate, Block c, int cAt) {
            float[] packed = new float[kernels.packedLength(k, n)];
            kernels.packTransposed(k, n, b.data, bAt, b.ld, packed);
            kernels.multiplyPacked(m, n, k, a.data, aAt, a.ld, packed, accumulate, c.data, cAt, c.ld);
        }
    },
    IN_PLACE(false, false) {
        @Override
        void run(Kernels kernels, int m, int n, int k, Block a, int aAt, Block b, int bAt, boolean accumulate, Block c, int cAt) {
            kernels.multiply(m, n, k, a.data, aAt, a.ld, b.data, bAt, b.ld, accumulate, c.data, cAt, c.ld);
        }
    },
    TRANSPOSED_B(false, true) {
        @Override
        void run(Kernels kernels, int m, int n, int k, Block a, int aAt, Block b, int bAt, boolean accumulate, Block c, int cAt) {
            kernels.multiplyTransposedB(m, n, k, a.data, aAt, a.ld, b.data, bAt, b.ld, accumulate, c.data, cAt, c.ld);
        }
    },
    TRANSPOSED_A(true, false) {
        @Override
        void run(Kernels kernels, int m, int n, int k, Block a, int aAt, Block b, int bAt, boolean accumulate, Block c, int cAt) {
            kernels.multiplyTransposedA(m, n, k, a.data, aAt, a.ld, b.data, bAt, b.ld, accumulate, c.data, cAt, c.ld);
        }
    };

    final boolean aTransposed;
    final boolean bTransposed;

    Product(boolean aTransposed, boolean bTransposed) {
        this.aTransposed = aTransposed;
        this.bTransposed = bTransposed;
    }

    abstract void run(Kernels kernels, int m, int n, int k, Block a, int aAt, Block b, int bAt,
                      boolean accumulate, Block c, int cAt);

    /** The whole product. */
    void run(Kernels kernels, int m, int n, int k, Block a, Block b, boolean accumulate, Block c) {
        run(kernels, m, n, k, a, a.offset, b, b.offset, accumulate, c, c.offset);
    }

    /** Rows {@code [fromRow, toRow)} and columns {@code [fromColumn, toColumn)} of the product, the rest left alone. */
    void runPart(Kernels kernels, int fromRow, int toRow, int fromColumn, int toColumn, int k, Block a, Block b,
                 boolean accumulate, Block c) {
        run(kernels, toRow - fromRow, toColumn - fromColumn, k,
                a, a.offset + fromRow * (aTransposed ? 1 : a.ld),
                b, b.offset + fromColumn * (bTransposed ? b.ld : 1),
                accumulate, c, c.offset + fromRow * c.ld + fromColumn);
    }
}
