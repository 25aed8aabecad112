package org.rnn4j.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.Cell;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.cell.RnnCell;
import org.rnn4j.config.Settings;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.SequenceModel;

/**
 * Builds networks from their {@link Network#settings()}. Knows the library's own cells and layers; others are added by the type
 * that their settings name. Immutable.
 */
public final class NetworkFactory {

    private static final NetworkFactory STANDARD = new NetworkFactory(
            Map.of("rnn", RnnCell::of, "lstm", LstmCell::of, "gru", GruCell::of),
            Map.of("dense", Dense::of, "embedding", Embedding::of, "dropout", Dropout::of));

    private final Map<String, BiFunction<Settings, RandomGenerator, ? extends Cell>> cells;
    private final Map<String, BiFunction<Settings, RandomGenerator, ? extends Layer>> layers;

    private NetworkFactory(Map<String, BiFunction<Settings, RandomGenerator, ? extends Cell>> cells,
                           Map<String, BiFunction<Settings, RandomGenerator, ? extends Layer>> layers) {
        this.cells = Collections.unmodifiableMap(cells);
        this.layers = Collections.unmodifiableMap(layers);
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
        requireNew("withLayer", type, STANDARD.layers.containsKey(type) || type.equals("recurrent"));
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
        if (!settings.type().equals("network")) {
            throw new IllegalArgumentException("expected a model among [network] but got '" + settings.type() + "'");
        }
        return build(settings, random);
    }

    /**
     * {@return a network of the described shape}
     *
     * @param random where its initial parameters come from
     * @throws IllegalArgumentException when a type is unknown, or a setting is missing or wrong
     */
    public Network build(Settings settings, RandomGenerator random) {
        List<Layer> built = new ArrayList<>();
        for (Settings layer : settings.list("layers")) {
            built.add(layer.type().equals("recurrent")
                    ? new Recurrent(find("cell", cells, layer.settings("cell")).apply(layer.settings("cell"), random))
                    : find("layer", layers, layer).apply(layer, random));
        }
        return Network.of(built);
    }

    private static <T> BiFunction<Settings, RandomGenerator, ? extends T> find(
            String kind, Map<String, BiFunction<Settings, RandomGenerator, ? extends T>> known, Settings settings) {
        BiFunction<Settings, RandomGenerator, ? extends T> builder = known.get(settings.type());
        if (builder == null) {
            throw new IllegalArgumentException("expected a " + kind + " among " + known.keySet().stream().sorted().toList()
                    + " but got '" + settings.type() + "'; NetworkFactory adds one's own");
        }
        return builder;
    }

    @Override
    public String toString() {
        return "NetworkFactory(cells " + cells.keySet() + ", layers " + layers.keySet() + ")";
    }
}
