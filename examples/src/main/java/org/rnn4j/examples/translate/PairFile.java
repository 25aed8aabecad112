package org.rnn4j.examples.translate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.examples.common.Tables;

/** Reads sentences and their translations: a line each, source, tab, target. */
final class PairFile {

    /** The most characters of a sentence: the memory that attention takes grows with the product of the two lengths. */
    static final int LONGEST = 2000;

    private PairFile() {
    }

    static List<SentencePair> read(Path file) {
        List<SentencePair> pairs = new ArrayList<>();
        for (Tables.Row row : Tables.readTsv(file, "source", "target")) {
            for (int column = 0; column < 2; column++) {
                String sentence = row.cells().get(column);
                if (sentence.isBlank() || sentence.length() > LONGEST) {
                    throw row.wrong(column, "a sentence of 1 to " + LONGEST + " characters",
                            sentence.isBlank() ? "nothing" : Integer.toString(sentence.length()));
                }
            }
            pairs.add(new SentencePair(row.cells().get(0).strip(), row.cells().get(1).strip()));
        }
        return pairs;
    }
}
