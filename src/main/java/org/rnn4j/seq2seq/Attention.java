package org.rnn4j.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.init.Initializers;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * Looks back at what an encoder put out, each step at what it needs. For the input {@code h_t [Q]} of step t and the memory
 * {@code m_s [E]} of a sequence,
 * <pre>
 *   e_ts = score(h_t, m_s)
 *   α_t  = softmax(e_t)                        over the memory's own steps, never over padding
 *   c_t  = Σ_s α_ts m_s
 *   y_t  = tanh([c_t ; h_t]·weight_output + bias_output)                             [K]
 * </pre>
 * with one of these scores:
 * <pre>
 *   additive     score(h, m) = weight_score · tanh(h·weight_query + m·weight_key)    A units
 *   general      score(h, m) = h · (m·weight_key)
 *   dot          score(h, m) = h · m                                                 Q = E
 *   scaled_dot   score(h, m) = h · m / √Q                                            Q = E
 * </pre>
 * A memory of length 0 gives the context zero. Parameters {@code weight_query [Q, A]}, {@code weight_key [E, A or Q]},
 * {@code weight_score [1, A]}, as far as the score has them, and {@code weight_output [E+Q, K]}, {@code bias_output [1, K]}; weights
 * uniform in {@code ±1/√rows} ({@code ±1/√A} the score's), the bias zero. Keeps {@code T·N·(S + E + Q + 2K)} floats and
 * {@code S·N·A} keys; with the additive score, time grows with {@code T·S·A}.
 *
 * <p>This layer stands after the decoder's recurrent layers and before the dense one, so that all steps of a window are attended
 * at once: {@code y_t} is the attentional vector of Luong, Pham and Manning, "Effective approaches to attention-based neural machine
 * translation", 2015, with its scores <em>general</em> and <em>dot</em> and without input feeding. The additive score is that of
 * Bahdanau, Cho and Bengio, "Neural machine translation by jointly learning to align and translate", 2015; but there the query is
 * the state {@code h_(t-1)} before the step and the context is an input of the cell, which makes the steps wait for each
 * other, while here the query is {@code h_t} and the context goes to the output only. The scaled score is that of Vaswani et al.,
 * "Attention is all you need", 2017.
 */
public final class Attention implements MemoryLayer {

    /** How well a query and a key go together. */
    public enum Score {
        /** {@code v · tanh(W_q q + W_k m)}. */
        ADDITIVE,
        /** {@code q · W_k m}. */
        GENERAL,
        /** {@code q · m}. */
        DOT,
        /** {@code q · m / √Q}. */
        SCALED_DOT
    }

    private final Score score;
    private final int querySize;
    private final int memorySize;
    private final Parameter weightQuery;
    private final Parameter weightKey;
    private final Parameter weightScore;
    private final Parameter weightOutput;
    private final Parameter biasOutput;

    /** @param units A, of the additive score alone */
    private Attention(Score score, int querySize, int memorySize, int units, int outputSize, RandomGenerator random) {
        if (querySize < 1 || memorySize < 1 || units < 1 || outputSize < 1) {
            throw new IllegalArgumentException("Attention: expected sizes of at least 1 but got queries of " + querySize
                    + ", a memory of " + memorySize + ", " + units + " units, outputs of " + outputSize);
        }
        boolean product = score == Score.DOT || score == Score.SCALED_DOT;
        if (product && querySize != memorySize) {
            throw new IllegalArgumentException("Attention: a dot product: expected queries as wide as the memory, " + memorySize
                    + ", but got " + querySize);
        }
        this.score = score;
        this.querySize = querySize;
        this.memorySize = memorySize;
        weightQuery = score == Score.ADDITIVE ? weight("weight_query", querySize, units, querySize, random) : null;
        weightKey = product ? null
                : weight("weight_key", memorySize, score == Score.ADDITIVE ? units : querySize, memorySize, random);
        weightScore = score == Score.ADDITIVE ? weight("weight_score", 1, units, units, random) : null;
        int joined = Math.addExact(memorySize, querySize);
        weightOutput = weight("weight_output", joined, outputSize, joined, random);
        biasOutput = new Parameter("bias_output", new FMatrixRMaj(1, outputSize));
    }

    private static Parameter weight(String name, int rows, int columns, int terms, RandomGenerator random) {
        if ((long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("Attention: " + name + ": expected a matrix of at most 2^31 - 9 floats but got " + rows
                    + " x " + columns);
        }
        Parameter parameter = new Parameter(name, new FMatrixRMaj(rows, columns));
        Initializers.uniform((float) (1 / Math.sqrt(terms))).fill(parameter.value(), random);
        return parameter;
    }

    /**
     * {@return attention with the additive score}
     *
     * @param querySize Q, the width of the inputs
     * @param memorySize E, the width of the encoder's outputs
     * @param units A, the units in which queries and keys are compared
     * @param outputSize K, the width of the outputs
     */
    public static Attention additive(int querySize, int memorySize, int units, int outputSize, RandomGenerator random) {
        return new Attention(Score.ADDITIVE, querySize, memorySize, units, outputSize, random);
    }

    /** {@return attention with the score {@code h · W m}, also called bilinear or multiplicative} Sizes as in {@link #additive}. */
    public static Attention general(int querySize, int memorySize, int outputSize, RandomGenerator random) {
        return new Attention(Score.GENERAL, querySize, memorySize, 1, outputSize, random);
    }

    /** {@return attention with the score {@code h · m}} @param size that of the inputs and of the encoder's outputs */
    public static Attention dot(int size, int outputSize, RandomGenerator random) {
        return new Attention(Score.DOT, size, size, 1, outputSize, random);
    }

    /** {@return attention with the score {@code h · m / √size}} @param size that of the inputs and of the encoder's outputs */
    public static Attention scaledDot(int size, int outputSize, RandomGenerator random) {
        return new Attention(Score.SCALED_DOT, size, size, 1, outputSize, random);
    }

    /** {@return a layer of the described shape} */
    public static Attention of(Settings settings, RandomGenerator random) {
        Score score = settings.constant("score", Score.class);
        return new Attention(score, settings.count("inputSize", 1), settings.count("memorySize", 1),
                score == Score.ADDITIVE ? settings.count("hiddenSize", 1) : 1, settings.count("outputSize", 1), random);
    }

    /** {@return how well a query and a key go together} */
    public Score score() {
        return score;
    }

    /** {@return {@code weight_query [Q, A]}; null unless the score is additive} */
    Parameter weightQuery() {
        return weightQuery;
    }

    /** {@return {@code weight_key [E, A or Q]}; null for the dot products} */
    Parameter weightKey() {
        return weightKey;
    }

    /** {@return {@code weight_score [1, A]}; null unless the score is additive} */
    Parameter weightScore() {
        return weightScore;
    }

    /** {@return {@code weight_output [E+Q, K]}} */
    Parameter weightOutput() {
        return weightOutput;
    }

    /** {@return {@code bias_output [1, K]}} */
    Parameter biasOutput() {
        return biasOutput;
    }

    @Override
    public int inputSize() {
        return querySize;
    }

    @Override
    public int memorySize() {
        return memorySize;
    }

    @Override
    public int outputSize(int inputSize) {
        return biasOutput.size();
    }

    @Override
    public void addParameters(String prefix, ParameterSet.Builder builder) {
        builder.add(prefix, parameters());
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : new Parameter[] {weightQuery, weightKey, weightScore, weightOutput, biasOutput}) {
            if (parameter != null) {
                parameters.add(parameter);
            }
        }
        return parameters;
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new AttentionTape(this, maxSteps, maxBatch, backend);
    }

    @Override
    public void reserveMemory(int maxMemorySteps, Tape tape) {
        own(tape).reserve(maxMemorySteps);
    }

    @Override
    public void readMemory(Sequence memory, Tape tape) {
        own(tape).read(memory);
    }

    /** {@inheritDoc} @throws IllegalStateException when the tape has read no memory */
    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        return own(tape).forward(x);
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        return own(tape).backward(dy, gradients);
    }

    @Override
    public Sequence memoryGradient(Tape tape) {
        return own(tape).memoryGradient();
    }

    @Override
    public Sequence memoryWeights(Tape tape) {
        return own(tape).weights();
    }

    private AttentionTape own(Tape tape) {
        if (tape instanceof AttentionTape own && own.belongsTo(this)) {
            return own;
        }
        throw new IllegalArgumentException(this + ": expected a tape made by this layer's newTape but got " + tape);
    }

    @Override
    public Settings settings() {
        Settings settings = Settings.ofType("attention").with("score", score.name().toLowerCase(Locale.ROOT))
                .with("inputSize", querySize).with("memorySize", memorySize);
        return (score == Score.ADDITIVE ? settings.with("hiddenSize", weightScore.size()) : settings)
                .with("outputSize", biasOutput.size());
    }

    @Override
    public String toString() {
        int size = parameters().stream().mapToInt(Parameter::size).sum();
        return "Attention(" + querySize + " on " + memorySize + " -> " + biasOutput.size() + ", "
                + score.name().toLowerCase(Locale.ROOT) + ", " + size + " parameters)";
    }
}
