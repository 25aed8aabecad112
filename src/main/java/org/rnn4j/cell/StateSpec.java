package org.rnn4j.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * What a recurrence remembers from step to step: named vectors, for example {@code [h: 128, c: 128]}.
 *
 * @param components in a fixed order; names are unique
 */
public record StateSpec(List<Component> components) {

    /** Remembers nothing. */
    public static final StateSpec NONE = new StateSpec(List.of());

    /**
     * One vector.
     *
     * @param name its letter in the equations
     * @param width its number of floats
     */
    public record Component(String name, int width) {
    }

    /** Copies the list. @throws IllegalArgumentException when two components have one name */
    public StateSpec {
        components = List.copyOf(components);
        if (components.stream().map(Component::name).distinct().count() < components.size()) {
            throw new IllegalArgumentException("StateSpec: expected unique names but got " + components);
        }
    }

    /** {@return vectors of one width} */
    public static StateSpec of(int width, List<String> names) {
        return new StateSpec(names.stream().map(name -> new Component(name, width)).toList());
    }

    /** {@return the components of this and then of another, those with {@code prefix} in front} */
    public StateSpec and(String prefix, StateSpec other) {
        List<Component> all = new ArrayList<>(components);
        for (Component component : other.components) {
            all.add(new Component(prefix + component.name(), component.width()));
        }
        return new StateSpec(all);
    }

    /** {@return the number of vectors} */
    public int size() {
        return components.size();
    }
}
