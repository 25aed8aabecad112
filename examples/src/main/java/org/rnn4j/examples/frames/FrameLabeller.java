package org.rnn4j.examples.frames;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Aligned;
import org.rnn4j.data.ExampleSampler;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.inference.Session;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** A network that says of each frame what happens in it, as soon as it comes, and the labels it knows. For one thread. */
final class FrameLabeller {

    private final Network network;
    private final List<String> labels;
    private final int width;

    private FrameLabeller(Network network, List<String> labels, int width) {
        this.network = network;
        this.labels = labels;
        this.width = width;
    }

    /** {@return a network that has learned nothing yet, for videos of the size of the first} */
    static FrameLabeller create(TaskOptions options, List<Video> training, List<Video> validation) {
        List<String> labels = List.copyOf(new TreeSet<>(Stream.concat(training.stream(), validation.stream())
                .flatMap(video -> video.labels().stream()).toList()));
        RandomGenerator random = new Xoshiro256(options.seed());
        List<Layer> layers = new ArrayList<>();
        int size = training.get(0).pixels();
        for (int i = 0; i < options.layers(); i++) {
            layers.add(new Recurrent(options.cell().create(size, options.hidden(), random)));
            if (options.dropout() > 0) {
                layers.add(new Dropout(options.dropout()));
            }
            size = options.hidden();
        }
        layers.add(new Dense(size, labels.size(), random));
        return new FrameLabeller(Network.of(layers), labels, training.get(0).width());
    }

    /** {@return the labeller of a saved model} @param path where it is from, for messages */
    static FrameLabeller of(Model model, Path path) {
        try {
            FrameLabeller labeller = new FrameLabeller(model.network(), model.notes().texts("labels"), model.notes().count("width", 1));
            if (labeller.network.outputSize() != labeller.labels.size() || labeller.network.inputSize() % labeller.width != 0) {
                throw new IllegalArgumentException("the network is of other sizes than the frames and labels");
            }
            Session.of(labeller.network);                           // which says when a layer needs the whole video
            return labeller;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UserException("--model " + path + ": expected a model of frames: " + e.getMessage());
        }
    }

    /** {@return what is saved: the network, and in the notes all that is needed beside it} */
    Model model(TaskOptions options) {
        Settings notes = Settings.empty().with("example", "frames").with("labels", labels).with("width", width)
                .with("options", options.settings());
        return Model.of(network).with(notes);
    }

    /** {@return the network} */
    Network network() {
        return network;
    }

    /** {@return the labels it may tell} */
    List<String> labels() {
        return labels;
    }

    /** {@return a sampler of videos; a label for each frame} */
    ExampleSampler sampler(List<Video> videos, int batch) {
        return ofExamples(videos.stream().map(video -> Aligned.of(video.frames(), ids(video))).toList(), batch);
    }

    /** {@return a sampler of the same frames, each as a video of its own, in which nothing can be remembered} */
    ExampleSampler singleFrames(List<Video> videos, int batch) {
        List<Aligned> frames = new ArrayList<>();
        for (Video video : videos) {
            int[] ids = ids(video);
            for (int t = 0; t < video.length(); t++) {
                frames.add(Aligned.of(new float[][] {video.frames()[t]}, new int[] {ids[t]}));
            }
        }
        return ofExamples(frames, batch);
    }

    private ExampleSampler ofExamples(List<Aligned> examples, int batch) {
        return SequenceSampler.manyToManyAligned(examples, batch, network.inputSize(), labels.size());
    }

    private int[] ids(Video video) {
        return video.labels().stream().mapToInt(labels::indexOf).toArray();
    }

    /** Checks that videos are of the size that the network sees. @throws UserException when one is not */
    void requireSize(List<Video> videos) {
        for (Video video : videos) {
            if (video.width() != width || video.pixels() != network.inputSize()) {
                throw new UserException(video.name() + ": expected frames of " + width + " x " + network.inputSize() / width
                        + " pixels, as the network has seen, but got " + video.width() + " x " + video.pixels() / video.width());
            }
        }
    }

    /** {@return the label of each frame, told frame by frame, before the next one is there} */
    List<String> label(Video video) {
        Session session = Session.of(network);
        List<String> told = new ArrayList<>();
        for (float[] frame : video.frames()) {
            Sequence logits = session.step(frame);
            int best = 0;
            for (int k = 1; k < labels.size(); k++) {
                best = logits.get(0, 0, k) > logits.get(0, 0, best) ? k : best;
            }
            told.add(labels.get(best));
        }
        return told;
    }
}
