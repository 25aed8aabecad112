package org.rnn4j.examples.charlm;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnn4j.data.StreamSampler;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.examples.common.CommandLines;
import org.rnn4j.examples.common.TextFiles;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.io.Model;
import org.rnn4j.loss.SoftmaxCrossEntropy;
import org.rnn4j.tensor.Backend;
import org.rnn4j.train.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says how well a trained model predicts a text, read as one stream. */
@Command(name = "eval", description = "Says how well a trained model predicts a text.")
public final class EvalCommand implements Callable<Integer> {

    /** Steps read at once; the result does not depend on it, state is carried. */
    private static final int WINDOW = 256;

    @Option(names = "--model", paramLabel = "DIR", required = true,
            description = "required: the directory of a run, or a model file")
    private Path model;

    @Option(names = "--text", paramLabel = "FILE", required = true, description = "required: a UTF-8 text")
    private Path text;

    /** Evaluates. */
    public static void main(String[] arguments) {
        CommandLines.run(new EvalCommand(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Model loaded = RunDirectory.load(model);
        Vocabulary vocabulary = loaded.vocabulary().orElseThrow();
        int[] ids;
        try {
            ids = vocabulary.encode(TextFiles.read(text));
        } catch (IllegalArgumentException e) {
            throw new UserException(text + ": " + e.getMessage());
        }
        if (ids.length < 2) {
            throw new UserException(text + ": expected at least 2 characters but got " + ids.length);
        }
        Evaluation result = Evaluation.of(loaded.network(), new SoftmaxCrossEntropy(),
                new StreamSampler(List.of(ids), 1, WINDOW, WINDOW, vocabulary.size()), Backend.standard());
        System.out.printf(Locale.ROOT, "%,d characters: loss %.4f nats, %.4f bits per character, perplexity %.3f%n",
                ids.length, result.loss(), result.bits(), result.perplexity());
        return 0;
    }
}
