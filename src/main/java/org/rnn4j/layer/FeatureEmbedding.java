package org.rnn4j.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/**
 * Learned vectors for steps that have several ids each, side by side: {@code y = [weight_0[x_0], weight_1[x_1], …]}. A word may
 * come with the id of its ending and of its shape, a sale with those of the shop and of the weekday; what is rare in one column
 * is common in another.
 *
 * <p>Inputs are floats {@code [T, N, C]}, one column for each feature, that hold whole numbers from 0 to {@code V_c - 1}; outputs
 * are {@code [T, N, ΣK_c]}. Parameters {@code features.c.weight [V_c, K_c]}, those of the embeddings that it is made of. A float
 * holds every whole number up to 2^24, which is the largest V_c.
 *
 * <p>In training an id may be hidden: it is replaced by id 0, which stands for what is unknown, with a probability that each
 * column has of its own. So the vector of the unknown is learned, and the other columns learn to do without. The decision is made
 * anew for every id of every window, sequence after sequence, step after step and column after column, with one number for each id
 * that is no padding and whose column has a probability above 0: it depends neither on padding nor on threads. In inference nothing
 * is hidden.
 *
 * <p>Sources: side by side, Collobert et al., "Natural language processing (almost) from scratch", JMLR 12, 2011; hidden words,
 * Iyyer et al., "Deep unordered composition rivals syntactic methods for text classification", 2015.
 */
public final class FeatureEmbedding implements Layer {

    private static final int LARGEST = 1 << 24;

    private final List<Embedding> features;
    private final float[] hiding;
    private final int outputSize;

    private FeatureEmbedding(List<Embedding> features, float[] hiding) {
        if (features.isEmpty()) {
            throw new IllegalArgumentException("FeatureEmbedding: expected at least one embedding but got none");
        }
        long width = 0;
        for (int c = 0; c < features.size(); c++) {
            if (features.get(c).inputSize() > LARGEST) {
                throw new IllegalArgumentException("FeatureEmbedding: column " + c + ": expected at most 2^24 ids but got "
                        + features.get(c).inputSize());
            }
            width += features.get(c).weight().value().numCols;
        }
        if (width > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("FeatureEmbedding: expected a width of at most 2^31 - 9 but got " + width);
        }
        if (hiding.length != features.size()) {
            throw new IllegalArgumentException("FeatureEmbedding: expected a probability for each of " + features.size()
                    + " columns but got " + hiding.length);
        }
        for (int c = 0; c < hiding.length; c++) {
            if (!(hiding[c] >= 0 && hiding[c] < 1)) {
                throw new IllegalArgumentException("FeatureEmbedding: column " + c + ": expected a probability in [0, 1) but got "
                        + hiding[c]);
            }
        }
        this.features = List.copyOf(features);
        this.hiding = hiding;
        this.outputSize = (int) width;
    }

    /** {@return an embedding for each column, nothing hidden} */
    public static FeatureEmbedding of(Embedding... features) {
        return of(List.of(features));
    }

    /** {@return an embedding for each column, nothing hidden} */
    public static FeatureEmbedding of(List<Embedding> features) {
        return new FeatureEmbedding(features, new float[features.size()]);
    }

    /**
     * {@return the same embeddings, with ids hidden in training}
     *
     * @param probabilities for each column, of an id to become 0; from 0 to less than 1
     */
    public FeatureEmbedding hiding(float... probabilities) {
        return new FeatureEmbedding(features, probabilities.clone());
    }

    /** {@return a layer of the described shape} */
    public static FeatureEmbedding of(Settings settings, RandomGenerator random) {
        List<Settings> columns = settings.list("features");
        float[] hiding = new float[columns.size()];
        for (int c = 0; c < hiding.length; c++) {
            hiding[c] = (float) columns.get(c).number("hiding");
        }
        return new FeatureEmbedding(columns.stream().map(column -> Embedding.of(column, random)).toList(), hiding);
    }

    /** {@return the embedding of each column} */
    public List<Embedding> features() {
        return features;
    }

    /** {@return the number of columns} */
    @Override
    public int inputSize() {
        return features.size();
    }

    @Override
    public int outputSize(int inputSize) {
        return outputSize;
    }

    @Override
    public void addParameters(String prefix, ParameterSet.Builder builder) {
        for (int c = 0; c < features.size(); c++) {
            features.get(c).addParameters(prefix + "features." + c + ".", builder);
        }
    }

    @Override
    public Tape newTape(int maxSteps, int maxBatch, int inputSize, Backend backend) {
        return new FeatureTape(this, maxSteps, maxBatch, backend);
    }

    /** @throws IllegalArgumentException when a float is not a whole number that its column has; the message names its place */
    @Override
    public Sequence forward(Sequence x, State initial, Tape tape) {
        FeatureTape own = own(tape);
        if (x.isIds() || x.width() != inputSize() || x.batchSize() > own.maxBatch()
                || x.rows() > own.maxSteps() * own.maxBatch()) {
            throw new ShapeException(this + ".forward: x", "floats, at most [" + own.maxSteps() + ", " + own.maxBatch() + ", "
                    + inputSize() + "]", x.toString());
        }
        return own.forward(x, hiding);
    }

    @Override
    public Sequence backward(Sequence dy, State dState, Gradients gradients, Tape tape) {
        own(tape).backward(dy, gradients);
        return null;                                    // whole numbers have no gradient
    }

    private FeatureTape own(Tape tape) {
        if (tape instanceof FeatureTape own && own.isOf(this)) {
            return own;
        }
        throw new IllegalArgumentException(this + ": expected a tape made by this layer's newTape but got " + tape);
    }

    @Override
    public Settings settings() {
        List<Settings> columns = new ArrayList<>();
        for (int c = 0; c < hiding.length; c++) {
            columns.add(features.get(c).settings().with("hiding", hiding[c]));
        }
        return Settings.ofType("feature_embedding").with("features", columns);
    }

    @Override
    public String toString() {
        long parameters = features.stream().mapToLong(feature -> feature.weight().size()).sum();
        String sizes = features.stream().map(feature -> Integer.toString(feature.inputSize())).collect(Collectors.joining(", "));
        boolean hides = !Arrays.equals(hiding, new float[hiding.length]);
        return "FeatureEmbedding([" + sizes + "] -> " + outputSize + (hides ? ", hiding " + Arrays.toString(hiding) : "") + ", "
                + parameters + " parameters)";
    }
}
