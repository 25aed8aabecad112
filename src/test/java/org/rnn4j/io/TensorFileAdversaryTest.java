package org.rnn4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damages a file in thousands of ways. Whatever comes of it is content or a {@link ModelFormatException}, and costs little. */
class TensorFileAdversaryTest {

    // Measured are 50 kB, nearly all of it buffers, and several times that when the first of a kind of error loads its classes;
    // what a damaged number could ask for begins at gigabytes.
    private static final long MOST_BYTES = 1_000_000;

    // What makes header fields say something else without breaking the JSON.
    private static final List<String> FRAGMENTS = List.of("0", "1", "4", "8", "-", "9223372036854775807", "99999999999999999999",
            "2147483648", "4294967296", "e9", ".5", "\"", "\\", "\\ud800", "\\u0000", ",", ":", "[", "]", "{", "}", "null", "true",
            "\"F32\"", "\"I64\"", "\"F16\"", "\"shape\"", "\"dtype\"", "\"data_offsets\"", "\"__metadata__\"", " ", "\n", "\u0000",
            "[0,0]", "[]", "{}", ",\"x\":1", "국", "😀");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private byte[] valid;
    private int headerEnd;
    private List<String> content;

    @BeforeEach
    void write() throws Exception {
        TensorFile file = TensorFile.builder().metadata("settings", "{\"type\":\"lstm\"}").metadata("한글", "값")
                .matrix("layers.0.weight", FMatrixRMaj.wrap(2, 3, new float[] {1, 2, 3, 4, 5, 6}))
                .matrix("layers.0.bias", FMatrixRMaj.wrap(1, 3, new float[] {7, 8, 9}))
                .matrix("empty", new FMatrixRMaj(0, 3))
                .longs("state", 1, 2, 3, 4).ints("ids", 5, 6).build();
        valid = file.toBytes();
        headerEnd = 8 + (int) ByteBuffer.wrap(valid).order(ByteOrder.LITTLE_ENDIAN).getLong();
        content = Content.of(file);
    }

    @Test
    void everyTruncationIsAnError() throws Exception {
        assertEquals(content, Content.of(MemoryChannel.read(valid)));
        for (int length = 0; length < valid.length; length++) {
            byte[] cut = Arrays.copyOf(valid, length);
            assertThrows(ModelFormatException.class, () -> MemoryChannel.read(cut), "cut to " + length);
        }
    }

    @Test
    void everyExtensionIsAnError() {
        for (int length = valid.length + 1; length < valid.length + 100; length++) {
            byte[] longer = Arrays.copyOf(valid, length);
            assertThrows(ModelFormatException.class, () -> MemoryChannel.read(longer), "extended to " + length);
        }
    }

    @Test
    void everyByteOfTheHeaderChangedIsAnErrorOrOtherContent() throws Exception {
        byte[] telling = "0129-+.e\"\\{}[],: \n\0\u00ff\u0080".getBytes(StandardCharsets.ISO_8859_1);
        int read = 0;
        for (int at = 0; at < headerEnd; at++) {
            for (int change = 0; change < 8 + telling.length; change++) {
                byte value = change < 8 ? (byte) (valid[at] ^ 1 << change) : telling[change - 8];
                if (value != valid[at]) {
                    byte[] damaged = valid.clone();
                    damaged[at] = value;
                    read += attempt(damaged) ? 1 : 0;
                }
            }
        }
        assertTrue(read > 500, "names and texts may become others, but only " + read + " did");
    }

    @Test
    void everyByteOfTheDataIsContent() throws Exception {
        for (int at = headerEnd; at < valid.length; at++) {
            byte[] damaged = valid.clone();
            damaged[at] ^= (byte) 0x80;
            assertNotEquals(content, Content.of(MemoryChannel.read(damaged)));
        }
    }

    @Test
    void headersPutTogetherAnewAreErrorsOrContent() throws Exception {
        Random random = new Random(20_240);
        int read = 0;
        for (int i = 0; i < 10_000; i++) {
            String header = new String(valid, 8, headerEnd - 8, StandardCharsets.UTF_8);
            for (int change = random.nextInt(3); change >= 0; change--) {
                header = change(header, random);
            }
            read += attempt(withHeader(header)) ? 1 : 0;
        }
        assertTrue(read > 100 && read < 5000, "of 10000 files " + read + " were read");
    }

    @Test
    void bytesChangedAnywhereAreErrorsOrContent() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] damaged = valid.clone();
            for (int change = random.nextInt(8); change >= 0; change--) {
                int at = random.nextInt(damaged.length);
                switch (random.nextInt(4)) {
                    case 0 -> damaged[at] = (byte) random.nextInt();
                    case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                    case 2 -> System.arraycopy(damaged.clone(), random.nextInt(at + 1), damaged, at,
                            random.nextInt(damaged.length - at));
                    default -> damaged = Arrays.copyOf(damaged, Math.max(1, damaged.length + random.nextInt(9) - 4));
                }
            }
            attempt(damaged);
        }
    }

    @Test
    void noiseIsAnError() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 5000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (i % 2 == 0 && noise.length > 16) {
                // A start that passes for one, so that the noise gets as far as the JSON parser.
                ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN).putLong(noise.length - 8).put((byte) '{');
            }
            assertThrows(ModelFormatException.class, () -> MemoryChannel.read(noise));
        }
    }

    private static String change(String header, Random random) {
        int from = random.nextInt(header.length());
        int to = Math.min(header.length(), from + random.nextInt(6));
        return switch (random.nextInt(4)) {
            case 0 -> header.substring(0, from) + FRAGMENTS.get(random.nextInt(FRAGMENTS.size())) + header.substring(to);
            case 1 -> header.substring(0, from) + FRAGMENTS.get(random.nextInt(FRAGMENTS.size())) + header.substring(from);
            case 2 -> header.substring(0, from) + header.substring(to);
            default -> {
                int source = random.nextInt(header.length());
                yield header.substring(0, from) + header.substring(source, Math.min(header.length(), source + random.nextInt(60)))
                        + header.substring(to);
            }
        };
    }

    private byte[] withHeader(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + bytes.length + valid.length - headerEnd).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length).put(bytes).put(valid, headerEnd, valid.length - headerEnd).array();
    }

    /** {@return whether the file was read} In that case what was read is written and read again and must be the same. */
    private boolean attempt(byte[] damaged) throws Exception {
        MemoryChannel channel = new MemoryChannel(damaged);
        long before = threads.getCurrentThreadAllocatedBytes();
        TensorFile file = null;
        try {
            file = TensorReader.read("test.safetensors", channel);
        } catch (ModelFormatException e) {
            assertTrue(e.getMessage().startsWith("test.safetensors: "), e.getMessage());
            assertTrue(e.getMessage().lines().count() == 1 && e.getMessage().length() < 2000, e.getMessage());
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < MOST_BYTES, allocated + " bytes for a file of " + damaged.length);
        if (file == null) {
            return false;
        }
        assertEquals(Content.of(file), Content.of(MemoryChannel.read(file.toBytes())));
        return true;
    }
}
