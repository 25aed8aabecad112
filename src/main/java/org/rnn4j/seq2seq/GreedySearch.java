package org.rnn4j.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * At each step the most likely symbol, the lowest id among equals, until that is the end: fast, and for a model that is sure of
 * itself as good as any. The score is the logarithm of the probability. Many sources at once go step by step together, each
 * with the result that it has alone.
 */
public final class GreedySearch implements Search {

    private final EncoderDecoder model;
    private final SearchRules rules;
    private final Backend backend;

    private GreedySearch(EncoderDecoder model, SearchRules rules, Backend backend) {
        rules.require("GreedySearch", model);
        this.model = model;
        this.rules = rules;
        this.backend = backend;
    }

    /** {@return a search on the calling thread} @throws IllegalArgumentException when the symbols are not the model's */
    public static GreedySearch of(EncoderDecoder model, SearchRules rules) {
        return new GreedySearch(model, rules, Backend.standard());
    }

    /** {@return the same with other kernels or workers} */
    public GreedySearch with(Backend backend) {
        return new GreedySearch(model, rules, backend);
    }

    @Override
    public EncoderDecoder model() {
        return model;
    }

    @Override
    public List<Hypothesis> search(Sequence source) {
        Sources.requireOne("GreedySearch.search", source);
        return all(source);
    }

    /** {@return the output for each source of a batch, in their order} @param sources ids or floats, with lengths where they differ */
    public List<Hypothesis> all(Sequence sources) {
        return new Run(sources.steps(), sources.batchSize()).decode(sources);
    }

    /**
     * {@return the output for each source, in their order}
     *
     * @param sources ids; those of about the same length are decoded together
     * @param batchSize how many at once, at least 1
     */
    public List<Hypothesis> all(List<int[]> sources, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("GreedySearch.all: batchSize: expected at least 1 but got " + batchSize);
        }
        Hypothesis[] results = new Hypothesis[sources.size()];
        if (results.length == 0) {
            return List.of();
        }
        int longest = sources.stream().mapToInt(ids -> ids.length).max().orElseThrow();
        Run run = new Run(Math.max(1, longest), Math.min(batchSize, results.length));
        int[] order = IntStream.range(0, results.length).boxed()
                .sorted(Comparator.comparingInt(i -> sources.get(i).length)).mapToInt(i -> i).toArray();
        for (int from = 0; from < order.length; from += batchSize) {
            int[] part = Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize));
            List<int[]> batch = Arrays.stream(part).mapToObj(sources::get).toList();
            List<Hypothesis> found = run.decode(Sources.of(model.encoder().inputSize(), batch));
            for (int n = 0; n < part.length; n++) {
                results[part[n]] = found.get(n);
            }
        }
        return List.of(results);
    }

    /** The buffers of a search, for several batches one after the other. */
    private final class Run {

        private final EncoderPass encoder;
        private final DecoderPass decoder;
        private final Sequence input;
        private final float[] scratch = new float[model.outputSize()];

        Run(int maxSourceSteps, int maxBatch) {
            encoder = new EncoderPass(model, maxSourceSteps, maxBatch, backend);
            decoder = new DecoderPass(model.decoder(), maxSourceSteps, 1, maxBatch, backend);
            input = Sequence.ids(1, maxBatch, model.inputSize());
        }

        List<Hypothesis> decode(Sequence sources) {
            int count = sources.batchSize();
            Output[] outputs = new Output[count];
            int[] lengths = new int[count];
            for (int n = 0; n < count; n++) {
                outputs[n] = new Output(rules.maxLengthFor(sources.length(n)));
                input.ids()[n] = rules.start();
                lengths[n] = 1;
            }
            decoder.start(encoder.forward(sources), encoder.initial(), 1);
            for (int running = count; running > 0; ) {
                input.reshape(1, count).lengths(lengths);
                decoder.workspace().startWindow(null);
                Sequence logits = decoder.workspace().forward(null, input);
                for (int n = 0; n < count; n++) {
                    if (lengths[n] == 1) {
                        int id = Logits.best(logits, n, rules);
                        outputs[n].add(id, logits.data()[logits.offset(n) + id]
                                - Logits.logOfSum(backend.kernels(), logits, n, scratch));
                        if (decoder.readsMemory()) {
                            outputs[n].attention.add(Sources.weights(decoder.memoryWeights(), n, sources.length(n)));
                        }
                        input.ids()[n] = id;
                        lengths[n] = outputs[n].ended() ? 0 : 1;
                        running -= outputs[n].ended() ? 1 : 0;
                    }
                }
            }
            return Arrays.stream(outputs).map(Output::hypothesis).toList();
        }

        /** One output in the making. */
        private final class Output {

            private final int maxLength;
            private final IntStream.Builder ids = IntStream.builder();
            private final List<float[]> attention = new ArrayList<>();
            private double logProbability;
            private int steps;
            private boolean complete;

            Output(int maxLength) {
                this.maxLength = maxLength;
            }

            void add(int id, double log) {
                logProbability += log;
                steps++;
                complete = id == rules.end();
                if (!complete) {
                    ids.add(id);
                }
            }

            boolean ended() {
                return complete || steps == maxLength;
            }

            Hypothesis hypothesis() {
                return new Hypothesis(ids.build().toArray(), logProbability, logProbability, complete,
                        decoder.readsMemory() ? attention.toArray(new float[0][]) : null);
            }
        }
    }

    @Override
    public String toString() {
        return "GreedySearch(" + model + ", " + rules + ")";
    }
}
