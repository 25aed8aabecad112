package org.rnn4j.examples.common;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.rnn4j.train.TrainingException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs a command as every example does: status 0 on success; on bad input or usage status 2 and one line on standard error; when
 * training itself fails (a loss that is not finite) status 1 and one line; never a stack trace.
 */
public final class CommandLines {

    /** Bad input or usage. */
    public static final int BAD_INPUT = 2;

    /** Training failed. */
    public static final int FAILED = 1;

    private CommandLines() {
    }

    /** How java.util.logging, behind System.Logger, shows a record: its message on one line. */
    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

    /** Runs and ends the process with the status. Standard output is UTF-8, whatever the platform's default. */
    public static void run(Object command, String... arguments) {
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "%5$s%n");
        }
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        int status = execute(command, arguments);
        System.out.flush();
        if (status != 0 || !Interrupt.isUnderWay()) {
            System.exit(status);
        }
    }

    /** Runs a command. {@return the status} */
    public static int execute(Object command, String... arguments) {
        CommandLine line = new CommandLine(command);
        addHelp(line);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExpandAtFiles(false);                   // a text may begin with @
        line.setParameterExceptionHandler((problem, given) -> {
            String name = problem.getCommandLine().getCommandSpec().qualifiedName();
            complain(name + ": " + problem.getMessage() + " (" + name + " --help lists the options)");
            return BAD_INPUT;
        });
        line.setExecutionExceptionHandler((problem, where, parsed) -> {
            complain(where.getCommandSpec().qualifiedName() + ": " + describe(problem));
            return problem instanceof TrainingException ? FAILED : BAD_INPUT;
        });
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            complain(line.getCommandName() + ": not enough memory for these sizes: expected a heap larger than "
                    + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB (java -Xmx) or smaller sizes");
            return BAD_INPUT;
        }
    }

    private static void addHelp(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.usageMessage().abbreviateSynopsis(true).sortOptions(false).width(100);
        spec.version("rnn4j " + version());
        line.getSubcommands().values().forEach(CommandLines::addHelp);
    }

    private static String version() {
        String version = CommandLines.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }

    /** A problem in one line. Whatever is neither the user's nor foreseen is still named, by its class. */
    private static String describe(Exception problem) {
        if (problem instanceof UncheckedIOException unchecked) {
            return describe(unchecked.getCause());
        }
        String message = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        boolean foreseen = problem instanceof UserException || problem instanceof IOException
                || problem instanceof IllegalArgumentException || problem instanceof TrainingException;
        return foreseen ? message : "internal error, please report it: " + problem;
    }

    /** Messages quote what is in files: a control character in it would reach the terminal, which may obey it. */
    private static void complain(String message) {
        System.err.println(message.replaceAll("\\s*\\R\\s*", " ").replaceAll("[\\p{Cc}&&[^\t]]", "\uFFFD"));
    }
}
