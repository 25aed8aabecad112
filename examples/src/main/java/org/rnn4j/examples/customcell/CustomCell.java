package org.rnn4j.examples.customcell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ModelDirectory;
import org.rnn4j.examples.common.Problems;
import org.rnn4j.examples.common.Require;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.io.Model;
import org.rnn4j.io.NetworkFactory;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Trains {@link JanetCell}, which is not in the library, beside the LSTM, which is: to say a digit again after a gap. Then saves
 * its network and loads it back, for which the reader has to be told of the cell.
 */
@Command(name = "customcell", description = "A cell of one's own, trained beside the LSTM, saved and loaded.")
public final class CustomCell implements Callable<Integer> {

    @Option(names = "--gap", paramLabel = "STEPS", defaultValue = "10",
            description = "steps over which a digit has to be remembered (${DEFAULT-VALUE})")
    private int gap;

    @Option(names = "--hidden", paramLabel = "N", defaultValue = "32", description = "width of the hidden state (${DEFAULT-VALUE})")
    private int hidden;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "20", description = "passes over 1000 lines (${DEFAULT-VALUE})")
    private int epochs;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "20", description = "lines side by side (${DEFAULT-VALUE})")
    private int batch;

    @Option(names = "--lr", paramLabel = "RATE", defaultValue = "0.02", description = "learning rate (${DEFAULT-VALUE})")
    private float learningRate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "seed of weights and text (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "where the model goes; nowhere without it")
    private Path out;

    @Option(names = "--metrics", paramLabel = "FILE", description = "a file to append one JSON object a line to")
    private Path metricsPath;

    /** Trains. */
    public static void main(String[] arguments) {
        CommandLines.run(new CustomCell(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Require.atLeast("--gap", gap, 1);
        Require.atLeast("--hidden", hidden, 1);
        Require.atLeast("--epochs", epochs, 0);
        Require.atLeast("--batch", batch, 1);
        Require.positive("--lr", learningRate);
        if (out != null) {
            ModelDirectory.checkWritable(out);
        }
        MetricsFile.check(metricsPath);

        EchoTask task = new EchoTask(gap);
        int symbols = EchoTask.VOCABULARY.size();
        System.out.printf("after %d steps, say the first symbol again%n", gap + 1);
        Network lstm = train(task, new LstmCell(symbols, hidden, new Xoshiro256(seed)));
        Network janet = train(task, new JanetCell(symbols, hidden, new Xoshiro256(seed)));

        Path file = save(janet);
        // The reader builds the cells that files name. It knows the library's own; of others it has to be told.
        NetworkFactory factory = NetworkFactory.standard().withCell(JanetCell.TYPE, JanetCell::of);
        Network loaded = Model.load(file, factory).network();
        if (out == null) {
            Files.delete(file);
        }
        double accuracy = task.accuracy(loaded);
        System.out.printf(Locale.ROOT, "saved and loaded: %.0f of 10 digits right%n", 10 * accuracy);

        try (MetricsFile metrics = MetricsFile.open(metricsPath)) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("event", "result");
            result.put("example", "customcell");
            result.put("split", "test");
            result.put("baseline", EchoTask.BASELINE);
            result.put("accuracy", accuracy);
            result.put("lstm_accuracy", task.accuracy(lstm));
            metrics.write(result);
        }
        return 0;
    }

    private Network train(EchoTask task, Cell cell) {
        Xoshiro256 random = new Xoshiro256(seed);
        int symbols = EchoTask.VOCABULARY.size();
        Network network = Network.of(new Recurrent(cell), new Dense(hidden, symbols, random));
        StreamSampler sampler = new StreamSampler(task.texts(1000, random), batch, gap + 2, gap + 2, symbols);
        Trainer trainer = Trainer.builder(network)
                .loss(new SoftmaxCrossEntropy())
                .optimizer(new Adam(learningRate))
                .clipGlobalNorm(1)
                .build();
        long start = System.nanoTime();
        trainer.fit(sampler, epochs);
        System.out.printf(Locale.ROOT, "%s: loss %.4f, %.0f of 10 digits right, %.1f s%n", cell, trainer.progress().trainLoss(),
                10 * task.accuracy(network), (System.nanoTime() - start) * 1e-9);
        return network;
    }

    private Path save(Network network) throws IOException {
        Path file;
        if (out == null) {
            file = Files.createTempFile("janet", ".safetensors");
        } else {
            try {
                Files.createDirectories(out);
            } catch (IOException e) {
                throw new UserException("--out " + out + ": cannot be made a directory: " + Problems.reason(e));
            }
            file = out.resolve("model.safetensors");
        }
        Model.of(network, EchoTask.VOCABULARY).save(file);
        return file;
    }
}
