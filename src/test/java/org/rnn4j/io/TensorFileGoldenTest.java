package org.rnn4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Files of the reference implementation; {@code make_golden.py} beside them made them and says with which version. */
class TensorFileGoldenTest {

    private static byte[] golden(String name) throws Exception {
        try (InputStream in = TensorFileGoldenTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void aFileOfTheReferenceImplementationIsRead() throws Exception {
        TensorFile file = MemoryChannel.read(golden("golden.safetensors"));

        String awkward = "가중치 😀 \"quoted\" \\ \u001f";
        assertEquals(Map.of("설명 🚀", "line\nbreak\ttab \u0007 / é"), file.metadata());
        assertEquals(List.of("position", "state", "empty", "matrix", "odd floats", "row", "scalar", "vector", awkward, "ids"),
                file.names());
        assertMatrix(file, "matrix", 2, 3, 0, 1 / 3f, 2 / 3f, 1, 4 / 3f, 5 / 3f);
        assertMatrix(file, "row", 1, 3, 1.5f, -2.5f, 3.5f);
        assertMatrix(file, "vector", 1, 2, 0.1f, 0.2f);
        assertMatrix(file, "scalar", 1, 1, 7.25f);
        assertMatrix(file, "empty", 0, 4);
        assertMatrix(file, awkward, 1, 1, 1);
        int[] bits = {0x7fc00001, 0x7f800001, 0xffc12345, 0x80000000, 0x00000001, 0x807fffff};
        for (int i = 0; i < bits.length; i++) {
            assertEquals(bits[i], Float.floatToRawIntBits(file.matrix("odd floats").data[i]));
        }
        assertArrayEquals(new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1}, file.longs("state"));
        assertArrayEquals(new long[] {123456789012345L}, file.longs("position"));
        assertArrayEquals(new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, 0}, file.ints("ids"));
        assertArrayEquals(new int[] {2}, file.shape("vector"));
        assertArrayEquals(new int[0], file.shape("scalar"));
        assertArrayEquals(new int[0], file.shape("position"));
    }

    @Test
    void writingItAgainGivesTheSameBytes() throws Exception {
        byte[] bytes = golden("golden.safetensors");
        assertArrayEquals(bytes, MemoryChannel.read(bytes).toBytes());
    }

    @Test
    void aTypeWeDoNotKnowIsRefusedByName() throws Exception {
        byte[] bytes = golden("golden-f16.safetensors");
        assertEquals("test.safetensors: tensor 'half': dtype: expected one of F32, I32, I64 but got 'F16'",
                assertThrows(ModelFormatException.class, () -> MemoryChannel.read(bytes)).getMessage());
    }

    private static void assertMatrix(TensorFile file, String name, int rows, int columns, float... values) throws Exception {
        FMatrixRMaj matrix = file.matrix(name);
        assertEquals(rows, matrix.numRows);
        assertEquals(columns, matrix.numCols);
        assertArrayEquals(values, matrix.data);
    }
}
