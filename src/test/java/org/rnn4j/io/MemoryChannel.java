package org.rnn4j.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Bytes in memory, read like a file, of which a test may claim any size. */
class MemoryChannel implements SeekableByteChannel {

    private final byte[] bytes;
    private final long[] sizes;
    private int asked;
    private int position;

    /** Each time the size is asked for, the next one is given; the last is repeated. */
    MemoryChannel(byte[] bytes, long... sizes) {
        this.bytes = bytes;
        this.sizes = sizes.length == 0 ? new long[] {bytes.length} : sizes;
    }

    static TensorFile read(byte[] bytes) throws IOException {
        return TensorReader.read("test.safetensors", new MemoryChannel(bytes));
    }

    @Override
    public int read(ByteBuffer target) {
        if (position == bytes.length) {
            return -1;
        }
        // In pieces, as a file on a network may come.
        int part = Math.min(Math.min(target.remaining(), bytes.length - position), 1000);
        target.put(bytes, position, part);
        position += part;
        return part;
    }

    @Override
    public long size() {
        return sizes[Math.min(asked++, sizes.length - 1)];
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = Math.toIntExact(newPosition);
        return this;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
