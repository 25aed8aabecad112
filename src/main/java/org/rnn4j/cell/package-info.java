/**
 * Recurrent cells: the vanilla RNN, the LSTM and the GRU, and the rungs on which one's own are built. Also what cells share with
 * layers: parameters, gradients, states and tapes. Depends on {@code tensor}, {@code init} and {@code config}.
 *
 * <pre>{@code
 * Cell cell = new LstmCell(64, 256, random);
 * Tape tape = cell.newTape(100, 32, Backend.standard());
 * Sequence h = cell.forward(x, State.zeros(cell.stateSpec(), 32), tape);     // x is [100, 32, 64], h is [100, 32, 256]
 * }</pre>
 */
package org.rnn4j.cell;
