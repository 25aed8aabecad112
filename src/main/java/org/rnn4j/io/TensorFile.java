package org.rnn4j.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.FMatrixRMaj;

/**
 * The content of a safetensors file: named tensors and named texts, each in order.
 *
 * <p>Three kinds of tensor are known: float32 matrices ({@code F32}), 64-bit and 32-bit whole numbers ({@code I64},
 * {@code I32}). A matrix keeps its shape {@code [rows, columns]}; a float tensor of one dimension from another program reads as
 * one row, one of none as {@code [1, 1]}, and each is written again in the shape it had. Whole numbers have one dimension (or,
 * from another program, none). All arrays are shared with the caller, never copied: a model is saved without a second one in
 * memory.
 *
 * <p>The order is that of addition, except that the eight-byte kind comes first: with that every tensor of a file is aligned
 * to its element, as the reference implementation has it.
 *
 * <p>Reading trusts nothing in the file, see {@link #read}; writing is deterministic and atomic, see {@link #write}. The page
 * {@code docs/checkpoint-format.md} shows the bytes. Format: safetensors, Hugging Face,
 * <a href="https://github.com/huggingface/safetensors">github.com/huggingface/safetensors</a>.
 */
public final class TensorFile {

    private final String source;
    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;

    TensorFile(String source, Map<String, Tensor> tensors, Map<String, String> metadata) {
        this.source = source;
        Map<String, Tensor> widestFirst = new LinkedHashMap<>();
        tensors.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().type().bytes()))
                .forEach(entry -> widestFirst.put(entry.getKey(), entry.getValue()));
        this.tensors = Collections.unmodifiableMap(widestFirst);
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** {@return a builder of content to be written} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the content of a file} Everything in it is checked before anything is allocated by it; memory is that of the tensors
     * and a small multiple of the header's size.
     *
     * @throws ModelFormatException when it is not a safetensors file, is damaged or cut short, changes while it is read, or holds
     *         what {@link TensorFile} does not know; nothing in a file causes any other exception
     * @throws IOException when there is no such file, when it cannot be read, or when it does not fit the heap
     */
    public static TensorFile read(Path file) throws IOException {
        // Not a device and not a pipe, whose content has no end or never comes.
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": expected a file but got "
                    + (Files.notExists(file) ? "nothing of that name" : "a directory or a device"));
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return TensorReader.read(file.toString(), channel);
        }
    }

    /**
     * Writes the content as a safetensors file. The same content gives the same bytes on every machine. The file appears whole
     * or not at all, and one that was there before stays until then: see {@link AtomicFile}.
     *
     * @throws IOException when it cannot be written; the message names the file and what failed
     */
    public void write(Path file) throws IOException {
        byte[] header = header();
        AtomicFile.write(file, out -> TensorWriter.write(header, tensors.values(), out));
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TensorWriter.write(header(), tensors.values(), out);
        return out.toByteArray();
    }

    private byte[] header() {
        byte[] header = TensorWriter.layout(tensors, metadata).encode();
        if (header.length > TensorHeader.MAX_BYTES) {
            throw new IllegalArgumentException("TensorFile.write: expected names and metadata of at most "
                    + TensorHeader.MAX_BYTES + " bytes but got " + header.length);
        }
        return header;
    }

    /** {@return where the content is from: the file that was read, or {@code TensorFile} when it was built} */
    public String source() {
        return source;
    }

    /** {@return the names of the tensors, in order} */
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /** {@return whether there is a tensor of this name} */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /**
     * {@return the shape of a tensor, outermost size first, as it is in the file}
     *
     * @throws ModelFormatException when there is no such tensor; the message lists those there are
     */
    public int[] shape(String name) throws ModelFormatException {
        return tensor(name).shape().clone();
    }

    /**
     * {@return a float tensor as a matrix on the tensor's own array}
     *
     * @throws ModelFormatException when there is no such tensor, or one of another kind
     */
    public FMatrixRMaj matrix(String name) throws ModelFormatException {
        Tensor tensor = tensor(name, ElementType.F32);
        int[] shape = tensor.shape();
        return FMatrixRMaj.wrap(shape.length < 2 ? 1 : shape[0], shape.length == 0 ? 1 : shape[shape.length - 1],
                (float[]) tensor.array());
    }

    /**
     * {@return a tensor of 64-bit whole numbers, its own array}
     *
     * @throws ModelFormatException when there is no such tensor, or one of another kind
     */
    public long[] longs(String name) throws ModelFormatException {
        return (long[]) tensor(name, ElementType.I64).array();
    }

    /**
     * {@return a tensor of 32-bit whole numbers, its own array}
     *
     * @throws ModelFormatException when there is no such tensor, or one of another kind
     */
    public int[] ints(String name) throws ModelFormatException {
        return (int[]) tensor(name, ElementType.I32).array();
    }

    /** {@return the texts by name, in order} */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * {@return a text}
     *
     * @throws ModelFormatException when there is no such text; the message lists those there are
     */
    public String metadata(String name) throws ModelFormatException {
        String text = metadata.get(name);
        if (text == null) {
            throw new ModelFormatException(source, "metadata " + Text.quote(name), "only " + Text.list(metadata.keySet()));
        }
        return text;
    }

    private Tensor tensor(String name) throws ModelFormatException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelFormatException(source, "a tensor " + Text.quote(name), "only " + Text.list(tensors.keySet()));
        }
        return tensor;
    }

    private Tensor tensor(String name, ElementType type) throws ModelFormatException {
        Tensor tensor = tensor(name);
        if (tensor.type() != type) {
            throw new ModelFormatException(source + ": tensor " + Text.quote(name), type.name(), tensor.type().name());
        }
        return tensor;
    }

    @Override
    public String toString() {
        return "TensorFile(" + source + ", " + tensors.size() + " tensors, "
                + tensors.values().stream().mapToLong(Tensor::bytes).sum() + " bytes, " + metadata.size() + " texts)";
    }

    /** Collects tensors and texts. What it accepts can be read back. */
    public static final class Builder {

        private final Map<String, Tensor> tensors = new LinkedHashMap<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Adds a text.
         *
         * @return this
         * @throws IllegalArgumentException when there is one of this name, or when name or text is too long or not Unicode
         */
        public Builder metadata(String name, String text) {
            require(name, "metadata", metadata);
            if (text.length() > Json.MAX_TEXT || !Text.isWellFormed(text)) {
                throw new IllegalArgumentException("TensorFile: metadata " + Text.quote(name) + ": expected Unicode of at most "
                        + Json.MAX_TEXT + " chars but got " + text.length() + " chars of " + Text.quote(text));
            }
            metadata.put(name, text);
            return this;
        }

        /**
         * Adds a float tensor {@code [rows, columns]} in the shape the matrix has now. The floats are those the array holds when
         * the file is written.
         *
         * @return this
         * @throws IllegalArgumentException when there is a tensor of this name, or when the name is not fit for a file
         */
        public Builder matrix(String name, FMatrixRMaj matrix) {
            return add(name, ElementType.F32, matrix.data, matrix.numRows, matrix.numCols);
        }

        /**
         * Adds a tensor of 64-bit whole numbers.
         *
         * @return this
         * @throws IllegalArgumentException when there is a tensor of this name, or when the name is not fit for a file
         */
        public Builder longs(String name, long... values) {
            return add(name, ElementType.I64, values, values.length);
        }

        /**
         * Adds a tensor of 32-bit whole numbers.
         *
         * @return this
         * @throws IllegalArgumentException when there is a tensor of this name, or when the name is not fit for a file
         */
        public Builder ints(String name, int... values) {
            return add(name, ElementType.I32, values, values.length);
        }

        private Builder add(String name, ElementType type, Object array, int... shape) {
            require(name, "tensor", tensors);
            if (name.equals(TensorHeader.METADATA)) {
                throw new IllegalArgumentException("TensorFile: expected a tensor name but got " + Text.quote(name)
                        + ", which the format keeps for the texts");
            }
            if (Arrays.stream(shape).anyMatch(size -> size > Tensor.MAX_ELEMENTS)) {
                throw new IllegalArgumentException("TensorFile: tensor " + Text.quote(name) + ": expected sizes of at most "
                        + Tensor.MAX_ELEMENTS + " but got " + Arrays.toString(shape));
            }
            tensors.put(name, new Tensor(type, shape, array));
            return this;
        }

        private static void require(String name, String kind, Map<String, ?> taken) {
            Objects.requireNonNull(name, "name");
            if (name.length() > Json.MAX_NAME || !Text.isWellFormed(name)) {
                throw new IllegalArgumentException("TensorFile: " + kind + " " + Text.quote(name)
                        + ": expected a name in Unicode of at most " + Json.MAX_NAME + " chars but got one of " + name.length());
            }
            if (taken.containsKey(name)) {
                throw new IllegalArgumentException("TensorFile: " + kind + " " + Text.quote(name)
                        + ": expected a new name but there is one already");
            }
            if (taken.size() == TensorHeader.MAX_ENTRIES) {
                throw new IllegalArgumentException("TensorFile: expected at most " + TensorHeader.MAX_ENTRIES + " of each kind"
                        + " but " + kind + " " + Text.quote(name) + " is one more");
            }
        }

        /** {@return the content} */
        public TensorFile build() {
            return new TensorFile("TensorFile", tensors, metadata);
        }
    }
}
