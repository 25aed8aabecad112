package org.rnn4j.examples.tagger;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ModelDirectory;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.TaskTraining;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Tags every word of a sentence with its part of speech. Many-to-many, aligned, in both directions: in "The light can fall" and "The
 * light can fell" it is the last word that says what the second and the third are.
 */
@Command(name = "tagger", description = "Many-to-many, aligned: the part of speech of each word of a sentence. Own data are CoNLL-U"
        + " files.")
public final class Tagger implements Callable<Integer> {

    /** The data are the same for every seed of the training, so that a saved model is measured on what it has not seen. */
    private static final long DATA_SEED = 7;

    private static final int SHOWN = 4;
    private static final int MISTAKES = 8;

    @Mixin
    private final TaskOptions options = new TaskOptions(CellType.LSTM, 96, 20, 0.5f);

    @Option(names = "--hide-words", paramLabel = "P",
            description = "probability of hiding a word in training, but not its ending and shape (${DEFAULT-VALUE})")
    private float hideWords = 0.25f;

    @Option(names = "--sentences", paramLabel = "N", description = "built-in sentences to learn from (${DEFAULT-VALUE})")
    private int sentences = 2000;

    @Option(names = "--text", paramLabel = "TEXT", description = "a sentence of your own to tag; may be repeated")
    private List<String> texts = List.of();

    /** Trains and tags. */
    public static void main(String[] arguments) {
        CommandLines.run(new Tagger(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        Require.inRange("--hide-words", hideWords, 0, 0.999);
        Require.inRange("--sentences", sentences, 10, 100_000);
        List<List<String>> own = texts.stream().map(Tagger::tokens).toList();
        PosTagger tagger = null;
        if (options.model() != null) {
            tagger = PosTagger.of(ModelDirectory.load(options.model(), "tagger"), options.model());
        }
        if (tagger == null || own.isEmpty() || options.data() != null || options.test() != null) {
            Splits<TaggedSentence> data = Splits.of(options, ConlluFile::read, this::builtIn);
            System.out.println(data.sizes("sentences"));
            try (MetricsFile metrics = MetricsFile.open(options.metrics())) {
                if (tagger == null) {
                    tagger = PosTagger.create(options, hideWords, data.training(), data.validation());
                    if (!train(tagger, data, metrics)) {
                        return 0;
                    }
                }
                measure(tagger, data, metrics);
            }
        }
        for (List<String> words : own) {
            System.out.print("\n" + Interlinear.of(words, tagger.tag(words)));
        }
        return 0;
    }

    private static List<String> tokens(String text) {
        List<String> words = Tokens.of(text);
        if (words.isEmpty() || words.size() > ConlluFile.LONGEST) {
            throw new UserException("--text: expected a sentence of 1 to " + ConlluFile.LONGEST + " words but got " + words.size());
        }
        return words;
    }

    private Splits<TaggedSentence> builtIn() {
        int held = Math.max(50, sentences * 3 / 20);
        return EnglishGrammar.splits(sentences, held, 2 * held, DATA_SEED);
    }

    private boolean train(PosTagger tagger, Splits<TaggedSentence> data, MetricsFile metrics) {
        return TaskTraining.run(options, tagger.model(options), new SoftmaxCrossEntropy(),
                tagger.sampler(data.training(), options.batch()).shuffled(options.seed()).bucketed(),
                tagger.sampler(data.validation(), options.batch()).bucketed(), metrics);
    }

    private void measure(PosTagger tagger, Splits<TaggedSentence> data, MetricsFile metrics) {
        boolean hasTest = !data.test().isEmpty();
        List<TaggedSentence> held = hasTest ? data.test() : data.validation();
        for (TaggedSentence sentence : held.subList(0, Math.min(SHOWN, held.size()))) {
            System.out.print("\n" + Interlinear.of(sentence, tagger.tag(sentence.words())));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("event", "result");
        result.put("example", "tagger");
        result.put("split", hasTest ? "test" : "validation");
        // A model that is measured on other data than its own comes without the dictionary of its training data.
        boolean hasBaseline = !data.training().isEmpty();
        MostFrequentTag dictionary = hasBaseline ? new MostFrequentTag(data.training()) : null;
        TaggingScore score = TaggingScore.of(held, tagger::tag, word -> hasBaseline && dictionary.isAmbiguous(word));
        System.out.printf(Locale.ROOT, "%nof %,d words:%n%s", score.words(), score.mistakes(MISTAKES));
        if (hasBaseline) {
            TaggingScore baseline = TaggingScore.of(held, dictionary::tag, dictionary::isAmbiguous);
            System.out.printf(Locale.ROOT, "right tags: %.2f %%; the most frequent tag of each word: %.2f %%%n",
                    100 * score.accuracy(), 100 * baseline.accuracy());
            System.out.println(score.ambiguousWords() == 0 ? "none of the words may be several things" : String.format(Locale.ROOT,
                    "on the %,d words that may be several things: %.2f %%; the most frequent tag: %.2f %%", score.ambiguousWords(),
                    100 * score.ambiguousAccuracy(), 100 * baseline.ambiguousAccuracy()));
            result.put("baseline", baseline.accuracy());
            result.put("accuracy", score.accuracy());
            result.put("ambiguous_baseline", baseline.ambiguousAccuracy());
            result.put("ambiguous_accuracy", score.ambiguousAccuracy());
            result.put("ambiguous_tokens", score.ambiguousWords());
        } else {
            System.out.printf(Locale.ROOT, "right tags: %.2f %%%n", 100 * score.accuracy());
            result.put("accuracy", score.accuracy());
        }
        result.put("tokens", score.words());
        metrics.write(result);
    }
}
