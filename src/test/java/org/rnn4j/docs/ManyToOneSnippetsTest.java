package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.cell.LstmCell;
import org.rnn4j.io.Model;
import org.rnn4j.layer.Bidirectional;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.LastStep;
import org.rnn4j.layer.Layer;
import org.rnn4j.layer.MaxOverTime;
import org.rnn4j.layer.MeanOverTime;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** Runs what {@code docs/many-to-one.md} shows. */
class ManyToOneSnippetsTest {

    @Test
    void opinionsAreJudgedByTheirWholeSentence(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("opinions.safetensors");
        Printed.by(() -> JudgeOpinions.learn(JudgeOpinions.opinions(900, new Xoshiro256(1)), file)).isExactly("judge-opinions");
        Printed.by(() -> {
            // [start:judge]
            JudgeOpinions.Judge judge = new JudgeOpinions.Judge(Model.load(file));
            for (String text : List.of("Not bad at all!", "good, but too long", "The story seems dull, but the music is lovely")) {
                System.out.println(judge.judge(text) + ": " + text);
            }
            // [end:judge]
        }).isExactly("judged");
        String ofNothing = new JudgeOpinions.Judge(Model.load(file)).judge("");
        assertTrue(List.of("positive", "negative").contains(ofNothing), ofNothing);
    }

    @Test
    void thereAreFourWaysToOneRow() {
        RandomGenerator random = new Xoshiro256(1);
        int words = 10;
        int labels = 3;
        // [start:heads]
        Network last = Network.of(
                new Recurrent(new LstmCell(words, 64, random)), new LastStep(), new Dense(64, labels, random));
        Network both = Network.of(
                Bidirectional.of(() -> new LstmCell(words, 64, random)).lastOutputs(), new Dense(128, labels, random));
        Network max = Network.of(
                Bidirectional.of(() -> new LstmCell(words, 64, random)), new MaxOverTime(), new Dense(128, labels, random));
        Network mean = Network.of(
                Bidirectional.of(() -> new LstmCell(words, 64, random)), new MeanOverTime(), new Dense(128, labels, random));
        // [end:heads]
        for (Network network : List.of(last, both, max, mean)) {
            Sequence x = Sequence.ids(7, 2, words).lengths(new int[] {7, 3});
            assertEquals("[1, 2, 3]", network.forward(x, network.newWorkspace(7, 2)).shape());
            assertEquals(1, network.layers().stream().mapToInt((Layer layer) -> layer.outputSteps(7)).min().getAsInt());
        }
    }
}
