/**
 * Training loops, evaluation and generation, made of the public parts of the other packages. Depends on all of them but
 * {@code io}.
 *
 * <pre>{@code
 * Trainer trainer = Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(2e-3f)).build();
 * trainer.fit(SequenceSampler.stream(vocabulary.encode(text), 32, 100, vocabulary.size()), 20);
 * String sample = Generator.of(network, vocabulary).with(Sampling.temperature(0.8f)).sample("The ", 400, random);
 * }</pre>
 */
package org.rnn4j.train;
