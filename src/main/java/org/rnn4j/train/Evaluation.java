package org.rnn4j.train;

import org.rnn4j.data.Batch;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.ModelWorkspace;
import org.rnn4j.layer.SequenceModel;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.LossPass;
import org.rnn4j.metric.Metric;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * The loss of a model on data it does not train on.
 *
 * @param loss the mean over all positions that count, in nats per token for a language model
 * @param positions how much they count together
 */
public record Evaluation(double loss, double positions) {

    /** {@return the loss in bits} */
    public double bits() {
        return loss / Math.log(2);
    }

    /** {@return {@code exp} of the loss} */
    public double perplexity() {
        return Math.exp(loss);
    }

    /**
     * {@return the loss over one epoch of the sampler, state carried from window to window, nothing dropped}
     *
     * @param metrics are reset and then fed with every window. <em>Modified</em>
     */
    public static Evaluation of(SequenceModel model, Loss loss, SequenceSampler sampler, Backend backend, Metric... metrics) {
        for (Metric metric : metrics) {
            metric.reset();
        }
        ModelWorkspace workspace = model.newWorkspace(sampler.maxSourceSteps(), sampler.maxSteps(), sampler.maxBatch(), backend);
        LossPass pass = new LossPass(loss, backend);
        double sum = 0;
        double positions = 0;
        for (Batch batch : sampler) {
            workspace.startWindow(batch.continues());
            Sequence outputs = workspace.forward(batch.source(), batch.inputs());
            double weight = batch.targets().totalWeight();
            sum += weight * pass.evaluate(outputs, batch.targets(), null);
            positions += weight;
            for (Metric metric : metrics) {
                metric.add(outputs, batch.targets());
            }
            workspace.carry(batch.carryAfter());
        }
        return new Evaluation(positions > 0 ? sum / positions : Double.NaN, positions);
    }
}
