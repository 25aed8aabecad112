/** The main job: a character-level language model that trains on text, stops, resumes and writes text. */
package org.rnn4j.examples.charlm;
