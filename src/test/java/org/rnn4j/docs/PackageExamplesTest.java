package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.Gradients;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.State;
import org.rnn4j.cell.Tape;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Labelled;
import org.rnn4j.data.Pair;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.inference.Session;
import org.rnn4j.init.Initializers;
import org.rnn4j.io.JsonSettings;
import org.rnn4j.io.TensorFile;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.LastStep;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.SequenceModel;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.Loss;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.loss.Targets;
import org.rnn4j.metric.ConfusionMatrix;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.ConstantRate;
import org.rnn4j.optim.GradientClipping;
import org.rnn4j.optim.LearningRate;
import org.rnn4j.optim.Optimizer;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.seq2seq.Attention;
import org.rnn4j.seq2seq.BeamSearch;
import org.rnn4j.seq2seq.EncoderDecoder;
import org.rnn4j.seq2seq.Hypothesis;
import org.rnn4j.seq2seq.SearchRules;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.Workers;
import org.rnn4j.train.Evaluation;
import org.rnn4j.train.Generator;
import org.rnn4j.train.Sampling;
import org.rnn4j.train.Trainer;

/** The examples of the package pages: compiled and run here, and the pages have the same lines. */
class PackageExamplesTest {

    private static final int START = 0;
    private static final int END = 1;

    private final RandomGenerator random = new Xoshiro256(1);
    private final Network network = Network.of(new Recurrent(new LstmCell(65, 16, random)), new Dense(16, 65, random));
    private final Vocabulary vocabulary = Vocabulary.ofCharacters("abcdefgh");

