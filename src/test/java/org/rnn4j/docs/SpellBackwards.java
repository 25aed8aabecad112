package org.rnn4j.docs;

// [start:program]
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.cell.GruCell;
import org.rnn4j.data.Pair;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.seq2seq.Attention;
import org.rnn4j.seq2seq.BeamSearch;
import org.rnn4j.seq2seq.EncoderDecoder;
import org.rnn4j.seq2seq.Hypothesis;
import org.rnn4j.seq2seq.SearchRules;
import org.rnn4j.train.Trainer;

public final class SpellBackwards {

    private static final String LETTERS = "acdeilnorst";
    private static final int START = LETTERS.length();                      // two ids that no letter has
    private static final int END = START + 1;
    private static final int SYMBOLS = END + 1;

    public static void main(String... args) {
        Xoshiro256 random = new Xoshiro256(1);
        List<Pair> examples = new ArrayList<>();                            // words that nobody ever said
        for (int i = 0; i < 2000; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = random.nextInt(2, 7); length > 0; length--) {
                word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            examples.add(Pair.of(ids(word.toString()), ids(word.reverse().toString())));
        }

        EncoderDecoder model = EncoderDecoder.of(
                Network.of(new Embedding(SYMBOLS, 16, random), new Recurrent(new GruCell(16, 32, random))),
                Network.of(new Embedding(SYMBOLS, 16, random), new Recurrent(new GruCell(16, 32, random)),
                        Attention.general(32, 32, 32, random), new Dense(32, SYMBOLS, random)));
        Trainer.builder(model).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.01f)).clipGlobalNorm(1).build()
                .fit(SequenceSampler.manyToManyDelayed(examples, 32, SYMBOLS, SYMBOLS, START, END).bucketed().shuffled(1), 12);

        BeamSearch search = BeamSearch.of(model, SearchRules.of(START, END), 4);
        for (String word : List.of("decals", "tarots", "drool", "tin")) {
            Hypothesis best = search.best(ids(word));
            System.out.println(word + " -> " + text(best.ids()));
        }
    }

    private static int[] ids(String word) {
        return word.chars().map(LETTERS::indexOf).toArray();
    }

    private static String text(int[] ids) {
        StringBuilder word = new StringBuilder();
        for (int id : ids) {
            word.append(LETTERS.charAt(id));
        }
        return word.toString();
    }
}
// [end:program]
