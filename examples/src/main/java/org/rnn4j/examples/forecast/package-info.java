/**
 * Forecasting a series: trained one step ahead, rolled forward on its own predictions. A table of rows in time
 * ({@link org.rnn4j.examples.forecast.Series}) is made stationary column by column
 * ({@link org.rnn4j.examples.forecast.ColumnTransform}), a few small networks learn what is left
 * ({@link org.rnn4j.examples.forecast.Committee}), and a {@link org.rnn4j.examples.forecast.Forecaster} puts the two together.
 */
package org.rnn4j.examples.forecast;
