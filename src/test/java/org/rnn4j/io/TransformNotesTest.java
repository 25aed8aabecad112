package org.rnn4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.config.Settings;
import org.rnn4j.data.Difference;
import org.rnn4j.data.Logarithm;
import org.rnn4j.data.SeriesTransform;
import org.rnn4j.data.Standardizer;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.Network;
import org.rnn4j.random.Xoshiro256;

/** What turns data into inputs goes with the model, to the last bit. */
class TransformNotesTest {

    @Test
    void aTransformInTheNotesAndSpecialSymbolsComeBackWithTheModel(@TempDir Path directory) throws IOException {
        double[][] series = {{1.1, 0.1}, {1.7, 1 / 3.0}, {2.9, 1e-9}, {2.3, 7e12}};
        SeriesTransform growth = new Logarithm().then(new Difference(1));
        SeriesTransform transform = growth.then(Standardizer.fit(growth.apply(series)));
        Vocabulary vocabulary = Vocabulary.ofCharacters("ab").withUnknown("?").withStart("<s>").withEnd("</s>");
        Path file = directory.resolve("model.safetensors");
        Model.of(Network.of(new Dense(2, 5, new Xoshiro256(1))), vocabulary)
                .with(Settings.empty().with("transform", transform.settings())).save(file);
        Model model = Model.load(file);
        assertEquals(transform, SeriesTransform.of(model.notes().settings("transform")));
        assertEquals(vocabulary, model.vocabulary().orElseThrow());
    }
}
