/** One-to-many: a picture in at the first step, a sentence out. */
package org.rnn4j.examples.caption;
