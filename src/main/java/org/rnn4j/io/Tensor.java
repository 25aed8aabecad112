package org.rnn4j.io;

import java.util.Arrays;

/**
 * An array with a shape.
 *
 * @param type what the elements are
 * @param shape the sizes, outermost first; their product is the number of elements
 * @param array the elements, row-major, in the type's array; it may be longer than the shape says
 */
record Tensor(ElementType type, int[] shape, Object array) {

    /** The longest array every JVM can allocate. */
    static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    /** {@return the number of elements} */
    int count() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** {@return the size in a file} */
    long bytes() {
        return (long) count() * type.bytes();
    }
}
