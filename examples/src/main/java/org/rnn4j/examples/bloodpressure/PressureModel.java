package org.rnn4j.examples.bloodpressure;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Labelled;
import org.rnn4j.data.SeriesTransform;
import org.rnn4j.data.Standardizer;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.inference.Session;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;

/**
 * Three numbers, brought to mean 0 and deviation 1, go through a recurrent layer and an affine map to a logit for each class. There is
 * one step, and before it the state is zero, so that {@code h = tanh(W_hh h' + W_xh x + b)} is {@code tanh(W_xh x + b)}: one-to-one,
 * a recurrent network is a perceptron, and {@code W_hh} stays as it was drawn, since its gradient is zero.
 *
 * @param network from three numbers to logits of the classes
 * @param scaler fitted on the training people
 */
record PressureModel(Network network, SeriesTransform scaler) {

    static final String EXAMPLE = "bloodpressure";

    static final int COLUMNS = 3;

    /** {@return a new model for people like these} */
    static PressureModel create(List<Patient> training, TaskOptions options, RandomGenerator random) {
        SeriesTransform scaler = Standardizer.fit(training.stream().map(patient -> patient.person().row()).toArray(double[][]::new));
        List<Layer> layers = new ArrayList<>();
        int width = COLUMNS;
        for (int i = 0; i < options.layers(); i++) {
            layers.add(new Recurrent(options.cell().create(width, options.hidden(), random)));
            if (options.dropout() > 0) {
                layers.add(new Dropout(options.dropout()));
            }
            width = options.hidden();
        }
        layers.add(new Dense(width, Pressure.values().length, random));
        return new PressureModel(Network.of(layers), scaler);
    }

    /** {@return the model in a file's content} */
    static PressureModel of(Model model) {
        return new PressureModel(model.network(), SeriesTransform.of(model.notes().settings("scaler")));
    }

    /** {@return what is saved} */
    Model model(Settings options) {
        return Model.of(network).with(Settings.empty().with("example", EXAMPLE).with("scaler", scaler.settings())
                .with("labels", Pressure.labels()).with("options", options));
    }

    private float[] inputs(Person person) {
        return SeriesTransform.floats(scaler.apply(new double[][] {person.row()}))[0];
    }

    /** {@return patients as a sampler takes them} */
    List<Labelled> examples(List<Patient> patients) {
        return patients.stream().map(patient -> Labelled.of(inputs(patient.person()), patient.pressure().ordinal())).toList();
    }

    /** {@return the probability of each class} */
    float[] probabilities(Person person) {
        Session session = Session.of(network);
        session.step(inputs(person));
        return session.softmax().toMatrix().data;
    }
}
