/**
 * Metrics: how good outputs are, in the terms of the task, over any number of windows. Depends on {@code tensor} and {@code loss}.
 *
 * <pre>{@code
 * ConfusionMatrix matrix = new ConfusionMatrix(List.of("low", "normal", "high"));
 * Evaluation.of(network, loss, test, backend, matrix);
 * System.out.println(matrix.values() + "\n" + matrix.table());
 * }</pre>
 *
 * <p>Of classes there are {@link org.rnn4j.metric.Accuracy}, {@link org.rnn4j.metric.TopKAccuracy},
 * {@link org.rnn4j.metric.ConfusionMatrix}, {@link org.rnn4j.metric.CrossEntropy} and {@link org.rnn4j.metric.Perplexity}, of whole
 * sequences {@link org.rnn4j.metric.ExactMatch} and {@link org.rnn4j.metric.EditDistance}, of numbers
 * {@link org.rnn4j.metric.RootMeanSquaredError}, {@link org.rnn4j.metric.AbsoluteError} and
 * {@link org.rnn4j.metric.MeanAbsolutePercentageError}. One's own extends {@link org.rnn4j.metric.RowMetric} or
 * {@link org.rnn4j.metric.SequenceMetric}.
 */
package org.rnn4j.metric;
