package org.rnn4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.config.Settings;

class JsonSettingsTest {

    @Test
    void everyKindOfValueSurvivesInOrder() throws Exception {
        Settings settings = Settings.ofType("network")
                .with("zulu", 1L).with("alpha", 1.0).with("flag", true).with("off", false)
                .with("text", "한글 😀 \"quoted\" \\ / \n \u0000 \u001f \u007f \u2028")
                .with("", "an empty name")
                .with("layers", List.of(Settings.ofType("lstm").with("size", 3), Settings.empty()))
                .with("nested", List.of(List.of(1L, 2.5), List.of(), "x"))
                .with("inner", Settings.empty().with("한", Settings.empty().with("deep", -7)));

        String text = JsonSettings.write(settings);
        Settings back = JsonSettings.read(text, "test");

        assertEquals(settings, back);
        assertEquals(settings.toString(), back.toString(), "the order too");
        assertEquals(text, JsonSettings.write(back));
    }

    @Test
    void theTextIsTheOneExpected() {
        assertEquals("{\"type\":\"a\",\"n\":-3,\"x\":1.0,\"y\":1.0E-9,\"l\":[true,{}],\"u\":\"é😀\\u0007\"}",
                JsonSettings.write(Settings.ofType("a").with("n", -3).with("x", 1.0).with("y", 1e-9)
                        .with("l", List.of(true, Settings.empty())).with("u", "é😀\u0007")));
    }

