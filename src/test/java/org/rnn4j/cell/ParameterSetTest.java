package org.rnn4j.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Parameters, their gradients, and states: the plain containers. */
class ParameterSetTest {

    private final Parameter weight = new Parameter("weight", new FMatrixRMaj(2, 3));
    private final Parameter bias = new Parameter("bias", new FMatrixRMaj(1, 3));
    private final ParameterSet set = ParameterSet.of(List.of(weight, bias));

    @Test
    void parametersKeepTheirOrderAndAreFoundByPath() {
        ParameterSet nested = new ParameterSet.Builder().add("a.", List.of(weight, bias))
                .add("b.", List.of(new Parameter("bias", new FMatrixRMaj(1, 4)))).build();
        assertEquals(List.of("a.weight", "a.bias", "b.bias"), List.copyOf(nested.byPath().keySet()));
        assertSame(bias, nested.get("a.bias"));
        assertEquals("a.bias", nested.path(bias));
        assertEquals(13, nested.size());
        List<Parameter> iterated = new ArrayList<>();
        nested.forEach(iterated::add);
        assertEquals(nested.list(), iterated);
        assertEquals("ParameterSet(3 parameters, 13 floats)", nested.toString());
        assertEquals("weight [2, 3]", weight.toString());
    }

    @Test
    void theBlocksOfASetCoverEachFloatOnceAndInOrder() {
        Parameter large = new Parameter("large", new FMatrixRMaj(2, ParameterBlocks.SIZE));
        Parameter larger = new Parameter("larger", new FMatrixRMaj(1, ParameterBlocks.SIZE + 1));
        ParameterSet several = ParameterSet.of(List.of(large, weight, larger));
        ParameterBlocks blocks = several.blocks();
        assertEquals(5, blocks.count());
        int parameter = 0;
        int next = 0;
        for (int block = 0; block < blocks.count(); block++) {
            if (blocks.parameter(block) != parameter) {
                assertEquals(several.list().get(parameter).size(), next);
                parameter++;
                next = 0;
            }
            assertEquals(parameter, blocks.parameter(block));
            assertEquals(next, blocks.from(block));
            assertTrue(blocks.to(block) > next && blocks.to(block) - next <= ParameterBlocks.SIZE);
            next = blocks.to(block);
        }
        assertEquals(larger.size(), next);
    }

    @Test
    void aParameterIsTheSameOnlyAsItself() {
        assertNotEquals(weight, new Parameter("weight", weight.value()));
        assertEquals(weight, weight);
    }

    @Test
    void aPathTwiceAnObjectTwiceAndAnUnknownPathAreErrors() {
        assertArgument(() -> ParameterSet.of(List.of(weight, new Parameter("weight", new FMatrixRMaj(1, 1)))), "'weight'");
        assertArgument(() -> new ParameterSet.Builder().add("a.", List.of(weight)).add("b.", List.of(weight)).build(),
                "'b.weight'", "same object");
        assertArgument(() -> set.get("weights"), "'weights'", "[weight, bias]");
        assertArgument(() -> set.path(new Parameter("weight", weight.value())), "weight [2, 3]", "not in this set");
    }

    @Test
    void aSetStaysAsItWasWhenItsBuilderGoesOn() {
        ParameterSet.Builder builder = new ParameterSet.Builder().add("", List.of(weight));
        ParameterSet first = builder.build();
        builder.add("", List.of(bias));
        assertEquals(List.of(weight), first.list());
        assertEquals(6, first.size());
        assertEquals(2, builder.build().list().size());
    }

    @Test
    void gradientsHaveTheShapesOfTheirParametersAndStartAtZero() {
        Gradients gradients = new Gradients(set);
        assertEquals(2, gradients.count());
        assertSame(bias, gradients.parameter(1));
        assertSame(gradients.value(1), gradients.of(bias));
        assertArrayEquals(new float[6], gradients.of(weight).data);
        assertArgument(() -> gradients.of(new Parameter("weight", weight.value())), "no gradient for weight [2, 3]");
    }

    @Test
    void gradientsAddScaleAndMeasure() {
        Gradients first = new Gradients(set);
        Gradients second = new Gradients(set);
        first.of(weight).set(1, 2, 3);
        second.of(weight).set(1, 2, -6);
        second.of(bias).set(0, 0, 4);
        first.add(second);
        assertEquals(-3, first.of(weight).get(1, 2));
        assertEquals(5, first.globalNorm());
        first.scale(2);
        assertEquals(10, first.globalNorm());
        first.zero();
        assertEquals(0, first.globalNorm());
        assertArgument(() -> first.add(new Gradients(ParameterSet.of(List.of(weight, bias)))), "same ParameterSet");
    }

    @Test
    void theNormIsSummedInDoubleAndIsNotFiniteExactlyWhenAnElementIsNot() {
        for (int position = 0; position < 6; position++) {
            Gradients gradients = new Gradients(set);
            gradients.of(weight).data[position] = Float.MAX_VALUE;
            assertEquals(Float.MAX_VALUE, gradients.globalNorm(), 1e31);
            for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
                gradients.of(weight).data[position] = bad;
                assertTrue(!Double.isFinite(gradients.globalNorm()), "element " + position);
            }
        }
    }

    @Test
    void statesAreCopiedByTheWidthsTheyShare() {
        StateSpec spec = StateSpec.of(2, List.of("h", "c"));
        State two = State.zeros(spec, 2);
        State three = State.zeros(spec, 3);
        for (int i = 0; i < 6; i++) {
            three.part("c").data[i] = i + 1;
        }
        two.copyFrom(three);
        assertArrayEquals(new float[] {1, 2, 3, 4}, two.part(1).data);
        two.zeroRow(0);
        assertArrayEquals(new float[] {0, 0, 3, 4}, two.part(1).data);
        three.zero();
        three.copyFrom(two);
        assertArrayEquals(new float[] {0, 0, 3, 4, 0, 0}, three.part(1).data);
        assertEquals("State(3 x [Component[name=h, width=2], Component[name=c, width=2]])", three.toString());
        assertArgument(() -> three.part("d"), "no state 'd'");
        assertShape(() -> three.copyFrom(State.zeros(StateSpec.of(3, List.of("h", "c")), 3)), "h", "width 2", "3");
        assertShape(() -> three.copyFrom(State.zeros(StateSpec.of(2, List.of("h")), 3)), "State(3 x [Component[name=h, width=2], C");
    }

    @Test
    void aSliceSharesItsMatrices() {
        State whole = State.zeros(StateSpec.of(2, List.of("a", "b", "c")), 2);
        State part = whole.slice(1, StateSpec.of(2, List.of("h", "m")));
        assertSame(whole.part("b"), part.part("h"));
        assertSame(whole.part("c"), part.part("m"));
    }

    @Test
    void componentsHaveUniqueNames() {
        StateSpec spec = StateSpec.of(2, List.of("h")).and("layers.0.", StateSpec.of(3, List.of("h")));
        assertEquals(List.of("h", "layers.0.h"), spec.components().stream().map(StateSpec.Component::name).toList());
        assertArgument(() -> StateSpec.of(2, List.of("h", "h")), "unique names", "h");
        assertArgument(() -> spec.and("", StateSpec.of(1, List.of("h"))), "unique names");
    }
}
