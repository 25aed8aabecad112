package org.rnn4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LayerNormGruCell;
import org.rnn4j.cell.LayerNormLstmCell;
import org.rnn4j.cell.LayerNormRnnCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.config.Settings;
import org.rnn4j.custom.JanetCell;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.LastStep;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.LayerNorm;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Residual;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Trainer;
import org.rnn4j.train.TrainingState;

class ModelTest {

    private static final RandomGenerator RANDOM = new Xoshiro256(1);

    private static final NetworkFactory WITH_JANET = NetworkFactory.standard().withCell(JanetCell.class.getName(),
            (settings, random) -> new JanetCell(settings.count("inputSize", 1), settings.count("outputSize", 1), random));

    @TempDir
    private Path directory;

    static Stream<Cell> cells() {
        return Stream.of(new RnnCell(4, 5, RANDOM), new RnnCell(4, 5, RnnCell.Activation.RELU, RANDOM), new LstmCell(4, 5, RANDOM),
                new LstmCell(4, 5, true, RANDOM), new GruCell(4, 5, RANDOM),
                new GruCell(4, 5, GruCell.Variant.RESET_AFTER, RANDOM), new JanetCell(4, 5, RANDOM),
                new LayerNormRnnCell(4, 5, RANDOM), new LayerNormLstmCell(4, 5, RANDOM), new LayerNormGruCell(4, 5, RANDOM));
    }

    private static Network shaken(Layer... layers) {
        RandomGenerator random = new Xoshiro256(3);
        Network network = Network.of(layers);
        network.parameters().forEach(parameter -> {
            for (int i = 0; i < parameter.size(); i++) {
                parameter.value().data[i] = random.nextFloat() - 0.5f;
            }
        });
        return network;
    }

