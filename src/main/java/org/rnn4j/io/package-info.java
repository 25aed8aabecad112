/**
 * Files: a container for tensors and texts, settings as JSON, and writing that leaves a whole file or the earlier one.
 *
 * <p>{@link org.rnn4j.io.TensorFile} reads and writes the safetensors format; {@link org.rnn4j.io.JsonSettings} turns
 * {@link org.rnn4j.config.Settings} into text that such a file can carry; {@link org.rnn4j.io.AtomicFile} is for files of any
 * kind. What a file holds is never trusted: whatever is wrong with it is a {@link org.rnn4j.io.ModelFormatException} that names
 * the place. Depends on {@code config} and on EJML's matrices, and is the only package that knows the JSON parser.
 *
 * <pre>{@code
 * TensorFile.builder().metadata("settings", JsonSettings.write(settings)).matrix("weight", weight).build().write(path);
 * TensorFile file = TensorFile.read(path);
 * Settings read = JsonSettings.read(file.metadata("settings"), path.toString());
 * FMatrixRMaj same = file.matrix("weight");
 * }</pre>
 */
package org.rnn4j.io;
