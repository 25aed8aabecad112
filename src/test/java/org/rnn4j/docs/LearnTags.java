package org.rnn4j.docs;

// [start:program]
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rnn4j.cell.GruCell;
import org.rnn4j.data.Aligned;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Trainer;

public final class LearnTags {

    static final String[][] TAGGED = {
            {"they can run", "pronoun auxiliary verb"}, {"they saw the can", "pronoun verb article noun"},
            {"the saw can run", "article noun auxiliary verb"}, {"they run", "pronoun verb"},
            {"the run can run", "article noun auxiliary verb"}, {"they saw the run", "pronoun verb article noun"},
            {"they watch the saw", "pronoun verb article noun"}, {"the watch can run", "article noun auxiliary verb"},
            {"they can watch the can", "pronoun auxiliary verb article noun"}};

    public static void main(String... args) {
        Vocabulary words = Vocabulary.of(Stream.of(TAGGED).flatMap(pair -> Stream.of(pair[0].split(" "))).distinct().toList());
        Vocabulary tags = Vocabulary.of(Stream.of(TAGGED).flatMap(pair -> Stream.of(pair[1].split(" "))).distinct().toList());
        List<Aligned> examples = new ArrayList<>();
        for (String[] pair : TAGGED) {                              // as many tags as words, and not as many in every sentence
            examples.add(Aligned.of(ids(words, pair[0]), ids(tags, pair[1])));
        }

        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(
                new Embedding(words.size(), 8, random),
                Bidirectional.of(() -> new GruCell(8, 16, random)), // 16 numbers from the left and 16 from the right
                new Dense(32, tags.size(), random));
        Trainer.builder(network).loss(new SoftmaxCrossEntropy()).optimizer(new Adam(0.02f)).build()
                .fit(SequenceSampler.manyToManyAligned(examples, 3, words.size(), tags.size()).shuffled(1), 40);

        for (String sentence : List.of("the can can run", "they can saw the watch")) {
            int[] ids = ids(words, sentence);
            Sequence inputs = Sequence.ids(ids.length, 1, words.size());
            System.arraycopy(ids, 0, inputs.ids(), 0, ids.length);
            Workspace workspace = network.newWorkspace(ids.length, 1);
            Sequence logits = network.forward(inputs, workspace);   // [steps, 1, tags]
            for (int t = 0; t < ids.length; t++) {
                int best = 0;
                for (int tag = 1; tag < tags.size(); tag++) {
                    best = logits.get(t, 0, tag) > logits.get(t, 0, best) ? tag : best;
                }
                System.out.print(words.symbol(ids[t]) + "/" + tags.symbol(best) + " ");
            }
            System.out.println();
        }
    }

    private static int[] ids(Vocabulary vocabulary, String text) {
        return Stream.of(text.split(" ")).mapToInt(vocabulary::id).toArray();
    }
}
// [end:program]
