package org.rnn4j.examples.translate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnn4j.config.Settings;
import org.rnn4j.data.ExampleSampler;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ModelDirectory;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.TaskTraining;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.io.Model;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.random.Xoshiro256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Encoder-decoder: reads a sentence and writes its translation. Without data of one's own it learns the English and Korean of
 * {@link SentenceGrammar}, with attention and, to compare, without.
 */
@Command(name = "translate",
        description = "Encoder-decoder: translates sentences, by words or by symbols. A file has a sentence, a tab and its translation on each line.")
public final class Translate implements Callable<Integer> {

    private static final int FEWEST_SENTENCES = 10;
    private static final int MOST_SENTENCES = 1_000_000;
    private static final int WIDEST_BEAM = 1000;
    private static final int WIDE_BATCH = 256;

    @Mixin
    private final TaskOptions options = new TaskOptions(CellType.GRU, 128, 18, 0.2f).learningRate(0.003f);

    @Option(names = "--units", paramLabel = "UNITS", defaultValue = "words",
            description = "what a sentence is cut into, words in lower case or symbols, which are characters (${DEFAULT-VALUE})")
    private Units units;

    @Option(names = "--attention", paramLabel = "KIND", defaultValue = "additive",
            description = "how the decoder looks back at the source: none, additive or multiplicative (${DEFAULT-VALUE})")
    private AttentionType attention;

    @Option(names = "--compare", negatable = true, description = "whether a second model is trained, without attention; by default when the"
            + " data are the built-in ones")
    private Boolean compare;

    @Option(names = "--teacher-forcing", paramLabel = "RATIO", defaultValue = "1",
            description = "how often the decoder reads the right translation in training and not its own; two ratios such as 1..0.5 for the"
                    + " first update and the last (${DEFAULT-VALUE})")
    private String teacherForcing;

    @Option(names = "--embedding", paramLabel = "N", defaultValue = "64", description = "width of a unit's vector (${DEFAULT-VALUE})")
    private int embedding;

    @Option(names = "--min-count", paramLabel = "N", defaultValue = "1",
            description = "units that are rarer in the training data count as unknown (${DEFAULT-VALUE})")
    private int minCount;

    @Option(names = "--beam", paramLabel = "N", defaultValue = "4",
            description = "how many beginnings of a translation are kept; 1 for greedy search (${DEFAULT-VALUE})")
    private int beam;

    @Option(names = "--sentences", paramLabel = "N", defaultValue = "8000",
            description = "how many sentences are made when there are no data of your own (${DEFAULT-VALUE})")
    private int sentences;

    @Option(names = "--text", paramLabel = "TEXT",
            description = "a sentence of your own to translate at the end; may be given several times")
    private List<String> texts = new ArrayList<>();

    /** Runs. */
    public static void main(String[] arguments) {
        CommandLines.run(new Translate(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        check();
        boolean given = options.data() != null || options.train() != null || options.test() != null;
        Model file = options.model() == null ? null : ModelDirectory.load(options.model(), TranslationModel.EXAMPLE);
        Splits<SentencePair> data = file != null && !given && !texts.isEmpty() ? new Splits<>(List.of(), List.of(), List.of())
                : data(file == null ? settings() : file.notes().settings("options"));
        TranslationModel model = file == null ? create(data, attention) : TranslationModel.of(file);
        TranslationModel blind = null;
        try (MetricsFile metrics = MetricsFile.open(options.metrics())) {
            if (file == null) {
                System.out.println(data.sizes("pairs of sentences"));
                boolean finished = TaskTraining.run(options, model.model(settings()), new SoftmaxCrossEntropy(), training(model, data),
                        validation(model, data), metrics);
                if (finished && attention != AttentionType.NONE && (compare == null ? !given : compare)) {
                    System.out.println("and the same without attention:");
                    blind = create(data, AttentionType.NONE);
                    finished = TaskTraining.compare(options, blind.model(settings()), new SoftmaxCrossEntropy(), training(blind, data),
                            validation(blind, data));
                }
                if (!finished) {
                    return 0;
                }
            }
            TranslationReport report = new TranslationReport(model, beam);
            if (!data.test().isEmpty()) {
                report.test(data, blind, metrics);
            }
            if (texts.isEmpty() && !given) {
                report.show(SentenceGrammar.HOME.source());
            }
            texts.forEach(report::show);
        }
        return 0;
    }

    private void check() {
        options.check();
        Require.atLeast("--embedding", embedding, 1);
        Require.atLeast("--min-count", minCount, 1);
        Require.inRange("--beam", beam, 1, WIDEST_BEAM);
        Require.inRange("--sentences", sentences, FEWEST_SENTENCES, MOST_SENTENCES);
        TeacherForcingOption.of(teacherForcing, 1);
        for (String text : texts) {
            if (text.isBlank() || text.length() > PairFile.LONGEST) {
                throw new UserException("--text: expected a sentence of 1 to " + PairFile.LONGEST + " characters but got "
                        + (text.isBlank() ? "nothing" : text.length()));
            }
        }
    }

    /** {@return the data} @param made what the model is made with: the sentences held out from it are held out again */
    private Splits<SentencePair> data(Settings made) {
        return Splits.of(options, PairFile::read, () -> SentenceGrammar.sentences(made.count("sentences", FEWEST_SENTENCES),
                made.whole("seed")));
    }

    private Settings settings() {
        return options.settings().with("embedding", embedding).with("minCount", minCount).with("sentences", sentences);
    }

    private TranslationModel create(Splits<SentencePair> data, AttentionType attention) {
        long updates = options.epochs() * ((data.training().size() + options.batch() - 1L) / options.batch());
        return TranslationModel.create(data.training(), units, minCount, attention, embedding, options, new Xoshiro256(options.seed()))
                .taught(TeacherForcingOption.of(teacherForcing, updates));
    }

    private SequenceSampler training(TranslationModel model, Splits<SentencePair> data) {
        return sampler(model, data.training(), options.batch()).shuffled(options.seed()).bucketed();
    }

    private static SequenceSampler validation(TranslationModel model, Splits<SentencePair> data) {
        return sampler(model, data.validation(), WIDE_BATCH).bucketed();
    }

    private static ExampleSampler sampler(TranslationModel model, List<SentencePair> pairs, int batch) {
        return SequenceSampler.manyToManyDelayed(model.examples(pairs), batch, model.source().size(), model.target().size(),
                model.target().start(), model.target().end());
    }
}
