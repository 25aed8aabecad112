package org.rnn4j.examples.frames;

import java.util.List;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.tensor.Workers;
import org.rnn4j.train.Trainer;

/**
 * The baseline: a network of the same sizes, trained in the same way on the same frames, but each frame alone, from a state of zeros. It
 * can do all that can be done without memory; without one, a recurrent layer is a layer of units that are not linear, which sees more
 * in a frame than a dense layer would.
 */
final class SingleFrames {

    /** By then it has long learned what there is to learn. */
    private static final int MOST_EPOCHS = 6;

    /** So many single frames count as one video, to make the batches of about the same size. */
    private static final int FRAMES_PER_VIDEO = 30;

    private SingleFrames() {
    }

    /** {@return the part of the frames of {@code held} that it labels rightly} */
    static double accuracy(TaskOptions options, Splits<Video> data, List<Video> held) {
        FrameLabeller labeller = FrameLabeller.create(options, data.training(), data.validation());
        int batch = FRAMES_PER_VIDEO * options.batch();
        try (Workers workers = Workers.of(options.threads())) {
            Trainer trainer = Trainer.builder(labeller.network())
                    .loss(new SoftmaxCrossEntropy())
                    .optimizer(new Adam(options.learningRate()))
                    .clipGlobalNorm(5)
                    .validation(labeller.singleFrames(data.validation(), batch))
                    .patience(2)
                    .keepBest()
                    .seed(options.seed())
                    .workers(workers)
                    .build();
            trainer.fit(labeller.singleFrames(data.training(), batch).shuffled(options.seed()), Math.min(MOST_EPOCHS, options.epochs()));
            if (trainer.bestValidationLoss() < Double.POSITIVE_INFINITY) {
                trainer.restoreBest();
            }
        }
        int right = 0;
        int frames = 0;
        for (Video video : held) {
            for (int t = 0; t < video.length(); t++) {
                Video one = new Video(video.name(), video.width(), new float[][] {video.frames()[t]}, video.labels().subList(t, t + 1));
                right += labeller.label(one).equals(one.labels()) ? 1 : 0;
                frames++;
            }
        }
        return (double) right / frames;
    }
}
