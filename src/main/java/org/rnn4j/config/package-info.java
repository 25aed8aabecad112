/**
 * How things describe themselves: {@link org.rnn4j.config.Settings}. Depends on nothing.
 *
 * <pre>{@code
 * Settings settings = Settings.ofType("lstm").with("inputSize", 64).with("hiddenSize", 256);
 * int hidden = settings.count("hiddenSize", 1);
 * }</pre>
 */
package org.rnn4j.config;
