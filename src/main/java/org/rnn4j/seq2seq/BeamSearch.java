package org.rnn4j.seq2seq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.cell.State;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;

/**
 * Keeps the {@code width} most likely beginnings at each step. One that ends leaves the beam, which is narrower by it from then
 * on; the search is over when all have ended, or are as long as the rules allow. What was found is ranked by
 * <pre>
 *   score(Y) = ln P(Y) / lp(Y)     lp(Y) = ((5 + |Y|) / 6)^α
 * </pre>
 * where {@code |Y|} counts the symbols and the end, and α is the length penalty: with 0 the most probable output wins, which
 * favours short ones; 0.6 to 1 are usual. Outputs that ended come before those that were cut off. With width 1 this is
 * {@link GreedySearch}, and with a width no smaller than the number of outputs there are it finds the best of all.
 *
 * <p>Sources: the beam of Sutskever, Vinyals and Le, 2014; the normalisation of Wu et al., "Google's neural machine translation
 * system", 2016, equation 14, without its penalty for coverage.
 */
public final class BeamSearch implements Search {

    private final EncoderDecoder model;
    private final SearchRules rules;
    private final int width;
    private final double lengthPenalty;
    private final Backend backend;

    private BeamSearch(EncoderDecoder model, SearchRules rules, int width, double lengthPenalty, Backend backend) {
        rules.require("BeamSearch", model);
        if (width < 1) {
            throw new IllegalArgumentException("BeamSearch: width: expected at least 1 but got " + width);
        }
        if (!(lengthPenalty >= 0) || Double.isInfinite(lengthPenalty)) {
            throw new IllegalArgumentException("BeamSearch: lengthPenalty: expected a number of at least 0 but got " + lengthPenalty);
        }
        this.model = model;
        this.rules = rules;
        this.width = width;
        this.lengthPenalty = lengthPenalty;
        this.backend = backend;
    }

    /**
     * {@return a search on the calling thread, with a length penalty of 0.6}
     *
     * @param width how many beginnings are kept, at least 1
     * @throws IllegalArgumentException when the symbols are not the model's
     */
    public static BeamSearch of(EncoderDecoder model, SearchRules rules, int width) {
        return new BeamSearch(model, rules, width, 0.6, Backend.standard());
    }

    /** {@return the same with another α} @param alpha at least 0 */
    public BeamSearch lengthPenalty(double alpha) {
        return new BeamSearch(model, rules, width, alpha, backend);
    }

    /** {@return the same with other kernels or workers} */
    public BeamSearch with(Backend backend) {
        return new BeamSearch(model, rules, width, lengthPenalty, backend);
    }

    @Override
    public EncoderDecoder model() {
        return model;
    }

    /** {@return as many outputs as the beam is wide, or as there are if they are fewer, the best first} */
    @Override
    public List<Hypothesis> search(Sequence source) {
        Sources.requireOne("BeamSearch.search", source);
        return new Run(source).search();
    }

    private double score(double logProbability, int steps) {
        return logProbability / Math.pow((5.0 + steps) / 6, lengthPenalty);
    }

    /** The last symbol of a beginning, and the beginning before it. */
    private record Node(Node parent, int id, int steps, double logProbability, float[] attention) {
    }

    /** A way to go on. */
    private record Candidate(int row, int id, double logProbability) {
    }

    private final class Run {

        private final int sourceLength;
        private final DecoderPass decoder;
        private final Sequence input;
        private final State scratchState;
        private final float[] scratch = new float[model.outputSize()];
        private final List<Node> ended = new ArrayList<>();
        private List<Node> beam = List.of(new Node(null, rules.start(), 0, 0, null));

        Run(Sequence source) {
            EncoderPass encoder = new EncoderPass(model, source.steps(), 1, backend);
            decoder = new DecoderPass(model.decoder(), source.steps(), 1, width, backend);
            input = Sequence.ids(1, width, model.inputSize());
            scratchState = State.zeros(model.decoder().stateSpec(), width);
            sourceLength = source.length(0);
            decoder.start(encoder.forward(source), encoder.initial(), 1);
        }

