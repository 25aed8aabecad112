package org.rnn4j.seq2seq;

import org.rnn4j.config.Settings;

/**
 * How often a decoder in training reads the given inputs: at update {@code i}, counted from 0, with probability
 * {@code ratio(i)}, and else its own prediction from the step before, decided for each sequence and step by itself. Ratio 1 is
 * teacher forcing as usual. With less, the decoder learns to go on from its own mistakes, at the price of a second pass, step by step.
 * Immutable.
 *
 * <p>Source: Bengio, Vinyals, Jaitly and Shazeer, "Scheduled sampling for sequence prediction with recurrent neural networks",
 * 2015, with its linear and inverse sigmoid decays. The prediction is the most likely symbol; it counts as given, so that no
 * gradient flows through the choice, as there.
 */
public final class TeacherForcing {

    /** Ratio as a function of the update. */
    private interface Schedule {
        double at(long update);
    }

    private static final TeacherForcing ALWAYS = constant(1);

    private final Settings settings;
    private final Schedule schedule;

    private TeacherForcing(Settings settings, Schedule schedule) {
        this.settings = settings;
        this.schedule = schedule;
    }

    /** {@return always the given inputs} */
    public static TeacherForcing always() {
        return ALWAYS;
    }

    /** {@return the same ratio at every update} @param ratio from 0 to 1 */
    public static TeacherForcing constant(double ratio) {
        requireRatio("ratio", ratio);
        return new TeacherForcing(Settings.ofType("constant").with("ratio", ratio), update -> ratio);
    }

    /**
     * {@return a ratio that goes from {@code first} to {@code last} in a straight line and then stays:
     * {@code first + (last − first)·min(1, i / updates)}}
     *
     * @param updates after how many updates {@code last} is reached, at least 1
     */
    public static TeacherForcing linear(double first, double last, long updates) {
        requireRatio("first", first);
        requireRatio("last", last);
        if (updates < 1) {
            throw new IllegalArgumentException("TeacherForcing: updates: expected at least 1 but got " + updates);
        }
        return new TeacherForcing(Settings.ofType("linear").with("first", first).with("last", last).with("updates", updates),
                update -> update >= updates ? last : first + (last - first) * update / updates);
    }

    /**
     * {@return a ratio that falls from nearly 1 to 0 along {@code k / (k + exp(i / k))}} It is one half at {@code i = k·ln k}.
     *
     * @param k at least 1
     */
    public static TeacherForcing inverseSigmoid(double k) {
        if (!(k >= 1) || Double.isInfinite(k)) {
            throw new IllegalArgumentException("TeacherForcing: k: expected a number of at least 1 but got " + k);
        }
        return new TeacherForcing(Settings.ofType("inverse_sigmoid").with("k", k),
                update -> k / (k + StrictMath.exp(update / k)));            // Math.exp may differ from one JVM to the next
    }

    /** {@return what {@link #settings()} describes} @throws IllegalArgumentException when a setting is missing or wrong */
    public static TeacherForcing of(Settings settings) {
        return switch (settings.type()) {
            case "constant" -> constant(settings.number("ratio"));
            case "linear" -> linear(settings.number("first"), settings.number("last"), settings.whole("updates"));
            case "inverse_sigmoid" -> inverseSigmoid(settings.number("k"));
            default -> throw new IllegalArgumentException("teacherForcing: expected a type among [constant, inverse_sigmoid, linear]"
                    + " but got '" + settings.type() + "'");
        };
    }

    private static void requireRatio(String name, double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("TeacherForcing: " + name + ": expected a ratio from 0 to 1 but got " + ratio);
        }
    }

    /** {@return the probability of a given input} @param update how many updates were made before this one */
    public double ratio(long update) {
        return schedule.at(update);
    }

    /** {@return whether no update will ever use a prediction} */
    boolean isAlways() {
        return settings.type().equals("constant") && ratio(0) == 1;
    }

    /** {@return type and parameters} */
    public Settings settings() {
        return settings;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TeacherForcing forcing && settings.equals(forcing.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "TeacherForcing" + settings;
    }
}
