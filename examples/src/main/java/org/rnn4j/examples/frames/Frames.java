package org.rnn4j.examples.frames;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ModelDirectory;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.TaskTraining;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.metric.ConfusionMatrix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Says of every frame of a video what happens in it: the dot moves left, moves right, is bouncing off a wall, or is still. Many-to-many,
 * aligned, without delay: each answer is due before the next frame comes. No frame shows it by itself, so a network that sees each
 * frame alone, trained in the same way, is the baseline.
 */
@Command(name = "frames", description = "Many-to-many, aligned, no delay: what happens in each frame of a video. Own data are a folder"
        + " with labels.tsv (video, frame, label) and a folder of PNG files for each video.")
public final class Frames implements Callable<Integer> {

    /** The data are the same for every seed of the training, so that a saved model is measured on what it has not seen. */
    private static final long DATA_SEED = 8;

    @Mixin
    private final TaskOptions options = new TaskOptions(CellType.LSTM, 64, 20, 0).learningRate(0.005f);

    @Option(names = "--videos", paramLabel = "N", description = "built-in videos to learn from (${DEFAULT-VALUE})")
    private int videos = 4000;

    /** Trains and labels. */
    public static void main(String[] arguments) {
        CommandLines.run(new Frames(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        Require.inRange("--videos", videos, 10, 100_000);
        FrameLabeller labeller = null;
        if (options.model() != null) {
            labeller = FrameLabeller.of(ModelDirectory.load(options.model(), "frames"), options.model());
        }
        Splits<Video> data = Splits.of(options, VideoFolder::read, this::builtIn);
        System.out.println(data.sizes("videos"));
        boolean trains = labeller == null;
        if (trains) {
            labeller = FrameLabeller.create(options, data.training(), data.validation());
        }
        labeller.requireSize(Stream.of(data.training(), data.validation(), data.test()).flatMap(List::stream).toList());
        boolean hasTest = !data.test().isEmpty();
        List<Video> held = hasTest ? data.test() : data.validation();
        try (MetricsFile metrics = MetricsFile.open(options.metrics())) {
            if (trains && !train(labeller, data, metrics)) {
                return 0;
            }
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("event", "result");
            result.put("example", "frames");
            result.put("split", hasTest ? "test" : "validation");
            measure(labeller, held, trains ? SingleFrames.accuracy(options, data, held) : Double.NaN, result);
            metrics.write(result);
        }
        return 0;
    }

    private Splits<Video> builtIn() {
        int held = Math.max(20, videos / 20);
        return MovingDot.splits(videos, held, held, DATA_SEED);
    }

    private boolean train(FrameLabeller labeller, Splits<Video> data, MetricsFile metrics) {
        return TaskTraining.run(options, labeller.model(options), new SoftmaxCrossEntropy(),
                labeller.sampler(data.training(), options.batch()).shuffled(options.seed()).bucketed(),
                labeller.sampler(data.validation(), options.batch()).bucketed(), metrics);
    }

    private static void measure(FrameLabeller labeller, List<Video> held, double baseline, Map<String, Object> result) {
        Video shown = held.get(0);
        List<String> told = labeller.label(shown);
        System.out.printf("%n%s: its first frames, below them what happens, and what the network tells%n%s%s", shown.name(),
                FilmStrip.pictures(shown, told, 6), FilmStrip.runs(shown, told));
        ConfusionMatrix matrix = matrix(labeller, held);
        System.out.printf(Locale.ROOT, "%n%sright labels: %.2f %%", matrix.table(), 100 * matrix.accuracy());
        System.out.println(Double.isNaN(baseline) ? ""
                : String.format(Locale.ROOT, "; by a network that sees each frame alone: %.2f %%", 100 * baseline));
        if (!Double.isNaN(baseline)) {
            result.put("baseline", baseline);
        }
        result.putAll(matrix.values());
    }

    /** Of the labels that the network knows, and those that it does not and so never tells. */
    private static ConfusionMatrix matrix(FrameLabeller labeller, List<Video> held) {
        Set<String> names = new LinkedHashSet<>(labeller.labels());
        held.forEach(video -> names.addAll(video.labels()));
        ConfusionMatrix matrix = new ConfusionMatrix(List.copyOf(names));
        for (Video video : held) {
            List<String> told = labeller.label(video);
            for (int t = 0; t < video.length(); t++) {
                matrix.add(matrix.names().indexOf(told.get(t)), matrix.names().indexOf(video.labels().get(t)));
            }
        }
        return matrix;
    }
}
