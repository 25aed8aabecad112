package org.rnn4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a safetensors file from front to back through one buffer. */
final class TensorReader {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int START_BYTES = 512;

    private final String file;
    private final SeekableByteChannel channel;

    private TensorReader(String file, SeekableByteChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * {@return what the file holds}
     *
     * @param file its name, for messages and for {@link TensorFile#source()}
     * @param channel its content, from the first byte on
     */
    static TensorFile read(String file, SeekableByteChannel channel) throws IOException {
        try {
            return new TensorReader(file, channel).read();
        } catch (OutOfMemoryError e) {
            // The size was checked against the heap, yet other things live there too. A single failed allocation leaves the JVM
            // sound, and a file, which may be anyone's, must not end the program.
            throw tooLarge(file, channel.size(), e);
        }
    }

    private TensorFile read() throws IOException {
        long size = channel.size();
        long headerBytes = headerBytes(size);
        long dataBytes = size - TensorHeader.LENGTH_BYTES - headerBytes;
        TensorHeader header = TensorHeaderParser.parse(file, new HeaderStream(headerBytes), dataBytes);
        if (dataBytes > Runtime.getRuntime().maxMemory()) {
            throw tooLarge(file, dataBytes, null);
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(dataBytes, BUFFER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (TensorHeader.Entry entry : header.entries()) {
            tensors.put(entry.name(), tensor(entry, buffer));
        }
        if (channel.size() != size) {
            throw new ModelFormatException(file, "the " + size + " bytes there were when reading began",
                    channel.size() + " bytes when it ended");
        }
        return new TensorFile(file, tensors, header.metadata());
    }

    /** Leaves the channel at the first byte of the header. */
    private long headerBytes(long size) throws IOException {
        byte[] start = new byte[(int) Math.min(size, START_BYTES)];
        fill(ByteBuffer.wrap(start), file + ": start");
        if (size <= TensorHeader.LENGTH_BYTES) {
            throw notSafetensors(start, "", "more than " + TensorHeader.LENGTH_BYTES + " bytes", Long.toString(size));
        }
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > TensorHeader.MAX_BYTES) {
            throw notSafetensors(start, ": header length", "at most " + TensorHeader.MAX_BYTES + " bytes",
                    Long.toUnsignedString(length));
        }
        if (length > size - TensorHeader.LENGTH_BYTES) {
            throw notSafetensors(start, ": header length", "at most the " + (size - TensorHeader.LENGTH_BYTES)
                    + " bytes left in the file", Long.toString(length));
        }
        if (length == 0 || start[TensorHeader.LENGTH_BYTES] != '{') {
            throw notSafetensors(start, ": header", "'{' as its first byte",
                    length == 0 ? "no bytes" : String.format("0x%02x", start[TensorHeader.LENGTH_BYTES]));
        }
        channel.position(TensorHeader.LENGTH_BYTES);
        return length;
    }

    private ModelFormatException notSafetensors(byte[] start, String place, String expected, String actual) {
        String format = ForeignFormat.describe(start);
        return format == null
                ? new ModelFormatException(file + place, expected, actual)
                : new ModelFormatException(file, "a safetensors file", format);
    }

    private Tensor tensor(TensorHeader.Entry entry, ByteBuffer buffer) throws IOException {
        ElementType type = entry.type();
        int count = new Tensor(type, entry.shape(), null).count();
        Object array = type.allocate(count);
        String place = file + ": tensor " + Text.quote(entry.name());
        int most = BUFFER_BYTES / type.bytes();
        for (int done = 0; done < count; ) {
            int part = Math.min(most, count - done);
            fill(buffer.clear().limit(part * type.bytes()), place);
            type.get(buffer.flip(), array, done, part);
            done += part;
        }
        return new Tensor(type, entry.shape(), array);
    }

    private void fill(ByteBuffer target, String place) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw endedEarly(place, target.remaining());
            }
        }
    }

    private ModelFormatException endedEarly(String place, long missing) {
        return new ModelFormatException(place, "at least " + missing + " more bytes",
                "the end of the file, which became shorter while it was read");
    }

    private static IOException tooLarge(String file, long bytes, Throwable cause) {
        return new IOException(file + ": expected a file that fits the heap of " + Runtime.getRuntime().maxMemory()
                + " bytes (-Xmx) but got " + bytes + " bytes", cause);
    }

    /** The bytes of the header and no more. */
    private final class HeaderStream extends InputStream {

        private long left;

        HeaderStream(long length) {
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int part = (int) Math.min(length, left);
            fill(ByteBuffer.wrap(target, offset, part), file + ": header");
            left -= part;
            return part;
        }
    }
}
