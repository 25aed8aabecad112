package org.rnn4j.examples.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.Parameter;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Labelled;
import org.rnn4j.data.Tokenizer;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.MaxOverTime;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.VariationalDropout;
import org.rnn4j.layer.Workspace;
import org.rnn4j.tensor.Sequence;

/**
 * A classifier of texts: units (words or characters) become vectors, a cell reads them in both directions, the largest output of
 * each unit over time says what was found anywhere in the text, and an affine map turns that into logits of the labels.
 *
 * @param network from ids of units to logits of labels
 * @param units what a text is cut into
 * @param vocabulary the units that are known; others count as one
 * @param labels by id
 * @param longest how many units of a text are read at most
 */
record SentimentModel(Network network, Units units, Vocabulary vocabulary, List<String> labels, int longest) {

    static final String EXAMPLE = "sentiment";

    private static final String UNKNOWN = "<unknown>";

    /** What a text is cut into. */
    enum Units {
        /** Words and marks of punctuation, in lower case. */
        WORDS(Tokenizer.words()),
        /** Characters as they are. */
        CHARACTERS(Tokenizer.characters());

        private final Tokenizer tokenizer;

        Units(Tokenizer tokenizer) {
            this.tokenizer = tokenizer;
        }

        List<String> of(String text) {
            return tokenizer.tokens(text);
        }
    }

    /** {@return a new classifier for the texts and labels of the training data} */
    static SentimentModel create(List<Sentence> training, Units units, int minCount, int longest, int embedding,
                                 TaskOptions options, RandomGenerator random) {
        List<List<String>> texts = training.stream().map(sentence -> units.of(sentence.text())).toList();
        Vocabulary vocabulary = Vocabulary.ofWords(texts, minCount, Integer.MAX_VALUE).withUnknown(UNKNOWN);
        List<String> labels = training.stream().map(Sentence::label).distinct().sorted().toList();
        List<Layer> layers = new ArrayList<>();
        Embedding vectors = new Embedding(vocabulary.size(), embedding, random);
        shrink(vectors.weight());
        layers.add(vectors);
        int width = embedding;
        for (int i = 0; i < options.layers(); i++) {
            layers.add(new VariationalDropout(options.dropout()));
            int inputs = width;
            layers.add(Bidirectional.of(() -> options.cell().create(inputs, options.hidden(), random)));
            width = 2 * options.hidden();
        }
        layers.add(new MaxOverTime());
        layers.add(new Dropout(options.dropout()));
        layers.add(new Dense(width, labels.size(), random));
        return new SentimentModel(Network.of(layers), units, vocabulary, labels, longest);
    }

    /** Vectors of unit variance drown what few sentences can teach of a word; a tenth of that ends with better validation losses. */
    private static void shrink(Parameter weight) {
        for (int i = 0; i < weight.size(); i++) {
            weight.value().data[i] *= 0.1f;
        }
    }

    /** {@return the classifier in a file's content} */
    static SentimentModel of(Model model) {
        return new SentimentModel(model.network(), model.notes().constant("units", Units.class), model.vocabulary().orElseThrow(),
                model.notes().texts("labels"), model.notes().count("longest", 1));
    }

    /** {@return what is saved} */
    Model model(Settings options) {
        return Model.of(network, vocabulary).with(Settings.empty().with("example", EXAMPLE)
                .with("units", units.name().toLowerCase(Locale.ROOT)).with("labels", labels).with("longest", longest)
                .with("options", options));
    }

    /** {@return the ids of a text's units, as many as are read} */
    int[] encode(String text) {
        List<String> found = units.of(text);
        return vocabulary.encode(found.subList(0, Math.min(longest, found.size())));
    }

    /** {@return how many of these texts are not read to their end} */
    long cut(List<Sentence> sentences) {
        return sentences.stream().filter(sentence -> units.of(sentence.text()).size() > longest).count();
    }

    /** {@return sentences as a sampler takes them} Their labels are known. */
    List<Labelled> examples(List<Sentence> sentences) {
        return sentences.stream().map(sentence -> Labelled.of(encode(sentence.text()), labels.indexOf(sentence.label()))).toList();
    }

    /** {@return the probability of each label} */
    double[] probabilities(String text) {
        int[] ids = encode(text);
        Sequence x = Sequence.ids(Math.max(1, ids.length), 1, vocabulary.size());
        System.arraycopy(ids, 0, x.ids(), 0, ids.length);
        x.lengths(new int[] {ids.length});
        Workspace workspace = network.newWorkspace(x.steps(), 1);
        Sequence logits = network.forward(x, workspace);
        float[] softmax = new float[labels.size()];
        workspace.backend().kernels().softmax(softmax.length, logits.data(), logits.offset(), softmax, 0);
        double[] result = new double[softmax.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = softmax[i];
        }
        return result;
    }
}
