package org.rnn4j.examples.forecast;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.rnn4j.examples.common.UserException;
import org.rnn4j.io.AtomicFile;

/** A picture of history, truth and forecasts, as a PNG file. */
final class ForecastPlot {

    static final int WIDTH = 1200;
    static final int HEIGHT = 600;

    private final XYChart chart;

    /** An empty picture. */
    ForecastPlot(String title, String unit) {
        System.setProperty("java.awt.headless", "true");            // no screen is needed, and on a server there is none
        chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle("date").yAxisTitle(unit)
                .theme(Styler.ChartTheme.XChart).build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS).setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler().setDatePattern("yyyy-MM-dd").setTimezone(TimeZone.getTimeZone(ZoneOffset.UTC));
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
    }

    /** Finds, without touching anything, the usual reasons for which {@link #write} fails. @param file null for none */
    static void check(Path file) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new UserException("--plot " + file + ": expected a file but it is a directory");
        }
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new UserException("--plot " + file + ": expected the name of a PNG file, one that ends in .png");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new UserException("--plot " + file + ": expected a directory " + parent + " to make it in but there is none");
        }
        if (!Files.isWritable(parent)) {
            throw new UserException("--plot " + file + ": cannot be written: permission denied");
        }
    }

    /** Adds a line. @return this */
    ForecastPlot line(String name, List<LocalDateTime> dates, double[] values, Color color, boolean dashed) {
        List<Date> x = dates.stream().map(date -> Date.from(date.toInstant(ZoneOffset.UTC))).toList();
        XYSeries series = chart.addSeries(name, x, Arrays.stream(values).boxed().toList());
        series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineWidth(1.6f);
        if (dashed) {
            series.setLineStyle(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0));
        }
        return this;
    }

    /** Writes the picture, whole or not at all. */
    void write(Path file) {
        try {
            byte[] png = BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
            AtomicFile.write(file, out -> out.write(png));
        } catch (IOException e) {
            throw new UserException("--plot " + file + ": cannot be written: " + e.getMessage());
        }
    }
}