    /** A network of every kind of layer: a checkpoint of it after some updates, with a vocabulary and notes. */
    private static Model checkpoint() {
        Vocabulary vocabulary = Vocabulary.ofCharacters("abc\"\n한😀");
        Network network = shaken(new Embedding(7, 4, RANDOM), new Recurrent(new LstmCell(4, 3, RANDOM)), new Dropout(0.25f),
                new Recurrent(new GruCell(3, 3, RANDOM)), new Dense(3, 7, RANDOM));
        Trainer trainer = Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.01f)).keepBest()
                .backend(TestBackend.serial()).build();
        int[] text = vocabulary.encode("abccba\n한😀\"abc".repeat(4));
        trainer.fit(SequenceSampler.stream(text, 2, 5, 7), 9, 9);
        return new Model(network, Optional.of(vocabulary), Optional.of(trainer.state()),
                Settings.empty().with("text", "digest").with("rate", 0.1f));
    }

    private static int[] bits(FMatrixRMaj matrix) {
        int[] bits = new int[2 + matrix.getNumElements()];
        bits[0] = matrix.numRows;
        bits[1] = matrix.numCols;
        for (int i = 2; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(matrix.data[i - 2]);
        }
        return bits;
    }

    private static int[] outputs(Network network, boolean ids) {
        RandomGenerator random = new Xoshiro256(4);
        Sequence x = ids ? Sequence.ids(6, 3, network.inputSize()) : Sequence.dense(6, 3, network.inputSize());
        for (int row = 0; row < x.rows(); row++) {
            if (ids) {
                x.ids()[row] = random.nextInt(x.width());
            } else {
                x.data()[row * x.width() + row % x.width()] = random.nextFloat();
            }
        }
        return bits(network.forward(x, network.newWorkspace(6, 3, TestBackend.serial())).toMatrix());
    }

    private Path saved(Model model) throws IOException {
        Path file = directory.resolve("model.safetensors");
        model.save(file);
        return file;
    }

    @Test
    void theOptionsOfARecurrentLayerAreKeptAndItsLearnedStateIsRead() throws Exception {
        Network network = shaken(new Recurrent(new LstmCell(4, 5, RANDOM)).withRecurrentDropout(0.1f).withZoneout(0.2f, 0.3f)
                .withLearnedInitialState());
        Network loaded = Model.load(saved(Model.of(network))).network();
        assertEquals(network.toString(), loaded.toString());
        assertEquals(network.settings(), loaded.settings());
        assertArrayEquals(bits(network.parameters().get("layers.0.initial_c").value()),
                bits(loaded.parameters().get("layers.0.initial_c").value()));
        assertArrayEquals(outputs(network, false), outputs(loaded, false));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aLoadedNetworkGivesTheSameBits(Cell cell) throws Exception {
        Network network = shaken(new Recurrent(cell), new Dropout(0.5f), new Dense(5, 3, RANDOM));
        Network loaded = Model.load(saved(Model.of(network)), WITH_JANET).network();
        assertEquals(network.settings(), loaded.settings());
        assertEquals(network.toString(), loaded.toString());
        assertArrayEquals(outputs(network, false), outputs(loaded, false));
        assertArrayEquals(outputs(network, true), outputs(loaded, true));
    }

    @Test
    void aCheckpointComesBackWhole() throws Exception {
        Model model = checkpoint();
        Model loaded = Model.load(saved(model));
        assertArrayEquals(outputs(model.network(), true), outputs(loaded.network(), true));
        assertEquals(model.vocabulary(), loaded.vocabulary());
        assertEquals(model.notes(), loaded.notes());
        TrainingState training = model.training().orElseThrow();
        TrainingState again = loaded.training().orElseThrow();
        assertEquals(training.settings(), again.settings());
        assertArrayEquals(training.random(), again.random());
        assertSame(training.optimizer(), again.optimizer());
        assertSame(training.carried(), again.carried());
        assertSame(training.best(), again.best());
        assertTrue(!again.carried().isEmpty() && !again.best().isEmpty() && !again.optimizer().isEmpty());
    }

    private static void assertSame(Map<String, FMatrixRMaj> expected, Map<String, FMatrixRMaj> actual) {
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(actual.keySet()));
        expected.forEach((name, matrix) -> assertArrayEquals(bits(matrix), bits(actual.get(name)), name));
    }

    @Test
    void theSameModelGivesTheSameBytesAlsoAfterLoading() throws Exception {
        byte[] first = Files.readAllBytes(saved(checkpoint()));
        assertArrayEquals(first, Files.readAllBytes(saved(checkpoint())));
        Path again = directory.resolve("again");
        Model.load(directory.resolve("model.safetensors")).save(again);
        assertArrayEquals(first, Files.readAllBytes(again));
    }

    @Test
    void allThatIsNotANumberOfAParameterComesBackToo() throws Exception {
        Network network = shaken(new Dense(3, 2, RANDOM));
        float[] odd = {Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE, Float.intBitsToFloat(0x7fc12345), Float.MAX_VALUE};
        System.arraycopy(odd, 0, network.parameters().get("layers.0.weight").value().data, 0, 6);
        Network loaded = Model.load(saved(Model.of(network))).network();
        assertArrayEquals(bits(network.parameters().get("layers.0.weight").value()),
                bits(loaded.parameters().get("layers.0.weight").value()));
    }

    // ---- files that are not what they should be -------------------------------------------------------------------------

    /** Writes a checkpoint with altered texts and tensors, and tells what reading it says. */
    private String refusal(UnaryOperator<Map<String, String>> texts, UnaryOperator<Map<String, FMatrixRMaj>> matrices)
            throws IOException {
        TensorFile tensors = TensorFile.read(saved(checkpoint()));
        TensorFile.Builder builder = TensorFile.builder();
        Map<String, FMatrixRMaj> values = new LinkedHashMap<>();
        for (String name : tensors.names()) {
            if (name.equals("training.random")) {
                builder.longs(name, tensors.longs(name));
            } else {
                values.put(name, tensors.matrix(name));
            }
        }
        texts.apply(new LinkedHashMap<>(tensors.metadata())).forEach(builder::metadata);
        matrices.apply(values).forEach(builder::matrix);
        Path file = directory.resolve("altered.safetensors");
        builder.build().write(file);
        String message = assertThrows(ModelFormatException.class, () -> Model.load(file)).getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        assertEquals(1, message.lines().count(), message);
        return message.substring(file.toString().length() + 2);
    }

    private String refusalOfText(String name, String from, String to) throws IOException {
        return refusal(texts -> {
            assertTrue(texts.get(name).contains(from), texts.get(name));
            texts.put(name, texts.get(name).replace(from, to));
            return texts;
        }, matrices -> matrices);
    }

    @Test
    void whatIsMissingUnexpectedAndMisshapenIsInOneMessage() throws Exception {
        String message = refusal(texts -> texts, matrices -> {
            matrices.remove("layers.0.weight");
            matrices.remove("layers.4.bias");
            matrices.put("layers.9.weight", new FMatrixRMaj(1, 1));
            matrices.put("layers.1.cell.weight_hh", new FMatrixRMaj(12, 3));
            return matrices;
        });
        assertTrue(message.contains("missing [layers.0.weight, layers.4.bias], unexpected [layers.9.weight], "
                + "of another shape [layers.1.cell.weight_hh [12, 3] instead of [3, 12]]"), message);
    }

    @Test
    void sizesThatAreMerelyWrongShowInTheTensors() throws Exception {
        String message = refusalOfText("network", "\"inputSize\":7,\"outputSize\":4", "\"inputSize\":8,\"outputSize\":4");
        assertTrue(message.contains("of another shape [layers.0.weight [7, 4] instead of [8, 4]]"), message);
    }

    @Test
    void tensorsOfATrainingThatIsNotThereAreUnexpected() throws Exception {
        String message = refusal(texts -> {
            texts.remove("training");
            return texts;
        }, matrices -> matrices);
        assertTrue(message.contains("unexpected [training.random, optimizer.layers.0.weight.exp_avg"), message);
    }

    @Test
    void aTrainingWithoutItsGeneratorIsNamed() throws Exception {
        TensorFile tensors = TensorFile.read(saved(checkpoint()));
        TensorFile.Builder builder = TensorFile.builder();
        tensors.metadata().forEach(builder::metadata);
        for (String name : tensors.names()) {
            if (!name.equals("training.random")) {
                builder.matrix(name, tensors.matrix(name));
            }
        }
        Path file = directory.resolve("altered.safetensors");
        builder.build().write(file);
        assertTrue(assertThrows(ModelFormatException.class, () -> Model.load(file)).getMessage().contains("training.random"));
    }

    @Test
    void foreignFilesAndOtherVersionsAreNamed() throws Exception {
        assertEquals("metadata format: expected 'rnn4j' but got nothing", refusal(texts -> {
            texts.remove("format");
            return texts;
        }, matrices -> matrices));
        assertEquals("metadata format: expected 'rnn4j' but got 'pt'", refusalOfText("format", "rnn4j", "pt"));
        assertTrue(refusalOfText("version", "1", "2").startsWith("metadata version: expected '1' but got '2'"));
        assertEquals("metadata 'network'", refusal(texts -> {
            texts.remove("network");
            return texts;
        }, matrices -> matrices).replaceAll(".*(metadata 'network').*", "$1"));
    }

    @Test
    void sizesWithinComposedLayersAreComparedWithTheFileBeforeAnythingIsBuilt() throws Exception {
        Network network = shaken(new Residual(new LayerNorm(6),
                new Bidirectional(new GruCell(6, 3, RANDOM), new GruCell(6, 3, RANDOM))), new LastStep());
        TensorFile tensors = TensorFile.read(saved(Model.of(network)));
        Path file = directory.resolve("altered.safetensors");
        for (String[] alter : new String[][] {{"\"hiddenSize\":3", "\"hiddenSize\":300000000"},
                {"\"layer_norm\",\"inputSize\":6", "\"layer_norm\",\"inputSize\":2000000000"}}) {
            TensorFile.Builder builder = TensorFile.builder();
            for (Map.Entry<String, String> text : tensors.metadata().entrySet()) {
                builder.metadata(text.getKey(), text.getValue().replace(alter[0], alter[1]));
            }
            for (String name : tensors.names()) {
                builder.matrix(name, tensors.matrix(name));
            }
            builder.build().write(file);
            String message = assertThrows(ModelFormatException.class, () -> Model.load(file)).getMessage();
            assertTrue(message.contains("network.layers[0].layers[") && message.contains("sizes that ask for"), message);
        }
    }

    @Test
    void aCellThatNobodyRegisteredIsNamedWithThoseThatAre() throws Exception {
        Path file = saved(Model.of(shaken(new Recurrent(new JanetCell(4, 5, RANDOM)), new Dense(5, 3, RANDOM))));
        String message = assertThrows(ModelFormatException.class, () -> Model.load(file)).getMessage();
        assertTrue(message.contains("a cell among [gru, layer_norm_gru, layer_norm_lstm, layer_norm_rnn, lstm, rnn]") && message.contains(JanetCell.class.getName())
                && message.contains("NetworkFactory"), message);
        String layers = refusalOfText("network", "\"dropout\"", "\"dropin\"");
        assertTrue(layers.contains("a layer among [") && layers.endsWith("but got 'dropin'; NetworkFactory adds one's own"), layers);
        for (String type : List.of("bidirectional", "dense", "dropout", "embedding", "last_step", "recurrent", "residual")) {
            assertTrue(layers.contains(type + ","), layers);
        }
    }

    @Test
    void settingsThatAreNotANetworksAreNamed() throws Exception {
        assertTrue(refusalOfText("network", "\"hiddenSize\":3,\"peepholes\"", "\"hiddenSize\":0,\"peepholes\"").contains("hiddenSize"));
        assertTrue(refusalOfText("network", "\"hiddenSize\":3,\"peepholes\"", "\"hiddenSize\":3.5,\"peepholes\"").contains("hiddenSize"));
        assertTrue(refusalOfText("network", "\"peepholes\":false", "\"peepholes\":1").contains("peepholes"));
        assertTrue(refusalOfText("network", "\"reset_before\"", "\"reset_never\"").contains("variant"));
        assertTrue(refusalOfText("network", "\"layers\"", "\"lawyers\"").contains("layers"));
        assertTrue(refusalOfText("network", "0.25", "2.5").contains("[0, 1)"));
        assertTrue(refusalOfText("vocabulary", "\"a\",", "\"b\",").startsWith("vocabulary: "));
        assertTrue(refusalOfText("training", "{", "[").startsWith("training: "));
        assertTrue(refusalOfText("notes", "}", "").startsWith("notes: "));
    }

    @Test
    void hugeSizesAreRefusedBeforeTheyAreAllocated() throws Exception {
        for (String size : List.of("2147483647", "100000", "2000")) {
            String message = refusalOfText("network", "\"hiddenSize\":3,\"peepholes\"", "\"hiddenSize\":" + size + ",\"peepholes\"");
            assertTrue(message.startsWith("network.layers[1].cell: expected a network of the numbers that are in the file but got sizes"),
                    message);
        }
        assertTrue(refusalOfText("network", "\"inputSize\":7", "\"inputSize\":2147483647").startsWith("network.layers[0]: "));
        assertTrue(refusalOfText("network", "\"outputSize\":7", "\"outputSize\":2147483647").startsWith("network.layers[4]: "));
        assertTrue(refusalOfText("network", "\"inputSize\":7", "\"inputSize\":99999999999").contains("inputSize"));
    }

    @Test
    void manyLayersThatAreEachSmallEnoughAreRefusedTogether() throws Exception {
        String layer = "{\"type\":\"dense\",\"inputSize\":700,\"outputSize\":700},";
        assertTrue(refusalOfText("network", "\"layers\":[", "\"layers\":[" + layer.repeat(1000)).contains("network.layers[2]: "));
    }

    @Test
    void aHugeVectorDoesNotPassForAHugeMatrix() throws Exception {
        Settings settings = Settings.ofType("network").with("layers", List.of(Settings.ofType("dense").with("inputSize", 40_000)
                .with("outputSize", 40_000)));
        Path file = directory.resolve("vector.safetensors");
        TensorFile.builder().metadata("format", "rnn4j").metadata("version", "1")
                .metadata("network", JsonSettings.write(settings)).matrix("layers.0.weight", new FMatrixRMaj(1, 40_000))
                .matrix("layers.0.bias", new FMatrixRMaj(1, 40_000)).build().write(file);
        assertTrue(assertThrows(ModelFormatException.class, () -> Model.load(file)).getMessage().contains("sizes that ask for"));
    }

    @Test
    void whatIsNoModelAtAllIsNamed() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "Once upon a time", StandardCharsets.UTF_8);
        assertTrue(assertThrows(ModelFormatException.class, () -> Model.load(text)).getMessage().contains("text"));
        Path empty = Files.createFile(directory.resolve("empty"));
        assertThrows(ModelFormatException.class, () -> Model.load(empty));
        assertThrows(IOException.class, () -> Model.load(directory));
        assertThrows(IOException.class, () -> Model.load(directory.resolve("nothing")));
    }

    @Test
    void noPartIsNull() {
        Network network = shaken(new Dense(1, 1, RANDOM));
        assertThrows(NullPointerException.class, () -> new Model(null, Optional.empty(), Optional.empty(), Settings.empty()));
        assertThrows(NullPointerException.class, () -> new Model(network, null, Optional.empty(), Settings.empty()));
        assertThrows(NullPointerException.class, () -> new Model(network, Optional.empty(), null, Settings.empty()));
        assertThrows(NullPointerException.class, () -> new Model(network, Optional.empty(), Optional.empty(), null));
    }

    // ---- the factory ----------------------------------------------------------------------------------------------------

    @Test
    void aFactoryKeepsTheLibrarysNames() {
        for (String type : List.of("rnn", "lstm", "gru")) {
            assertThrows(IllegalArgumentException.class,
                    () -> NetworkFactory.standard().withCell(type, (settings, random) -> new RnnCell(1, 1, random)));
        }
        for (String type : List.of("dense", "embedding", "dropout", "recurrent")) {
            assertThrows(IllegalArgumentException.class,
                    () -> NetworkFactory.standard().withLayer(type, (settings, random) -> new Dropout(0)));
        }
    }

    @Test
    void aFactoryBuildsLayersOfOnesOwnAndLeavesTheStandardOneAlone() {
        Settings settings = Settings.ofType("network").with("layers", List.of(Settings.ofType("mine").with("width", 3)));
        NetworkFactory mine = NetworkFactory.standard()
                .withLayer("mine", (layer, random) -> new Dense(layer.count("width", 1), 2, random));
        assertEquals("Network(3 -> 2, 1 layers, 8 parameters)", mine.build(settings, RANDOM).toString());
        assertThrows(IllegalArgumentException.class, () -> NetworkFactory.standard().build(settings, RANDOM));
    }

    @Test
    void aFactoryDrawsFromTheGeneratorItIsGiven() {
        Settings settings = checkpoint().network().settings();
        Network first = NetworkFactory.standard().build(settings, new Xoshiro256(5));
        Network second = NetworkFactory.standard().build(settings, new Xoshiro256(5));
        assertArrayEquals(outputs(first, true), outputs(second, true));
        assertEquals(settings, first.settings());
    }
}
