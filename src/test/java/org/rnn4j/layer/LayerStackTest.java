package org.rnn4j.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.LossPass;
import org.rnn4j.loss.MeanSquaredError;
import org.rnn4j.loss.SigmoidCrossEntropy;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.loss.Targets;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;

/** Random stacks of all layers under all losses: a padded batch is the weighted sum of its sequences alone. */
class LayerStackTest {

    private static final int STACKS = 100;

    /**
     * Every layer of a stack adds its rounding to what goes through it, and layer normalisation enlarges it. In units of
     * {@code 2^-24} of the largest number; the worst seen is a quarter of the bound.
     */
    private static final double UNITS = 256;

    /** A stack, whether its inputs are ids, and its loss. */
    private record Stack(Network network, boolean ids, Loss loss) {

        static Stack random(RandomGenerator random) {
            boolean ids = random.nextBoolean();
            List<Layer> layers = new ArrayList<>();
            layers.add(switch (random.nextInt(ids ? 4 : 3)) {
                case 0 -> new Dense(6, 4, random);
                case 1 -> new Recurrent(cell(6, 5, random));
                case 2 -> new Bidirectional(cell(6, 2, random), cell(6, 3, random));
                default -> new Embedding(6, 4, random);
            });
            int width = layers.get(0).outputSize(6);
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                layers.add(between(width, random));
                width = layers.get(layers.size() - 1).outputSize(width);
            }
            switch (random.nextInt(5)) {
                case 0 -> layers.add(new LastStep());
                case 1 -> layers.add(new MeanOverTime());
                case 2 -> layers.add(new MaxOverTime());
                case 3 -> layers.add(new Bidirectional(cell(width, 3, random), cell(width, 2, random)).lastOutputs());
                default -> { }
            }
            layers.add(new Dense(Network.of(layers).outputSize(), 3, random));
            Network network = Network.of(layers);
            network.parameters().forEach(parameter -> NetworkWindow.fill(parameter.value().data, random));
            return new Stack(network, ids,
                    List.of(new SoftmaxCrossEntropy(), new SigmoidCrossEntropy(), new MeanSquaredError()).get(random.nextInt(3)));
        }

        private static Cell cell(int inputs, int hidden, RandomGenerator random) {
            return switch (random.nextInt(4)) {
                case 0 -> new RnnCell(inputs, hidden, random);
                case 1 -> new LstmCell(inputs, hidden, true, random);
                case 2 -> new GruCell(inputs, hidden, random);
                default -> new GruCell(inputs, hidden, GruCell.Variant.RESET_AFTER, random);
            };
        }

