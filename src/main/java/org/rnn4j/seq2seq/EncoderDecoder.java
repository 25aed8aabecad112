package org.rnn4j.seq2seq;

import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.config.Settings;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.SequenceModel;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.ShapeException;

/**
 * An encoder reads a source, and a decoder, starting from the state in which the encoder ended, reads inputs and puts out as many
 * steps as those have: for a translation the inputs are the symbols so far and the outputs the logits of the next. Layers of the
 * decoder that are a {@link MemoryLayer}, such as {@link Attention}, read the encoder's outputs, all steps of them. Gradients
 * flow back from the decoder into the encoder both ways. Sequences of length 0 are allowed on either side.
 *
 * <p>The states of the two must match: as many components, in the same order, each of the same width and letter ({@code h},
 * {@code c}). Where they do not, as with a bidirectional encoder, other sizes, other cells, {@link #withBridge} learns a map.
 * A decoder that remembers nothing takes no state.
 *
 * <p>Each window is a whole source and whole inputs: nothing is carried from one to the next, and {@code continues} of a batch
 * has no meaning. Parameters are named {@code encoder.layers.0.…}, {@code decoder.layers.0.…} and
 * {@code bridge.layers.0.h.weight}, after the state that is made.
 *
 * <p>Holds sizes and parameters only, as a {@link Network} does: any number of threads may run one, each with a workspace.
 *
 * <p>Sources: Sutskever, Vinyals and Le, "Sequence to sequence learning with neural networks", 2014; Cho et al., "Learning phrase
 * representations using RNN encoder-decoder for statistical machine translation", 2014; the bridge with tanh is that of Bahdanau
 * et al., 2015, A.2.2.
 */
public final class EncoderDecoder implements SequenceModel {

    /** The type in the settings. */
    public static final String TYPE = "encoder_decoder";

    private final Network encoder;
    private final Network decoder;
    private final Bridge bridge;
    private final TeacherForcing teacherForcing;
    private final ParameterSet parameters;

