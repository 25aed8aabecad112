/** The code of the documentation: programs and regions that the pages show, and tests that run them and compare. */
package org.rnn4j.docs;