        List<Hypothesis> search() {
            int maxLength = rules.maxLengthFor(sourceLength);
            for (int steps = 0; steps < maxLength && !beam.isEmpty(); steps++) {
                step();
            }
            List<Node> all = new ArrayList<>(ended);
            all.addAll(beam);
            return all.stream().map(this::hypothesis).sorted(Comparator.comparing((Hypothesis found) -> !found.complete())
                    .thenComparing(Comparator.comparingDouble(Hypothesis::score).reversed())).toList();
        }

        private void step() {
            input.reshape(1, beam.size());
            for (int row = 0; row < beam.size(); row++) {
                input.ids()[row] = beam.get(row).id;
            }
            decoder.workspace().startWindow(null);
            Sequence logits = decoder.workspace().forward(null, input);
            decoder.workspace().carry(null);
            List<Node> next = new ArrayList<>();
            List<Integer> rows = new ArrayList<>();
            for (Candidate candidate : candidates(logits)) {
                Node parent = beam.get(candidate.row);
                Node node = new Node(parent, candidate.id, parent.steps + 1, candidate.logProbability, decoder.readsMemory()
                        ? Sources.weights(decoder.memoryWeights(), candidate.row, sourceLength) : null);
                if (candidate.id == rules.end()) {
                    ended.add(node);
                } else {
                    next.add(node);
                    rows.add(candidate.row);
                }
            }
            beam = next;
            arrange(rows);
        }

        /** {@return as many ways to go on as there is room for, the most likely first; among equals the earlier row, the lower id} */
        private List<Candidate> candidates(Sequence logits) {
            int room = width - ended.size();
            List<Candidate> best = new ArrayList<>(Math.min(room, 1 << 10));
            for (int row = 0; row < beam.size(); row++) {
                double before = beam.get(row).logProbability;
                double logOfSum = Logits.logOfSum(backend.kernels(), logits, row, scratch);
                for (int id = 0; id < logits.width(); id++) {
                    double value = before + (logits.data()[logits.offset(row) + id] - logOfSum);
                    if (rules.allows(id) && (best.size() < room || value > best.get(best.size() - 1).logProbability)) {
                        insert(best, new Candidate(row, id, value), room);
                    }
                }
            }
            return best;
        }

        private void insert(List<Candidate> best, Candidate candidate, int room) {
            if (best.size() == room) {
                best.remove(room - 1);
            }
            int low = 0;
            for (int high = best.size(); low < high; ) {
                int middle = (low + high) >>> 1;
                if (best.get(middle).logProbability >= candidate.logProbability) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            best.add(low, candidate);
        }

        /** Gives each row of the new beam the state of the row that it goes on from. */
        private void arrange(List<Integer> rows) {
            State state = decoder.workspace().state();
            scratchState.copyFrom(state);
            for (int k = 0; k < state.spec().size(); k++) {
                FMatrixRMaj from = scratchState.part(k);
                for (int row = 0; row < rows.size(); row++) {
                    System.arraycopy(from.data, rows.get(row) * from.numCols, state.part(k).data, row * from.numCols, from.numCols);
                }
            }
        }

        private Hypothesis hypothesis(Node last) {
            boolean complete = last.steps > 0 && last.id == rules.end();
            int[] ids = new int[last.steps - (complete ? 1 : 0)];
            float[][] attention = decoder.readsMemory() ? new float[last.steps][] : null;
            for (Node node = last; node.parent != null; node = node.parent) {
                if (node.steps <= ids.length) {
                    ids[node.steps - 1] = node.id;
                }
                if (attention != null) {
                    attention[node.steps - 1] = node.attention;
                }
            }
            return new Hypothesis(ids, last.logProbability, score(last.logProbability, last.steps), complete, attention);
        }
    }

    @Override
    public String toString() {
        return "BeamSearch(" + model + ", " + rules + ", width " + width + ", length penalty " + lengthPenalty + ")";
    }
}
