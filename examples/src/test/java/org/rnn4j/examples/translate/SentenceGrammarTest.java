package org.rnn4j.examples.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.rnn4j.examples.common.Splits;
import org.rnn4j.examples.translate.Subject.Person;
import org.rnn4j.random.Xoshiro256;

class SentenceGrammarTest {

    private static final int MANY = 20_000;
    private static final Pattern NOT = Pattern.compile("\\bnot\\b");
    private static final Pattern KOREAN_NOT = Pattern.compile("지 않|없|아니");
    private static final Pattern WILL = Pattern.compile("\\b[Ww]ill\\b");
    private static final Pattern KOREAN_WILL = Pattern.compile(" (것이다|거니\\?)$");
    private static final Pattern UNTIDY = Pattern.compile("  | \\||\\| |^ | $");

    private static final List<SentencePair> PAIRS = many();

    private static List<SentencePair> many() {
        SentenceGrammar grammar = new SentenceGrammar(new Xoshiro256(5));
        List<SentencePair> pairs = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            pairs.add(grammar.sentence());
        }
        return List.copyOf(pairs);
    }

    @Test
    void aSentenceHasOneTranslation() {
        Map<String, String> translations = new HashMap<>();
        for (SentencePair pair : PAIRS) {
            assertEquals(pair.target(), translations.computeIfAbsent(pair.source(), source -> pair.target()), pair.source());
        }
        assertTrue(translations.size() > MANY / 2, "mostly new ones: " + translations.size());
    }

    @Test
    void everyParticleAgreesWithTheSoundBeforeIt() {
        Set<String> endings = new HashSet<>();
        for (SentencePair pair : PAIRS) {
            for (String word : pair.target().split(" ")) {
                if (word.length() < 2 || word.endsWith("있는")) {            // 맛있는, 재미있는: no particle
                    continue;
                }
                String ending = word.substring(word.length() - 1);
                boolean vowel = endsInVowel(word.substring(0, word.length() - 1));
                if ("을은이과".contains(ending)) {
                    assertFalse(vowel, pair.toString());
                    endings.add(ending);
                } else if ("를는가와".contains(ending)) {
                    assertTrue(vowel, pair.toString());
                    endings.add(ending);
                } else if (word.endsWith("로") && !word.endsWith("으로")) {
                    String before = word.substring(0, word.length() - 1);
                    boolean rieul = Normalizer.normalize(before, Normalizer.Form.NFD).endsWith("\u11AF");
                    assertTrue(endsInVowel(before) || rieul, pair.toString());
                    endings.add(ending);
                }
            }
        }
        assertEquals(Set.of("을", "를", "은", "는", "이", "가", "과", "와", "로"), endings, "all of them occur");
    }

    private static boolean endsInVowel(String word) {
        return Normalizer.normalize(word.substring(word.length() - 1), Normalizer.Form.NFD).length() == 2;
    }

    @Test
    void theVerbComesLastAndSaysWhetherItIsAQuestion() {
        for (SentencePair pair : PAIRS) {
            assertEquals(pair.source().endsWith("?"), pair.target().endsWith("니?"), pair.toString());
            assertEquals(!pair.source().endsWith("?"), pair.target().endsWith("다"), pair.toString());
            assertTrue(Character.isUpperCase(pair.source().charAt(0)), pair.toString());
            assertFalse(UNTIDY.matcher(pair.source() + "|" + pair.target()).find(), pair.toString());
            boolean negative = NOT.matcher(pair.source()).find();
            assertEquals(negative, KOREAN_NOT.matcher(pair.target()).find(), pair.toString());
            boolean future = WILL.matcher(pair.source()).find();
            assertEquals(future, KOREAN_WILL.matcher(pair.target()).find(), pair.toString());
        }
    }

    @Test
    void whatWasLookedUpByHandComesOut() {
        Map<String, String> made = new HashMap<>();
        PAIRS.forEach(pair -> made.put(pair.source(), pair.target()));
        Map<String, String> expected = Map.ofEntries(
                Map.entry("She has a dream", "그녀는 꿈이 있다"),
                Map.entry("We walked home", "우리는 집으로 걸어갔다"),
                Map.entry("They will not walk", "그들은 걷지 않을 것이다"),
                Map.entry("Where will she go?", "그녀는 어디에 갈 거니?"),
                Map.entry("Minsu became a doctor", "민수는 의사가 되었다"),
                Map.entry("We are not nurses", "우리는 간호사가 아니다"),
                Map.entry("Was he a lawyer?", "그는 변호사였니?"),
                Map.entry("The student plays", "학생은 논다"),
                Map.entry("Was that door big?", "그 문은 컸니?"),
                Map.entry("You waited for him", "너는 그를 기다렸다"),
                Map.entry("Jimin sometimes learns history", "지민은 가끔 역사를 배운다"),
                Map.entry("I help Minsu", "나는 민수를 돕는다"));
        expected.forEach((source, target) -> assertEquals(target, made.getOrDefault(source, target), source));
        long found = expected.keySet().stream().filter(made::containsKey).count();
        assertTrue(found >= 6, "made by chance, but most of them: " + found);
    }

    @Test
    void theThreePartsHaveNoSentenceInCommonAndHomeIsHeldOut() {
        Splits<SentencePair> splits = SentenceGrammar.sentences(1000, 3);
        assertEquals(List.of(800, 100, 100), List.of(splits.training().size(), splits.validation().size(), splits.test().size()));
        Set<String> sources = new HashSet<>();
        for (List<SentencePair> part : List.of(splits.training(), splits.validation(), splits.test())) {
            part.forEach(pair -> assertTrue(sources.add(pair.source()), pair.source()));
        }
        assertEquals(SentenceGrammar.HOME, splits.test().get(0));
        assertEquals(new SentencePair("I go home", "나는 집에 간다"), SentenceGrammar.HOME);
        assertEquals(splits, SentenceGrammar.sentences(1000, 3));
        assertNotEquals(splits, SentenceGrammar.sentences(1000, 4));
    }

    @Test
    void englishAgreesAndAsks() {
        Subject she = new Subject("she", "그녀", Person.THIRD);
        Subject we = new Subject("we", "우리", Person.PLURAL);
        Verb study = Lexicon.VERBS.stream().filter(verb -> verb.base().equals("study")).findFirst().orElseThrow();
        assertEquals("she often studies at home", English.clause(she, study, Tense.PRESENT, false, false, "often", "at home"));
        assertEquals("we study", English.clause(we, study, Tense.PRESENT, false, false, "", ""));
        assertEquals("she does not study", English.clause(she, study, Tense.PRESENT, true, false, "", ""));
        assertEquals("did we study", English.clause(we, study, Tense.PAST, false, true, "", ""));
        assertEquals("she will not study", English.clause(she, study, Tense.FUTURE, true, false, "", ""));
        assertEquals("were we not cold", English.being(we, Tense.PAST, true, true, "cold"));
        assertEquals("she will be cold", English.being(she, Tense.FUTURE, false, false, "cold"));
        assertEquals("has", Lexicon.HAVE.third());
        List<String> thirds = Lexicon.VERBS.stream().map(Verb::third).toList();
        assertTrue(thirds.containsAll(List.of("goes", "watches", "teaches", "studies", "plays", "buys", "cries", "closes")),
                thirds.toString());
        assertEquals(List.of("an apple", "a big apple"), List.of(English.indefinite("apple"), English.indefinite("big apple")));
    }
}
