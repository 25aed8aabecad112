package org.rnn4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.cell.GruCell;
import org.rnn4j.data.Difference;
import org.rnn4j.data.Labelled;
import org.rnn4j.data.Logarithm;
import org.rnn4j.data.SequenceSampler;
import org.rnn4j.data.SeriesTransform;
import org.rnn4j.data.SlidingWindows;
import org.rnn4j.data.Standardizer;
import org.rnn4j.layer.Dense;
import org.rnn4j.layer.LastStep;
import org.rnn4j.layer.Network;
import org.rnn4j.layer.Recurrent;
import org.rnn4j.layer.Workspace;
import org.rnn4j.loss.Huber;
import org.rnn4j.optim.AdamW;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;
import org.rnn4j.train.Trainer;

/** The code of {@code docs/forecasting.md}, run. */
class ForecastingSnippetsTest {

    private static final int LOOK_BACK = 12;

    /** Sales of 120 months that grow by a hundredth a month, with a season of a year, a good month followed by a bad one. */
    private static double[][] sales() {
        Xoshiro256 random = new Xoshiro256(1);
        double[][] sales = new double[120][1];
        double noise = 0;
        for (int t = 0; t < sales.length; t++) {
            noise = -0.8 * noise + 0.02 * random.nextGaussian();
            sales[t][0] = Math.exp(4 + 0.01 * t + 0.2 * Math.sin(2 * Math.PI * t / 12) + noise);
        }
        return sales;
    }

    private static double error(double[][] sales, int from, List<double[]> forecasts) {
        double sum = 0;
        for (int t = from; t < sales.length; t++) {
            sum += Math.pow(forecasts.get(t - from)[0] - sales[t][0], 2);
        }
        return Math.sqrt(sum / (sales.length - from));
    }

    @Test
    void theGuideForecastsBetterThanASeasonAgo() {
        double[][] sales = sales();
        // [start:transform]
        double[][] training = Arrays.copyOf(sales, 96);                 // the first eight tenths; the rest lies in the future
        SeriesTransform growth = new Logarithm().then(new Difference(1)).then(new Difference(12));
        SeriesTransform transform = growth.then(Standardizer.fit(growth.apply(training)));
        double[][] seen = transform.apply(sales);                       // 13 rows shorter: transform.lost()
        // [end:transform]
        assertEquals(13, transform.lost());
        assertEquals(sales.length - 13, seen.length);

        // [start:train]
        SlidingWindows windows = SlidingWindows.of(seen).lookBack(12);
        List<Labelled> known = windows.examples(0, 96 - transform.lost());
        List<Labelled> held = windows.examples(96 - transform.lost(), 108 - transform.lost());

        Xoshiro256 random = new Xoshiro256(1);
        Network network = Network.of(
                new Recurrent(new GruCell(1, 8, random)),
                new LastStep(),                                         // one forecast for a window
                new Dense(8, 1, random));
        Trainer trainer = Trainer.builder(network)
                .loss(new Huber(1))                                     // one strange month pulls no harder than another
                .optimizer(new AdamW(0.005f).withWeightDecay(0.01))
                .clipGlobalNorm(5)
                .validation(SequenceSampler.manyToOne(held, 32, 1, 1))
                .patience(30)
                .keepBest()
                .build();
        trainer.fit(SequenceSampler.manyToOne(known, 32, 1, 1).shuffled(1), 200);
        trainer.restoreBest();
        // [end:train]

        List<double[]> oneStep = new ArrayList<>();
        List<double[]> seasonal = new ArrayList<>();
        for (int t = 108; t < sales.length; t++) {
            double[][] before = Arrays.copyOf(sales, t);
            oneStep.add(transform.next(before, said(network, transform.apply(before))));
            seasonal.add(sales[t - 12]);
        }
        assertTrue(error(sales, 108, oneStep) < error(sales, 108, seasonal) / 2,
                error(sales, 108, oneStep) + " and " + error(sales, 108, seasonal));

        // [start:roll]
        List<double[]> series = new ArrayList<>(List.of(sales));
        for (int month = 0; month < 24; month++) {
            double[][] history = series.toArray(double[][]::new);
            double next = said(network, transform.apply(history));
            series.add(transform.next(history, next));                  // back in the unit of the sales, and part of the history
        }
        // [end:roll]
        assertEquals(144, series.size());
        double lastYear = Arrays.stream(sales, 108, 120).mapToDouble(row -> row[0]).sum();
        double yearAfterNext = series.subList(132, 144).stream().mapToDouble(row -> row[0]).sum();
        assertEquals(Math.exp(0.24), yearAfterNext / lastYear, 0.12);
    }

    // [start:said]
    /** What the network says of the row after these. */
    static double said(Network network, double[][] seen) {
        Sequence window = Sequence.dense(LOOK_BACK, 1, 1);
        for (int step = 0; step < LOOK_BACK; step++) {
            window.set(step, 0, 0, (float) seen[seen.length - LOOK_BACK + step][0]);
        }
        Workspace workspace = network.newWorkspace(LOOK_BACK, 1);
        return network.forward(window, workspace).get(0, 0, 0);
    }
    // [end:said]
}
