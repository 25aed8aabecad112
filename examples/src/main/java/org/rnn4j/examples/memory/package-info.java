/** What gates are for: two tasks that need a long memory, and three cells that try them. */
package org.rnn4j.examples.memory;
