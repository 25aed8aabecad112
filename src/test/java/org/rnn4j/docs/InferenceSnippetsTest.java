package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.cell.GruCell;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.inference.Session;
import org.rnn4j.inference.SessionState;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.tensor.ShapeException;

/** Runs what {@code docs/inference.md} shows. */
class InferenceSnippetsTest {

    @TempDir
    private static Path directory;

    private static Path file;

    @BeforeAll
    static void learnThePoem() throws Exception {
        file = directory.resolve("poem.safetensors");
        Printed.by(() -> LearnPoem.main(file.toString()));
    }

    @Test
    void whatComesNextIsReadFromTheProbabilities() throws Exception {
        Printed.by(() -> oneStream(file)).isAbout("next-letters", 0.25);
    }

    private static void oneStream(Path file) throws Exception {
        // [start:one]
        Model model = Model.load(file);
        Vocabulary vocabulary = model.vocabulary().orElseThrow();
        Session session = Session.of(model.network());                  // one stream, and it is open

        for (int id : vocabulary.encode("'Twas brillig, and the slithy toves\n")) {
            session.step(id);
        }
        for (int id : vocabulary.encode("Did g")) {
            session.step(id);
            Sequence probabilities = session.softmax();                 // of the step just taken
            for (int next = 0; next < vocabulary.size(); next++) {
                if (probabilities.get(0, 0, next) > 0.25) {
                    System.out.printf("after '%s' comes '%s': %.2f%n", vocabulary.symbol(id), vocabulary.symbol(next),
                            probabilities.get(0, 0, next));
                }
            }
        }
        // [end:one]
    }

    // [start:threads]
    /** How well the network knows a text: the mean probability, in logarithms, of the letters that came next. */
    static double score(Session session, int[] text) {
        session.reset(0);
        double sum = 0;
        for (int i = 0; i + 1 < text.length; i++) {
            session.step(text[i]);
            sum += Math.log(session.softmax().get(0, 0, text[i + 1]));
        }
        return sum / (text.length - 1);
    }

    static List<Double> scores(Network network, List<int[]> texts, int threads) throws Exception {
        ThreadLocal<Session> sessions = ThreadLocal.withInitial(() -> Session.of(network));     // one for each thread
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Double>> running = new ArrayList<>();
            for (int[] text : texts) {
                running.add(pool.submit(() -> score(sessions.get(), text)));
            }
            List<Double> scores = new ArrayList<>();
            for (Future<Double> each : running) {
                scores.add(each.get());
            }
            return scores;
        } finally {
            pool.shutdown();
        }
    }
    // [end:threads]

    @Test
    void theScoresDoNotDependOnTheNumberOfThreads() throws Exception {
        Model model = Model.load(file);
        Vocabulary vocabulary = model.vocabulary().orElseThrow();
        List<int[]> texts = LearnPoem.POEM.lines().filter(line -> !line.isEmpty()).map(vocabulary::encode).toList();
        List<Double> expected = scores(model.network(), texts, 1);
        assertEquals(expected, scores(model.network(), texts, 8));
        double backwards = score(Session.of(model.network()), vocabulary.encode("sevot yhtils eht dna"));
        assertTrue(expected.get(0) > backwards + 1, expected + " are better known than " + backwards);
    }

    @Test
    void usersAreServedTogetherAndEachAsIfAlone() throws Exception {
        Model model = Model.load(file);
        Map<Integer, String> texts = new HashMap<>();
        TypingServer server = new TypingServer(model, 8);
        texts.put(server.join(), "Did gyre and");
        texts.put(server.join(), "'Twas bril");
        texts.put(server.join(), "All mimsy were the bor");
        Map<Integer, String> guesses = new TreeMap<>();
        for (int at = 0; at < 22; at++) {
            Map<Integer, String> letters = new TreeMap<>();
            for (Map.Entry<Integer, String> text : texts.entrySet()) {
                if (at < text.getValue().length()) {
                    letters.put(text.getKey(), text.getValue().substring(at, at + 1));
                }
            }
            server.step(letters, guesses);
        }
        for (Map.Entry<Integer, String> text : texts.entrySet()) {
            TypingServer alone = new TypingServer(model, 1);
            int user = alone.join();
            Map<Integer, String> guess = new TreeMap<>();
            for (String letter : text.getValue().split("")) {
                alone.step(Map.of(user, letter), guess);
            }
            assertEquals(guess.get(user), guesses.get(text.getKey()), text.getValue());
            server.leave(text.getKey());
        }
        assertEquals(List.of(" ", "l", "o"), List.copyOf(guesses.values()));
    }

    @Test
    void aUsersStateOutlivesTheProcess() throws Exception {
        Network network = Model.load(file).network();
        int[] text = Model.load(file).vocabulary().orElseThrow().encode(LearnPoem.POEM);
        Path saved = directory.resolve("user-4711.state");
        Session session = Session.of(network, 10);
        int user = session.open();
        for (int t = 0; t < 50; t++) {
            session.step(user, text[t]);
        }
        // [start:save]
        byte[] bytes = session.save(user).toBytes();                    // for a cache, a database, a file
        Files.write(saved, bytes);
        session.close(user);
        // [end:save]
        Session other = Session.of(network, 3);
        other.open();
        // [start:restore]
        int again = other.open();
        other.restore(again, SessionState.ofBytes(Files.readAllBytes(saved)));
        // [end:restore]
        Sequence x = Sequence.ids(51, 1, network.inputSize());
        System.arraycopy(text, 0, x.ids(), 0, 51);
        Sequence whole = network.forward(x, network.newWorkspace(51, 1));
        float[] expected = Arrays.copyOfRange(whole.data(), whole.offset(50), whole.offset(51));
        assertEquals(564, bytes.length, "as the page says");

        // [start:fork]
        int what = other.open();
        other.fork(again, what);                                        // what if the user typed something else?
        other.step(what, 5);
        // [end:fork]
        Sequence y = other.step(again, text[50]);
        assertArrayEquals(expected, Arrays.copyOfRange(y.data(), y.offset(), y.offset() + y.width()));
        Session narrower = Session.of(Network.of(new Recurrent(new GruCell(35, 64, new Xoshiro256(1)))));
        assertEquals("Session.restore: state: expected [layers.0.h 64] but got [layers.0.h 64, layers.0.c 64]",
                assertThrows(ShapeException.class, () -> narrower.restore(0, SessionState.ofBytes(bytes))).getMessage());
    }
}
