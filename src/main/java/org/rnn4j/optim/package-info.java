/**
 * What turns gradients into updates: optimizers, learning-rate schedules, clipping. Depends on {@code cell} and {@code config}.
 *
 * <pre>{@code
 * Optimizer optimizer = new Adam(2e-3f);
 * GradientClipping.byGlobalNorm(5f).apply(gradients);
 * optimizer.step(network.parameters(), gradients);
 * }</pre>
 */
package org.rnn4j.optim;
