/**
 * How fast the library is, one class for each question, measured with JMH. Each benchmark also checks what it computed.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar -l                                                  what there is
 * java -jar benchmarks/target/benchmarks.jar TrainingStep -p config=C2 -p cell=LSTM              one question
 * java -jar benchmarks/target/benchmarks.jar MultiplyPacked -p provider=scalar                   without the Vector API
 * </pre>
 */
package org.rnn4j.benchmarks;
