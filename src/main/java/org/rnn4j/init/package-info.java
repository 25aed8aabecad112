/**
 * Values that parameters start from: {@link org.rnn4j.init.Initializer} and the usual ones in
 * {@link org.rnn4j.init.Initializers}. Depends on EJML only; cells and layers call it, and so may anyone who wants other
 * values than theirs.
 *
 * <pre>{@code
 * FMatrixRMaj weightHh = lstm.weightHh().value();                                // [H, 4·H], one gate beside the other
 * Initializers.orthogonal().perGate(4).fill(weightHh, new Xoshiro256(42));
 * Initializers.xavierUniform().fill(dense.weight().value(), random);
 * }</pre>
 */
package org.rnn4j.init;
