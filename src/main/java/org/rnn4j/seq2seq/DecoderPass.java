package org.rnn4j.seq2seq;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Workspace;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Kernels;
import org.rnn4j.tensor.Sequence;

/** The passes of a decoder and of the layers in it that read a memory, for whole windows or for one step after the other. */
final class DecoderPass {

    private final Workspace workspace;
    private final Kernels kernels;
    private final List<MemoryLayer> layers = new ArrayList<>();
    private final List<Tape> tapes = new ArrayList<>();

    DecoderPass(Network decoder, int maxSourceSteps, int maxSteps, int maxBatch, Backend backend) {
        workspace = decoder.newWorkspace(maxSteps, maxBatch, backend);
        kernels = backend.kernels();
        for (int i = 0; i < decoder.layers().size(); i++) {
            if (decoder.layers().get(i) instanceof MemoryLayer layer) {
                layer.reserveMemory(maxSourceSteps, workspace.tape(i));
                layers.add(layer);
                tapes.add(workspace.tape(i));
            }
        }
    }

    Workspace workspace() {
        return workspace;
    }

    /**
     * Gets ready for a window, or for the first of many steps.
     *
     * @param initial a state for each sequence of the memory, given to all that read it
     * @param group how many sequences read one memory, each after the other
     */
    void start(Sequence memory, State initial, int group) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).readMemory(memory, tapes.get(i));
        }
        workspace.startWindow(null);
        for (int k = 0; k < initial.spec().size(); k++) {
            FMatrixRMaj from = initial.part(k);
            FMatrixRMaj to = workspace.state().part(k);
            for (int n = 0; n < memory.batchSize() * group; n++) {
                System.arraycopy(from.data, n / group * from.numCols, to.data, n * to.numCols, to.numCols);
            }
        }
    }

    /** Adds the gradients of the memory to {@code target}, which is <em>Modified</em>. */
    void addMemoryGradients(Sequence target) {
        for (int i = 0; i < layers.size(); i++) {
            Sequence gradient = layers.get(i).memoryGradient(tapes.get(i));
            kernels.add(gradient.rows() * gradient.width(), gradient.data(), gradient.offset(), target.data(), target.offset());
        }
    }

    boolean readsMemory() {
        return !layers.isEmpty();
    }

    /** {@return what the first layer that reads the memory took from it; null when there is none} */
    Sequence memoryWeights() {
        return layers.isEmpty() ? null : layers.get(0).memoryWeights(tapes.get(0));
    }
}
