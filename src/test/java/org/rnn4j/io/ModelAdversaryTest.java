package org.rnn4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.GruCell;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.ReduceOnPlateau;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.train.Trainer;
import org.rnn4j.train.TrainingException;

/**
 * Damages a checkpoint in thousands of seeded ways. Reading it gives a model or an {@link IOException}, a trainer takes its state
 * or says that it does not fit, and none of that takes memory beyond what the file's own size explains.
 */
class ModelAdversaryTest {

    /** The slack of {@link SizeCheck} with four gates in the network, and as much again for everything else. */
    private static final long MOST_BYTES = 2 * 4 * (1 << 20) * Float.BYTES;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int[] TEXT = {0, 1, 2, 3, 2, 1, 0, 0, 3, 1, 2, 2, 1, 0};

    @TempDir
    private Path directory;
    private byte[] valid;
    private String header;
    private int read;
    private int resumed;
    private int trained;

    private static Trainer trainer(Network network) {
        return Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.01f)).keepBest()
                .validation(sampler()).learningRate(new ReduceOnPlateau(0.01f)).backend(TestBackend.serial()).build();
    }

    private static SequenceSampler sampler() {
        return SequenceSampler.stream(TEXT, 2, 2, 4);
    }

    @BeforeEach
    void writeCheckpoint() throws IOException {
        RandomGenerator random = new Xoshiro256(1);
        Network network = Network.of(new Embedding(4, 3, random), new Recurrent(new LstmCell(3, 2, true, random)), new Dropout(0.1f),
                new Recurrent(new GruCell(2, 2, random)), new Dense(2, 4, random));
        Trainer trainer = trainer(network);
        trainer.fit(sampler(), 9, 6);
        Path file = directory.resolve("checkpoint");
        Model.of(network, Vocabulary.ofCharacters("abcd")).with(trainer.state()).save(file);
        valid = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(valid).order(ByteOrder.LITTLE_ENDIAN).getLong();
        header = new String(valid, 8, length, StandardCharsets.UTF_8);
        attempt(valid);
        assertEquals(List.of(1, 1, 1), List.of(read, resumed, trained), "the undamaged file");
        read = 0;
        resumed = 0;
        trained = 0;
    }

    /** Reads; when that goes well resumes; when that goes well trains. */
    private void attempt(byte[] content) throws IOException {
        Path file = directory.resolve("damaged");
        Files.write(file, content);
        long id = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(id);
        try {
            Model model = Model.load(file);
            read++;
            Trainer trainer = trainer(model.network());
            if (model.training().isPresent() && model.network().inputSize() == 4 && model.network().outputSize() == 4) {
                trainer.restore(model.training().get());
                resumed++;
                trainer.fit(sampler(), 2, 7);
                trained++;
            }
        } catch (ModelFormatException e) {
            assertTrue(e.getMessage().contains("damaged") && e.getMessage().lines().count() == 1, e.getMessage());
        } catch (IllegalArgumentException | TrainingException e) {
            if (read == 0) {
                throw new AssertionError("reading it", e);
            }
        }
        long taken = THREADS.getThreadAllocatedBytes(id) - before;
        assertTrue(taken < MOST_BYTES, () -> taken + " bytes for " + new String(content, StandardCharsets.ISO_8859_1));
    }

    private byte[] withHeader(String changed) {
        byte[] text = changed.getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + 7) / 8 * 8;
        ByteBuffer file = ByteBuffer.allocate(8 + padded + valid.length - 8 - header.length()).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(padded).put(text);
        while (file.position() < 8 + padded) {
            file.put((byte) ' ');
        }
        return file.put(valid, 8 + header.length(), valid.length - 8 - header.length()).array();
    }

    @Test
    void numbersInTheHeaderMayBeAnything() throws Exception {
        Random random = new Random(1);
        String[] numbers = {"0", "1", "2", "3", "5", "7", "-1", "1000", "1048576", "40000", "2147483647", "2147483648", "99999999999999",
            "9223372036854775807", "0.5", "1e300", "-0.0", "1e-320", "true", "null", "\\\"x\\\"", "[]", "{}", ""};
        List<MatchResult> found = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?").matcher(header).results().toList();
        for (int i = 0; i < 2000; i++) {
            String changed = header;
            // From the back, so that places before it stay where they are.
            int last = random.nextInt(found.size());
            for (int times = random.nextInt(2); times >= 0 && last >= 0; times--, last -= 1 + random.nextInt(5)) {
                MatchResult place = found.get(last);
                changed = changed.substring(0, place.start()) + numbers[random.nextInt(numbers.length)]
                        + changed.substring(place.end());
            }
            attempt(withHeader(changed));
        }
        assertTrue(read > 50 && resumed > 20 && trained > 10, read + " read, " + resumed + " resumed, " + trained + " trained");
    }

    @Test
    void wordsInTheHeaderMayBeOthers() throws Exception {
        Random random = new Random(2);
        List<MatchResult> found = Pattern.compile("[A-Za-z_][A-Za-z_.0-9]*").matcher(header).results().toList();
        for (int i = 0; i < 800; i++) {
            MatchResult place = found.get(random.nextInt(found.size()));
            MatchResult other = found.get(random.nextInt(found.size()));
            attempt(withHeader(header.substring(0, place.start()) + other.group() + header.substring(place.end())));
        }
        assertTrue(read > 20, read + " read");
    }

    @Test
    void piecesOfTheHeaderMayBeMissingOrTwice() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 800; i++) {
            int from = random.nextInt(header.length());
            int to = Math.min(header.length(), from + 1 + random.nextInt(random.nextBoolean() ? 8 : 200));
            attempt(withHeader(random.nextBoolean() ? header.substring(0, from) + header.substring(to)
                    : header.substring(0, to) + header.substring(from)));
        }
    }

    @Test
    void bytesMayBeAnything() throws Exception {
        Random random = new Random(4);
        for (int i = 0; i < 1500; i++) {
            byte[] damaged = valid.clone();
            for (int times = random.nextInt(4); times >= 0; times--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            attempt(damaged);
        }
        assertTrue(read > 100 && trained > 50, read + " read, " + trained + " trained: a changed float is still one");
    }

    @Test
    void theFileMayEndAnywhere() throws Exception {
        for (int length = 0; length < valid.length; length += 1 + length / 100) {
            attempt(Arrays.copyOf(valid, length));
        }
        assertEquals(0, read);
    }
}
