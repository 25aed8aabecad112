/** Many-to-one: a whole sentence in, one label out. */
package org.rnn4j.examples.sentiment;
