/**
 * Layers and the networks made of them. Depends on {@code cell} and what is above it.
 *
 * <pre>{@code
 * Network network = Network.of(new Recurrent(new LstmCell(65, 128, random)), new Dense(128, 65, random));
 * Workspace workspace = network.newWorkspace(100, 32);
 * Sequence logits = network.forward(x, workspace);
 * }</pre>
 */
package org.rnn4j.layer;
