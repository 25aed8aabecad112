/**
 * From text to batches: vocabularies and samplers. Depends on {@code loss}, {@code tensor} and {@code config}.
 *
 * <pre>{@code
 * Vocabulary vocabulary = Vocabulary.ofCharacters(text);
 * SequenceSampler sampler = SequenceSampler.stream(vocabulary.encode(text), 32, 100);
 * for (Batch batch : sampler) { ... }
 * }</pre>
 */
package org.rnn4j.data;