    private static Trainer trainer(SequenceModel model) {
        return Trainer.builder(model).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.01f)).build();
    }

    @TestFactory
    Stream<DynamicTest> thePagesHaveTheLinesThatAreRunHere() {
        return Project.files(Project.LIBRARY, "package-info.java").stream()
                .filter(page -> Project.read(page).contains(" * <pre>{@code"))
                .map(page -> dynamicTest(page.getParent().getFileName().toString(), () -> check(page)));
    }

    private static void check(Path page) {
        List<String> lines = Project.read(page);
        String shown = lines.subList(lines.indexOf(" * <pre>{@code") + 1, lines.indexOf(" * }</pre>")).stream()
                .map(line -> line.substring(Math.min(3, line.length()))).collect(Collectors.joining("\n"));
        assertEquals(Project.region("PackageExamplesTest#" + page.getParent().getFileName()), shown);
    }

    @Test
    void config() {
        // [start:config]
        Settings settings = Settings.ofType("lstm").with("inputSize", 64).with("hiddenSize", 256);
        int hidden = settings.count("hiddenSize", 1);
        // [end:config]
        assertEquals(256, hidden);
    }

    @Test
    void tensor() {
        // [start:tensor]
        Sequence x = Sequence.ids(100, 32, vocabulary.size());      // 100 steps of 32 sequences, one-hot
        x.ids()[5 * 32 + 3] = 7;                                    // step 5 of sequence 3 is symbol 7
        Backend backend = Backend.standard(Workers.of(2));
        // [end:tensor]
        assertEquals(1, x.toMatrix().get(5 * 32 + 3, 7));
        backend.workers().close();
    }

    @Test
    void init() {
        LstmCell lstm = new LstmCell(4, 3, random);
        Dense dense = new Dense(3, 2, random);
        // [start:init]
        FMatrixRMaj weightHh = lstm.weightHh().value();                                // [H, 4·H], one gate beside the other
        Initializers.orthogonal().perGate(4).fill(weightHh, new Xoshiro256(42));
        Initializers.xavierUniform().fill(dense.weight().value(), random);
        // [end:init]
        double square = 0;
        for (int j = 0; j < 3; j++) {
            square += Math.pow(weightHh.get(0, j), 2);
        }
        assertEquals(1, square, 1e-6);
    }

    @Test
    void cell() {
        Sequence x = Sequence.dense(100, 32, 64);
        // [start:cell]
        Cell cell = new LstmCell(64, 256, random);
        Tape tape = cell.newTape(100, 32, Backend.standard());
        Sequence h = cell.forward(x, State.zeros(cell.stateSpec(), 32), tape);     // x is [100, 32, 64], h is [100, 32, 256]
        // [end:cell]
        assertEquals("[100, 32, 256]", h.shape());
    }

    @Test
    void layer() {
        Sequence x = Sequence.ids(100, 32, 65);
        // [start:layer]
        Network network = Network.of(new Recurrent(new LstmCell(65, 128, random)), new Dense(128, 65, random));
        Workspace workspace = network.newWorkspace(100, 32);
        Sequence logits = network.forward(x, workspace);
        // [end:layer]
        assertEquals("[100, 32, 65]", logits.shape());
    }

    @Test
    void inference() {
        int id = 7;
        // [start:inference]
        Session session = Session.of(network, 64);          // one for each thread, all on one network
        int stream = session.open();
        Sequence logits = session.step(stream, id);
        byte[] saved = session.save(stream).toBytes();
        // [end:inference]
        assertEquals("[1, 1, 65]", logits.shape());
        assertTrue(saved.length > 2 * 16 * 4);
    }

    @Test
    void lossAndOptim() {
        Workspace workspace = network.newWorkspace(2, 1);
        Sequence logits = network.forward(Sequence.ids(2, 1, 65), workspace);
        Sequence ids = Sequence.ids(2, 1, 65);
        // [start:loss]
        Loss loss = new SoftmaxCrossEntropy();
        double nats = loss.evaluate(logits, Targets.of(ids), workspace.outputGradient());
        // [end:loss]
        Gradients gradients = new Gradients(network.parameters());
        network.backward(workspace.outputGradient(), gradients, workspace);
        Optimizer optimizer = new Adam(0.01f);
        LearningRate schedule = new ConstantRate(0.01f);
        // [start:optim]
        GradientClipping.byGlobalNorm(5f).apply(gradients);
        optimizer.learningRate(schedule.at(optimizer.steps()));
        optimizer.step(network.parameters(), gradients);
        // [end:optim]
        assertTrue(loss.evaluate(network.forward(Sequence.ids(2, 1, 65), workspace), Targets.of(ids), null) < nats);
    }

    @Test
    void metric() throws Exception {
        Network network = Network.of(new Dense(2, 3, random));
        Loss loss = new SoftmaxCrossEntropy();
        Backend backend = Backend.standard();
        SequenceSampler test = SequenceSampler.oneToOne(List.of(Labelled.of(new float[] {1, 2}, 1)), 1, 2, 3);
        String printed = Printed.by(() -> {
            // [start:metric]
            ConfusionMatrix matrix = new ConfusionMatrix(List.of("low", "normal", "high"));
            Evaluation.of(network, loss, test, backend, matrix);
            System.out.println(matrix.values() + "\n" + matrix.table());
            // [end:metric]
        }).text();
        assertTrue(printed.contains("macro_f1") && printed.contains("normal"), printed);
    }

    @Test
    void data() {
        String text = "The land. Alan, Ada and love. ".repeat(4);
        long seed = 1;
        Vocabulary known = Vocabulary.ofCharacters(text);
        Trainer trainer = trainer(Network.of(new Recurrent(new LstmCell(known.size(), 4, random)), new Dense(4, known.size(), random)));
        // [start:data]
        Vocabulary vocabulary = Vocabulary.ofCharacters(text);
        SequenceSampler stream = SequenceSampler.stream(vocabulary.encode(text), 32, 100, vocabulary.size());
        trainer.fit(stream, 20);

        List<Labelled> names = List.of(Labelled.of(vocabulary.encode("Ada"), 0), Labelled.of(vocabulary.encode("Alan"), 1));
        SequenceSampler sampler = SequenceSampler.manyToOne(names, 32, vocabulary.size(), 2).shuffled(seed).bucketed();
        // [end:data]
        trainer(Network.of(new Recurrent(new LstmCell(known.size(), 4, random)), new LastStep(), new Dense(4, 2, random))).fit(sampler, 1);
    }

    @Test
    void seq2seq() {
        List<Pair> pairs = List.of(Pair.of(new int[] {2, 3}, new int[] {4, 5, 6}));
        int[] sourceIds = {2, 3};
        // [start:seq2seq]
        EncoderDecoder translator = EncoderDecoder.of(
                Network.of(new Embedding(40, 32, random), new Recurrent(new LstmCell(32, 128, random))),
                Network.of(new Embedding(50, 32, random), new Recurrent(new LstmCell(32, 128, random)),
                        Attention.general(128, 128, 128, random), new Dense(128, 50, random)));
        trainer(translator).fit(SequenceSampler.manyToManyDelayed(pairs, 32, 40, 50, START, END), 10);
        Hypothesis best = BeamSearch.of(translator, SearchRules.of(START, END), 5).best(sourceIds);
        // [end:seq2seq]
        assertTrue(best.logProbability() <= 0);
    }

    @Test
    void train() {
        String text = "The land. Alan, Ada and love. ".repeat(4);
        Vocabulary vocabulary = Vocabulary.ofCharacters(text);
        Network network = Network.of(new Recurrent(new LstmCell(vocabulary.size(), 8, random)), new Dense(8, vocabulary.size(), random));
        // [start:train]
        Trainer trainer = Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(2e-3f)).build();
        trainer.fit(SequenceSampler.stream(vocabulary.encode(text), 32, 100, vocabulary.size()), 20);
        String sample = Generator.of(network, vocabulary).with(Sampling.temperature(0.8f)).sample("The ", 400, random);
        // [end:train]
        assertEquals(400, sample.length());
    }

    @Test
    void io(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("weight.safetensors");
        Settings settings = Settings.ofType("example");
        FMatrixRMaj weight = new FMatrixRMaj(2, 3);
        // [start:io]
        TensorFile.builder().metadata("settings", JsonSettings.write(settings)).matrix("weight", weight).build().write(path);
        TensorFile file = TensorFile.read(path);
        Settings read = JsonSettings.read(file.metadata("settings"), path.toString());
        FMatrixRMaj same = file.matrix("weight");
        // [end:io]
        assertEquals(settings, read);
        assertEquals(List.of(2, 3), List.of(same.numRows, same.numCols));
    }
}
