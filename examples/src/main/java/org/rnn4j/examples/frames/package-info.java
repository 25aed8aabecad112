/** Many-to-many, aligned, without delay: what happens in each frame of a video, told when the frame comes. */
package org.rnn4j.examples.frames;
