package org.rnn4j.data;

import java.util.Arrays;
import org.rnn4j.config.Settings;

/** A transform that shifts and scales each column by itself: {@code z = (x − shift) / scale}, and back {@code x = z·scale + shift}. */
abstract class ColumnScaler implements SeriesTransform {

    final double[] shift;
    final double[] scale;

    ColumnScaler(double[] shift, double[] scale) {
        if (shift.length == 0 || shift.length != scale.length) {
            throw new IllegalArgumentException(this + ": expected as many numbers of each kind and at least one but got "
                    + shift.length + " and " + scale.length);
        }
        for (int d = 0; d < shift.length; d++) {
            if (!Double.isFinite(shift[d]) || !(scale[d] > 0 && scale[d] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(getClass().getSimpleName() + ": column " + d
                        + ": expected a finite shift and a finite scale above 0 but got " + shift[d] + " and " + scale[d]);
            }
        }
        this.shift = shift.clone();
        this.scale = scale.clone();
    }

    /** {@return the number of columns} */
    public int width() {
        return shift.length;
    }

    @Override
    public int lost() {
        return 0;
    }

    @Override
    public double[][] apply(double[][] series) {
        SeriesChecks.require(this + ".apply", series, shift.length);
        double[][] result = new double[series.length][shift.length];
        for (int t = 0; t < series.length; t++) {
            for (int d = 0; d < shift.length; d++) {
                result[t][d] = (series[t][d] - shift[d]) / scale[d];
            }
        }
        return result;
    }

    @Override
    public double[][] invert(double[][] history, double[][] transformed) {
        SeriesChecks.require(this + ".invert", transformed, shift.length);
        double[][] result = new double[transformed.length][shift.length];
        for (int t = 0; t < transformed.length; t++) {
            for (int d = 0; d < shift.length; d++) {
                result[t][d] = transformed[t][d] * scale[d] + shift[d];
            }
        }
        return result;
    }

    static Settings settings(String type, double[] shift, double[] scale) {
        return Settings.ofType(type).with("shift", Arrays.stream(shift).boxed().toList())
                .with("scale", Arrays.stream(scale).boxed().toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnScaler scaler && scaler.getClass() == getClass() && Arrays.equals(shift, scaler.shift)
                && Arrays.equals(scale, scaler.scale);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shift) + Arrays.hashCode(scale);
    }
}
