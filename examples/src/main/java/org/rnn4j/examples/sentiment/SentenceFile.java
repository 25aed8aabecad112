package org.rnn4j.examples.sentiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.examples.common.Tables;

/** Reads sentences and their labels: a line each, text, tab, label. */
final class SentenceFile {

    private SentenceFile() {
    }

    static List<Sentence> read(Path file) {
        List<Sentence> sentences = new ArrayList<>();
        for (Tables.Row row : Tables.readTsv(file, "text", "label")) {
            String label = row.cells().get(1).strip();
            if (label.isEmpty()) {
                throw row.wrong(1, "a label", "nothing");
            }
            sentences.add(new Sentence(row.cells().get(0), label, row.place(1)));
        }
        return sentences;
    }
}
