package org.rnn4j.seq2seq;

import java.util.Arrays;
import java.util.List;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.layer.Workspace;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/** The passes of an encoder, and of the bridge after it if there is one: from a source to a memory and a decoder's first state. */
final class EncoderPass {

    private final Workspace workspace;
    private final boolean[] allNew;
    private final BridgeTape bridge;
    private final State initial;
    private int batchSize;

    EncoderPass(EncoderDecoder model, int maxSourceSteps, int maxBatch, Backend backend) {
        workspace = model.encoder().newWorkspace(maxSourceSteps, maxBatch, backend);
        workspace.wantStateGradient(false);
        allNew = new boolean[maxBatch];
        bridge = model.hasBridge() ? new BridgeTape(model.bridge(), maxBatch, backend) : null;
        initial = bridge == null ? workspace.state().slice(0, model.decoder().stateSpec())
                : State.zeros(model.decoder().stateSpec(), maxBatch);
    }

    Workspace workspace() {
        return workspace;
    }

    /** {@return the encoder's outputs, valid until the next call} */
    Sequence forward(Sequence source) {
        batchSize = source.batchSize();
        workspace.startWindow(allNew);
        Sequence memory = workspace.forward(null, source);
        workspace.carry(null);
        if (bridge != null) {
            bridge.forward(workspace.state(), batchSize, initial);
        }
        return memory;
    }

    /** {@return the state that the decoder starts from, for each sequence of the last source; not to be changed} */
    State initial() {
        return initial;
    }

    /** {@return a buffer of zeros for the gradient of the memory} */
    Sequence memoryGradient() {
        Sequence gradient = workspace.outputGradient();
        Arrays.fill(gradient.data(), gradient.offset(), gradient.offset(gradient.rows()), 0);
        return gradient;
    }

    /**
     * Goes back into the encoder.
     *
     * @param dMemory gradient of the memory
     * @param dInitial gradient of the decoder's first state
     */
    void backward(Sequence dMemory, State dInitial, Gradients gradients) {
        if (bridge != null) {
            bridge.backward(dInitial, batchSize, gradients, workspace.stateGradient());
        } else if (dInitial.spec().size() > 0) {
            workspace.stateGradient().copyFrom(dInitial);
        }
        workspace.backward(dMemory, gradients);
    }

    /** {@return what is not finite when this source is read, or null} */
    String findNonFinite(Sequence source, EncoderDecoder model) {
        Sequence memory = forward(source);
        boolean finite = isFinite(memory);
        for (int k = 0; k < workspace.state().spec().size(); k++) {
            finite &= isFinite(workspace.state().part(k).data, 0, batchSize * workspace.state().part(k).numCols);
        }
        if (!finite) {
            workspace.startWindow(allNew);
            return "encoder: " + workspace.findNonFinite(null, source);
        }
        List<String> broken = model.parameters().byPath().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("bridge."))
                .filter(entry -> !isFinite(entry.getValue().value().data, 0, entry.getValue().size()))
                .map(entry -> "parameter " + entry.getKey() + " is not finite").toList();
        return broken.isEmpty() ? null : broken.get(0);
    }

    private static boolean isFinite(Sequence sequence) {
        for (int row = 0; row < sequence.rows(); row++) {
            if (sequence.isStep(row) && !isFinite(sequence.data(), sequence.offset(row), sequence.offset(row + 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFinite(float[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }
}
