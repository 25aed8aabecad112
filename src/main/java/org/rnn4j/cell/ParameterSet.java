package org.rnn4j.cell;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters under unique path names, in a fixed order. Immutable; the matrices inside are not. */
public final class ParameterSet implements Iterable<Parameter> {

    private final Map<String, Parameter> byPath;
    private final Map<Parameter, String> paths;
    private final int size;
    private final ParameterBlocks blocks;

    private ParameterSet(Map<String, Parameter> byPath) {
        this.byPath = Collections.unmodifiableMap(byPath);
        this.paths = new LinkedHashMap<>();
        int total = 0;
        for (Map.Entry<String, Parameter> entry : byPath.entrySet()) {
            if (paths.put(entry.getValue(), entry.getKey()) != null) {
                throw new IllegalArgumentException("ParameterSet: '" + entry.getKey() + "' is the same object as an earlier one");
            }
            total = Math.addExact(total, entry.getValue().size());
        }
        this.size = total;
        this.blocks = new ParameterBlocks(List.copyOf(byPath.values()));
    }

    /** {@return parameters under their own names} */
    public static ParameterSet of(Collection<Parameter> parameters) {
        return new Builder().add("", parameters).build();
    }

    /** {@return the parameter of this path} @throws IllegalArgumentException when there is none */
    public Parameter get(String path) {
        Parameter parameter = byPath.get(path);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter '" + path + "'; there are " + byPath.keySet());
        }
        return parameter;
    }

    /** {@return the path of a parameter} @throws IllegalArgumentException when it is not in the set */
    public String path(Parameter parameter) {
        String path = paths.get(parameter);
        if (path == null) {
            throw new IllegalArgumentException("parameter " + parameter + " is not in this set");
        }
        return path;
    }

    /** {@return all by path, in order} */
    public Map<String, Parameter> byPath() {
        return byPath;
    }

    /** {@return all, in order} */
    public List<Parameter> list() {
        return List.copyOf(byPath.values());
    }

    /** {@return the number of floats in all} */
    public int size() {
        return size;
    }

    /** {@return all floats in blocks; the parameters are at their positions in {@link #list()}} */
    public ParameterBlocks blocks() {
        return blocks;
    }

    @Override
    public Iterator<Parameter> iterator() {
        return byPath.values().iterator();
    }

    @Override
    public String toString() {
        return "ParameterSet(" + byPath.size() + " parameters, " + size + " floats)";
    }

    /** Collects parameters. */
    public static final class Builder {

        private final Map<String, Parameter> byPath = new LinkedHashMap<>();

        /**
         * Adds parameters, each under {@code prefix} and its own name.
         *
         * @param prefix empty, or ending with a dot
         * @return this
         * @throws IllegalArgumentException when a path is there already
         */
        public Builder add(String prefix, Iterable<Parameter> parameters) {
            for (Parameter parameter : parameters) {
                String path = prefix + parameter.name();
                if (byPath.put(path, parameter) != null) {
                    throw new IllegalArgumentException("ParameterSet: two parameters named '" + path + "'");
                }
            }
            return this;
        }

        /**
         * Adds all parameters of a set, each under {@code prefix} and its path there.
         *
         * @param prefix empty, or ending with a dot
         * @return this
         * @throws IllegalArgumentException when a path is there already
         */
        public Builder addAll(String prefix, ParameterSet set) {
            set.byPath.forEach((path, parameter) ->
                    add(prefix + path.substring(0, path.length() - parameter.name().length()), List.of(parameter)));
            return this;
        }

        /** {@return the set} */
        public ParameterSet build() {
            return new ParameterSet(new LinkedHashMap<>(byPath));
        }
    }
}
