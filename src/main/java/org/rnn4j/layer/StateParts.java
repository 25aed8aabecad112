package org.rnn4j.layer;

import java.util.List;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;

/**
 * Cuts the state of a layer into those of its parts, which share its matrices. Remembers the last one it cut: a pass is given the
 * same object every time, and must not allocate.
 */
final class StateParts {

    private final List<StateSpec> specs;
    private final State[] parts;
    private State whole;

    /** @param specs of the parts, in the order of the whole */
    StateParts(List<StateSpec> specs) {
        this.specs = List.copyOf(specs);
        this.parts = new State[specs.size()];
    }

    /** {@return the states of the parts, to be read before the next call} */
    State[] of(State state) {
        if (state != whole) {
            int component = 0;
            for (int i = 0; i < parts.length; i++) {
                parts[i] = state.slice(component, specs.get(i));
                component += specs.get(i).size();
            }
            whole = state;
        }
        return parts;
    }
}
