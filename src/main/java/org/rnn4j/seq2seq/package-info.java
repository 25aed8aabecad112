/**
 * From one sequence to another of another length: {@link org.rnn4j.seq2seq.EncoderDecoder}, attention, teacher forcing, and the
 * search for the best output. Depends on {@code layer} and what is above it.
 *
 * <pre>{@code
 * EncoderDecoder translator = EncoderDecoder.of(
 *         Network.of(new Embedding(40, 32, random), new Recurrent(new LstmCell(32, 128, random))),
 *         Network.of(new Embedding(50, 32, random), new Recurrent(new LstmCell(32, 128, random)),
 *                 Attention.general(128, 128, 128, random), new Dense(128, 50, random)));
 * trainer(translator).fit(SequenceSampler.manyToManyDelayed(pairs, 32, 40, 50, START, END), 10);
 * Hypothesis best = BeamSearch.of(translator, SearchRules.of(START, END), 5).best(sourceIds);
 * }</pre>
 */
package org.rnn4j.seq2seq;
