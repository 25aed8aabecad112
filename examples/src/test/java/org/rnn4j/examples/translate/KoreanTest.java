package org.rnn4j.examples.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Facts of Korean grammar, as a textbook has them. */
class KoreanTest {

    @Test
    void theFinalConsonantIsThatOfTheUnicodeDecomposition() {
        for (char syllable = 0xAC00; syllable <= 0xD7A3; syllable++) {
            String word = String.valueOf(syllable);
            String jamo = Normalizer.normalize(word, Normalizer.Form.NFD);
            int expected = jamo.length() < 3 ? Hangul.NONE : jamo.charAt(2) - 0x11A7;
            assertEquals(expected, Hangul.finalOf(word), jamo);
            assertEquals(word, Hangul.withFinal(Hangul.withFinal(word, Hangul.RIEUL), expected));
        }
        for (String word : List.of("", "home", "집 ", "ㄱ", "\uD7A4", "\uABFF")) {
            assertThrows(IllegalArgumentException.class, () -> Hangul.finalOf(word), word);
        }
    }

    @Test
    void particlesFollowTheLastSoundOfTheNoun() {
        assertEquals(List.of("나는", "집은", "서울은"), after(Particle.TOPIC, "나", "집", "서울"));
        assertEquals(List.of("친구가", "학생이", "물이"), after(Particle.SUBJECT, "친구", "학생", "물"));
        assertEquals(List.of("사과를", "책을", "물을"), after(Particle.OBJECT, "사과", "책", "물"));
        assertEquals(List.of("친구와", "학생과", "선생님과"), after(Particle.WITH, "친구", "학생", "선생님"));
        assertEquals(List.of("학교로", "집으로", "서울로", "지하철로", "역으로"),
                after(Particle.DIRECTION, "학교", "집", "서울", "지하철", "역"), "ㄹ counts as a vowel here");
        assertEquals(List.of("집에", "집에서", "학생에게"),
                List.of(Particle.TO.after("집"), Particle.AT.after("집"), Particle.RECIPIENT.after("학생")));
    }

    private static List<String> after(Particle particle, String... nouns) {
        return List.of(nouns).stream().map(particle::after).toList();
    }

    @Test
    void theCopulaIsShorterAfterAVowel() {
        assertEquals("학생이다", Copula.after("학생", Tense.PRESENT, false));
        assertEquals("의사다", Copula.after("의사", Tense.PRESENT, false));
        assertEquals("학생이었다", Copula.after("학생", Tense.PAST, false));
        assertEquals("의사였다", Copula.after("의사", Tense.PAST, false));
        assertEquals("학생이니?", Copula.after("학생", Tense.PRESENT, true));
        assertEquals("의사였니?", Copula.after("의사", Tense.PAST, true));
    }

    @Test
    void everyVerbHasTheFormsOfItsClass() {
        Map<String, String> expected = new HashMap<>();
        for (String line : """
                go: 간다 갔다 갈 것이다 가지 않는다 가니?
                come: 온다 왔다 올 것이다 오지 않는다 오니?
                eat: 먹는다 먹었다 먹을 것이다 먹지 않는다 먹니?
                drink: 마신다 마셨다 마실 것이다 마시지 않는다 마시니?
                read: 읽는다 읽었다 읽을 것이다 읽지 않는다 읽니?
                write: 쓴다 썼다 쓸 것이다 쓰지 않는다 쓰니?
                buy: 산다 샀다 살 것이다 사지 않는다 사니?
                sell: 판다 팔았다 팔 것이다 팔지 않는다 파니?
                make: 만든다 만들었다 만들 것이다 만들지 않는다 만드니?
                choose: 고른다 골랐다 고를 것이다 고르지 않는다 고르니?
                sing: 부른다 불렀다 부를 것이다 부르지 않는다 부르니?
                listen: 듣는다 들었다 들을 것이다 듣지 않는다 듣니?
                open: 연다 열었다 열 것이다 열지 않는다 여니?
                close: 닫는다 닫았다 닫을 것이다 닫지 않는다 닫니?
                help: 돕는다 도왔다 도울 것이다 돕지 않는다 돕니?
                wait: 기다린다 기다렸다 기다릴 것이다 기다리지 않는다 기다리니?
                love: 사랑한다 사랑했다 사랑할 것이다 사랑하지 않는다 사랑하니?
                return: 돌아간다 돌아갔다 돌아갈 것이다 돌아가지 않는다 돌아가니?
                give: 준다 주었다 줄 것이다 주지 않는다 주니?
                play: 논다 놀았다 놀 것이다 놀지 않는다 노니?
                sleep: 잔다 잤다 잘 것이다 자지 않는다 자니?
                laugh: 웃는다 웃었다 웃을 것이다 웃지 않는다 웃니?
                cry: 운다 울었다 울 것이다 울지 않는다 우니?
                """.split("\n")) {
            expected.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
        }
        int checked = 0;
        for (Verb verb : Lexicon.VERBS) {
            Predicate korean = verb.korean();
            String forms = String.join(" ", korean.form(Tense.PRESENT, false, false), korean.form(Tense.PAST, false, false),
                    korean.form(Tense.FUTURE, false, false), korean.form(Tense.PRESENT, true, false),
                    korean.form(Tense.PRESENT, false, true));
            if (expected.containsKey(verb.base())) {
                assertEquals(expected.get(verb.base()), forms, verb.base());
                checked++;
            }
        }
        assertTrue(checked >= expected.size(), checked + " verbs of " + expected.size());
    }

    @Test
    void walkingToAPlaceAndWalkingAboutAreTwoVerbs() {
        List<String> walking = Lexicon.VERBS.stream().filter(verb -> verb.base().equals("walk"))
                .map(verb -> verb.korean().form(Tense.FUTURE, false, false) + ", " + verb.korean().form(Tense.PAST, true, true)).toList();
        assertEquals(List.of("걸어갈 것이다, 걸어가지 않았니?", "걸을 것이다, 걷지 않았니?"), walking);
    }

    @Test
    void adjectivesDeclineUnlikeVerbs() {
        Predicate big = Predicate.adjective("크", "컸");
        assertEquals("크다", big.form(Tense.PRESENT, false, false));
        assertEquals("크지 않다", big.form(Tense.PRESENT, true, false), "않다 where a verb has 않는다");
        assertEquals("크지 않았다", big.form(Tense.PAST, true, false));
        assertEquals("크지 않을 것이다", big.form(Tense.FUTURE, true, false));
        assertEquals("클 거니?", big.form(Tense.FUTURE, false, true));
        assertEquals("크지 않니?", big.form(Tense.PRESENT, true, true));
        assertEquals("없다 없었다 없을 것이다", String.join(" ", Lexicon.THERE_IS_NO.form(Tense.PRESENT, false, false),
                Lexicon.THERE_IS_NO.form(Tense.PAST, false, false), Lexicon.THERE_IS_NO.form(Tense.FUTURE, false, false)));
        assertEquals("아니다", Lexicon.IS_NO.form(Tense.PRESENT, false, false));
    }
}
