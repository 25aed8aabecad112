package org.rnn4j.examples.forecast;

import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.loss.Targets;
import org.rnn4j.metric.AbsoluteError;
import org.rnn4j.metric.MeanAbsolutePercentageError;
import org.rnn4j.metric.Metric;
import org.rnn4j.metric.RootMeanSquaredError;
import org.rnn4j.tensor.Sequence;

/**
 * How far forecasts are off, in the unit of the series.
 *
 * @param rmse the root of the mean squared error
 * @param mae the mean absolute error
 * @param mape the mean absolute error in per cent of the truth, of rows where that is not 0
 */
record Accuracy(double rmse, double mae, double mape) {

    /** {@return that of forecasts, compared with what came} */
    static Accuracy of(double[] forecasts, double[] truth) {
        Sequence said = sequence(forecasts);
        Targets came = Targets.of(sequence(truth));
        RootMeanSquaredError rmse = new RootMeanSquaredError();
        AbsoluteError mae = new AbsoluteError();
        MeanAbsolutePercentageError mape = new MeanAbsolutePercentageError();
        for (Metric metric : List.of(rmse, mae, mape)) {
            metric.add(said, came);
        }
        return new Accuracy(rmse.value(), mae.value(), mape.value());
    }

    private static Sequence sequence(double[] values) {
        FMatrixRMaj matrix = new FMatrixRMaj(values.length, 1);
        for (int t = 0; t < values.length; t++) {
            matrix.data[t] = (float) values[t];
        }
        return Sequence.over(matrix).reshape(values.length, 1);
    }
}
