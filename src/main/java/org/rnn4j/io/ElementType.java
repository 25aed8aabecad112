package org.rnn4j.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The kinds of element a tensor may have here, each with the Java array that holds them. */
enum ElementType {

    F32(4) {
        @Override
        Object allocate(int count) {
            return new float[count];
        }

        @Override
        void get(ByteBuffer source, Object target, int offset, int count) {
            source.asFloatBuffer().get((float[]) target, offset, count);
        }

        @Override
        void put(Object source, int offset, int count, ByteBuffer target) {
            target.asFloatBuffer().put((float[]) source, offset, count);
        }
    },

    I32(4) {
        @Override
        Object allocate(int count) {
            return new int[count];
        }

        @Override
        void get(ByteBuffer source, Object target, int offset, int count) {
            source.asIntBuffer().get((int[]) target, offset, count);
        }

        @Override
        void put(Object source, int offset, int count, ByteBuffer target) {
            target.asIntBuffer().put((int[]) source, offset, count);
        }
    },

    I64(8) {
        @Override
        Object allocate(int count) {
            return new long[count];
        }

        @Override
        void get(ByteBuffer source, Object target, int offset, int count) {
            source.asLongBuffer().get((long[]) target, offset, count);
        }

        @Override
        void put(Object source, int offset, int count, ByteBuffer target) {
            target.asLongBuffer().put((long[]) source, offset, count);
        }
    };

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** {@return the size of an element} */
    int bytes() {
        return bytes;
    }

    abstract Object allocate(int count);

    /** Decodes elements from the buffer's position on, which stays where it is. */
    abstract void get(ByteBuffer source, Object target, int offset, int count);

    /** Encodes elements from the buffer's position on, which stays where it is. */
    abstract void put(Object source, int offset, int count, ByteBuffer target);

    /** {@return the type of this name in a file, null when there is none} */
    static ElementType named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst().orElse(null);
    }

    /** {@return the names, for messages} */
    static String names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