    private EncoderDecoder(Network encoder, Network decoder, Bridge bridge, TeacherForcing teacherForcing) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.bridge = bridge;
        this.teacherForcing = teacherForcing;
        for (int i = 0; i < decoder.layers().size(); i++) {
            if (!decoder.layers().get(i).streams()) {
                throw new IllegalArgumentException("EncoderDecoder: layer " + i + " of the decoder: expected one that can run step by"
                        + " step, as a decoder must, but got " + decoder.layers().get(i));
            }
            if (decoder.layers().get(i) instanceof MemoryLayer layer && layer.memorySize() != encoder.outputSize()) {
                throw new ShapeException("EncoderDecoder: layer " + i + " of the decoder, " + layer,
                        "a memory of width " + encoder.outputSize() + " from the encoder", Integer.toString(layer.memorySize()));
            }
        }
        ParameterSet.Builder builder = new ParameterSet.Builder();
        builder.addAll("encoder.", encoder.parameters());
        if (bridge != null) {
            bridge.addParameters("bridge.", builder);
        }
        parameters = builder.addAll("decoder.", decoder.parameters()).build();
    }

    /**
     * {@return the decoder starting from the very state in which the encoder ended}
     *
     * @throws ShapeException when the states do not match, or a memory is of another width than the encoder's outputs
     * @throws IllegalArgumentException when a layer of the decoder cannot run step by step
     */
    public static EncoderDecoder of(Network encoder, Network decoder) {
        if (decoder.stateSpec().size() > 0 && !shape(encoder.stateSpec()).equals(shape(decoder.stateSpec()))) {
            throw new ShapeException("EncoderDecoder: state of the decoder", "that of the encoder, "
                    + encoder.stateSpec().components() + ", or withBridge", decoder.stateSpec().components().toString());
        }
        return new EncoderDecoder(encoder, decoder, null, TeacherForcing.always());
    }

    /**
     * {@return the decoder starting from {@code tanh} of an affine map of the state in which the encoder ended} States may be of
     * any sizes.
     *
     * @param random where the weights of the map come from
     * @throws ShapeException when a memory is of another width than the encoder's outputs
     */
    public static EncoderDecoder withBridge(Network encoder, Network decoder, RandomGenerator random) {
        return new EncoderDecoder(encoder, decoder, new Bridge(encoder.stateSpec(), decoder.stateSpec(), random),
                TeacherForcing.always());
    }

    /**
     * {@return what {@link #settings()} described, around networks already built}
     *
     * @throws IllegalArgumentException when the settings do not fit the networks
     */
    public static EncoderDecoder of(Settings settings, Network encoder, Network decoder, RandomGenerator random) {
        EncoderDecoder model;
        if (settings.has("bridge")) {
            Settings expected = Bridge.settings(encoder.stateSpec(), decoder.stateSpec());
            if (!settings.settings("bridge").equals(expected)) {
                throw new IllegalArgumentException("bridge: expected " + expected + " but got " + settings.settings("bridge"));
            }
            model = withBridge(encoder, decoder, random);
        } else {
            model = of(encoder, decoder);
        }
        return model.withTeacherForcing(TeacherForcing.of(settings.settings("teacherForcing")));
    }

    /** {@return the same, on the same parameters, with another rule for the inputs it is trained on} */
    public EncoderDecoder withTeacherForcing(TeacherForcing teacherForcing) {
        Objects.requireNonNull(teacherForcing, "teacherForcing");
        if (!teacherForcing.isAlways() && decoder.inputSize() != decoder.outputSize()) {
            throw new ShapeException("EncoderDecoder.withTeacherForcing: a decoder that reads its own outputs",
                    "outputs of width " + decoder.inputSize(), Integer.toString(decoder.outputSize()));
        }
        return new EncoderDecoder(encoder, decoder, bridge, teacherForcing);
    }

    /** Widths and letters: {@code layers.1.h} of 8 is "h 8", wherever it stands. */
    private static List<String> shape(StateSpec spec) {
        return spec.components().stream()
                .map(component -> component.name().substring(component.name().lastIndexOf('.') + 1) + " " + component.width())
                .toList();
    }

    /** {@return what reads the source} */
    public Network encoder() {
        return encoder;
    }

    /** {@return what reads the inputs} */
    public Network decoder() {
        return decoder;
    }

    /** {@return the rule for the inputs it is trained on} */
    public TeacherForcing teacherForcing() {
        return teacherForcing;
    }

    /** {@return whether a learned map stands between the states} */
    public boolean hasBridge() {
        return bridge != null;
    }

    Bridge bridge() {
        return bridge;
    }

    /** {@return the width of the decoder's inputs} */
    @Override
    public int inputSize() {
        return decoder.inputSize();
    }

    /** {@return the width of the decoder's outputs} */
    @Override
    public int outputSize() {
        return decoder.outputSize();
    }

    @Override
    public ParameterSet parameters() {
        return parameters;
    }

    /** {@return nothing: every window is complete} */
    @Override
    public StateSpec stateSpec() {
        return StateSpec.NONE;
    }

    @Override
    public EncoderDecoderWorkspace newWorkspace(int maxSourceSteps, int maxSteps, int maxBatch, Backend backend) {
        return new EncoderDecoderWorkspace(this, maxSourceSteps, maxSteps, maxBatch, backend);
    }

    @Override
    public Settings settings() {
        Settings settings = Settings.ofType(TYPE).with("encoder", encoder.settings()).with("decoder", decoder.settings());
        return (bridge == null ? settings : settings.with("bridge", Bridge.settings(encoder.stateSpec(), decoder.stateSpec())))
                .with("teacherForcing", teacherForcing.settings());
    }

    @Override
    public String summary() {
        return "encoder\n" + encoder.summary() + (bridge == null ? "" : "bridge\n   " + bridge + "\n")
                + "decoder\n" + decoder.summary();
    }

    @Override
    public String toString() {
        return "EncoderDecoder(" + encoder.inputSize() + " => " + inputSize() + " -> " + outputSize()
                + (bridge == null ? "" : ", " + bridge) + ", " + parameters.size() + " parameters)";
    }
}
