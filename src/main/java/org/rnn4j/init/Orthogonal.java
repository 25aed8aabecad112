package org.rnn4j.init;

import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.factory.DecompositionFactory_FDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * {@link Initializers#orthogonal}: the {@code Q} of a normal matrix's QR decomposition, each column multiplied by the sign of
 * {@code R}'s diagonal. Without the signs it would depend on how the decomposition chooses them and not be uniform (Mezzadri,
 * "How to generate random matrices from the classical compact groups", Notices of the AMS 54(5), 2007).
 */
record Orthogonal() implements Initializer {

    @Override
    public void fill(FMatrixRMaj weight, RandomGenerator random) {
        int tall = Math.max(weight.numRows, weight.numCols);
        int narrow = Math.min(weight.numRows, weight.numCols);
        if (narrow == 0) {
            return;
        }
        FMatrixRMaj normal = new FMatrixRMaj(tall, narrow);
        Initializers.fillNormal(normal, 1, random);

        QRDecomposition<FMatrixRMaj> qr = DecompositionFactory_FDRM.qr(tall, narrow);
        if (!qr.decompose(normal)) {
            throw new IllegalStateException(this + ".fill: the QR decomposition of [" + tall + ", " + narrow + "] failed");
        }
        FMatrixRMaj q = qr.getQ(null, true);
        FMatrixRMaj r = qr.getR(null, true);
        for (int column = 0; column < narrow; column++) {
            if (r.get(column, column) < 0) {
                for (int row = 0; row < tall; row++) {
                    q.set(row, column, -q.get(row, column));
                }
            }
        }
        if (weight.numRows == tall) {
            weight.setTo(q);
        } else {
            CommonOps_FDRM.transpose(q, weight);
        }
    }

    @Override
    public String toString() {
        return "orthogonal()";
    }
}
