package org.rnn4j.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.cell.GruCell;
import org.rnn4j.config.Settings;
import org.rnn4j.data.ClassWeights;
import org.rnn4j.data.ExampleSampler;
import org.rnn4j.data.Labelled;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.Split;
import org.rnn4j.data.Tokenizer;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Dropout;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.VariationalDropout;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.metric.ConfusionMatrix;
import org.rnn4j.optim.Adam;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Backend;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Evaluation;
import org.rnn4j.train.Trainer;

/** The program of {@code docs/many-to-one.md}: says whether an opinion is positive or negative, and how sure it is. */
final class JudgeOpinions {

    private JudgeOpinions() {
    }

    // [start:examples]
    record Opinion(String text, String label) {
    }

    static List<Labelled> examples(List<Opinion> opinions, Vocabulary vocabulary, List<String> labels) {
        List<Labelled> examples = new ArrayList<>();
        for (Opinion opinion : opinions) {
            int[] ids = vocabulary.encode(Tokenizer.words().tokens(opinion.text()));
            examples.add(Labelled.of(ids, labels.indexOf(opinion.label())));            // as long as it is
        }
        return examples;
    }
    // [end:examples]

    static void learn(List<Opinion> opinions, Path file) throws IOException {
        // [start:parts]
        Split<Opinion> split = Split.stratified(opinions, Opinion::label, 1);
        List<String> labels = List.of("negative", "positive");
        Vocabulary vocabulary = Vocabulary.ofWords(
                split.train().stream().map(opinion -> Tokenizer.words().tokens(opinion.text())).toList(), 2, 20_000).withUnknown("<unknown>");
        List<Labelled> training = examples(split.train(), vocabulary, labels);
        List<Labelled> validation = examples(split.validation(), vocabulary, labels);
        List<Labelled> test = examples(split.test(), vocabulary, labels);
        // [end:parts]

        // [start:network]
        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(
                new Embedding(vocabulary.size(), 16, random),
                new VariationalDropout(0.2f),                               // the same numbers of all words of a text
                Bidirectional.of(() -> new GruCell(16, 16, random)).lastOutputs(),
                new Dropout(0.2f),
                new Dense(32, labels.size(), random));
        // [end:network]

        // [start:train]
        float[] weights = ClassWeights.balanced(training.stream().mapToInt(Labelled::label).toArray(), labels.size());
        ExampleSampler sampler = SequenceSampler.manyToOne(training, 20, vocabulary.size(), labels.size());
        Trainer trainer = Trainer.builder(network)
                .loss(new SoftmaxCrossEntropy())
                .optimizer(new Adam(0.01f))
                .clipGlobalNorm(1)
                .validation(SequenceSampler.manyToOne(validation, 100, vocabulary.size(), labels.size()).bucketed())
                .patience(3)                                                // epochs without a better validation loss
                .keepBest()
                .build();
        trainer.fit(sampler.classWeights(weights).shuffled(1).bucketed(), 20);
        trainer.restoreBest();                                              // those of the lowest validation loss
        // [end:train]
        // [start:test]
        ConfusionMatrix confusion = new ConfusionMatrix(labels);
        Evaluation.of(network, new SoftmaxCrossEntropy(), SequenceSampler.manyToOne(test, 100, vocabulary.size(), labels.size()),
                Backend.standard(), confusion);
        System.out.print(confusion.table());
        // [end:test]

        // [start:save]
        Model.of(network, vocabulary).with(Settings.empty().with("labels", labels)).save(file);
        // [end:save]
    }

    // [start:use]
    /** One for each thread; the model may be shared. */
    static final class Judge {

        private final Model model;
        private final Vocabulary vocabulary;
        private final List<String> labels;
        private Workspace workspace;

        Judge(Model model) {
            this.model = model;
            vocabulary = model.vocabulary().orElseThrow();
            labels = model.notes().texts("labels");
        }

        String judge(String text) {
            int[] ids = vocabulary.encode(Tokenizer.words().tokens(text));
            if (workspace == null || workspace.maxSteps() < ids.length) {
                workspace = model.network().newWorkspace(Math.max(50, ids.length), 1);
            }
            Sequence x = Sequence.ids(Math.max(1, ids.length), 1, vocabulary.size()).lengths(new int[] {ids.length});
            System.arraycopy(ids, 0, x.ids(), 0, ids.length);
            workspace.startWindow(new boolean[] {false});                   // a new text, not more of the last one
            Sequence logits = model.network().forward(x, workspace);        // [1, 1, labels]
            int best = 0;
            for (int label = 1; label < labels.size(); label++) {
                best = logits.get(0, 0, label) > logits.get(0, 0, best) ? label : best;
            }
            return labels.get(best);
        }
    }
    // [end:use]

    /** Opinions: "not" turns what follows, and after "but" comes what counts. Three in four are positive. */
    static List<Opinion> opinions(int count, Xoshiro256 random) {
        List<Opinion> opinions = new ArrayList<>();
        while (opinions.size() < count) {
            boolean positive = random.nextInt(4) > 0;
            String text = random.nextInt(3) > 0 ? part(positive, random)
                    : part(!positive, random) + ", but " + part(positive, random);
            opinions.add(new Opinion(text, positive ? "positive" : "negative"));
        }
        return opinions;
    }

    private static String part(boolean positive, Xoshiro256 random) {
        String subject = pick(random, "the film is ", "the music is ", "the story seems ", "", "");
        String sure = pick(random, "", "", "really ", "very, very ", "to me and to all my friends ");
        boolean not = random.nextBoolean();
        String word = positive != not ? pick(random, "good", "great", "lovely", "funny")
                : pick(random, "bad", "dull", "awful", "too long");
        return subject + sure + (not ? "not " : "") + word + (not ? pick(random, "", " at all") : "");
    }

    private static String pick(Xoshiro256 random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
