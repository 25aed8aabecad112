package org.rnn4j.examples.caption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.data.ExampleSampler;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Tokenizer;
import org.rnn4j.data.Unrolled;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.inference.Session;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Activation;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.tensor.Sequence;

/**
 * Says what is in a picture. At the first step the pixels go through an affine map and a rectifier into a cell, which remembers
 * what it saw; later inputs are zeros, and step after step an affine map of the state gives logits of the next word, until the end
 * symbol. With feedback the word before is given beside the zeros.
 *
 * @param network from pixels, and with feedback a one-hot word, to logits of words
 * @param vocabulary the words, one of which ends a sentence and one stands for those that are not known
 * @param imageSize pixels on a side
 * @param feedback whether the word before is given
 * @param longest the most words of a caption
 */
record CaptionModel(Network network, Vocabulary vocabulary, int imageSize, boolean feedback, int longest) {

    static final String EXAMPLE = "caption";

    private static final String UNKNOWN = "<unknown>";
    private static final String END = "<end>";

    private static final Tokenizer TOKENIZER = Tokenizer.words();

    /** {@return the words of a caption} */
    static List<String> words(String caption) {
        return TOKENIZER.tokens(caption);
    }

    /** {@return a new model of pictures of this size} */
    static CaptionModel create(List<Captioned> training, int imageSize, boolean feedback, int features, TaskOptions options,
                               RandomGenerator random) {
        Vocabulary vocabulary = Vocabulary.ofWords(training.stream().map(Captioned::words).toList(), 1, Integer.MAX_VALUE)
                .withUnknown(UNKNOWN).withEnd(END);
        int longest = training.stream().mapToInt(example -> example.words().size()).max().orElseThrow();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Dense(Picture.width(imageSize) + (feedback ? vocabulary.size() : 0), features, random));
        layers.add(new Activation(Activation.Function.RELU));
        int width = features;
        for (int i = 0; i < options.layers(); i++) {
            if (options.dropout() > 0) {
                layers.add(new Dropout(options.dropout()));
            }
            layers.add(new Recurrent(options.cell().create(width, options.hidden(), random)));
            width = options.hidden();
        }
        layers.add(new Dense(width, vocabulary.size(), random));
        return new CaptionModel(Network.of(layers), vocabulary, imageSize, feedback, longest);
    }

    /** {@return the model in a file's content} */
    static CaptionModel of(Model model) {
        Settings notes = model.notes();
        return new CaptionModel(model.network(), model.vocabulary().orElseThrow(), notes.count("image_size", 1), notes.flag("feedback"),
                notes.count("longest", 1));
    }

    /** {@return what is saved} */
    Model model(Settings options) {
        return Model.of(network, vocabulary).with(Settings.empty().with("example", EXAMPLE).with("image_size", imageSize)
                .with("feedback", feedback).with("longest", longest).with("options", options));
    }

    /** {@return a sampler of pictures and the words to say} */
    ExampleSampler sampler(List<Captioned> pictures, int batch) {
        List<Unrolled> examples = pictures.stream().map(example ->
                Unrolled.of(example.picture().values(), targets(example.words()))).toList();
        int pixels = Picture.width(imageSize);
        return feedback ? SequenceSampler.oneToManyWithFeedback(examples, batch, pixels, vocabulary.size())
                : SequenceSampler.oneToMany(examples, batch, pixels, vocabulary.size());
    }

    private int[] targets(List<String> words) {
        int[] ids = Arrays.copyOf(vocabulary.encode(words), words.size() + 1);
        ids[words.size()] = vocabulary.end();
        return ids;
    }

    /** {@return the words for a picture, the likeliest at each step} */
    List<String> caption(Picture picture) {
        Session session = Session.of(network);
        float[] input = Arrays.copyOf(picture.values(), network.inputSize());
        List<String> words = new ArrayList<>();
        while (words.size() <= longest) {
            int word = likeliest(session.step(input));
            if (word == vocabulary.end()) {
                break;
            }
            words.add(vocabulary.symbol(word));
            Arrays.fill(input, 0);
            if (feedback) {
                input[picture.values().length + word] = 1;
            }
        }
        return words;
    }

    private static int likeliest(Sequence logits) {
        int best = 0;
        for (int id = 1; id < logits.width(); id++) {
            best = logits.data()[logits.offset() + id] > logits.data()[logits.offset() + best] ? id : best;
        }
        return best;
    }
}
