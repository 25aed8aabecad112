package org.rnn4j.examples.forecast;

import org.rnn4j.data.SeriesTransform;

/**
 * A {@link ColumnTransform} on its way through a column: from a value to what the networks see of it, and from what they say of the next
 * value to that value. The law is {@code see(next(u)) = u}.
 */
final class ColumnFilter {

    private final ColumnTransform transform;
    private final SeriesTransform before;
    private final Smoothing smoothing;
    private double last = Double.NaN;

    ColumnFilter(ColumnTransform transform) {
        this(transform, new Smoothing(transform.season(), transform.seasonRate(), transform.errorShare()), Double.NaN);
    }

    private ColumnFilter(ColumnTransform transform, Smoothing smoothing, double last) {
        this.transform = transform;
        this.before = ColumnTransform.before(transform.log(), transform.difference());
        this.smoothing = smoothing;
        this.last = last;
    }

    /** {@return another one at the same place} */
    ColumnFilter copy() {
        return new ColumnFilter(transform, smoothing.copy(), last);
    }

    /** Goes on by one value. {@return what the networks see of it; 0 while nothing could be expected} */
    double see(double value) {
        boolean first = transform.difference() && Double.isNaN(last);
        double[][] rows = transform.difference() ? new double[][] {{last}, {value}} : new double[][] {{value}};
        last = value;
        if (first) {
            return 0;
        }
        boolean ready = smoothing.ready();
        double error = smoothing.see(before == null ? value : before.apply(rows)[0][0]);
        return ready ? transform.scale().apply(new double[][] {{error}})[0][0] : 0;
    }

    /** {@return the value that comes next if the networks see {@code u} of it} */
    double next(double u) {
        double error = transform.scale().next(new double[0][], u)[0];
        double d = smoothing.expected() + error;
        return before == null ? d : before.next(new double[][] {{last}}, d)[0];
    }
}
