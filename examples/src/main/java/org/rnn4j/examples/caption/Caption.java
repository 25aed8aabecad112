package org.rnn4j.examples.caption;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ModelDirectory;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.Result;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.TaskTraining;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.random.Xoshiro256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * One-to-many: a picture goes in at the first step, and a sentence comes out. Without data of one's own it learns from a
 * {@link Gallery} of two coloured shapes, and is measured on pairs of shapes that it has never seen together.
 */
@Command(name = "caption", description = {"One-to-many: says in a sentence what is in a picture.",
        "Data of your own are a folder of PNG images with a captions.tsv: name of a file, tab, caption."})
public final class Caption implements Callable<Integer> {

    private static final int SHOWN = 3;

    @Mixin
    private final TaskOptions options = new TaskOptions(CellType.LSTM, 128, 24, 0.1f).batch(64).learningRate(0.002f).patience(5);

    @Option(names = "--feedback", description = "give each step the word before, where otherwise there are only zeros")
    private boolean feedback;

    @Option(names = "--image-size", paramLabel = "N", defaultValue = "20",
            description = "images are brought to so many pixels on a side (${DEFAULT-VALUE})")
    private int imageSize;

    @Option(names = "--features", paramLabel = "N", defaultValue = "192",
            description = "width of what is made of the pixels before the cell (${DEFAULT-VALUE})")
    private int features;

    @Option(names = "--pictures", paramLabel = "N", defaultValue = "20000",
            description = "pictures to learn from that are made when you give none (${DEFAULT-VALUE})")
    private int pictures;

    @Option(names = "--image", paramLabel = "FILE", description = "an image to caption at the end; may be given several times")
    private List<Path> images = List.of();

    /** Runs. */
    public static void main(String[] arguments) {
        CommandLines.run(new Caption(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        Require.inRange("--image-size", imageSize, 2, 512);
        Require.inRange("--features", features, 1, 1 << 16);
        Require.inRange("--pictures", pictures, 1, 1_000_000);
        Map<Path, BufferedImage> asked = new LinkedHashMap<>();
        images.forEach(file -> asked.put(file, ImageFiles.read(file)));
        CaptionModel model = options.model() == null ? null
                : CaptionModel.of(ModelDirectory.load(options.model(), CaptionModel.EXAMPLE));
        Splits<Captioned> data = data(model == null ? imageSize : model.imageSize());
        try (MetricsFile metrics = MetricsFile.open(options.metrics())) {
            if (model == null) {
                System.out.println(data.sizes("pictures"));
                model = CaptionModel.create(data.training(), imageSize, feedback, features, options, new Xoshiro256(options.seed()));
                boolean finished = TaskTraining.run(options, model.model(options.settings()), new SoftmaxCrossEntropy(),
                        model.sampler(data.training(), options.batch()).shuffled(options.seed()),
                        model.sampler(data.validation(), 64), metrics);
                if (!finished) {
                    return 0;
                }
            }
            if (!data.test().isEmpty()) {
                test(model, data, metrics);
            }
        }
        for (Map.Entry<Path, BufferedImage> image : asked.entrySet()) {
            Picture picture = Picture.of(image.getValue(), model.imageSize());
            System.out.print(picture.text());
            System.out.println(image.getKey() + " -> " + String.join(" ", model.caption(picture)));
        }
        return 0;
    }

    private Splits<Captioned> data(int size) {
        boolean given = options.data() != null || options.train() != null || options.test() != null;
        if (options.model() != null && !given && !images.isEmpty()) {
            return new Splits<>(List.of(), List.of(), List.of());
        }
        return Splits.of(options, folder -> ImageFiles.readFolder(folder, size), () -> Gallery.pictures(pictures, size, options.seed()));
    }

    private static void test(CaptionModel model, Splits<Captioned> data, MetricsFile metrics) {
        Result result = new Result(CaptionModel.EXAMPLE, data.test().size() + " pictures");
        if (!data.training().isEmpty()) {
            List<String> sentence = Scores.mostFrequentCaption(data.training());
            List<String> words = Scores.mostFrequentWords(data.training());
            result.baseline("the most frequent caption", Scores.of(data.test(), picture -> sentence).exactMatch());
            Scores blind = Scores.of(data.test(), picture -> words);
            result.with("blind_exact_match", blind.exactMatch()).with("blind_word_accuracy", blind.wordAccuracy());
        }
        Scores scores = Scores.of(data.test(), model::caption);
        result.with("exact_match", scores.exactMatch()).with("word_accuracy", scores.wordAccuracy()).report(metrics);
        for (Captioned shown : data.test().subList(0, Math.min(SHOWN, data.test().size()))) {
            System.out.print("\n" + shown.picture().text());
            System.out.println("-> " + String.join(" ", model.caption(shown.picture())) + ", rightly " + shown.caption());
        }
    }
}
