/**
 * From data to batches: vocabularies, examples and samplers; windows and transforms of series; splits. Depends on {@code loss},
 * {@code tensor}, {@code random} and {@code config}.
 *
 * <pre>{@code
 * Vocabulary vocabulary = Vocabulary.ofCharacters(text);
 * SequenceSampler stream = SequenceSampler.stream(vocabulary.encode(text), 32, 100, vocabulary.size());
 * trainer.fit(stream, 20);
 *
 * List<Labelled> names = List.of(Labelled.of(vocabulary.encode("Ada"), 0), Labelled.of(vocabulary.encode("Alan"), 1));
 * SequenceSampler sampler = SequenceSampler.manyToOne(names, 32, vocabulary.size(), 2).shuffled(seed).bucketed();
 * }</pre>
 */
package org.rnn4j.data;
