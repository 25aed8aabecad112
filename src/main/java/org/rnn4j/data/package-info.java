/**
 * From data to batches: vocabularies, examples and samplers; windows and transforms of series; splits. Depends on {@code loss},
 * {@code tensor}, {@code random} and {@code config}.
 *
 * <pre>{@code
 * Vocabulary vocabulary = Vocabulary.ofCharacters(text);
 * SequenceSampler stream = SequenceSampler.stream(vocabulary.encode(text), 32, 100, vocabulary.size());
 * for (Batch batch : stream) { ... }
 *
 * List<Labelled> reviews = ...                                     // Labelled.of(ids, label)
 * SequenceSampler sampler = SequenceSampler.manyToOne(reviews, 32, vocabulary.size(), 2).shuffled(seed).bucketed();
 * }</pre>
 */
package org.rnn4j.data;
