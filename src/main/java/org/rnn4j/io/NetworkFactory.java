package org.rnn4j.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LayerNormGruCell;
import org.rnn4j.cell.LayerNormLstmCell;
import org.rnn4j.cell.LayerNormRnnCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.config.Settings;
import org.rnn4j.layer.Activation;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.FeatureEmbedding;
import org.rnn4j.layer.LastStep;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.LayerNorm;
import org.rnn4j.layer.MaxOverTime;
import org.rnn4j.layer.MeanOverTime;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Residual;
import org.rnn4j.layer.SequenceModel;
import org.rnn4j.layer.VariationalDropout;
import org.rnn4j.layer.WordDropout;
import org.rnn4j.seq2seq.Attention;
import org.rnn4j.seq2seq.EncoderDecoder;

/**
 * Builds networks from their {@link Network#settings()}. Knows the library's own cells and layers; others are added by the type
 * that their settings name. Immutable.
 */
public final class NetworkFactory {

    private static final NetworkFactory STANDARD = new NetworkFactory(
            Map.of("rnn", RnnCell::of, "lstm", LstmCell::of, "gru", GruCell::of, "layer_norm_rnn", LayerNormRnnCell::of,
                    "layer_norm_lstm", LayerNormLstmCell::of, "layer_norm_gru", LayerNormGruCell::of),
            Map.ofEntries(
                    entry("dense", Dense::of), entry("embedding", Embedding::of), entry("feature_embedding", FeatureEmbedding::of),
                    entry("dropout", Dropout::of), entry("variational_dropout", VariationalDropout::of),
                    entry("word_dropout", WordDropout::of), entry("layer_norm", LayerNorm::of), entry("last_step", LastStep::of),
                    entry("mean_over_time", MeanOverTime::of), entry("max_over_time", MaxOverTime::of),
                    entry("activation", Activation::of), entry("attention", Attention::of)));

    /** Layers made of cells and layers, which this builds itself, so that those of one's own may be within them. */
    private static final Set<String> COMPOSED = Set.of("recurrent", "bidirectional", "residual");

    private final Map<String, BiFunction<Settings, RandomGenerator, ? extends Cell>> cells;
    private final Map<String, BiFunction<Settings, RandomGenerator, ? extends Layer>> layers;

    private NetworkFactory(Map<String, BiFunction<Settings, RandomGenerator, ? extends Cell>> cells,
                           Map<String, BiFunction<Settings, RandomGenerator, ? extends Layer>> layers) {
        this.cells = Collections.unmodifiableMap(cells);
        this.layers = Collections.unmodifiableMap(layers);
    }

    private static Map.Entry<String, BiFunction<Settings, RandomGenerator, ? extends Layer>> entry(
            String type, BiFunction<Settings, RandomGenerator, ? extends Layer> builder) {
        return Map.entry(type, builder);
    }

    /** {@return the library's own cells and layers} */
    public static NetworkFactory standard() {
        return STANDARD;
    }

    /**
     * {@return these and a cell of one's own}
     *
     * @param type the type in its settings
     * @param builder makes a cell of the shape that settings describe; it allocates what they ask for, and should not for sizes
     *        that make no sense
     * @throws IllegalArgumentException when the library has a cell of this type
     */
    public NetworkFactory withCell(String type, BiFunction<Settings, RandomGenerator, ? extends Cell> builder) {
        requireNew("withCell", type, STANDARD.cells.containsKey(type));
        Map<String, BiFunction<Settings, RandomGenerator, ? extends Cell>> more = new LinkedHashMap<>(cells);
        more.put(type, builder);
        return new NetworkFactory(more, layers);
    }

    /**
     * {@return these and a layer of one's own}
     *
     * @param type the type in its settings
     * @param builder makes a layer of the shape that settings describe; what is said of {@link #withCell} holds here too
     * @throws IllegalArgumentException when the library has a layer of this type
     */
    public NetworkFactory withLayer(String type, BiFunction<Settings, RandomGenerator, ? extends Layer> builder) {
        requireNew("withLayer", type, STANDARD.layers.containsKey(type) || COMPOSED.contains(type));
        Map<String, BiFunction<Settings, RandomGenerator, ? extends Layer>> more = new LinkedHashMap<>(layers);
        more.put(type, builder);
        return new NetworkFactory(cells, more);
    }

    /** The library's own files must not come to mean something else. */
    private static void requireNew(String method, String type, boolean taken) {
        if (taken) {
            throw new IllegalArgumentException("NetworkFactory." + method + ": '" + type
                    + "' is a type of the library; expected another name");
        }
    }

    /**
     * {@return a model of the described shape: what {@link SequenceModel#settings()} described}
     *
     * @param random where its initial parameters come from
     * @throws IllegalArgumentException when a type is unknown, or a setting is missing or wrong
     */
    public SequenceModel buildModel(Settings settings, RandomGenerator random) {
        return switch (settings.type()) {
            case "network" -> build(settings, random);
            case EncoderDecoder.TYPE -> EncoderDecoder.of(settings, build(settings.settings("encoder"), random),
                    build(settings.settings("decoder"), random), random);
            default -> throw new IllegalArgumentException("expected a model among [encoder_decoder, network] but got '"
                    + settings.type() + "'");
        };
    }

    /**
     * {@return a network of the described shape}
     *
     * @param random where its initial parameters come from
     * @throws IllegalArgumentException when a type is unknown, or a setting is missing or wrong
     */
    public Network build(Settings settings, RandomGenerator random) {
        return Network.of(layers(settings, random));
    }

    private List<Layer> layers(Settings settings, RandomGenerator random) {
        List<Layer> built = new ArrayList<>();
        for (Settings layer : settings.list("layers")) {
            built.add(layer(layer, random));
        }
        return built;
    }

    private Layer layer(Settings settings, RandomGenerator random) {
        return switch (settings.type()) {
            case "recurrent" -> Recurrent.of(settings, cell(settings.settings("cell"), random));
            case "bidirectional" -> Bidirectional.of(settings, cell(settings.settings("forward"), random),
                    cell(settings.settings("backward"), random));
            case "residual" -> new Residual(layers(settings, random));
            default -> find("layer", layers, COMPOSED, settings).apply(settings, random);
        };
    }

    private Cell cell(Settings settings, RandomGenerator random) {
        return find("cell", cells, Set.of(), settings).apply(settings, random);
    }

    private static <T> BiFunction<Settings, RandomGenerator, ? extends T> find(
            String kind, Map<String, BiFunction<Settings, RandomGenerator, ? extends T>> known, Set<String> others,
            Settings settings) {
        BiFunction<Settings, RandomGenerator, ? extends T> builder = known.get(settings.type());
        if (builder == null) {
            throw new IllegalArgumentException("expected a " + kind + " among " + Stream.concat(known.keySet().stream(), others.stream()).sorted().toList()
                    + " but got '" + settings.type() + "'; NetworkFactory adds one's own");
        }
        return builder;
    }

    @Override
    public String toString() {
        return "NetworkFactory(cells " + cells.keySet() + ", layers " + layers.keySet() + ")";
    }
}
