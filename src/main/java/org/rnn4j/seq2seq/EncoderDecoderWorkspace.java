package org.rnn4j.seq2seq;

import java.util.random.RandomGenerator;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.layer.ModelWorkspace;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * An {@link EncoderDecoder} at work: the workspaces of encoder and decoder, and what passes between them. In training the decoder
 * reads what {@link EncoderDecoder#teacherForcing()} says, in inference the inputs that are given.
 */
public final class EncoderDecoderWorkspace implements ModelWorkspace {

    private final EncoderDecoder model;
    private final int maxSourceSteps;
    private final int maxSteps;
    private final int maxBatch;
    private final EncoderPass encoder;
    private final DecoderPass decoder;
    private final SampledInputs sampled;
    private final State none;
    private RandomGenerator random;
    private long update;
    private Sequence inputs;

    EncoderDecoderWorkspace(EncoderDecoder model, int maxSourceSteps, int maxSteps, int maxBatch, Backend backend) {
        if (maxSourceSteps < 1) {
            throw new IllegalArgumentException(model + ".newWorkspace: expected sources of at least 1 step but got "
                    + maxSourceSteps + "; does the sampler give sources?");
        }
        this.model = model;
        this.maxSourceSteps = maxSourceSteps;
        this.maxSteps = maxSteps;
        this.maxBatch = maxBatch;
        encoder = new EncoderPass(model, maxSourceSteps, maxBatch, backend);
        decoder = new DecoderPass(model.decoder(), maxSourceSteps, maxSteps, maxBatch, backend);
        sampled = model.teacherForcing().isAlways() ? null
                : new SampledInputs(model, maxSourceSteps, maxSteps, maxBatch, backend);
        none = State.zeros(StateSpec.NONE, maxBatch);
    }

    @Override
    public int maxSourceSteps() {
        return maxSourceSteps;
    }

    @Override
    public int maxSteps() {
        return maxSteps;
    }

    @Override
    public int maxBatch() {
        return maxBatch;
    }

    @Override
    public void train(RandomGenerator random, long update) {
        encoder.workspace().train(random, update);
        decoder.workspace().train(random, update);
        this.random = random;
        this.update = update;
    }

    @Override
    public void infer() {
        encoder.workspace().infer();
        decoder.workspace().infer();
        random = null;
    }

    /** Nothing to do: every window is complete. */
    @Override
    public void startWindow(boolean[] continues) {
    }

    /**
     * Runs encoder and decoder over a window.
     *
     * @param source {@code [S, N]} ids or {@code [S, N, D]} floats, with lengths where they differ; kept until the backward pass
     * @param inputs {@code [T, N]} or {@code [T, N, K]}, with lengths where they differ; kept until the backward pass
     * @return outputs {@code [T, N, outputSize]}, valid until the next forward pass
     * @throws ShapeException when source and inputs are not as many, or larger than this workspace
     */
    @Override
    public Sequence forward(Sequence source, Sequence inputs) {
        requireWindow(source, inputs);
        Sequence memory = encoder.forward(source);
        this.inputs = inputs;
        if (sampled != null && random != null) {
            double ratio = model.teacherForcing().ratio(update);
            if (ratio < 1) {
                this.inputs = sampled.choose(inputs, memory, encoder.initial(), ratio, random);
            }
        }
        decoder.start(memory, encoder.initial(), 1);
        return decoder.workspace().forward(null, this.inputs);
    }

    private void requireWindow(Sequence source, Sequence inputs) {
        if (source == null) {
            throw new IllegalArgumentException(model + ".forward: expected a source beside the inputs but got none");
        }
        if (source.batchSize() != inputs.batchSize()) {
            throw new ShapeException(model + ".forward: inputs", "as many sequences as the source has, " + source.batchSize(),
                    Integer.toString(inputs.batchSize()));
        }
        if (source.steps() > maxSourceSteps || inputs.steps() > maxSteps || inputs.batchSize() > maxBatch) {
            throw new ShapeException(model + ".forward", "at most " + maxSourceSteps + " steps of source, " + maxSteps
                    + " of inputs and " + maxBatch + " sequences in this workspace", "source " + source.shape() + ", inputs "
                    + inputs.shape());
        }
        inputs.require("EncoderDecoder.forward: inputs", model.inputSize());
    }

    /** {@return what the decoder read in the last forward pass: the given inputs, or in part its own predictions} */
    public Sequence decoderInputs() {
        if (inputs == null) {
            throw new IllegalStateException(model + ".decoderInputs: expected a forward pass before it");
        }
        return inputs;
    }

    /**
     * {@return how much each output of the last forward pass took from each step of the source, {@code [T, N, maxSourceSteps]}: the
     * weights of the decoder's first attention}
     *
     * @throws IllegalStateException when no layer of the decoder reads the encoder's outputs
     */
    public Sequence attentionWeights() {
        if (!decoder.readsMemory()) {
            throw new IllegalStateException(model + ".attentionWeights: expected a decoder with attention");
        }
        return decoder.memoryWeights();
    }

    @Override
    public Sequence outputGradient() {
        return decoder.workspace().outputGradient();
    }

    @Override
    public void backward(Sequence dOutput, Gradients gradients) {
        decoder.workspace().backward(dOutput, gradients);
        Sequence dMemory = encoder.memoryGradient();
        decoder.addMemoryGradients(dMemory);
        encoder.backward(dMemory, decoder.workspace().stateGradient(), gradients);
    }

    /** Nothing to do: every window is complete. */
    @Override
    public void carry(int[] steps) {
    }

    /** {@return nothing} */
    @Override
    public State state() {
        return none;
    }

    @Override
    public String findNonFinite(Sequence source, Sequence inputs) {
        String found = encoder.findNonFinite(source, model);
        if (found != null) {
            return found;
        }
        Sequence memory = encoder.forward(source);
        decoder.start(memory, encoder.initial(), 1);
        return "decoder: " + decoder.workspace().findNonFinite(null, this.inputs == null ? inputs : this.inputs);
    }

    @Override
    public String toString() {
        return "EncoderDecoderWorkspace(" + maxSourceSteps + " steps of source, " + maxSteps + " of inputs, " + maxBatch
                + " sequences)";
    }
}
