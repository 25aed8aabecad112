/** Many-to-many, aligned: a part of speech for each word, from the words on both sides of it. */
package org.rnn4j.examples.tagger;
