package org.rnn4j.docs;

// [start:program]
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Labelled;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.SeriesTransform;
import org.rnn4j.data.Split;
import org.rnn4j.data.Standardizer;
import org.rnn4j.inference.Session;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.metric.ConfusionMatrix;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.train.Evaluation;
import org.rnn4j.train.Trainer;

public final class GuessPressure {

    static final List<String> LABELS = List.of("low", "normal", "high");

    record Patient(double[] columns, int label) {                           // height in cm, weight in kg, age in years
    }

    public static void main(String... args) throws Exception {
        Split<Patient> split = Split.stratified(patients(1000, new Xoshiro256(1)), Patient::label, 1);

        Standardizer scaler = Standardizer.fit(split.train().stream().map(Patient::columns).toArray(double[][]::new));

        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(
                new Recurrent(new RnnCell(3, 16, random)),                  // one step: tanh(x·W_ih + b)
                new Dense(16, LABELS.size(), random));
        Trainer trainer = Trainer.builder(network)
                .loss(new SoftmaxCrossEntropy())
                .optimizer(new Adam(0.01f))
                .validation(SequenceSampler.oneToOne(examples(scaler, split.validation()), 100, 3, 3))
                .patience(5)
                .keepBest()
                .build();
        trainer.fit(SequenceSampler.oneToOne(examples(scaler, split.train()), 20, 3, 3).shuffled(1), 40);
        trainer.restoreBest();

        ConfusionMatrix confusion = new ConfusionMatrix(LABELS);
        Evaluation.of(network, new SoftmaxCrossEntropy(), SequenceSampler.oneToOne(examples(scaler, split.test()), 100, 3, 3),
                Backend.standard(), confusion);
        System.out.print(confusion.table());

        // what was fitted and what ids mean goes into the file with the weights
        Model.of(network).with(Settings.empty().with("scaler", scaler.settings()).with("labels", LABELS)).save(Path.of(args[0]));
    }

    /** What a sampler takes: the columns in units of the training part, and the class. */
    static List<Labelled> examples(SeriesTransform scaler, List<Patient> patients) {
        List<Labelled> examples = new ArrayList<>();
        for (Patient patient : patients) {
            examples.add(Labelled.of(scaled(scaler, patient.columns()), patient.label()));
        }
        return examples;
    }

    static float[] scaled(SeriesTransform scaler, double[] columns) {
        return SeriesTransform.floats(scaler.apply(new double[][] {columns}))[0];
    }

    /** Made-up people: pressure goes with weight for height and with age, and one label in twenty was written down anyhow. */
    static List<Patient> patients(int count, Xoshiro256 random) {
        List<Patient> patients = new ArrayList<>();
        while (patients.size() < count) {
            double height = 170 + 9 * random.nextGaussian();
            double weight = 24 * height * height / 10_000 + 12 * random.nextGaussian();
            double age = random.nextDouble(18, 90);
            double risk = weight / (height * height / 10_000) / 4 + age / 18;
            if (Math.abs(risk - 7.5) > 0.1 && Math.abs(risk - 10.5) > 0.1) {
                int right = risk < 7.5 ? 0 : risk < 10.5 ? 1 : 2;
                patients.add(new Patient(new double[] {height, weight, age}, random.nextInt(20) == 0 ? random.nextInt(3) : right));
            }
        }
        return patients;
    }
}
// [end:program]
