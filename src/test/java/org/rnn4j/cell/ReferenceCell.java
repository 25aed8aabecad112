package org.rnn4j.cell;

import java.util.Map;

/** The forward equations of a cell for one step of one sequence, in double, as the paper has them. */
public interface ReferenceCell {

    /**
     * The next state, {@code [component][unit]}; component 0 is the output.
     *
     * @param w the parameters, in the library's layout
     * @param x the input {@code [D]}
     * @param state the previous state, {@code [component][unit]}
     */
    Num[][] step(Weights w, Num[] x, Num[][] state);

    /**
     * Parameters by name, each {@code [row][column]}, and what h' is multiplied with, number by number, before it enters the products
     * with {@code weight_hh}; null for nothing.
     */
    record Weights(Map<String, Num[][]> byName, double[] mask) {

        /** One number. */
        public Num get(String name, int row, int column) {
            return byName.get(name)[row][column];
        }

        /** {@code bias_ih[column] + Σ x·weight_ih[., column]}. */
        public Num input(Num[] x, int column) {
            return get("bias_ih", 0, column).plus(product(x, "weight_ih", column));
        }

        /** {@code Σ h·weight_hh[., column]}. */
        public Num recurrent(Num[] h, int column) {
            if (mask == null) {
                return product(h, "weight_hh", column);
            }
            Num[] masked = new Num[h.length];
            for (int j = 0; j < h.length; j++) {
                masked[j] = h[j].times(Num.constant(mask[j]));
            }
            return product(masked, "weight_hh", column);
        }

        /** {@code Σ x·weight_ih[., column]}, without the bias. */
        public Num inputProduct(Num[] x, int column) {
            return product(x, "weight_ih", column);
        }

        private Num product(Num[] x, String weight, int column) {
            Num sum = x[0].times(get(weight, 0, column));
            for (int d = 1; d < x.length; d++) {
                sum = sum.plus(x[d].times(get(weight, d, column)));
            }
            return sum;
        }
    }
}
