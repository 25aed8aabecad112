/**
 * Recurrent cells. Depends on {@code tensor}, {@code init} and {@code config}.
 */
package org.rnn4j.cell;
