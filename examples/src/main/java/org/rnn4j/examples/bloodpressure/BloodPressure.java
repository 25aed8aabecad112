package org.rnn4j.examples.bloodpressure;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnn4j.data.ExampleSampler;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.examples.common.CellType;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ModelDirectory;
import org.rnn4j.examples.common.Result;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.TaskTraining;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.metric.ConfusionMatrix;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.train.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * One-to-one: height, weight and age say whether a blood pressure is low, normal or high. Without data of one's own it learns from a
 * made-up {@link Population}.
 */
@Command(name = "bloodpressure", description = {"One-to-one: height, weight and age to low, normal or high.",
        "A file is CSV with a header and the columns height (cm), weight (kg), age (years) and pressure (low, normal, high)."})
public final class BloodPressure implements Callable<Integer> {

    private static final int BUILT_IN = 6000;

    private static final int SHOWN = 5;

    @Mixin
    private final TaskOptions options = new TaskOptions(CellType.RNN, 32, 60, 0).batch(64).learningRate(0.005f).patience(6);

    @Option(names = "--person", paramLabel = "CM,KG,YEARS",
            description = "someone whose blood pressure to guess at the end; may be given several times")
    private List<String> persons = List.of();

    /** Runs. */
    public static void main(String[] arguments) {
        CommandLines.run(new BloodPressure(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        List<Person> asked = persons.stream().map(Person::parse).toList();
        boolean given = options.data() != null || options.train() != null || options.test() != null;
        Splits<Patient> data = options.model() != null && !given && !asked.isEmpty()
                ? new Splits<>(List.of(), List.of(), List.of())
                : Splits.of(options, PatientFile::read, () -> Population.patients(BUILT_IN, options.seed()));
        PressureModel model;
        try (MetricsFile metrics = MetricsFile.open(options.metrics())) {
            if (options.model() != null) {
                model = PressureModel.of(ModelDirectory.load(options.model(), PressureModel.EXAMPLE));
            } else {
                System.out.println(data.sizes("people"));
                model = PressureModel.create(data.training(), options, new Xoshiro256(options.seed()));
                boolean finished = TaskTraining.run(options, model.model(options.settings()), new SoftmaxCrossEntropy(),
                        sampler(model, data.training(), options.batch()).shuffled(options.seed()),
                        sampler(model, data.validation(), 256), metrics);
                if (!finished) {
                    return 0;
                }
            }
            if (!data.test().isEmpty()) {
                test(model, data, metrics);
            }
        }
        asked.forEach(person -> System.out.println(verdict(model, person)));
        return 0;
    }

    private static ExampleSampler sampler(PressureModel model, List<Patient> patients, int batch) {
        return SequenceSampler.oneToOne(model.examples(patients), batch, PressureModel.COLUMNS, Pressure.values().length);
    }

    private void test(PressureModel model, Splits<Patient> data, MetricsFile metrics) {
        ConfusionMatrix confusion = new ConfusionMatrix(Pressure.labels());
        Evaluation evaluation = Evaluation.of(model.network(), new SoftmaxCrossEntropy(), sampler(model, data.test(), 256),
                Backend.standard(), confusion);
        Result result = new Result(PressureModel.EXAMPLE, data.test().size() + " people");
        if (!data.training().isEmpty()) {
            result.baseline("the most frequent class", mostFrequent(data))
                    .with("one_column_accuracy", OneColumn.best(data.training(), data.test()));
        }
        result.with("loss", evaluation.loss()).with(confusion.values()).report(metrics);
        System.out.println(confusion.table());
        for (Patient patient : data.test().subList(0, Math.min(SHOWN, data.test().size()))) {
            System.out.println(verdict(model, patient.person()) + ", rightly " + patient.pressure().label());
        }
    }

    private static double mostFrequent(Splits<Patient> data) {
        List<Pressure> training = data.training().stream().map(Patient::pressure).toList();
        Pressure most = Collections.max(Arrays.asList(Pressure.values()),
                (a, b) -> Collections.frequency(training, a) - Collections.frequency(training, b));
        return data.test().stream().filter(patient -> patient.pressure() == most).count() / (double) data.test().size();
    }

    private static String verdict(PressureModel model, Person person) {
        float[] probabilities = model.probabilities(person);
        Pressure best = Pressure.LOW;
        for (Pressure pressure : Pressure.values()) {
            best = probabilities[pressure.ordinal()] > probabilities[best.ordinal()] ? pressure : best;
        }
        return String.format(Locale.ROOT, "%s -> %s (%.0f %%)", person, best.label(), 100 * probabilities[best.ordinal()]);
    }
}
