package org.rnn4j.examples.tagger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rnn4j.cell.Cell;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Aligned;
import org.rnn4j.data.ExampleSampler;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.init.Initializers;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.FeatureEmbedding;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Workspace;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/**
 * A network that reads a sentence in both directions and says of each word which part of speech it is, and what turns words into its
 * inputs and its outputs into tags. For one thread.
 */
final class PosTagger {

    private static final int WORD_WIDTH = 64;
    private static final int AFFIX_WIDTH = 24;
    private static final int SHAPE_WIDTH = 8;

    /**
     * Less than the 1 that an embedding begins with. Most words of a small treebank occur once and keep much of the noise they begin
     * with: with 1 the part of wrong tags was larger by an eighth.
     */
    private static final float INITIAL_DEVIATION = 0.3f;

    private final Network network;
    private final WordFeatures features;
    private final List<String> tags;
    private Workspace workspace;

    private PosTagger(Network network, WordFeatures features, List<String> tags) {
        this.network = network;
        this.features = features;
        this.tags = tags;
    }

    /**
     * {@return a tagger that has learned nothing yet}
     *
     * @param hideWords probability with which a word, but not its ending and shape, is hidden in training
     */
    static PosTagger create(TaskOptions options, float hideWords, List<TaggedSentence> training, List<TaggedSentence> validation) {
        WordFeatures features = WordFeatures.of(training);
        List<String> tags = List.copyOf(new TreeSet<>(Stream.concat(training.stream(), validation.stream())
                .flatMap(sentence -> sentence.tags().stream()).toList()));
        RandomGenerator random = new Xoshiro256(options.seed());
        List<Layer> layers = new ArrayList<>();
        layers.add(embedding(features, hideWords, random));
        int width = layers.get(0).outputSize(WordFeatures.COLUMNS);
        for (int i = 0; i < options.layers(); i++) {
            layers.add(new Dropout(options.dropout()));
            Cell forward = options.cell().create(width, options.hidden(), random);
            Cell backward = options.cell().create(width, options.hidden(), random);
            layers.add(new Bidirectional(forward, backward));
            width = 2 * options.hidden();
        }
        layers.add(new Dropout(options.dropout()));
        layers.add(new Dense(width, tags.size(), random));
        return new PosTagger(Network.of(layers), features, tags);
    }

    private static FeatureEmbedding embedding(WordFeatures features, float hideWords, RandomGenerator random) {
        List<Embedding> columns = new ArrayList<>();
        for (int c = 0; c < WordFeatures.COLUMNS; c++) {
            int width = c == 0 ? WORD_WIDTH : c == WordFeatures.COLUMNS - 1 ? SHAPE_WIDTH : AFFIX_WIDTH;
            Embedding embedding = new Embedding(features.size(c), width, random);
            Initializers.normal(INITIAL_DEVIATION).fill(embedding.weight().value(), random);
            columns.add(embedding);
        }
        float[] hiding = new float[WordFeatures.COLUMNS];
        hiding[0] = hideWords;
        return FeatureEmbedding.of(columns).hiding(hiding);
    }

    /** {@return the tagger of a saved model} @param path where it is from, for messages */
    static PosTagger of(Model model, Path path) {
        try {
            WordFeatures features = WordFeatures.ofSettings(model.notes().list("features"));
            List<String> tags = model.notes().texts("tags");
            boolean fits = model.sequenceModel() instanceof Network network && network.outputSize() == tags.size()
                    && network.layers().get(0) instanceof FeatureEmbedding embedding && embedding.inputSize() == WordFeatures.COLUMNS;
            for (int c = 0; fits && c < WordFeatures.COLUMNS; c++) {
                fits = ((FeatureEmbedding) model.network().layers().get(0)).features().get(c).inputSize() == features.size(c);
            }
            if (!fits) {
                throw new IllegalArgumentException("the network is of other sizes than the features and tags");
            }
            return new PosTagger(model.network(), features, tags);
        } catch (IllegalArgumentException e) {
            throw new UserException("--model " + path + ": expected a model of tagger: " + e.getMessage());
        }
    }

    /** {@return what is saved: the network, and in the notes all that is needed beside it} */
    Model model(TaskOptions options) {
        Settings notes = Settings.empty().with("example", "tagger").with("tags", tags).with("features", features.settings())
                .with("options", options.settings());
        return Model.of(network).with(notes);
    }

    /** {@return a sampler of sentences; a tag for each word} @throws IllegalArgumentException when a tag is not known */
    ExampleSampler sampler(List<TaggedSentence> sentences, int batch) {
        List<Aligned> examples = sentences.stream().map(sentence -> Aligned.of(features.encode(sentence.words()),
                sentence.tags().stream().mapToInt(tags::indexOf).toArray())).toList();
        return SequenceSampler.manyToManyAligned(examples, batch, WordFeatures.COLUMNS, tags.size());
    }

    /** {@return the tag of each word} */
    List<String> tag(List<String> words) {
        if (words.isEmpty()) {
            return List.of();
        }
        if (workspace == null || workspace.maxSteps() < words.size()) {
            workspace = network.newWorkspace(words.size(), 1);
        }
        Sequence inputs = Sequence.dense(words.size(), 1, WordFeatures.COLUMNS);
        float[][] rows = features.encode(words);
        for (int t = 0; t < rows.length; t++) {
            System.arraycopy(rows[t], 0, inputs.data(), inputs.offset(t), rows[t].length);
        }
        workspace.startWindow(new boolean[1]);
        Sequence logits = network.forward(inputs, workspace);
        List<String> result = new ArrayList<>();
        for (int t = 0; t < rows.length; t++) {
            int best = 0;
            for (int k = 1; k < tags.size(); k++) {
                best = logits.get(t, 0, k) > logits.get(t, 0, best) ? k : best;
            }
            result.add(tags.get(best));
        }
        return result;
    }
}
