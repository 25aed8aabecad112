package org.rnn4j.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a safetensors file from front to back through one buffer. */
final class TensorWriter {

    private static final int BUFFER_BYTES = 1 << 16;

    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private final OutputStream out;

    private TensorWriter(OutputStream out) {
        this.out = out;
    }

    /** {@return the header of tensors whose data follows it in their order} */
    static TensorHeader layout(Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<TensorHeader.Entry> entries = new ArrayList<>();
        long end = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            Tensor tensor = named.getValue();
            long begin = end;
            end += tensor.bytes();
            entries.add(new TensorHeader.Entry(named.getKey(), tensor.type(), tensor.shape(), begin, end));
        }
        return new TensorHeader(metadata, entries);
    }

    /**
     * Writes all, and leaves the stream open.
     *
     * @param header what {@link TensorHeader#encode()} gives for the layout of these tensors
     */
    static void write(byte[] header, Iterable<Tensor> tensors, OutputStream out) throws IOException {
        TensorWriter writer = new TensorWriter(out);
        writer.buffer.putLong(0, header.length);
        out.write(writer.bytes, 0, TensorHeader.LENGTH_BYTES);
        out.write(header);
        for (Tensor tensor : tensors) {
            writer.tensor(tensor);
        }
    }

    private void tensor(Tensor tensor) throws IOException {
        int count = tensor.count();
        int most = BUFFER_BYTES / tensor.type().bytes();
        for (int done = 0; done < count; ) {
            int part = Math.min(most, count - done);
            tensor.type().put(tensor.array(), done, part, buffer);
            out.write(bytes, 0, part * tensor.type().bytes());
            done += part;
        }
    }
}
