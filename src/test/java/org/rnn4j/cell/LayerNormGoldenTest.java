package org.rnn4j.cell;

import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.optim.GoldenVectors;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** The cells with layer normalisation against PyTorch's, in float64; {@code layer-norm.py} beside the numbers made them. */
class LayerNormGoldenTest {

    private static final int STEPS = 4;
    private static final int BATCH = 3;
    private static final int INPUTS = 5;
    private static final int HIDDEN = 4;

    private static final Map<String, Function<RandomGenerator, Cell>> CELLS = Map.of(
            "rnn", random -> new LayerNormRnnCell(INPUTS, HIDDEN, random),
            "lstm", random -> new LayerNormLstmCell(INPUTS, HIDDEN, random),
            "gru", random -> new LayerNormGruCell(INPUTS, HIDDEN, random));

    private final GoldenVectors vectors = GoldenVectors.read("/org/rnn4j/golden/layer-norm.txt");

    @TestFactory
    Stream<DynamicTest> followsPyTorch() {
        return CELLS.keySet().stream().sorted().map(kind -> DynamicTest.dynamicTest(kind, () -> follow(kind)));
    }

    private void follow(String kind) {
        Cell cell = CELLS.get(kind).apply(new Xoshiro256(1));
        for (Parameter parameter : cell.parameters()) {
            set(parameter.value().data, kind + "." + parameter.name());
        }
        Window window = new Window(Sequence.dense(STEPS, BATCH, INPUTS), State.zeros(cell.stateSpec(), BATCH),
                Sequence.dense(STEPS, BATCH, HIDDEN), State.zeros(cell.stateSpec(), BATCH));
        set(window.x().data(), kind + ".x");
        set(window.dy().data(), kind + ".dy");
        for (StateSpec.Component component : cell.stateSpec().components()) {
            set(window.initial().part(component.name()).data, kind + ".initial." + component.name());
            set(window.dFinal().part(component.name()).data, kind + ".dfinal." + component.name());
        }
        Pass pass = Pass.of(cell, window);
        double units = LayerNormReference.CONDITIONING * CellContract.units(STEPS, BATCH, INPUTS, HIDDEN);
        for (String name : pass.names()) {
            boolean value = name.equals("outputs") || name.startsWith("final.") || name.equals("dx");
            Pass.assertClose(name, vectors.get(kind + "." + (value ? "" : "d") + name), pass.get(name), units, kind);
        }
    }

    private void set(float[] target, String name) {
        double[] values = vectors.get(name);
        for (int i = 0; i < values.length; i++) {
            target[i] = (float) values[i];
        }
    }
}
