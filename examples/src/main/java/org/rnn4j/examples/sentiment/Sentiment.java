package org.rnn4j.examples.sentiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnn4j.data.ExampleSampler;
import org.rnn4j.data.Labelled;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ModelDirectory;
import org.rnn4j.examples.common.NaiveBayes;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.Result;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.TaskTraining;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.metric.ConfusionMatrix;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.train.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Many-to-one: reads a text and says which label it has. Without data of one's own it learns from {@link OpinionGrammar}, whose
 * sentences cannot be told apart by counting words; with a file of texts and labels it is a classifier for anything.
 */
@Command(name = "sentiment",
        description = "Many-to-one: classifies texts, by words or by characters. A file has a text, a tab and a label on each line.")
public final class Sentiment implements Callable<Integer> {

    private static final int MEASURED_AT_ONCE = 64;

    /** Little can be missing of a letter, much of a word. */
    private static final float DROPOUT_OF_CHARACTERS = 0.3f;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final TaskOptions options = new TaskOptions(CellType.LSTM, 128, 20, 0.6f);

    @Option(names = "--units", paramLabel = "UNITS", defaultValue = "words",
            description = "what a text is cut into, words or characters, for which --dropout is 0.3 unless given (${DEFAULT-VALUE})")
    private SentimentModel.Units units;

    @Option(names = "--embedding", paramLabel = "N", defaultValue = "100", description = "width of a unit's vector (${DEFAULT-VALUE})")
    private int embedding;

    @Option(names = "--min-count", paramLabel = "N", defaultValue = "2",
            description = "units that are rarer in the training data count as unknown (${DEFAULT-VALUE})")
    private int minCount;

    @Option(names = "--longest", paramLabel = "N", defaultValue = "300",
            description = "units of a text that are read; what follows them is not (${DEFAULT-VALUE})")
    private int longest;

    @Option(names = "--sentences", paramLabel = "N", defaultValue = "4000",
            description = "how many sentences the built-in data have (${DEFAULT-VALUE})")
    private int sentences;

    @Option(names = "--text", paramLabel = "TEXT", description = "a text of your own to classify at the end; may be given several times")
    private List<String> texts = new ArrayList<>();

    /** Runs. */
    public static void main(String[] arguments) {
        CommandLines.run(new Sentiment(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (units == SentimentModel.Units.CHARACTERS && !spec.commandLine().getParseResult().hasMatchedOption("--dropout")) {
            options.dropout(DROPOUT_OF_CHARACTERS);
        }
        options.check();
        Require.atLeast("--embedding", embedding, 1);
        Require.atLeast("--min-count", minCount, 1);
        Require.inRange("--longest", longest, 1, 1_000_000);
        Require.inRange("--sentences", sentences, 10, 100_000);
        boolean given = options.data() != null || options.train() != null || options.test() != null;
        Splits<Sentence> data = options.model() != null && !given && !texts.isEmpty()
                ? new Splits<>(List.of(), List.of(), List.of())
                : Splits.of(options, SentenceFile::read, () -> OpinionGrammar.sentences(sentences, options.seed()));
        SentimentModel model;
        try (MetricsFile metrics = MetricsFile.open(options.metrics())) {
            if (options.model() != null) {
                model = SentimentModel.of(ModelDirectory.load(options.model(), SentimentModel.EXAMPLE));
                requireKnownLabels(model, data.test());
            } else {
                System.out.println(data.sizes("texts"));
                model = SentimentModel.create(data.training(), units, minCount, longest, embedding, options,
                        new Xoshiro256(options.seed()));
                long cut = model.cut(data.training()) + model.cut(data.validation()) + model.cut(data.test());
                if (cut > 0) {
                    System.out.printf(Locale.ROOT, "%,d of the texts are longer than %,d %s and are read up to there (--longest)%n", cut,
                            longest, units.name().toLowerCase(Locale.ROOT));
                }
                requireSeveralLabels(model);
                requireKnownLabels(model, data.validation());
                requireKnownLabels(model, data.test());
                boolean finished = TaskTraining.run(options, model.model(options.settings()), new SoftmaxCrossEntropy(),
                        sampler(model, data.training(), options.batch()).shuffled(options.seed()).bucketed(),
                        sampler(model, data.validation(), MEASURED_AT_ONCE).bucketed(), metrics);
                if (!finished) {
                    return 0;
                }
            }
            if (!data.test().isEmpty()) {
                test(model, data, metrics);
            }
        }
        List<String> shown = texts.isEmpty() && !given ? List.of("I love movie", "not bad at all", "good, but far too long") : texts;
        shown.forEach(text -> System.out.println(verdict(model, text)));
        return 0;
    }

    private static void requireKnownLabels(SentimentModel model, List<Sentence> sentences) {
        sentences.forEach(sentence -> sentence.requireLabelAmong(model.labels()));
    }

    /** With one label there is nothing to tell apart, and nothing to learn. */
    private void requireSeveralLabels(SentimentModel model) {
        if (model.labels().size() < 2) {
            throw new UserException((options.data() != null ? options.data() : options.train())
                    + ": expected texts of at least 2 labels to learn from but all have '" + model.labels().get(0) + "'");
        }
    }

    private static ExampleSampler sampler(SentimentModel model, List<Sentence> sentences, int batch) {
        List<Labelled> examples = model.examples(sentences);
        return SequenceSampler.manyToOne(examples, batch, model.vocabulary().size(), model.labels().size());
    }

    private void test(SentimentModel model, Splits<Sentence> data, MetricsFile metrics) {
        ConfusionMatrix confusion = new ConfusionMatrix(model.labels());
        Evaluation evaluation = Evaluation.of(model.network(), new SoftmaxCrossEntropy(),
                sampler(model, data.test(), MEASURED_AT_ONCE).bucketed(),
                Backend.standard(), confusion);
        Result result = new Result(SentimentModel.EXAMPLE, data.test().size() + " texts");
        if (!data.training().isEmpty()) {
            result.baseline("naive Bayes, which counts words", naiveBayes(model, data));
        }
        result.with("loss", evaluation.loss()).with(confusion.values()).report(metrics);
        if (model.labels().size() <= 20) {
            System.out.println(confusion.table());
        }
        for (Sentence sentence : data.test().subList(0, Math.min(5, data.test().size()))) {
            System.out.println(verdict(model, sentence.text()) + ", rightly " + sentence.label());
        }
    }

    private static double naiveBayes(SentimentModel model, Splits<Sentence> data) {
        NaiveBayes bayes = new NaiveBayes();
        data.training().forEach(sentence -> bayes.add(model.units().of(sentence.text()), sentence.label()));
        long right = data.test().stream().filter(s -> s.label().equals(bayes.predict(model.units().of(s.text())))).count();
        return right / (double) data.test().size();
    }

    private static String verdict(SentimentModel model, String text) {
        double[] probabilities = model.probabilities(text);
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return String.format(Locale.ROOT, "\"%s\" -> %s (%.0f %%)", text, model.labels().get(best), 100 * probabilities[best]);
    }
}
