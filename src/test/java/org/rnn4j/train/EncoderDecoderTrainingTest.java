package org.rnn4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.data.Pair;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.io.Model;
import org.rnn4j.io.ModelFormatException;
import org.rnn4j.io.TensorFile;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.CosineDecay;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.seq2seq.Attention;
import org.rnn4j.seq2seq.BeamSearch;
import org.rnn4j.seq2seq.EncoderDecoder;
import org.rnn4j.seq2seq.GreedySearch;
import org.rnn4j.seq2seq.Hypothesis;
import org.rnn4j.seq2seq.SearchRules;
import org.rnn4j.seq2seq.TeacherForcing;

/** Encoder-decoder models with a trainer, in files, and at a task with a known answer: the source backwards. */
class EncoderDecoderTrainingTest {

    private static final int START = 0;
    private static final int END = 1;
    private static final int SYMBOLS = 8;
    private static final SearchRules RULES = SearchRules.of(START, END);

    @TempDir
    private Path directory;

    /** A source and its mirror image. */
    private record Mirrored(int[] source, int[] target) {
    }

    private static Mirrored pair(int shortest, int longest, RandomGenerator random) {
        int[] source = IntStream.range(0, random.nextInt(shortest, longest + 1)).map(s -> random.nextInt(2, SYMBOLS)).toArray();
        int[] target = IntStream.range(0, source.length).map(t -> source[source.length - 1 - t]).toArray();
        return new Mirrored(source, target);
    }

    private static List<Mirrored> pairs(int count, int shortest, int longest, long seed) {
        RandomGenerator random = new Xoshiro256(seed);
        return IntStream.range(0, count).mapToObj(i -> pair(shortest, longest, random)).toList();
    }

    private static SequenceSampler sampler(List<Mirrored> pairs, int batch) {
        return SequenceSampler.manyToManyDelayed(
                pairs.stream().map(pair -> Pair.of(pair.source, pair.target)).toList(), batch, SYMBOLS, SYMBOLS, START, END).bucketed().shuffled(3);
    }

    private static EncoderDecoder model(String kind, int hidden, float dropout) {
        RandomGenerator random = new Xoshiro256(1);
        List<Layer> decoder = new ArrayList<>(List.of(new Embedding(SYMBOLS, 8, random)));
        Network encoder = Network.of(new Embedding(SYMBOLS, 8, random), new Dropout(dropout), new Recurrent(new LstmCell(8, hidden, random)));
        if (kind.equals("bridge")) {
            encoder = Network.of(new Embedding(SYMBOLS, 8, random),
                    new Bidirectional(new GruCell(8, hidden, random), new GruCell(8, hidden, random)));
            decoder.add(new Recurrent(new GruCell(8, hidden, random)));
            decoder.add(Attention.general(hidden, 2 * hidden, hidden, random));
        } else {
            decoder.add(new Recurrent(new LstmCell(8, hidden, random)));
        }
        switch (kind) {
            case "additive" -> decoder.add(Attention.additive(hidden, hidden, hidden, hidden, random));
            case "general" -> decoder.add(Attention.general(hidden, hidden, hidden, random));
            case "dot" -> decoder.add(Attention.dot(hidden, hidden, random));
            default -> { }
        }
        decoder.add(new Dropout(dropout));
        decoder.add(new Dense(hidden, SYMBOLS, random));
        return kind.equals("bridge") ? EncoderDecoder.withBridge(encoder, Network.of(decoder), random)
                : EncoderDecoder.of(encoder, Network.of(decoder));
    }

