package org.rnn4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for each thing a file may not be, with the message it gives. */
class TensorFileChecksTest {

    @TempDir
    Path directory;

    private static byte[] file(byte[] header, long headerLength, int dataBytes) {
        return ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerLength).put(header).array();
    }

    private static byte[] file(String header, int dataBytes) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        return file(bytes, bytes.length, dataBytes);
    }

    private static void assertMessage(String message, byte[] file) {
        assertEquals(message, assertThrows(ModelFormatException.class, () -> MemoryChannel.read(file)).getMessage());
    }

    // A tensor 'w' with these dtype, shape and offsets.
    private static String w(String dtype, String shape, String offsets) {
        return "{\"w\":{\"dtype\":" + dtype + ",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
    }

    @Test
    void aFileWithoutRoomForAHeaderIsTooShort() {
        assertMessage("test.safetensors: expected more than 8 bytes but got 1", new byte[1]);
        assertMessage("test.safetensors: expected more than 8 bytes but got 8", new byte[8]);
        assertMessage("test.safetensors: expected a safetensors file but got an empty file", new byte[0]);
    }

    @Test
    void aHeaderLengthBeyondTheLimitIsAnError() {
        byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
        for (long length : new long[] {TensorHeader.MAX_BYTES + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            assertMessage("test.safetensors: header length: expected at most 100000000 bytes but got "
                    + Long.toUnsignedString(length), file(header, length, 100));
        }
    }

    @Test
    void aHeaderLengthBeyondTheFileIsAnError() {
        byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
        for (long length : new long[] {3, 100_000_000}) {
            assertMessage("test.safetensors: header length: expected at most the 2 bytes left in the file but got " + length,
                    file(header, length, 0));
        }
    }

    @Test
    void aHeaderThatDoesNotStartWithABraceIsAnError() {
        assertMessage("test.safetensors: header: expected '{' as its first byte but got no bytes", file("", 8));
        assertMessage("test.safetensors: header: expected '{' as its first byte but got 0x20", file(" {}", 0));
        assertMessage("test.safetensors: header: expected '{' as its first byte but got 0xef", file("\ufeff{}", 0));
        assertMessage("test.safetensors: header: expected '{' as its first byte but got 0x5b", file("[]", 0));
    }

    @ParameterizedTest
    @CsvSource({"7b2280223a317d", "7b22c0af223a317d", "7b22eda080223a317d", "7b22f4908080223a317d", "7b7dc3", "7b7dff",
        "7b7d20f09f98"})
    void aHeaderThatIsNotUtf8IsAnError(String hex) {
        // A lone continuation, an overlong slash, a surrogate, beyond Unicode, cut short, never a byte, cut short.
        byte[] header = HexFormat.of().parseHex(hex);
        assertMessage("test.safetensors: header: expected UTF-8 but got bytes that are not", file(header, header.length, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\"", "{\"a\":}", "{'a':1}", "{}}", "{} x", "{,}", "{//\n}", "{} \u0000", "{\"a\\u12\":1}",
        "{\"__metadata__\":{\"a\":\"b"})
    void aHeaderThatIsNotJsonIsAnError(String header) {
        String message = assertThrows(ModelFormatException.class, () -> MemoryChannel.read(file(header, 0))).getMessage();
        assertTrue(message.startsWith("test.safetensors: header: expected JSON but got line "), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void anythingButSpacesAfterTheHeaderIsAnError() throws Exception {
        assertEquals(List.of(), MemoryChannel.read(file("{}  \n\t\r ", 0)).names());
        assertMessage("test.safetensors: header: expected nothing but spaces after the object but got an object",
                file("{} {}", 0));
    }

    @Test
    void twoTensorsOfOneNameAreAnError() {
        String entry = "{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        assertMessage("test.safetensors: tensor 'w': expected one entry but got a second one of the same name",
                file("{\"w\":" + entry + ",\"\\u0077\":" + entry + "}", 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"__metadata__\":{},\"__metadata__\":{}} | header: expected one __metadata__ but got a second one",
        "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}} | __metadata__ 'a': expected one text but got a second one of the same name",
        "{\"__metadata__\":{\"a\":1}}       | __metadata__ 'a': expected text but got a number",
        "{\"__metadata__\":{\"a\":null}}    | __metadata__ 'a': expected text but got null",
        "{\"__metadata__\":{\"a\":{}}}      | __metadata__ 'a': expected text but got an object",
        "{\"__metadata__\":[]}              | __metadata__: expected an object but got a list",
        "{\"__metadata__\":null}            | __metadata__: expected an object but got null",
        "{\"__metadata__\":{\"a\":\"\\udc00\"}} | __metadata__ 'a': expected text in Unicode but got half a surrogate pair in '\\u{dc00}'",
        "{\"w\":[]}                         | tensor 'w': expected an object but got a list",
        "{\"w\":1}                          | tensor 'w': expected an object but got a number",
        "{\"w\":{}}                         | tensor 'w': expected dtype, shape and data_offsets but got []",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[]}} | tensor 'w': expected dtype, shape and data_offsets but got ['dtype', 'shape']",
        "{\"w\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}} | tensor 'w': expected one 'dtype' but got a second one",
        "{\"w\":{\"shape\":[],\"shape\":[]}} | tensor 'w': expected one 'shape' but got a second one",
        "{\"w\":{\"dtype\":\"F32\",\"strides\":[1]}} | tensor 'w': expected only dtype, shape and data_offsets but got 'strides'",
    })
    void aHeaderOfAnotherStructureIsAnError(String header, String message) {
        assertMessage("test.safetensors: " + message, file(header, 0));
    }

    @ParameterizedTest
    @CsvSource({"F16", "BF16", "F64", "I8", "U8", "I16", "U64", "BOOL", "F8_E4M3", "f32", "''", "X"})
    void aTypeWeDoNotKnowIsAnErrorThatNamesItAndTheTensor(String dtype) {
        assertMessage("test.safetensors: tensor 'w': dtype: expected one of F32, I32, I64 but got '" + dtype + "'",
                file(w("\"" + dtype + "\"", "[0]", "[0,0]"), 0));
    }

    @Test
    void aTypeThatIsNotTextIsAnError() {
        assertMessage("test.safetensors: tensor 'w': dtype: expected text but got a number", file(w("32", "[0]", "[0,0]"), 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[-1]                   | expected whole numbers from 0 to 9223372036854775807 but got -1",
        "[9223372036854775808]  | expected whole numbers from 0 to 9223372036854775807 but got 9223372036854775808",
        "[1.0]                  | expected whole numbers from 0 to 9223372036854775807 but got a number",
        "[1e0]                  | expected whole numbers from 0 to 9223372036854775807 but got a number",
        "[\"1\"]                | expected whole numbers from 0 to 9223372036854775807 but got text",
        "[null]                 | expected whole numbers from 0 to 9223372036854775807 but got null",
        "[[1]]                  | expected whole numbers from 0 to 9223372036854775807 but got a list",
        "1                      | expected a list of whole numbers but got a number",
        "{}                     | expected a list of whole numbers but got an object",
        "[1,1,1]                | expected at most 2 dimensions for F32 but got [1, 1, 1]",
        "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1] | expected at most 16 numbers but got more",
        "[2147483640]           | expected sizes and a product of at most 2147483639 but got [2147483640]",
        "[65536,65536]          | expected sizes and a product of at most 2147483639 but got [65536, 65536]",
        "[4294967296,4294967296] | expected sizes and a product of at most 2147483639 but got [4294967296, 4294967296]",
        "[9223372036854775807,2] | expected sizes and a product of at most 2147483639 but got [9223372036854775807, 2]",
        "[0,9223372036854775807] | expected sizes and a product of at most 2147483639 but got [0, 9223372036854775807]",
        "[9223372036854775807,0] | expected sizes and a product of at most 2147483639 but got [9223372036854775807, 0]",
    })
    void aShapeThatCannotBeIsAnError(String shape, String message) {
        assertMessage("test.safetensors: tensor 'w': shape: " + message, file(w("\"F32\"", shape, "[0,4]"), 4));
    }

    @Test
    void wholeNumbersHaveOneDimension() throws Exception {
        assertMessage("test.safetensors: tensor 'w': shape: expected at most 1 dimensions for I64 but got [1, 1]",
                file(w("\"I64\"", "[1,1]", "[0,8]"), 8));
        assertMessage("test.safetensors: tensor 'w': shape: expected at most 1 dimensions for I32 but got [1, 1]",
                file(w("\"I32\"", "[1,1]", "[0,4]"), 4));
        assertArrayEquals(new long[1], MemoryChannel.read(file(w("\"I64\"", "[]", "[0,8]"), 8)).longs("w"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[]      | expected [begin, end] with begin <= end but got []",
        "[0]     | expected [begin, end] with begin <= end but got [0]",
        "[8,0]   | expected [begin, end] with begin <= end but got [8, 0]",
        "[0,8,8] | expected at most 2 numbers but got more",
        "[-8,0]  | expected whole numbers from 0 to 9223372036854775807 but got -8",
        "[0,9]   | expected an end within the 8 bytes of data in the file but got [0, 9]",
        "[8,16]  | expected an end within the 8 bytes of data in the file but got [8, 16]",
        "[9223372036854775799,9223372036854775807] | expected an end within the 8 bytes of data in the file but got"
                + " [9223372036854775799, 9223372036854775807]",
        "[0,4]   | expected 8 bytes for F32 [2, 1] but got 4 in [0, 4]",
        "[1,8]   | expected 8 bytes for F32 [2, 1] but got 7 in [1, 8]",
        "[0,0]   | expected 8 bytes for F32 [2, 1] but got 0 in [0, 0]",
    })
    void offsetsThatCannotBeAreAnError(String offsets, String message) {
        assertMessage("test.safetensors: tensor 'w': data_offsets: " + message, file(w("\"F32\"", "[2,1]", offsets), 8));
    }

    private static byte[] two(long aBegin, long aEnd, long bBegin, long bEnd, int dataBytes) {
        String entry = "{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}";
        return file("{\"a\":" + entry.formatted((aEnd - aBegin) / 4, aBegin, aEnd) + ",\"b\":"
                + entry.formatted((bEnd - bBegin) / 4, bBegin, bEnd) + "}", dataBytes);
    }

    @Test
    void tensorsThatOverlapAreAnError() {
        assertMessage("test.safetensors: tensor 'b': data_offsets: expected a begin of 8, where the data before it ends but got 4,"
                + " an overlap", two(0, 8, 4, 12, 12));
        assertMessage("test.safetensors: tensor 'b': data_offsets: expected a begin of 8, where the data before it ends but got 0,"
                + " an overlap", two(0, 8, 0, 8, 8));
        assertMessage("test.safetensors: tensor 'b': data_offsets: expected a begin of 12, where the data before it ends but got 4,"
                + " an overlap", two(0, 12, 4, 8, 12));
        assertMessage("test.safetensors: tensor 'b': data_offsets: expected a begin of 8, where the data before it ends but got 4,"
                + " an overlap", two(0, 8, 4, 4, 8));
    }

    @Test
    void aGapBetweenTensorsIsAnError() {
        assertMessage("test.safetensors: tensor 'b': data_offsets: expected a begin of 4, where the data before it ends but got 8,"
                + " a gap", two(0, 4, 8, 12, 12));
        assertMessage("test.safetensors: tensor 'a': data_offsets: expected a begin of 0, where the data before it ends but got 4,"
                + " a gap", two(4, 8, 8, 12, 12));
    }

    @Test
    void bytesAfterTheLastTensorAreAnError() {
        assertMessage("test.safetensors: header: expected tensors that cover the 9 bytes of data in the file but got 8 bytes in them",
                two(0, 4, 4, 8, 9));
        assertMessage("test.safetensors: header: expected tensors that cover the 1 bytes of data in the file but got 0 bytes in them",
                file("{}", 1));
    }

    @Test
    void tensorsMayStandInAnotherOrderThanTheirData() throws Exception {
        byte[] bytes = two(4, 8, 0, 4, 8);
        bytes[bytes.length - 1] = 1;
        TensorFile file = MemoryChannel.read(bytes);
        assertEquals(List.of("b", "a"), file.names());
        assertEquals(Float.intBitsToFloat(1 << 24), file.matrix("a").data[0]);
    }

    @Test
    void moreTensorsOrTextsThanAllowedAreAnError() {
        String entry = "{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        assertMessage("test.safetensors: header: expected at most 100000 tensors but got more",
                file(IntStream.rangeClosed(0, 100_000).mapToObj(i -> "\"" + i + "\":" + entry)
                        .collect(Collectors.joining(",", "{", "}")), 0));
        assertMessage("test.safetensors: __metadata__: expected at most 100000 texts but got more",
                file(IntStream.rangeClosed(0, 100_000).mapToObj(i -> "\"" + i + "\":\"\"")
                        .collect(Collectors.joining(",", "{\"__metadata__\":{", "}}")), 0));
    }

    @Test
    void aNameBeyondTheLimitIsAnError() {
        String message = assertThrows(ModelFormatException.class,
                () -> MemoryChannel.read(file("{\"" + "x".repeat(5000) + "\":1}", 0))).getMessage();
        assertEquals("test.safetensors: header: expected JSON but got Name length (5000) exceeds the maximum allowed (4096)", message);
    }

    @Test
    void deepNestingIsAnErrorAndNoStackOverflow() {
        String deep = "{\"__metadata__\":{\"a\":" + "[".repeat(1_000_000);
        assertMessage("test.safetensors: __metadata__ 'a': expected text but got a list", file(deep, 0));
    }

    @Test
    void aNameCannotBreakTheLineOfAMessageNorReachATerminal() {
        assertMessage("test.safetensors: tensor 'a\\u{a}\\u{1b}[31m\\u{202e}': expected an object but got a number",
                file("{\"a\\n\\u001b[31m\\u202e\":1}", 0));
    }

    @Test
    void aFileThatShrinksWhileItIsReadIsAnError() {
        byte[] whole = two(0, 4, 4, 4004, 4004);
        assertEquals("test.safetensors: tensor 'b': expected at least 3 more bytes but got the end of the file, which became shorter"
                + " while it was read", shrunk(whole, whole.length - 3));
        assertEquals("test.safetensors: start: expected at least 507 more bytes but got the end of the file, which became shorter"
                + " while it was read", shrunk(whole, 5));
        byte[] spaces = file("{}" + " ".repeat(20_000), 0);
        assertEquals("test.safetensors: header: expected at least 2 more bytes but got the end of the file, which became shorter"
                + " while it was read", shrunk(spaces, spaces.length - 2));
    }

    private static String shrunk(byte[] whole, int left) {
        return assertThrows(ModelFormatException.class, () -> TensorReader.read("test.safetensors",
                new MemoryChannel(Arrays.copyOf(whole, left), whole.length))).getMessage();
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsAnError() {
        byte[] bytes = two(0, 4, 4, 8, 8);
        assertEquals("test.safetensors: expected the " + bytes.length + " bytes there were when reading began but got "
                + (bytes.length + 1) + " bytes when it ended", assertThrows(ModelFormatException.class, () -> TensorReader.read(
                "test.safetensors", new MemoryChannel(bytes, bytes.length, bytes.length + 1))).getMessage());
    }

    @Test
    void aFileLargerThanTheHeapIsRefusedBeforeAnyOfItIsRead() {
        long count = Tensor.MAX_ELEMENTS;
        long tensors = Runtime.getRuntime().maxMemory() / (4 * count) + 1;
        StringBuilder header = new StringBuilder("{");
        for (long i = 0; i < tensors; i++) {
            header.append(i == 0 ? "" : ",").append("\"t%d\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}".formatted(
                    i, count, i * count * 4, (i + 1) * count * 4));
        }
        byte[] start = file(header.append('}').toString(), 0);
        long size = start.length + tensors * count * 4;
        IOException e = assertThrows(IOException.class, () -> TensorReader.read("test.safetensors",
                new MemoryChannel(Arrays.copyOf(start, start.length + 600), size)));
        assertEquals("test.safetensors: expected a file that fits the heap of " + Runtime.getRuntime().maxMemory()
                + " bytes (-Xmx) but got " + tensors * count * 4 + " bytes", e.getMessage());
    }

    @Test
    void whenMemoryRunsOutThatIsAnOrdinaryError() {
        byte[] bytes = two(0, 4, 4, 8, 8);
        SeekableByteChannel channel = new MemoryChannel(bytes) {
            @Override
            public int read(ByteBuffer target) {
                if (position() > 0) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return super.read(target);
            }
        };
        assertTrue(assertThrows(IOException.class, () -> TensorReader.read("test.safetensors", channel)).getMessage()
                .startsWith("test.safetensors: expected a file that fits the heap of "));
    }

    @Test
    void whatIsNotAFileIsNamed() {
        Path missing = directory.resolve("missing");
        assertEquals(missing + ": expected a file but got nothing of that name",
                assertThrows(IOException.class, () -> TensorFile.read(missing)).getMessage());
        assertEquals(directory + ": expected a file but got a directory or a device",
                assertThrows(IOException.class, () -> TensorFile.read(directory)).getMessage());
    }

    @Test
    void filesOfOtherFormatsAreCalledByTheirName() throws Exception {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("archive/data.pkl"));
        }
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(object)) {
            out.writeObject("x");
        }
        assertForeign("a ZIP archive (a jar, an .npz, or what torch.save writes; PyTorch models need"
                + " safetensors.torch.save_file)", zip.toByteArray());
        assertForeign("a serialized Java object", object.toByteArray());
        assertForeign("a PNG image", "89504e470d0a1a0a0000000d49484452");
        assertForeign("a JPEG image", "ffd8ffe000104a464946");
        assertForeign("an HDF5 file (what Keras writes as .h5)", "894844460d0a1a0a00000000");
        assertForeign("a NumPy array (.npy)", "934e554d5059010076007b27");
        assertForeign("a GGUF model", "47475546030000002400");
        assertForeign("a gzip archive", "1f8b080000000000000a");
        assertForeign("a PDF document", "255044462d312e370a25");
        assertForeign("a Python pickle (what older versions of torch.save write)", "80028a0a6cfc9c46f9206aa85019");
        assertForeign("a Python pickle", "80049503000000000000004b012e");
        assertForeign("text", "{\"w\": 1, \"and\": \"other JSON\"}".getBytes(StandardCharsets.UTF_8));
        assertForeign("text", "a".getBytes(StandardCharsets.UTF_8));
        assertForeign("text", ("국".repeat(300) + "\r\n\t").getBytes(StandardCharsets.UTF_8));
        assertForeign("text", ("x" + "국".repeat(300)).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertForeign(String format, String hex) {
        assertForeign(format, HexFormat.of().parseHex(hex));
    }

    private static void assertForeign(String format, byte[] bytes) {
        assertMessage("test.safetensors: expected a safetensors file but got " + format, bytes);
    }
}
