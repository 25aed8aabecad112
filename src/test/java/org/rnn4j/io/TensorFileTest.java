package org.rnn4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {

    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsReadBitForBit() throws Exception {
        float[] odd = new float[] {Float.intBitsToFloat(0x7fc00001), Float.intBitsToFloat(0x7f800001),
            Float.intBitsToFloat(0xffc12345), -0f, Float.MIN_VALUE, -Float.MIN_NORMAL / 2, Float.MAX_VALUE,
            Float.NEGATIVE_INFINITY};
        TensorFile file = TensorFile.builder()
                .metadata("한글", "값 😀\n\"quoted\"\u0000").metadata("", "").metadata("a", "b")
                .matrix("odd", FMatrixRMaj.wrap(2, 4, odd))
                .matrix("층.0.가중치 🧠", random(3, 5))
                .matrix("one row", random(1, 7))
                .matrix("one column", random(7, 1))
                .matrix("no rows", new FMatrixRMaj(0, 4))
                .matrix("no columns", new FMatrixRMaj(4, 0))
                .matrix("nothing", new FMatrixRMaj(0, 0))
                .matrix("larger than a buffer", random(301, 257))
                .matrix("", random(1, 1))
                .longs("longs", Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1L << 53)
                .longs("no longs")
                .longs("more than a buffer of longs", new Random(2).longs(20_000).toArray())
                .ints("ints", Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1)
                .ints("no ints")
                .build();
        Path path = directory.resolve("model.safetensors");

        file.write(path);
        TensorFile back = TensorFile.read(path);

        assertEquals(Content.of(file), Content.of(back));
        assertEquals(file.names(), back.names());
        assertEquals(List.copyOf(file.metadata().keySet()), List.copyOf(back.metadata().keySet()));
        for (int i = 0; i < odd.length; i++) {
            assertEquals(Float.floatToRawIntBits(odd[i]), Float.floatToRawIntBits(back.matrix("odd").data[i]));
        }
        assertArrayEquals(new int[] {4, 0}, back.shape("no columns"));
        assertEquals(4, back.matrix("no rows").numCols);
        assertArrayEquals(Files.readAllBytes(path), back.toBytes());
        assertEquals(path.toString(), back.source());
    }

    @Test
    void aFileOfNothingIsAFile() throws Exception {
        byte[] bytes = TensorFile.builder().build().toBytes();
        assertEquals("{}      ", new String(bytes, 8, 8, StandardCharsets.UTF_8));
        assertEquals(16, bytes.length);
        TensorFile back = MemoryChannel.read(bytes);
        assertEquals(List.of(), back.names());
        assertTrue(back.metadata().isEmpty());
    }

    @Test
    void theBytesAreTheseAndNoOthers() throws Exception {
        byte[] bytes = TensorFile.builder().metadata("k", "v")
                .matrix("w", FMatrixRMaj.wrap(1, 1, new float[] {1})).longs("n", 2).build().toBytes();

        String header = "{\"__metadata__\":{\"k\":\"v\"},\"n\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[8,12]}}";
        int padded = (header.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 12).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put((header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.UTF_8));
        expected.putLong(2).putFloat(1);
        assertArrayEquals(expected.array(), bytes);
    }

    @Test
    void dataStartsAlignedWhateverTheHeaderIs() throws Exception {
        for (int length = 0; length < 9; length++) {
            byte[] bytes = TensorFile.builder().matrix("x".repeat(length), new FMatrixRMaj(1, 1)).longs("n", 1).build().toBytes();
            assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
            MemoryChannel.read(bytes);
        }
    }

    @Test
    void theOrderIsThatOfAdditionWithTheWideFirst() throws Exception {
        TensorFile file = TensorFile.builder().ints("z", 1).longs("y", 2).matrix("a", random(1, 1)).longs("b", 3).build();
        assertEquals(List.of("y", "b", "z", "a"), file.names());
        assertEquals(file.names(), MemoryChannel.read(file.toBytes()).names());
    }

    @Test
    void aMatrixIsSharedAndKeepsTheShapeItHadWhenAdded() throws Exception {
        FMatrixRMaj matrix = random(2, 3);
        float[] data = matrix.data;
        TensorFile file = TensorFile.builder().matrix("w", matrix).build();
        matrix.set(1, 2, 42);
        matrix.reshape(1, 2);

        assertSame(data, file.matrix("w").data);
        assertEquals(2, file.matrix("w").numRows);
        assertEquals(42, MemoryChannel.read(file.toBytes()).matrix("w").get(1, 2));
    }

    @Test
    void aMatrixSmallerThanItsArrayIsWrittenAsItIs() throws Exception {
        FMatrixRMaj matrix = random(10, 10);
        matrix.reshape(2, 2);
        FMatrixRMaj back = MemoryChannel.read(TensorFile.builder().matrix("w", matrix).build().toBytes()).matrix("w");
        assertEquals(4, back.data.length);
        assertArrayEquals(Arrays.copyOf(matrix.data, 4), back.data);
    }

    @Test
    void aBuilderMayGoOnAfterBuilding() {
        TensorFile.Builder builder = TensorFile.builder().longs("a", 1);
        TensorFile first = builder.build();
        builder.longs("b", 2).metadata("k", "v");
        assertEquals(List.of("a"), first.names());
        assertTrue(first.metadata().isEmpty());
        assertNotSame(first, builder.build());
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsNamedWithWhatThereIs() throws Exception {
        TensorFile file = MemoryChannel.read(
                TensorFile.builder().metadata("k", "v").matrix("w", random(1, 1)).longs("n", 1).build().toBytes());

        assertMessage("test.safetensors: expected a tensor 'x' but got only ['n', 'w']", () -> file.matrix("x"));
        assertMessage("test.safetensors: expected a tensor 'x' but got only ['n', 'w']", () -> file.shape("x"));
        assertMessage("test.safetensors: expected metadata 'x' but got only ['k']", () -> file.metadata("x"));
        assertMessage("test.safetensors: tensor 'n': expected F32 but got I64", () -> file.matrix("n"));
        assertMessage("test.safetensors: tensor 'w': expected I64 but got F32", () -> file.longs("w"));
        assertMessage("test.safetensors: tensor 'n': expected I32 but got I64", () -> file.ints("n"));
        assertTrue(file.has("w"));
        assertFalse(file.has("x"));
        assertEquals("v", file.metadata("k"));
        assertEquals("TensorFile(test.safetensors, 2 tensors, 12 bytes, 1 texts)", file.toString());
    }

    @Test
    void aListOfManyNamesIsCut() {
        TensorFile.Builder builder = TensorFile.builder();
        for (int i = 0; i < 1000; i++) {
            builder.ints("t" + i, i);
        }
        String message = assertThrows(ModelFormatException.class, () -> builder.build().ints("x")).getMessage();
        assertTrue(message.endsWith("'t18', 't19' and 980 more]"), message);
    }

    @Test
    void theBuilderTakesNothingThatCouldNotBeReadBack() {
        TensorFile.Builder builder = TensorFile.builder().ints("a", 1).metadata("k", "v");
        assertRefused("TensorFile: tensor 'a': expected a new name but there is one already", () -> builder.longs("a", 1));
        assertRefused("TensorFile: metadata 'k': expected a new name but there is one already", () -> builder.metadata("k", "w"));
        assertRefused("TensorFile: expected a tensor name but got '__metadata__', which the format keeps for the texts",
                () -> builder.ints("__metadata__", 1));
        assertRefused("TensorFile: tensor 'x\\u{d800}': expected a name in Unicode of at most 4096 chars but got one of 2",
                () -> builder.ints("x\ud800", 1));
        assertRefused("TensorFile: metadata '" + "x".repeat(80) + "...': expected a name in Unicode of at most 4096 chars but got"
                + " one of 4097", () -> builder.metadata("x".repeat(4097), ""));
        assertRefused("TensorFile: metadata 'm': expected Unicode of at most 20000000 chars but got 1 chars of '\\u{dc00}'",
                () -> builder.metadata("m", "\udc00"));
        assertRefused("TensorFile: tensor 'm': expected sizes of at most 2147483639 but got [0, 2147483647]",
                () -> builder.matrix("m", new FMatrixRMaj(0, Integer.MAX_VALUE)));
        assertRefused("TensorFile.write: expected names and metadata of at most 100000000 bytes but got 120000064", () -> {
            String large = "x".repeat(20_000_000);
            TensorFile.Builder many = TensorFile.builder();
            for (String name : "abcdef".split("")) {
                many.metadata(name, large);
            }
            many.build().write(directory.resolve("large"));
        });
        assertFalse(Files.exists(directory.resolve("large")));
    }

    @Test
    void asManyTensorsAsAllowedAreWrittenAndRead() throws Exception {
        TensorFile.Builder builder = TensorFile.builder();
        for (int i = 0; i < TensorHeader.MAX_ENTRIES; i++) {
            builder.ints(Integer.toString(i), i);
        }
        assertRefused("TensorFile: expected at most 100000 of each kind but tensor 'x' is one more", () -> builder.ints("x", 1));
        TensorFile back = MemoryChannel.read(builder.build().toBytes());
        assertEquals(99_999, back.ints("99999")[0]);
    }

    private interface Action {
        void run() throws Exception;
    }

    private static void assertMessage(String message, Action action) {
        assertEquals(message, assertThrows(ModelFormatException.class, action::run).getMessage());
    }

    private static void assertRefused(String message, Action action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }

    private static FMatrixRMaj random(int rows, int columns) {
        Random random = new Random(rows * 1000L + columns);
        FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
