package org.rnn4j.examples.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rnn4j.examples.common.MetricsFile;
import org.rnn4j.examples.common.ProgressDisplay;
import org.rnn4j.examples.common.Result;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.metric.EditDistance;
import org.rnn4j.metric.ExactMatch;
import org.rnn4j.seq2seq.GreedySearch;
import org.rnn4j.seq2seq.Hypothesis;

/** What a translator can do: measured on held-out sentences, and shown on single ones. */
final class TranslationReport {

    private static final int SHOWN = 6;
    private static final int GREEDY_BATCH = 64;

    /** The comparisons of sentences that the baseline is allowed; beyond, it is measured on the first of the test sentences. */
    private static final long COMPARISONS = 20_000_000;

    private final TranslationModel model;
    private final int beam;

    TranslationReport(TranslationModel model, int beam) {
        this.model = model;
        this.beam = beam;
    }

    /** Measures on the test data and prints some translations. @param blind a model without attention; null for none */
    void test(Splits<SentencePair> data, TranslationModel blind, MetricsFile metrics) {
        List<SentencePair> pairs = data.test();
        List<Hypothesis> found = new ArrayList<>();
        List<Hypothesis> greedy = greedy(model, pairs);
        if (beam == 1) {
            found = greedy;
        } else {
            try (ProgressDisplay display = ProgressDisplay.of("translating", "sentences", pairs.size(), 0)) {
                for (SentencePair pair : pairs) {
                    found.add(model.translations(source(model, pair.source()), beam).get(0));
                    display.show(found.size(), "");
                }
            }
        }
        Result result = new Result(TranslationModel.EXAMPLE, pairs.size() + " sentences");
        if (!data.training().isEmpty()) {
            int measured = (int) Math.max(1, Math.min(pairs.size(), COMPARISONS / data.training().size()));
            result.baseline("the translation of the most similar training sentence"
                    + (measured < pairs.size() ? ", on the first " + measured : ""), copied(data, pairs.subList(0, measured)));
        }
        EditDistance distance = new EditDistance();
        for (int i = 0; i < pairs.size(); i++) {
            distance.add(found.get(i).ids(), target(model, pairs.get(i)));
        }
        result.with("exact_match", exact(model, found, pairs));
        if (blind != null) {
            result.with("exact_match_without_attention", exact(blind, greedy(blind, pairs), pairs));
        }
        result.with("exact_match_greedy", exact(model, greedy, pairs)).with("edit_distance", distance.value()).report(metrics);
        for (int i = 0; i < Math.min(SHOWN, pairs.size()); i++) {
            String said = model.sentence(found.get(i));
            boolean right = exact(model, found.subList(i, i + 1), pairs.subList(i, i + 1)) == 1;
            System.out.println("\"" + pairs.get(i).source() + "\" -> " + said
                    + (right ? ", rightly" : ", should be " + pairs.get(i).target()));
        }
    }

    /** Prints the translations of a sentence, and the attention of the best. */
    void show(String text) {
        List<String> units = model.units().of(text);
        int[] ids = model.source().encode(units);
        List<Hypothesis> found = model.translations(ids, beam);
        StringBuilder lines = new StringBuilder("\n\"" + text + "\"\n");
        for (Hypothesis each : found) {
            lines.append(String.format(Locale.ROOT, "%8.3f  %s%s%n", each.score(), model.sentence(each), each.complete() ? "" : " ..."));
        }
        Hypothesis best = found.get(0);
        if (best.attention() != null && ids.length > 0) {
            List<String> rows = new ArrayList<>(model.target().words(best.ids()));
            if (best.complete()) {
                rows.add(model.target().symbol(model.target().end()));
            }
            lines.append("where the decoder looked, in hundredths:\n")
                    .append(AttentionTable.of(model.source().words(ids), rows, best.attention()));
        }
        System.out.print(lines);
    }

    private static List<Hypothesis> greedy(TranslationModel model, List<SentencePair> pairs) {
        GreedySearch search = model.greedy();
        return search.all(pairs.stream().map(pair -> source(model, pair.source())).toList(), GREEDY_BATCH);
    }

    private double copied(Splits<SentencePair> data, List<SentencePair> pairs) {
        NearestSentence nearest = new NearestSentence(model, data.training());
        ExactMatch match = new ExactMatch();
        for (SentencePair pair : pairs) {
            match.add(target(model, new SentencePair("", nearest.translate(pair.source()))), target(model, pair));
        }
        return match.value();
    }

    private static double exact(TranslationModel model, List<Hypothesis> found, List<SentencePair> pairs) {
        ExactMatch match = new ExactMatch();
        for (int i = 0; i < pairs.size(); i++) {
            match.add(found.get(i).ids(), target(model, pairs.get(i)));
        }
        return match.value();
    }

    private static int[] source(TranslationModel model, String sentence) {
        return model.source().encode(model.units().of(sentence));
    }

    private static int[] target(TranslationModel model, SentencePair pair) {
        return model.target().encode(model.units().of(pair.target()));
    }
}
