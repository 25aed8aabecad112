package org.rnn4j.examples.common;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What came out at the end, measured on data that nothing was learned from, beside what it has to beat. */
public final class Result {

    private final Map<String, Object> event = new LinkedHashMap<>();
    private final String measuredOn;
    private String baselineName;
    private double baseline = Double.NaN;

    /** A result of an example. @param measuredOn what it was measured on, for people */
    public Result(String example, String measuredOn) {
        this.measuredOn = measuredOn;
        event.put("event", "result");
        event.put("example", example);
        event.put("split", "test");
    }

    /** States what is to be beaten. @return this */
    public Result baseline(String name, double value) {
        baselineName = name;
        baseline = value;
        event.put("baseline", value);
        return this;
    }

    /** Adds a number. @return this */
    public Result with(String name, double value) {
        event.put(name, value);
        return this;
    }

    /** Adds numbers. @return this */
    public Result with(Map<String, Double> values) {
        event.putAll(values);
        return this;
    }

    /** Prints the numbers, and writes them as the last line of the metrics. */
    public void report(MetricsFile metrics) {
        StringBuilder line = new StringBuilder("on " + measuredOn + " that nothing was learned from:");
        event.forEach((name, value) -> {
            if (value instanceof Double number && !name.equals("baseline") && !name.contains("class")) {
                line.append(String.format(Locale.ROOT, " %s %.4f,", name.replace('_', ' '), number));
            }
        });
        if (baselineName != null) {
            line.append(String.format(Locale.ROOT, " baseline (%s) %.4f,", baselineName, baseline));
        }
        System.out.println(line.substring(0, line.length() - 1));
        metrics.write(event);
    }
}