    private static TrainerBuilder trainer(EncoderDecoder model) {
        return Trainer.builder(model).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.01f)).clipGlobalNorm(1).seed(7)
                .backend(TestBackend.serial());
    }

    private static int exact(List<Hypothesis> found, List<Mirrored> pairs) {
        return (int) IntStream.range(0, pairs.size())
                .filter(i -> found.get(i).complete() && Arrays.equals(pairs.get(i).target(), found.get(i).ids())).count();
    }

    // ---- learning -------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"general", "additive", "bridge"})
    void theSourceBackwardsIsLearnedToAlmostAlwaysExactly(String kind) {
        EncoderDecoder model = model(kind, 24, 0);
        List<Mirrored> held = pairs(300, 2, 5, 99);
        SequenceSampler sampler = sampler(pairs(1500, 2, 5, 2), 32);
        trainer(model).learningRate(new CosineDecay(0.01f, 0.0005f, 12 * sampler.windows())).build().fit(sampler, 12);
        List<int[]> sources = held.stream().map(pair -> pair.source()).toList();
        List<Hypothesis> greedy = GreedySearch.of(model, RULES).with(TestBackend.serial()).all(sources, 50);
        assertTrue(exact(greedy, held) > 0.99 * held.size(), kind + ": greedy " + exact(greedy, held) + " of " + held.size());
        BeamSearch beam = BeamSearch.of(model, RULES, 4).with(TestBackend.serial());
        List<Hypothesis> wide = sources.subList(0, 100).stream().map(beam::best).toList();
        assertTrue(exact(wide, held.subList(0, 100)) >= 99, kind + ": beam " + exact(wide, held.subList(0, 100)));
        if (kind.equals("additive")) {
            int[] source = {2, 5, 3, 7, 4};
            float[][] attention = beam.best(source).attention();
            for (int t = 0; t < source.length; t++) {
                float[] weights = attention[t];
                int most = IntStream.range(0, weights.length).boxed().max((a, b) -> Float.compare(weights[a], weights[b])).orElseThrow();
                assertTrue(Math.abs(source.length - 1 - t - most) <= 1, "step " + t + " looks at " + Arrays.toString(weights));
            }
        }
    }

    @Test
    void scheduledSamplingLearnsTheTaskToo() {
        EncoderDecoder model = model("general", 24, 0).withTeacherForcing(TeacherForcing.linear(1, 0.5, 300));
        List<Mirrored> held = pairs(300, 2, 5, 99);
        trainer(model).build().fit(sampler(pairs(1500, 2, 5, 2), 32), 8);
        List<Hypothesis> greedy = GreedySearch.of(model, RULES).with(TestBackend.serial())
                .all(held.stream().map(pair -> pair.source()).toList(), 50);
        assertTrue(exact(greedy, held) > 0.99 * held.size(), "greedy " + exact(greedy, held) + " of " + held.size());
    }

    // ---- evaluation, files, resuming ------------------------------------------------------------------------------------

    @Test
    void evaluationIsTheMeanOverAllSymbolsWhateverTheBatches() {
        EncoderDecoder model = model("additive", 8, 0.5f).withTeacherForcing(TeacherForcing.constant(0));
        List<Mirrored> pairs = pairs(37, 0, 6, 5);
        double positions = pairs.stream().mapToInt(pair -> pair.target().length + 1).sum();
        Evaluation alone = Evaluation.of(model, new SoftmaxCrossEntropy(), sampler(pairs, 1), TestBackend.serial());
        Evaluation batched = Evaluation.of(model, new SoftmaxCrossEntropy(), sampler(pairs, 16), TestBackend.serial());
        assertEquals(positions, alone.positions());
        assertEquals(positions, batched.positions());
        assertEquals(alone.loss(), batched.loss(), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "additive", "general", "dot", "bridge"})
    void aSavedModelIsTheSameModel(String kind) throws Exception {
        EncoderDecoder model = model(kind, 6, 0.1f).withTeacherForcing(TeacherForcing.inverseSigmoid(100));
        Path file = directory.resolve("model");
        Model.of(model).save(file);
        EncoderDecoder loaded = (EncoderDecoder) Model.load(file).sequenceModel();
        assertEquals(model.settings(), loaded.settings());
        assertEquals(model.toString(), loaded.toString());
        assertEquals(Snapshot.parametersOf(model), Snapshot.parametersOf(loaded));
        for (Mirrored pair : pairs(10, 0, 5, 4)) {
            Hypothesis expected = GreedySearch.of(model, RULES).best(pair.source());
            Hypothesis found = GreedySearch.of(loaded, RULES).best(pair.source());
            assertArrayEquals(expected.ids(), found.ids());
            assertEquals(expected.logProbability(), found.logProbability());
        }
    }

    @Test
    void sizesThatDoNotFitTheFileAreRefusedBeforeAnythingIsAllocated() throws Exception {
        Path file = directory.resolve("model");
        Model.of(model("bridge", 6, 0)).save(file);
        for (String[] change : new String[][] {{"\"type\":\"bridge\",\"inputSize\":12", "\"type\":\"bridge\",\"inputSize\":13", "bridge"},
            {"\"type\":\"bridge\",\"inputSize\":12", "\"type\":\"bridge\",\"inputSize\":2000000000", "network.bridge"},
            {"\"memorySize\":12", "\"memorySize\":2000000000", "network.decoder.layers[2]"},
            {"\"memorySize\":12", "\"memorySize\":11", "memory of width 12"},
            {"\"general\"", "\"major\"", "score"},
            {"\"ratio\":1.0", "\"ratio\":2.0", "ratio"},
            {"\"type\":\"constant\"", "\"type\":\"sometimes\"", "sometimes"}}) {
            TensorFile tensors = TensorFile.read(file);
            String network = tensors.metadata("network");
            assertTrue(network.contains(change[0]), change[0] + " in " + network);
            Path damaged = directory.resolve("damaged");
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
            String from = change[0].replace("\"", "\\\"");
            String to = change[1].replace("\"", "\\\"");
            int header = (int) java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong();
            String json = text.substring(8, 8 + header).replace(from, to);
            java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(8 + json.length() + bytes.length - 8 - header)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN);
            out.putLong(json.length()).put(json.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            out.put(bytes, 8 + header, bytes.length - 8 - header);
            Files.write(damaged, out.array());
            String message = assertThrows(ModelFormatException.class, () -> Model.load(damaged)).getMessage();
            assertTrue(message.contains(change[2]), change[2] + " in " + message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "additive", "bridge"})
    void aResumedTrainingEndsWithTheSameBits(String kind) throws Exception {
        List<Mirrored> pairs = pairs(40, 0, 5, 6);
        TeacherForcing forcing = TeacherForcing.linear(1, 0.2, 10);
        EncoderDecoder whole = model(kind, 6, 0.3f).withTeacherForcing(forcing);
        Trainer uninterrupted = trainer(whole).validation(sampler(pairs, 10)).keepBest().build();
        uninterrupted.fit(sampler(pairs, 8), 3);
        Snapshot end = Snapshot.of(uninterrupted);
        Path file = directory.resolve("checkpoint");
        for (long stop = 1; stop < 15; stop += 3) {
            Trainer first = trainer(model(kind, 6, 0.3f).withTeacherForcing(forcing)).validation(sampler(pairs, 10)).keepBest().build();
            first.fit(sampler(pairs, 8), 3, stop);
            Model.of(first.model()).with(first.state()).save(file);
            Model loaded = Model.load(file);
            Trainer second = trainer((EncoderDecoder) loaded.sequenceModel()).validation(sampler(pairs, 10)).keepBest().build();
            second.restore(loaded.training().orElseThrow());
            second.fit(sampler(pairs, 8), 3);
            assertEquals(end, Snapshot.of(second), kind + ", stopped after " + stop);
        }
        Trainer always = trainer(model(kind, 6, 0.3f)).validation(sampler(pairs, 10)).keepBest().build();
        always.fit(sampler(pairs, 8), 3);
        assertNotEquals(end, Snapshot.of(always), "the schedule makes a difference");
    }
}
