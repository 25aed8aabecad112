/** A cell that the library does not have, in one file, trained beside the LSTM, saved and loaded. */
package org.rnn4j.examples.customcell;
