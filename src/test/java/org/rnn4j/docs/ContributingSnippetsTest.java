package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.Parameter;
import org.rnn4j.cell.ParameterSet;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.loss.Targets;
import org.rnn4j.optim.Optimizers;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;
import org.rnn4j.train.Trainer;

/** The loss and the optimizer of {@code docs/CONTRIBUTING.md}. Its cell is tested where it is, in the examples. */
class ContributingSnippetsTest {

    @Test
    void theLossIsItsFormulaAlsoWhereCoshOverflows() {
        Sequence outputs = Sequence.over(new FMatrixRMaj(2, 2, true, 1, -2, 0, 1000)).reshape(2, 1);
        Sequence targets = Sequence.over(new FMatrixRMaj(2, 2, true, 0, 0, 0.5f, 1)).reshape(2, 1);
        Sequence gradient = Sequence.dense(2, 1, 2);
        double expected = Math.log(Math.cosh(1)) + Math.log(Math.cosh(2)) + Math.log(Math.cosh(0.5)) + 999 - Math.log(2);
        assertEquals(expected / 4, new LogCosh().evaluate(outputs, Targets.of(targets), gradient), 1e-9);
        assertArrayEquals(new float[] {(float) Math.tanh(1) / 4, (float) Math.tanh(-2) / 4, (float) Math.tanh(-0.5) / 4, 0.25f},
                gradient.data(), 1e-7f);
    }

    @Test
    void theLossRefusesIdsAndNamesBothSides() {
        ShapeException e = assertThrows(ShapeException.class,
                () -> new LogCosh().evaluate(Sequence.dense(2, 1, 3), Targets.of(Sequence.ids(2, 1, 3)), null));
        assertEquals("LogCosh: targets: expected floats [2, 1, 3] but got Sequence[2, 1, 3] of ids", e.getMessage());
    }

    @Test
    void theOptimizerMovesByTheRateAgainstTheSign() {
        Parameter parameter = new Parameter("w", new FMatrixRMaj(1, 3));
        ParameterSet parameters = ParameterSet.of(List.of(parameter));
        Gradients gradients = new Gradients(parameters);
        Lion lion = new Lion(0.1f);
        gradients.of(parameter).setTo(new FMatrixRMaj(1, 3, true, 5, -0.001f, 0));
        lion.step(parameters, gradients);
        assertArrayEquals(new float[] {-0.1f, 0.1f, 0}, parameter.value().data, 1e-7f);
        assertArrayEquals(new float[] {0.05f, -0.00001f, 0}, lion.state().get("w.momentum").data, 1e-7f);

        gradients.of(parameter).setTo(new FMatrixRMaj(1, 3, true, -0.4f, 0.00001f, -1));      // 0.9·0.05 > 0.1·0.4
        lion.step(parameters, gradients);
        assertArrayEquals(new float[] {-0.2f, 0.2f, 0.1f}, parameter.value().data, 1e-7f);
        assertEquals("Lion(learningRate 0.1)", Optimizers.of(lion.settings(), Map.of("lion", Lion::of)).toString());
    }

    @Test
    void theOptimizerTrainsAndGoesOnFromItsState() {
        Trainer whole = trainer();
        whole.fit(sampler(), 60);
        assertTrue(whole.progress().trainLoss() < 0.1, () -> "loss " + whole.progress().trainLoss());

        Trainer first = trainer();
        first.fit(sampler(), 30);
        Trainer second = trainer();
        first.model().parameters().byPath().forEach((path, parameter) ->
                second.model().parameters().get(path).value().setTo(parameter.value()));
        second.restore(first.state());
        second.fit(sampler(), 60);
        whole.model().parameters().byPath().forEach((path, parameter) ->
                assertArrayEquals(parameter.value().data, second.model().parameters().get(path).value().data, path));
    }

    private static SequenceSampler sampler() {
        return SequenceSampler.stream(Vocabulary.ofCharacters("hello").encode("hello"), 1, 4, 4);
    }

    private static Trainer trainer() {
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(new Recurrent(new RnnCell(4, 8, random)), new Dense(8, 4, random));
        return Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Lion(0.02f)).build();
    }
}
