package org.rnn4j.examples.sentiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.random.Xoshiro256;

/**
 * Makes sentences about films, with opinions that turn on word order: "good, but far too long" says no and "far too long, but good"
 * says yes, with the same words; "not bad at all" praises, "not at all what I would call good" does not, and what someone else
 * thinks counts for nothing. Who only counts words cannot tell them apart. No sentence is made twice, so those held out were
 * never learned from.
 *
 * <pre>
 *   sentence  = clause | clause ", but" clause | "although" clause "," clause | clause "although" clause
 *             | other people's opinion ", but" clause
 *   clause    = subject "is" judgement | "I" verb object | double negation
 *   judgement = [degree] adjective | "not" adjective ["at all"] | "never" adjective | "anything but" adjective | "far too" flaw
 * </pre>
 * In a sentence with "but" the second clause decides, in one with "although" the clause without it.
 */
public final class OpinionGrammar {

    /** The labels. */
    public static final String POSITIVE = "positive";
    /** The other one. */
    public static final String NEGATIVE = "negative";

    private static final List<String> SUBJECTS = List.of("the movie", "this film", "the story", "the plot", "the acting", "the ending",
            "the music", "the script", "her performance", "his direction", "the whole thing", "it");
    private static final List<String> OBJECTS = List.of("movie", "this movie", "the movie", "this film", "the film", "the story",
            "every minute", "the ending", "her performance", "the dialogue", "the music", "it");
    private static final List<String> GOOD = List.of("good", "great", "funny", "moving", "brilliant", "charming", "clever", "touching",
            "wonderful", "gripping", "beautiful", "original");
    private static final List<String> BAD = List.of("bad", "boring", "dull", "awful", "silly", "predictable", "weak", "terrible", "tedious",
            "shallow", "clumsy", "pointless");
    private static final List<String> FLAWS = List.of("long", "slow", "loud", "sentimental", "complicated", "short");
    private static final List<String> DEGREES = List.of("", "", "really ", "very ", "quite ", "simply ", "truly ");
    private static final List<String> LIKE = List.of("love", "like", "enjoyed", "admire", "adore", "loved", "liked");
    private static final List<String> DISLIKE = List.of("hate", "dislike", "regret", "despise", "hated", "disliked", "endured");
    private static final List<String> OTHERS = List.of("the critics", "my friends", "some people", "the posters", "the papers");

    private final RandomGenerator random;

    private OpinionGrammar(RandomGenerator random) {
        this.random = random;
    }

    /** {@return so many different sentences, split 80/10/10} */
    public static Splits<Sentence> sentences(int count, long seed) {
        OpinionGrammar grammar = new OpinionGrammar(new Xoshiro256(seed));
        Map<String, Sentence> sentences = new LinkedHashMap<>();
        while (sentences.size() < count) {
            Sentence sentence = grammar.sentence();
            sentences.putIfAbsent(sentence.text(), sentence);
        }
        List<Sentence> all = new ArrayList<>(sentences.values());
        int held = count / 10;
        return new Splits<>(all.subList(2 * held, count), all.subList(held, 2 * held), all.subList(0, held));
    }

    private Sentence sentence() {
        boolean positive = random.nextBoolean();
        boolean other = random.nextInt(4) == 0 ? positive : !positive;
        String text = switch (random.nextInt(6)) {
            case 0 -> clause(positive);
            case 1, 2 -> clause(other) + ", but " + clause(positive);
            case 3 -> "although " + clause(other) + ", " + clause(positive);
            case 4 -> clause(positive) + " although " + clause(other);
            default -> pick(OTHERS) + " " + (other ? pick(List.of("love", "praise")) : pick(List.of("hate", "mock"))) + " it, but "
                    + clause(positive);
        };
        return new Sentence(text, positive ? POSITIVE : NEGATIVE, "the built-in data");
    }

    private String clause(boolean positive) {
        return switch (random.nextInt(5)) {
            case 0 -> "I " + pick(DEGREES.subList(0, 3)) + pick(positive ? LIKE : DISLIKE) + " " + pick(OBJECTS);
            case 1 -> "I " + pick(List.of("do not", "cannot say that I", "never")) + " " + pick((positive ? DISLIKE : LIKE).subList(0, 2)) + " "
                    + pick(OBJECTS);
            case 2 -> "nobody could call " + pick(SUBJECTS) + " " + pick(positive ? BAD : GOOD);
            default -> pick(SUBJECTS) + " is " + judgement(positive);
        };
    }

    private String judgement(boolean positive) {
        List<String> own = positive ? GOOD : BAD;
        List<String> opposite = positive ? BAD : GOOD;
        return switch (random.nextInt(6)) {
            case 0 -> "not " + pick(opposite) + pick(List.of("", " at all"));
            case 1 -> "never " + pick(opposite);
            case 2 -> "anything but " + pick(opposite);
            case 3 -> positive ? pick(DEGREES) + pick(own) : "far too " + pick(FLAWS);
            default -> pick(DEGREES) + pick(own);
        };
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
