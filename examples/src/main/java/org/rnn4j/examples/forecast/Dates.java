package org.rnn4j.examples.forecast;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Dates as tables write them, and the rhythm of the rows that they tell. */
final class Dates {

    /** What a date may look like, for messages. */
    static final String EXPECTED = "a date such as 2024-01-31, 2024-01 or 2024-01-31 16:00";

    /** The rhythms known, with the number of rows after which a season comes again. */
    enum Rhythm {
        /** A year of four. */
        QUARTERS(4),
        /** A year of twelve. */
        MONTHS(12),
        /** A year of weeks. */
        WEEKS(52),
        /** A week, weekends too. */
        DAYS(7),
        /** A week without weekends; days may be missing. */
        WORKING_DAYS(5),
        /** A day. */
        HOURS(24),
        /** None that is known. */
        OTHER(0);

        private final int season;

        Rhythm(int season) {
            this.season = season;
        }

        /** {@return the rows of a season; 0 where there is none} */
        int season() {
            return season;
        }
    }

    private static final DateTimeFormatter DAY = strict("uuuu-MM-dd");
    private static final DateTimeFormatter MONTH = strict("uuuu-MM");
    private static final DateTimeFormatter TIME = strict("uuuu-MM-dd'T'HH:mm[:ss]");

    private static final int WORKING_WEEK_GAP = 7;

    private Dates() {
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }

    /** {@return the date of a cell; nothing when it is none} Slashes will do for hyphens, a space for the T. */
    static Optional<LocalDateTime> parse(String cell) {
        String text = cell.strip().replace('/', '-').replace(' ', 'T');
        try {
            return Optional.of(switch (text.length()) {
                case 7 -> YearMonth.parse(text, MONTH).atDay(1).atStartOfDay();
                case 10 -> LocalDate.parse(text, DAY).atStartOfDay();
                default -> LocalDateTime.parse(text, TIME);
            });
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@return a date for people, with the time when it is not midnight} */
    static String text(LocalDateTime date) {
        return date.toLocalTime().equals(LocalTime.MIDNIGHT) ? date.toLocalDate().toString()
                : date.truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' ');
    }

    /** {@return the rhythm of dates, which is one only where no row is missing; working days may have holidays} */
    static Rhythm rhythm(List<LocalDateTime> dates) {
        if (dates.size() < 2) {
            return Rhythm.OTHER;
        }
        long fewest = Long.MAX_VALUE;
        long most = 0;
        boolean weekend = false;
        boolean wholeDays = true;
        for (int t = 0; t < dates.size(); t++) {
            DayOfWeek day = dates.get(t).getDayOfWeek();
            weekend |= day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
            if (t > 0) {
                Duration gap = Duration.between(dates.get(t - 1), dates.get(t));
                fewest = Math.min(fewest, gap.toHours());
                most = Math.max(most, gap.toHours());
                wholeDays &= gap.toHours() * 3600 == gap.toSeconds();
            }
        }
        double first = fewest / 24.0;
        double last = most / 24.0;
        if (!wholeDays) {
            return Rhythm.OTHER;
        }
        if (fewest == 1 && most == 1) {
            return Rhythm.HOURS;
        }
        if (first == 1 && last == 1) {
            return Rhythm.DAYS;
        }
        if (first == 1 && last < WORKING_WEEK_GAP + 1 && !weekend) {
            return Rhythm.WORKING_DAYS;
        }
        if (first == 7 && last == 7) {
            return Rhythm.WEEKS;
        }
        if (first >= 28 && last <= 31) {
            return Rhythm.MONTHS;
        }
        return first >= 89 && last <= 92 ? Rhythm.QUARTERS : Rhythm.OTHER;
    }

    /** {@return the date that comes so many rows after the last one} */
    static LocalDateTime after(List<LocalDateTime> dates, int steps) {
        LocalDateTime last = dates.get(dates.size() - 1);
        return switch (rhythm(dates)) {
            case QUARTERS -> last.plusMonths(3L * steps);
            case MONTHS -> last.plusMonths(steps);
            case WEEKS -> last.plusWeeks(steps);
            case DAYS -> last.plusDays(steps);
            case HOURS -> last.plusHours(steps);
            case WORKING_DAYS -> afterWorkingDays(last, steps);
            case OTHER -> last.plus(usualGap(dates).multipliedBy(steps));
        };
    }

    private static LocalDateTime afterWorkingDays(LocalDateTime last, int steps) {
        LocalDateTime date = last;
        for (int left = steps; left > 0;) {
            date = date.plusDays(1);
            left -= date.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue() ? 1 : 0;
        }
        return date;
    }

    /** The median of the gaps. */
    private static Duration usualGap(List<LocalDateTime> dates) {
        if (dates.size() < 2) {
            return Duration.ofDays(1);
        }
        Duration[] gaps = new Duration[dates.size() - 1];
        for (int t = 0; t < gaps.length; t++) {
            gaps[t] = Duration.between(dates.get(t), dates.get(t + 1));
        }
        Arrays.sort(gaps);
        return gaps[gaps.length / 2];
    }
}
