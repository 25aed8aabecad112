package org.rnn4j.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.rnn4j.config.Settings;
import org.rnn4j.layer.SequenceModel;

/**
 * All that a training run is at one moment, copied: two runs are the same when their snapshots are equal, which they are bit by
 * bit, NaN and negative zero included.
 */
record Snapshot(Settings settings, List<Long> random, Map<String, List<Integer>> parameters,
                Map<String, List<Integer>> optimizer, Map<String, List<Integer>> carried, Map<String, List<Integer>> best) {

    static Snapshot of(Trainer trainer) {
        TrainingState state = trainer.state();
        return new Snapshot(state.settings(), Arrays.stream(state.random()).boxed().toList(), parametersOf(trainer.model()),
                bits(state.optimizer()), bits(state.carried()), bits(state.best()));
    }

    /** The parameters alone. */
    static Map<String, List<Integer>> parametersOf(SequenceModel network) {
        Map<String, FMatrixRMaj> values = new LinkedHashMap<>();
        network.parameters().byPath().forEach((path, parameter) -> values.put(path, parameter.value()));
        return bits(values);
    }

    /** Puts the parameters into a network of the same shape. */
    void into(SequenceModel network) {
        matrices(parameters).forEach((path, value) -> network.parameters().get(path).value().setTo(value));
    }

    /** The rest, as a trainer takes it. */
    TrainingState state() {
        return new TrainingState(settings, random.stream().mapToLong(Long::longValue).toArray(), matrices(optimizer),
                matrices(carried), matrices(best));
    }

    /** The first two elements are the shape. */
    private static Map<String, List<Integer>> bits(Map<String, FMatrixRMaj> matrices) {
        Map<String, List<Integer>> result = new LinkedHashMap<>();
        matrices.forEach((name, matrix) -> {
            Integer[] bits = new Integer[2 + matrix.getNumElements()];
            bits[0] = matrix.numRows;
            bits[1] = matrix.numCols;
            for (int i = 2; i < bits.length; i++) {
                bits[i] = Float.floatToRawIntBits(matrix.data[i - 2]);
            }
            result.put(name, List.of(bits));
        });
        return result;
    }

    private static Map<String, FMatrixRMaj> matrices(Map<String, List<Integer>> bits) {
        Map<String, FMatrixRMaj> result = new LinkedHashMap<>();
        bits.forEach((name, values) -> {
            FMatrixRMaj matrix = new FMatrixRMaj(values.get(0), values.get(1));
            for (int i = 2; i < values.size(); i++) {
                matrix.data[i - 2] = Float.intBitsToFloat(values.get(i));
            }
            result.put(name, matrix);
        });
        return result;
    }
}
