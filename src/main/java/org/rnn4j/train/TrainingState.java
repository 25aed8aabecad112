package org.rnn4j.train;

import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.config.Settings;

/**
 * All that a {@link Trainer} needs to go on as if it had never stopped, besides the parameters themselves.
 *
 * @param settings counters, sums and the state of the schedule
 * @param random the state of the generator
 * @param optimizer what the optimizer remembers, by path
 * @param carried the recurrent state that the next window starts from, by path
 * @param best the parameters of the lowest validation loss, by path; empty when they are not kept
 */
public record TrainingState(Settings settings, long[] random, Map<String, FMatrixRMaj> optimizer,
                            Map<String, FMatrixRMaj> carried, Map<String, FMatrixRMaj> best) {
}
