/**
 * What turns gradients into updates: optimizers, learning-rate schedules, clipping. Depends on {@code cell} and
 * {@code config}. A new optimizer extends {@link org.rnn4j.optim.ElementwiseOptimizer}: its equation, as a loop, and its
 * settings.
 *
 * <pre>{@code
 * GradientClipping.byGlobalNorm(5f).apply(gradients);
 * optimizer.learningRate(schedule.at(optimizer.steps()));
 * optimizer.step(network.parameters(), gradients);
 * }</pre>
 */
package org.rnn4j.optim;
