package org.rnn4j.cell;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is random inside a recurrence while it trains. A tape is made with it, see {@link Cell#newTape(int, int, StateNoise,
 * org.rnn4j.tensor.Backend)}; it acts in passes whose tape has a generator ({@link Tape#train}).
 *
 * <p><b>Recurrent dropout</b> with probability p: the h' that enters the products with {@code W_hh} is {@code m⊙h'}, where each
 * number of m is 0 with probability p and {@code 1/(1−p)} else. One mask for each sequence and unit is drawn at the start of a
 * forward pass and holds for all its steps; the next window has another. Wherever else h' is used, as where a GRU blends it with
 * its candidate, it is whole, and so is every other state component. Inference leaves h' as it is.
 *
 * <p><b>Zoneout</b> with probability p for a state component s, whose new value the cell says is s̃: {@code s = d⊙s' + (1−d)⊙s̃},
 * where each number of d is 1 with probability p and 0 else, drawn anew for each step, sequence and unit. Inference takes the mean:
 * {@code s = p·s' + (1−p)·s̃}. Within a step the cell goes by its own value: the h̃ of an LSTM is made of c̃, not of c.
 *
 * <p>Masks are drawn on the calling thread, first that of recurrent dropout, then those of zoneout in the order of steps, components,
 * sequences and units: they depend on the generator and on the shape of the window, not on the number of threads.
 *
 * <p>Sources: Gal and Ghahramani, "A theoretically grounded application of dropout in recurrent neural networks", 2016, with one
 * mask for all gates; Krueger et al., "Zoneout: regularizing RNNs by randomly preserving hidden activations", 2017.
 *
 * @param recurrentDropout the probability of a number of h' to be dropped, from 0 to less than 1
 * @param zoneout for each state component the probability of a number to stay as it was, from 0 to less than 1; empty for none
 */
public record StateNoise(float recurrentDropout, List<Float> zoneout) {

    /** Nothing is random. */
    public static final StateNoise NONE = new StateNoise(0, List.of());

    /** Copies the list. @throws IllegalArgumentException when a probability is not in [0, 1) */
    public StateNoise {
        requireProbability("recurrent dropout", recurrentDropout);
        zoneout = List.copyOf(zoneout);
        for (float probability : zoneout) {
            requireProbability("zoneout", probability);
        }
    }

    private static void requireProbability(String what, float probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("StateNoise: " + what + ": expected a probability in [0, 1) but got " + probability);
        }
    }

    /** {@return the same with recurrent dropout of this probability} */
    public StateNoise withRecurrentDropout(float probability) {
        return new StateNoise(probability, zoneout);
    }

    /** {@return the same with zoneout, one probability for each state component} */
    public StateNoise withZoneout(float... probabilities) {
        return new StateNoise(recurrentDropout, IntStream.range(0, probabilities.length).mapToObj(k -> probabilities[k]).toList());
    }

    /** {@return whether a number of h' may be dropped} */
    public boolean hasRecurrentDropout() {
        return recurrentDropout > 0;
    }

    /** {@return whether a number of a state may stay as it was} */
    public boolean hasZoneout() {
        return !zoneout.isEmpty() && Collections.max(zoneout) > 0;
    }

    /** {@return whether nothing is random} */
    public boolean isNone() {
        return !hasRecurrentDropout() && !hasZoneout();
    }
}
