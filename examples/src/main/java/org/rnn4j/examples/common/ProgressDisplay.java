package org.rnn4j.examples.common;

import java.io.Console;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar with the time left, on standard error, when that is a terminal; nothing otherwise. It stays on the last line:
 * what is printed while it is there goes through {@link #say}.
 */
public final class ProgressDisplay implements AutoCloseable {

    /** Clears the line the bar is on, which is drawn again half a second later at most. */
    private static final String CLEAR_LINE = "\r\033[K";

    private ProgressBar bar;

    private ProgressDisplay(ProgressBar bar) {
        this.bar = bar;
    }

    /** {@return a display} @param total the number of units; @param done how many of them are done already */
    public static ProgressDisplay of(String task, String unit, long total, long done) {
        if (!isTerminal()) {
            return new ProgressDisplay(null);
        }
        ProgressBar bar = new ProgressBarBuilder().setTaskName(task).setUnit(" " + unit, 1).setInitialMax(total)
                .startsFrom(done, Duration.ZERO).setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(500)
                // Not the default, which goes up a line first and overwrites what was printed there.
                .setConsumer(new ConsoleProgressBarConsumer(System.err)).build();
        return new ProgressDisplay(bar);
    }

    /** From JDK 22 on there may be a console that is no terminal; it says so itself, in a method that 17 does not have. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Shows so many units as done, with a remark. */
    public void show(long done, String remark) {
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(remark);
        }
    }

    /** Prints a line on standard output, above the bar. */
    public void say(String line) {
        if (bar != null) {
            System.err.print(CLEAR_LINE);
            System.err.flush();
        }
        System.out.println(line);
    }

    /** {@return whether anything is shown} */
    public boolean isVisible() {
        return bar != null;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
