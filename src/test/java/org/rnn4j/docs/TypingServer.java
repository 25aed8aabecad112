package org.rnn4j.docs;

// [start:server]
import java.util.Map;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.inference.Session;
import org.rnn4j.io.Model;
import org.rnn4j.tensor.Sequence;

/** Guesses what each user types next. One thread serves them all; a second thread would have a second server. */
final class TypingServer {

    private final Vocabulary vocabulary;
    private final Session session;
    private final int[] turns;
    private final Sequence typed;

    TypingServer(Model model, int users) {
        vocabulary = model.vocabulary().orElseThrow();
        session = Session.of(model.network(), users);
        turns = new int[users];
        typed = Sequence.ids(1, users, vocabulary.size());          // one step, of so many streams
    }

    int join() {
        return session.open();
    }

    void leave(int user) {
        session.close(user);
    }

    /** One step for all who typed a letter meanwhile. {@code guesses} is <em>Modified</em>: a letter for each user who typed. */
    void step(Map<Integer, String> letters, Map<Integer, String> guesses) {
        int count = 0;
        typed.reshape(1, letters.size());
        for (Map.Entry<Integer, String> entry : letters.entrySet()) {
            turns[count] = entry.getKey();
            typed.ids()[count] = vocabulary.id(entry.getValue());
            count++;
        }
        Sequence logits = session.step(turns, typed);               // one product for all of them
        for (int n = 0; n < count; n++) {
            int likeliest = 0;
            for (int id = 1; id < vocabulary.size(); id++) {
                if (logits.get(0, n, id) > logits.get(0, n, likeliest)) {
                    likeliest = id;
                }
            }
            guesses.put(turns[n], vocabulary.symbol(likeliest));
        }
    }
}
// [end:server]