        private static Layer between(int width, RandomGenerator random) {
            return switch (random.nextInt(10)) {
                case 0 -> new Dropout(0.5f);
                case 1 -> new VariationalDropout(0.5f);
                case 2 -> new WordDropout(0.5f);
                case 3 -> new LayerNorm(width);
                case 4 -> new Recurrent(cell(width, 4, random));
                case 5 -> new Bidirectional(cell(width, 3, random), cell(width, 3, random),
                        Bidirectional.Merge.values()[random.nextInt(4)]);
                case 6 -> new Residual(new LayerNorm(width), new Recurrent(cell(width, width, random)), new Dropout(0.5f));
                case 7 -> new Residual(new Dense(width, 5, random), new Dense(5, width, random));
                case 8 -> new Activation(Activation.Function.values()[random.nextInt(3)]);
                default -> new Dense(width, 4, random);
            };
        }
    }

    /** What the loss is measured against, with a weight for every row, some of them zero. */
    private static Targets targets(Stack stack, NetworkWindow window, RandomGenerator random) {
        Sequence dy = window.dy();
        boolean classes = stack.loss instanceof SoftmaxCrossEntropy;
        Sequence values = classes ? Sequence.ids(dy.steps(), dy.batchSize(), 3) : Sequence.dense(dy.steps(), dy.batchSize(), 3);
        for (int i = 0; i < dy.rows() * (classes ? 1 : 3); i++) {
            if (classes) {
                values.ids()[i] = random.nextInt(3);
            } else {
                values.data()[i] = random.nextFloat();
            }
        }
        float[] weights = new float[dy.rows()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = random.nextInt(5) == 0 ? 0 : random.nextFloat();
        }
        return new Targets(values.lengths(NetworkWindow.reduces(stack.network) ? null : window.lengths()), weights);
    }

    private static Targets row(Targets targets, int n, int steps) {
        Sequence values = targets.values();
        int batch = values.batchSize();
        boolean ids = values.isIds();
        Sequence own = ids ? Sequence.ids(steps, 1, 3) : Sequence.dense(steps, 1, 3);
        float[] weights = new float[steps];
        for (int t = 0; t < steps; t++) {
            if (ids) {
                own.ids()[t] = values.ids()[t * batch + n];
            } else {
                System.arraycopy(values.data(), (t * batch + n) * 3, own.data(), t * 3, 3);
            }
            weights[t] = targets.weight(t * batch + n);
        }
        return new Targets(own, weights);
    }

    /** Loss and gradients of one window: {@code loss} and every parameter by path. */
    private static Map<String, double[]> learned(Stack stack, NetworkWindow window, Targets targets) {
        Workspace workspace = stack.network.newWorkspace(window.steps(), window.batch(), TestBackend.serial());
        workspace.state().copyFrom(window.initial());
        Gradients gradients = new Gradients(stack.network.parameters());
        Sequence y = stack.network.forward(window.x(), workspace);
        double loss = new LossPass(stack.loss, TestBackend.serial()).evaluate(y, targets, workspace.outputGradient());
        stack.network.backward(workspace.outputGradient(), gradients, workspace);
        Map<String, double[]> result = new LinkedHashMap<>();
        result.put("loss", new double[] {loss});
        for (Parameter parameter : stack.network.parameters()) {
            double[] values = new double[parameter.size()];
            Arrays.setAll(values, i -> gradients.of(parameter).data[i]);
            result.put(stack.network.parameters().path(parameter), values);
        }
        return result;
    }

    @Test
    void lossAndGradientsOfAPaddedBatchAreTheWeightedSumOfThoseOfItsSequencesAlone() {
        Set<Class<?>> seen = new LinkedHashSet<>();
        for (int seed = 0; seed < STACKS; seed++) {
            RandomGenerator random = new Xoshiro256(seed);
            Stack stack = Stack.random(random);
            stack.network.layers().forEach(layer -> seen.add(layer.getClass()));
            int batch = 1 + random.nextInt(6);
            int steps = 1 + random.nextInt(6);
            int[] lengths = new int[batch];
            Arrays.setAll(lengths, n -> random.nextInt(steps + 1));
            NetworkWindow window = NetworkWindow.random(stack.network, stack.ids, steps, batch, lengths, random)
                    .withPadding(Float.NaN, -5);
            Targets targets = targets(stack, window, random);
            String message = "seed " + seed + ", " + stack.network.layers() + ", " + stack.loss + ", lengths " + Arrays.toString(lengths);
            Map<String, double[]> actual = learned(stack, window, targets);
            double total = targets.totalWeight();
            Map<String, double[]> expected = new LinkedHashMap<>();
            actual.forEach((name, values) -> expected.put(name, new double[values.length]));
            for (int n = 0; n < batch; n++) {
                NetworkWindow alone = window.row(n);
                Targets own = row(targets, n, alone.dy().steps());
                double weight = own.totalWeight();
                if (weight > 0) {
                    learned(stack, alone, own).forEach((name, values) -> {
                        double[] sum = expected.get(name);
                        Arrays.setAll(sum, i -> sum[i] + values[i] * weight / total);
                    });
                }
            }
            expected.forEach((name, values) ->
                    NetworkPass.assertClose(values, actual.get(name), values.length, UNITS, message + ": " + name));
        }
        assertEquals(Set.of(Dense.class, Activation.class, Embedding.class, Recurrent.class, Bidirectional.class, Residual.class, LayerNorm.class,
                Dropout.class, VariationalDropout.class, WordDropout.class, LastStep.class, MeanOverTime.class, MaxOverTime.class), seen);
    }

    @Test
    void outputsStatesAndInputGradientsOfAStackAreThoseOfItsSequencesAlone() {
        for (int seed = 0; seed < 30; seed++) {
            RandomGenerator random = new Xoshiro256(seed);
            Stack stack = Stack.random(random);
            NetworkWindow window = NetworkWindow.random(stack.network, stack.ids, 5, 4, new int[] {5, 0, 2, 3}, random);
            NetworkPass pass = NetworkPass.of(stack.network, window);
            LayerContract.assertRowsAlone(stack.network, window, pass, UNITS, "seed " + seed + ", " + stack.network.layers());
            NetworkPass.of(stack.network, window.withPadding(Float.NaN, 77)).assertSame(pass, "seed " + seed);
        }
    }

    /** Those layers that no other test of this kind has, in one network, so that it can have a JVM of its own. */
    @Test
    @Tag("allocation")
    void aWarmTrainingStepOfAllLayersAllocatesNothing() {
        RandomGenerator random = new Xoshiro256(1);
        List<Layer> reductions = List.of(new LastStep(), new MeanOverTime(), new MaxOverTime());
        for (Layer reduction : reductions) {
            Network network = Network.of(new Embedding(9, 8, random), new WordDropout(0.2f), new VariationalDropout(0.2f),
                    Bidirectional.of(() -> new LstmCell(8, 6, random)), new LayerNorm(12),
                    new Residual(new Recurrent(new GruCell(12, 12, random)), new Dropout(0.1f)),
                    new Activation(Activation.Function.SIGMOID), reduction, new Dense(12, 3, random));
            NetworkWindow window = NetworkWindow.random(network, true, 10, 4, new int[] {10, 3, 0, 7}, random);
            Targets targets = Targets.of(Sequence.ids(1, 4, 3));
            boolean[] continues = new boolean[4];
            try (Workers workers = Workers.of(2)) {
                Workspace workspace = network.newWorkspace(10, 4, TestBackend.with(workers));
                workspace.train(random);
                Gradients gradients = new Gradients(network.parameters());
                LossPass loss = new LossPass(new SoftmaxCrossEntropy(), TestBackend.with(workers));
                assertEquals(0, Allocation.ofWarm(() -> {
                    gradients.zero();
                    workspace.startWindow(continues);
                    loss.evaluate(network.forward(window.x(), workspace), targets, workspace.outputGradient());
                    network.backward(workspace.outputGradient(), gradients, workspace);
                }), reduction.toString());
                assertTrue(gradients.globalNorm() > 0);
            }
        }
    }
}
