/**
 * Batches of sequences and the arithmetic on them.
 *
 * <p>{@link org.rnn4j.tensor.Sequence} is the value that flows through a network; {@link org.rnn4j.tensor.Kernels} are the few
 * operations everything is made of, and {@link org.rnn4j.tensor.Backend} picks them and the threads. Matrices are EJML's
 * {@code FMatrixRMaj}. This package depends on no other of the library's; providers of kernels live in
 * {@code org.rnn4j.internal} and are found as services.
 *
 * <pre>{@code
 * Sequence x = Sequence.ids(100, 32, vocabulary.size());      // 100 steps of 32 sequences, one-hot
 * x.ids()[5 * 32 + 3] = 7;                                    // step 5 of sequence 3 is symbol 7
 * Backend backend = Backend.standard(Workers.of(2));
 * }</pre>
 */
package org.rnn4j.tensor;
