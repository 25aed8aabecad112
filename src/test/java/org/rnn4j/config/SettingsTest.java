package org.rnn4j.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.Errors.assertArgument;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Settings settings = Settings.ofType("lstm").with("inputSize", 64).with("rate", 0.5f).with("deep", true)
            .with("names", List.of("a", "b"))
            .with("cell", Settings.ofType("gru").with("size", 3))
            .with("layers", List.of(Settings.ofType("dense").with("size", 0), Settings.ofType("dropout")));

    @Test
    void whatWasSetCanBeReadInItsKind() {
        assertEquals("lstm", settings.type());
        assertEquals(64, settings.whole("inputSize"));
        assertEquals(64, settings.count("inputSize", 1));
        assertEquals(0.5, settings.number("rate"));
        assertEquals(64.0, settings.number("inputSize"), "a whole number will do");
        assertTrue(settings.flag("deep"));
        assertEquals(List.of("a", "b"), settings.texts("names"));
        assertEquals("gru", settings.settings("cell").type());
        assertEquals("dropout", settings.list("layers").get(1).type());
        assertEquals(64L, settings.get("inputSize"));
        assertTrue(settings.has("rate"));
        assertFalse(settings.has("Rate"));
    }

    @Test
    void aListOfNumbersTakesWholeOnesToo() {
        Settings numbers = Settings.empty().with("scale", List.of(1, 0.5, -2f)).with("none", List.of()).with("mixed", List.of(1, "a"));
        assertArrayEquals(new double[] {1, 0.5, -2}, numbers.numbers("scale"));
        assertArrayEquals(new double[0], numbers.numbers("none"));
        assertArgument(() -> numbers.numbers("mixed"), "mixed[1]: expected a number but got a");
        assertArgument(() -> settings.numbers("deep"), "deep: expected a list");
    }

    @Test
    void namesKeepTheirOrderAndTheLastValueCounts() {
        List<String> names = new ArrayList<>();
        settings.with("rate", 0.25).names().forEach(names::add);
        assertEquals(List.of("type", "inputSize", "rate", "deep", "names", "cell", "layers"), names);
        assertEquals(0.25, settings.with("rate", 0.25).number("rate"));
        assertEquals(0.5, settings.number("rate"), "settings do not change");
    }

    @Test
    void listsAreCopied() {
        List<String> names = new ArrayList<>(List.of("a"));
        Settings copy = Settings.empty().with("names", names);
        names.add("b");
        assertEquals(List.of("a"), copy.texts("names"));
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsNamedWithItsPath() {
        assertArgument(() -> settings.text("none"), "none: expected text but it is missing");
        assertArgument(() -> Settings.empty().type(), "type: expected text but it is missing");
        assertArgument(() -> settings.whole("rate"), "rate: expected a whole number but got 0.5");
        assertArgument(() -> settings.number("deep"), "deep: expected a number but got true");
        assertArgument(() -> settings.number("none"), "none: expected a number but it is missing");
        assertArgument(() -> settings.flag("rate"), "rate: expected true or false but got 0.5");
        assertArgument(() -> settings.settings("names"), "names: expected an object but got [a, b]");
        assertArgument(() -> settings.list("cell"), "cell: expected a list but got");
        assertArgument(() -> settings.list("names"), "names[0]: expected an object but got a");
        assertArgument(() -> settings.texts("layers"), "layers[0]: expected text but got");
        assertArgument(() -> settings.settings("cell").text("size"), "cell.size: expected text but got 3");
        assertArgument(() -> settings.list("layers").get(0).count("size", 1), "layers[0].size: expected a whole number from 1 to",
                "but got 0");
        assertArgument(() -> Settings.empty().with("a", settings).settings("a").list("layers").get(1).flag("x"),
                "a.layers[1].x: expected true or false but it is missing");
    }

    @Test
    void countsFitAnInt() {
        assertEquals(Integer.MAX_VALUE, Settings.empty().with("n", Integer.MAX_VALUE).count("n", 0));
        assertArgument(() -> Settings.empty().with("n", 1L << 31).count("n", 0), "n: expected", "2147483647", "got 2147483648");
        assertArgument(() -> Settings.empty().with("n", -1).count("n", 0), "from 0", "got -1");
    }

    @Test
    void constantsStandInLowerCase() {
        Settings rounding = Settings.empty().with("mode", "half_up").with("bad", "HALF_UP");
        assertEquals(RoundingMode.HALF_UP, rounding.constant("mode", RoundingMode.class));
        assertArgument(() -> rounding.constant("bad", RoundingMode.class), "bad: expected one of [up, down,", "but got HALF_UP");
        assertArgument(() -> Settings.empty().with("a", rounding).settings("a").constant("bad", RoundingMode.class), "a.bad: expected one of");
        assertArgument(() -> rounding.constant("none", RoundingMode.class), "none: expected text but it is missing");
    }

    @Test
    void onlyValuesThatAFileCanHoldAreTaken() {
        assertArgument(() -> settings.with("x", new int[1]), "x: expected text, a number", "got [I");
        assertArgument(() -> settings.with("x", null), "x: expected", "got null");
        assertArgument(() -> settings.with("x", List.of(1, 'c')), "x: expected", "java.lang.Character");
        assertArgument(() -> settings.with("x", Arrays.asList("a", null)), "x: expected", "got null");
        assertEquals(List.of(1L, List.of(2.5)), settings.with("x", List.of(1, List.of(2.5f))).get("x"), "widened within lists too");
    }

    @Test
    void equalityIsOfValuesAndNotOfPlaces() {
        assertEquals(Settings.ofType("gru").with("size", 3L), settings.settings("cell"));
        assertEquals(Settings.ofType("gru").with("size", 3L).hashCode(), settings.settings("cell").hashCode());
        assertNotEquals(Settings.ofType("gru").with("size", 3.0), settings.settings("cell"));
        assertEquals("{type=gru, size=3}", settings.settings("cell").toString());
    }
}
