package org.rnn4j.seq2seq;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.layer.AffineTape;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;

/** The passes of a {@link Bridge}: the states of a batch are one step of a sequence. */
final class BridgeTape {

    private final Kernels kernels;
    private final Sequence joined;
    private final List<AffineTape> maps = new ArrayList<>();
    private final List<Sequence> outputs = new ArrayList<>();
    private final List<Sequence> gradientBuffers = new ArrayList<>();
    private final Sequence dJoined;

    BridgeTape(Bridge bridge, int maxBatch, Backend backend) {
        kernels = backend.kernels();
        joined = Sequence.dense(1, maxBatch, Bridge.width(bridge.from()));
        dJoined = Sequence.dense(1, maxBatch, joined.width());
        for (int k = 0; k < bridge.to().size(); k++) {
            maps.add(new AffineTape(bridge, bridge.weight(k), bridge.bias(k), 1, maxBatch, backend));
            gradientBuffers.add(Sequence.dense(1, maxBatch, bridge.to().components().get(k).width()));
            outputs.add(null);
        }
    }

    /** From the final state of an encoder to the initial one of a decoder. {@code initial} is <em>Modified</em>. */
    void forward(State last, int batchSize, State initial) {
        joined.reshape(1, batchSize);
        int column = 0;
        for (int k = 0; k < last.spec().size(); k++) {
            FMatrixRMaj part = last.part(k);
            for (int n = 0; n < batchSize; n++) {
                System.arraycopy(part.data, n * part.numCols, joined.data(), joined.offset(n) + column, part.numCols);
            }
            column += part.numCols;
        }
        for (int k = 0; k < maps.size(); k++) {
            Sequence y = maps.get(k).forward(joined);
            kernels.tanh(batchSize * y.width(), y.data(), y.offset(), y.data(), y.offset());
            System.arraycopy(y.data(), y.offset(), initial.part(k).data, 0, batchSize * y.width());
            outputs.set(k, y);
        }
    }

    /** From the gradient of the decoder's initial state to that of the encoder's final one. {@code dLast} is <em>Modified</em>. */
    void backward(State dInitial, int batchSize, Gradients gradients, State dLast) {
        for (int k = 0; k < maps.size(); k++) {
            Sequence y = outputs.get(k);
            Sequence d = gradientBuffers.get(k).reshape(1, batchSize);
            float[] dy = dInitial.part(k).data;
            for (int i = 0; i < batchSize * y.width(); i++) {
                float value = y.data()[y.offset() + i];
                d.data()[i] = dy[i] * (1 - value * value);
            }
            Sequence dx = maps.get(k).backward(d, gradients);
            if (k == 0) {
                System.arraycopy(dx.data(), dx.offset(), dJoined.data(), 0, batchSize * dx.width());
            } else {
                kernels.add(batchSize * dx.width(), dx.data(), dx.offset(), dJoined.data(), 0);
            }
        }
        int column = 0;
        for (int k = 0; k < dLast.spec().size(); k++) {
            FMatrixRMaj part = dLast.part(k);
            for (int n = 0; n < batchSize; n++) {
                System.arraycopy(dJoined.data(), n * dJoined.width() + column, part.data, n * part.numCols, part.numCols);
            }
            column += part.numCols;
        }
    }
}
