package org.rnn4j.examples.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.rnn4j.cell.Parameter;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Pair;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.examples.common.TaskOptions;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Embedding;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.VariationalDropout;
import org.rnn4j.seq2seq.BeamSearch;
import org.rnn4j.seq2seq.EncoderDecoder;
import org.rnn4j.seq2seq.GreedySearch;
import org.rnn4j.seq2seq.Hypothesis;
import org.rnn4j.seq2seq.SearchRules;
import org.rnn4j.seq2seq.TeacherForcing;
import org.rnn4j.tensor.Sequence;

/**
 * A translator: a cell reads the source in both directions; from the state in which it ended a bridge makes the state in which the
 * decoder starts, which says the translation unit by unit and, with attention, looks back at the source for each of them.
 *
 * @param network from ids of the source's units to logits of the target's
 * @param units what sentences are cut into
 * @param source the units of the source that are known; others count as one
 * @param target the units of the target, and where it starts and ends
 */
record TranslationModel(EncoderDecoder network, Units units, Vocabulary source, Vocabulary target) {

    static final String EXAMPLE = "translate";

    private static final String UNKNOWN = "<unknown>";
    private static final String START = "<start>";
    private static final String END = "<end>";

    /** Smaller vectors than of unit variance, so that what is learned soon outweighs where they began. */
    private static final float EMBEDDING_SCALE = 0.1f;

    /** {@return the units that occur so often among the sentences, and a stand-in for others} */
    static Vocabulary vocabulary(List<String> sentences, Units units, int minCount) {
        List<List<String>> tokens = sentences.stream().map(units::of).toList();
        try {
            return Vocabulary.ofWords(tokens, minCount, Integer.MAX_VALUE).withUnknown(UNKNOWN);
        } catch (IllegalArgumentException e) {
            throw new UserException("--min-count: expected a unit that occurs " + minCount + " times in the training data but got none");
        }
    }

    /** {@return a new translator for the sentences of the training data} */
    static TranslationModel create(List<SentencePair> training, Units units, int minCount, AttentionType attention, int embedding,
                                   TaskOptions options, RandomGenerator random) {
        Vocabulary source = vocabulary(training.stream().map(SentencePair::source).toList(), units, minCount);
        Vocabulary target = vocabulary(training.stream().map(SentencePair::target).toList(), units, minCount)
                .withStart(START).withEnd(END);
        int hidden = options.hidden();

        List<Layer> encoder = new ArrayList<>();
        encoder.add(embedding(source.size(), embedding, random));
        int width = embedding;
        for (int i = 0; i < options.layers(); i++) {
            encoder.add(new VariationalDropout(options.dropout()));
            int inputs = width;
            encoder.add(Bidirectional.of(() -> options.cell().create(inputs, hidden, random)));
            width = 2 * hidden;
        }

        List<Layer> decoder = new ArrayList<>();
        decoder.add(embedding(target.size(), embedding, random));
        for (int i = 0; i < options.layers(); i++) {
            decoder.add(new VariationalDropout(options.dropout()));
            decoder.add(new Recurrent(options.cell().create(i == 0 ? embedding : hidden, hidden, random)));
        }
        if (attention != AttentionType.NONE) {
            decoder.add(attention.create(hidden, width, random));
        }
        decoder.add(new VariationalDropout(options.dropout()));
        decoder.add(new Dense(hidden, target.size(), random));

        EncoderDecoder network = EncoderDecoder.withBridge(Network.of(encoder), Network.of(decoder), random);
        return new TranslationModel(network, units, source, target);
    }

    private static Embedding embedding(int size, int width, RandomGenerator random) {
        Embedding embedding = new Embedding(size, width, random);
        Parameter weight = embedding.weight();
        for (int i = 0; i < weight.size(); i++) {
            weight.value().data[i] *= EMBEDDING_SCALE;
        }
        return embedding;
    }

    /** {@return the same, on the same parameters, with another rule for what its decoder reads in training} */
    TranslationModel taught(TeacherForcing teacherForcing) {
        return new TranslationModel(network.withTeacherForcing(teacherForcing), units, source, target);
    }

    /** {@return the translator in a file's content} */
    static TranslationModel of(Model model) {
        return new TranslationModel((EncoderDecoder) model.sequenceModel(), model.notes().constant("units", Units.class),
                Vocabulary.of(model.notes().settings("source")), model.vocabulary().orElseThrow());
    }

    /** {@return what is saved: the vocabulary of the model is the target's, that of the source is among the notes} */
    Model model(Settings options) {
        return Model.of(network, target).with(Settings.empty().with("example", EXAMPLE)
                .with("units", units.name().toLowerCase(Locale.ROOT)).with("source", source.settings()).with("options", options));
    }

    /** {@return pairs as a sampler takes them} */
    List<Pair> examples(List<SentencePair> pairs) {
        return pairs.stream().map(pair -> Pair.of(source.encode(units.of(pair.source())), target.encode(units.of(pair.target()))))
                .toList();
    }

    /** {@return where a translation starts and ends} The stand-in for unknown units is never said: it would be right nowhere. */
    private SearchRules rules() {
        return SearchRules.of(target.start(), target.end()).maxLength(2, 20).never(target.unknown());
    }

    /** {@return the translations of one sentence, the best first} @param beam how many are looked for at once; 1 for greedy search */
    List<Hypothesis> translations(int[] ids, int beam) {
        Sequence sentence = Sequence.ids(Math.max(1, ids.length), 1, source.size()).lengths(new int[] {ids.length});
        System.arraycopy(ids, 0, sentence.ids(), 0, ids.length);
        return (beam == 1 ? greedy() : beam(beam)).search(sentence);
    }

    /** {@return the search for the most likely unit at each step} */
    GreedySearch greedy() {
        return GreedySearch.of(network, rules());
    }

    /** {@return the search that keeps so many beginnings} */
    BeamSearch beam(int width) {
        return BeamSearch.of(network, rules(), width);
    }

    /** {@return a translation as a sentence} */
    String sentence(Hypothesis hypothesis) {
        return units.join(target.words(hypothesis.ids()));
    }
}