    @Test
    void everyBitOfADoubleSurvives() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertSameDouble(number);
            }
        }
        for (double number : new double[] {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE,
            Math.nextDown(Double.MIN_NORMAL), 0.1, 1e23, 2e-3, 0.1f, 9007199254740993.0, 1e15, 1e16, 100}) {
            assertSameDouble(number);
        }
    }

    private static void assertSameDouble(double number) throws ModelFormatException {
        Settings back = JsonSettings.read(JsonSettings.write(Settings.empty().with("x", number)), "test");
        assertEquals(Double.doubleToRawLongBits(number), Double.doubleToRawLongBits((Double) back.get("x")));
    }

    @Test
    void doublesHaveTheSameDigitsOnEveryJvm() {
        // Double.toString says 5.6843418860808015E-14 and 1.9999999999999998E23 before JDK 19.
        assertEquals("{\"x\":5.684341886080802E-14}", JsonSettings.write(Settings.empty().with("x", Math.pow(2, -44))));
        assertEquals("{\"x\":2.0E23}", JsonSettings.write(Settings.empty().with("x", 2e23)));
    }

    @Test
    void everyLongSurvives() throws Exception {
        Random random = new Random(2);
        for (long number : IntStream.range(0, 1000).mapToLong(i -> random.nextLong() >> random.nextInt(64)).toArray()) {
            assertEquals(number, JsonSettings.read("{\"n\":" + number + "}", "test").whole("n"));
        }
        for (long number : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, (1L << 53) + 1}) {
            assertEquals(number, JsonSettings.read(JsonSettings.write(Settings.empty().with("n", number)), "test").whole("n"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"a\":1,\"a\":2}                      | a: expected one value but got a second one of the same name",
        "{\"a\":{\"b\":[0,{\"c\":1,\"c\":1}]}}  | a.b[1].c: expected one value but got a second one of the same name",
        "{\"a\":1,\"\\u0061\":2}                | a: expected one value but got a second one of the same name",
        "{\"a\":null}                           | a: expected text, a number, true, false, a list or an object but got null",
        "{\"a\":[1,null]}                       | a[1]: expected text, a number, true, false, a list or an object but got null",
        "{\"a\":9223372036854775808}            | a: expected a whole number of 64 bits but got 9223372036854775808",
        "{\"a\":-9223372036854775809}           | a: expected a whole number of 64 bits but got -9223372036854775809",
        "{\"a\":{\"b\":1e999}}                  | a.b: expected a number in the range of a double but got 1e999",
        "{\"a\":-1e999}                         | a: expected a number in the range of a double but got -1e999",
        "{\"a\":\"\\ud800\"}                    | a: expected text in Unicode but got half a surrogate pair",
        "[1]                                    | place: expected an object but got a list",
        "3                                      | place: expected an object but got a number",
        "{} {}                                  | place: expected nothing after the object but got an object",
        "``                                     | place: expected an object but got the end of the text",
    })
    void whatIsWrongIsNamedWithItsPath(String text, String expected) {
        String message = assertThrows(ModelFormatException.class, () -> JsonSettings.read(text, "place")).getMessage();
        assertTrue(message.startsWith("place: ") && message.endsWith(expected), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"a\":{\"b\":NaN}}       | a.b",
        "{\"a\":Infinity}          | a",
        "{\"a\":[1,-Infinity]}     | a[1]",
        "{\"a\":[1,2               | a[2]",
        "{\"a\":\"x                | a",
        "{\"a\":tru}               | a",
        "{\"a\":01}                | a",
        "{\"a\":.5}                | a",
        "{\"a\":+1}                | a",
        "{\"a\":0x10}              | a",
        "{\"a\":'x'}               | a",
        "{\"a\":[1,]}              | a[1]",
        "{\"a\":\"\\x\"}           | a",
        "{\"a\":\"\t\"}            | a",
    })
    void whatIsNotJsonIsAnErrorWithItsPathAndColumn(String text, String path) {
        String message = assertThrows(ModelFormatException.class, () -> JsonSettings.read(text, "place")).getMessage();
        assertTrue(message.startsWith("place: " + path + ": expected JSON but got line 1, column "), message);
        assertEquals(1, message.lines().count(), "one line");
        assertTrue(!message.contains("JsonReadFeature"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a:1}", "{\"a\":1,}", "{\"a\" 1}", "{\"a\":1} x", "{\"a\":1}}", "{/**/}", "{", "\u0000", "\ufeff{}"})
    void whatIsNotJsonAroundTheValuesIsAnErrorToo(String text) {
        String message = assertThrows(ModelFormatException.class, () -> JsonSettings.read(text, "place")).getMessage();
        assertTrue(message.startsWith("place: "), message);
        assertTrue(message.contains("expected JSON but got line 1, column "), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\\ud800\":1}", "{\"\\ud800a\":1}", "{\"\\udc00\":1}", "{\"\\ud800\\ud800\\udc00\":1}",
        "{\"a\":\"\\udc00\"}", "{\"a\":\"\\ud800a\"}"})
    void halfASurrogatePairIsAnErrorWhereverItStands(String text) {
        String message = assertThrows(ModelFormatException.class, () -> JsonSettings.read(text, "place")).getMessage();
        assertTrue(message.matches("place: .*surrogate.*"), message);
    }

    @Test
    void nestingIsLimitedInBothDirections() throws Exception {
        Settings deepest = Settings.empty();
        for (int depth = 1; depth < JsonSettings.MAX_DEPTH; depth++) {
            deepest = Settings.empty().with("a", deepest);
        }
        assertEquals(deepest, JsonSettings.read(JsonSettings.write(deepest), "test"));

        Settings tooDeep = Settings.empty().with("a", deepest);
        String message = assertThrows(IllegalArgumentException.class, () -> JsonSettings.write(tooDeep)).getMessage();
        assertTrue(message.startsWith("a.a.a.") && message.endsWith("expected at most 64 levels of nesting but got more"), message);

        String text = "{\"list\":" + "[".repeat(100_000);
        String reading = assertThrows(ModelFormatException.class, () -> JsonSettings.read(text, "place")).getMessage();
        assertTrue(reading.startsWith("place: list[0][0][0]")
                && reading.endsWith("expected at most 64 levels of nesting but got more"), reading);
    }

    @Test
    void sizesAreLimited() {
        String spaces = "{}" + " ".repeat(JsonSettings.MAX_LENGTH);
        assertEquals("place: expected at most 16000000 chars of JSON but got 16000002 chars",
                assertThrows(ModelFormatException.class, () -> JsonSettings.read(spaces, "place")).getMessage());

        String many = "{\"a\":[" + "1,".repeat(JsonSettings.MAX_VALUES) + "1]}";
        assertEquals("place: a[999999]: expected at most 1000000 values but got more",
                assertThrows(ModelFormatException.class, () -> JsonSettings.read(many, "place")).getMessage());

        String name = "n".repeat(5000);
        String message = assertThrows(ModelFormatException.class,
                () -> JsonSettings.read("{\"" + name + "\":1}", "place")).getMessage();
        assertTrue(message.contains("(5000) exceeds the maximum allowed (4096)"), message);
        assertThrows(IllegalArgumentException.class, () -> JsonSettings.write(Settings.empty().with(name, 1)));

        String digits = "{\"a\":" + "1".repeat(100_000) + "}";
        assertTrue(assertThrows(ModelFormatException.class, () -> JsonSettings.read(digits, "place")).getMessage().length() < 300);
    }

    @Test
    void anObjectOfManyNamesIsReadInNoTime() {
        String text = IntStream.range(0, 200_000).mapToObj(i -> "\"n" + i + "\":" + i).collect(Collectors.joining(",", "{", "}"));
        Settings settings = assertTimeout(Duration.ofSeconds(10), () -> JsonSettings.read(text, "test"));
        assertEquals(199_999, settings.whole("n199999"));
    }

    @Test
    void whatJsonCannotSayIsNotWritten() {
        assertRefused("a.x[1]: expected a finite number but got NaN",
                Settings.empty().with("a", Settings.empty().with("x", List.of(1.0, Double.NaN))));
        assertRefused("a: expected a finite number but got -Infinity",
                Settings.empty().with("a", Double.NEGATIVE_INFINITY));
        assertRefused("a: expected text in Unicode but got half a surrogate pair", Settings.empty().with("a", "x\ud83d"));
        assertRefused("'\\u{d83d}': expected a name in Unicode but got half a surrogate pair",
                Settings.empty().with("\ud83d", 1));
        assertRefused("settings: expected at most 16000000 chars of JSON but got 16000014",
                Settings.empty().with("a", "x".repeat(8_000_000)).with("b", "x".repeat(8_000_000 - 1)));
    }

    private static void assertRefused(String message, Settings settings) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> JsonSettings.write(settings)).getMessage());
    }
}
