package org.rnn4j.examples.forecast;

import java.util.Locale;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Difference;
import org.rnn4j.data.Logarithm;
import org.rnn4j.data.SeriesTransform;
import org.rnn4j.data.Standardizer;

/**
 * How a column is seen by the networks, and the way back: the logarithm or not, the difference to the row before or not, what
 * {@link Smoothing} did not expect of that, brought to mean 0 and deviation 1. The names are those of the option {@code --transform}.
 *
 * @param log whether logarithms are taken first
 * @param difference whether differences are taken then
 * @param season rows of a season; 0 for none
 * @param seasonRate α of the smoothing; 1 without a season
 * @param errorShare θ of the smoothing
 * @param scale from errors of the smoothing to what the networks see
 */
record ColumnTransform(boolean log, boolean difference, int season, double seasonRate, double errorShare, Standardizer scale) {

    /** {@return what these settings describe} */
    static ColumnTransform of(Settings settings) {
        return new ColumnTransform(settings.flag("log"), settings.flag("difference"), settings.count("season", 0),
                settings.number("seasonRate"), settings.number("errorShare"),
                (Standardizer) SeriesTransform.of(settings.settings("scale")));
    }

    /** {@return these, for the notes of a model} */
    Settings settings() {
        return Settings.empty().with("log", log).with("difference", difference).with("season", season)
                .with("seasonRate", seasonRate).with("errorShare", errorShare).with("scale", scale.settings());
    }

    /** {@return how many rows pass before a row can be seen} */
    int lost() {
        return (difference ? 1 : 0) + season;
    }

    /** {@return the logarithm and the difference; null for neither} */
    static SeriesTransform before(boolean log, boolean difference) {
        if (log && difference) {
            return new Logarithm().then(new Difference(1));
        }
        return log ? new Logarithm() : difference ? new Difference(1) : null;
    }

    /** {@return a filter that has seen nothing} */
    ColumnFilter newFilter() {
        return new ColumnFilter(this);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(log ? "logarithms" : "values");
        if (difference) {
            text.append(", differences");
        }
        if (season > 0) {
            text.append(String.format(Locale.ROOT, ", season of %d rows smoothed by %.2f", season, seasonRate));
        }
        if (errorShare > 0) {
            text.append(String.format(Locale.ROOT, ", %.1f of the last error taken back", errorShare));
        }
        return text.toString();
    }
}
