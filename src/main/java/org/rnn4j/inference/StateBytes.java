package org.rnn4j.inference;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.rnn4j.cell.StateSpec;

/** The form in bytes that {@link SessionState#toBytes()} describes. */
final class StateBytes {

    private static final byte[] MAGIC = "rnn4jst1".getBytes(StandardCharsets.US_ASCII);

    private StateBytes() {
    }

    static byte[] write(SessionState state) {
        List<StateSpec.Component> components = state.spec().components();
        float[] values = state.values();
        long length = MAGIC.length + 2L * Integer.BYTES + (long) values.length * Float.BYTES;
        for (StateSpec.Component component : components) {
            length += 2 * Integer.BYTES + utf8(component).length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(components.size());
        for (StateSpec.Component component : components) {
            bytes.putInt(utf8(component).length).put(utf8(component)).putInt(component.width());
        }
        bytes.asFloatBuffer().put(values);
        bytes.position(bytes.position() + values.length * Float.BYTES);
        bytes.putInt(checksum(bytes.array(), bytes.position()));
        return bytes.array();
    }

    private static byte[] utf8(StateSpec.Component component) {
        return component.name().getBytes(StandardCharsets.UTF_8);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** The checksum comes first; what passes it was written here, or by someone who means harm, so the rest is checked all the same. */
    static SessionState read(byte[] bytes) {
        int body = bytes.length - Integer.BYTES;
        require(bytes.length >= MAGIC.length + 2 * Integer.BYTES, "at least " + (MAGIC.length + 2 * Integer.BYTES) + " bytes",
                bytes.length + " bytes");
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, body).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC.length];
        buffer.get(magic);
        require(Arrays.equals(magic, MAGIC), "bytes that begin with rnn4jst1", "others");
        int expected = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(body);
        int actual = checksum(bytes, body);
        require(expected == actual, "the checksum " + Integer.toHexString(expected), Integer.toHexString(actual) + ": damaged");
        try {
            List<StateSpec.Component> components = new ArrayList<>();
            long floats = 0;
            int count = buffer.getInt();
            require(count >= 0, "at least 0 components", Integer.toString(count));
            while (components.size() < count) {
                StateSpec.Component component = component(buffer);
                components.add(component);
                floats += component.width();
            }
            require(floats * Float.BYTES == buffer.remaining(), floats + " floats", buffer.remaining() + " bytes");
            float[] values = new float[(int) floats];
            buffer.asFloatBuffer().get(values);
            return new SessionState(new StateSpec(components), values);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("SessionState.ofBytes: expected more components but got the end of the bytes", e);
        }
    }

    private static StateSpec.Component component(ByteBuffer buffer) {
        int length = buffer.getInt();
        require(length >= 0 && length <= buffer.remaining(), "a name of at most " + buffer.remaining() + " bytes", Integer.toString(length));
        byte[] name = new byte[length];
        buffer.get(name);
        int width = buffer.getInt();
        require(width >= 1, "a width of at least 1", Integer.toString(width));
        return new StateSpec.Component(new String(name, StandardCharsets.UTF_8), width);
    }

    private static void require(boolean condition, String expected, String actual) {
        if (!condition) {
            throw new IllegalArgumentException("SessionState.ofBytes: expected " + expected + " but got " + actual);
        }
    }
}
