/** Providers of {@link org.rnn4j.tensor.Kernels}, found as services. Not part of the public interface. */
package org.rnn4j.internal;
