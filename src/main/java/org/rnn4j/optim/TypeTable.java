package org.rnn4j.optim;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.rnn4j.config.Settings;

/** Builds what settings describe, by their type: the library's own types, and those a caller adds. */
record TypeTable<T>(String place, Map<String, Function<Settings, T>> shipped) {

    T build(Settings settings, Map<String, ? extends Function<Settings, ? extends T>> others) {
        for (String name : others.keySet()) {
            if (shipped.containsKey(name)) {
                throw new IllegalArgumentException(place + ": '" + name + "' is a type of the library; expected another name");
            }
        }
        String type = settings.type();
        Function<Settings, ? extends T> build = shipped.containsKey(type) ? shipped.get(type) : others.get(type);
        if (build == null) {
            TreeSet<String> known = new TreeSet<>(shipped.keySet());
            known.addAll(others.keySet());
            throw new IllegalArgumentException(place + ": expected a type out of " + known + " but got '" + type + "'");
        }
        return build.apply(settings);
    }
}
