package org.rnn4j.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * A double that knows how it was computed, so that a reference cell is only its forward equations. Made on a {@link Graph} it
 * can be differentiated; a constant cannot, and costs less.
 */
public final class Num {

    private final Graph graph;
    private final double value;
    private final Num left;
    private final Num right;
    private final double byLeft;
    private final double byRight;
    private double gradient;

    private Num(Graph graph, double value, Num left, double byLeft, Num right, double byRight) {
        this.graph = graph;
        this.value = value;
        this.left = left;
        this.byLeft = byLeft;
        this.right = right;
        this.byRight = byRight;
        if (graph != null) {
            graph.order.add(this);
        }
    }

    /** What was computed, in order. */
    public static final class Graph {

        private final List<Num> order = new ArrayList<>();

        Num variable(double value) {
            return new Num(this, value, null, 0, null, 0);
        }

        /** Adds to the gradient of everything computed so far what flows back from the seeds of {@link Num#seed}. */
        void backward() {
            for (int i = order.size() - 1; i >= 0; i--) {
                Num num = order.get(i);
                if (num.left != null) {
                    num.left.gradient += num.byLeft * num.gradient;
                }
                if (num.right != null) {
                    num.right.gradient += num.byRight * num.gradient;
                }
            }
        }
    }

    public static Num constant(double value) {
        return new Num(null, value, null, 0, null, 0);
    }

    double value() {
        return value;
    }

    double gradient() {
        return gradient;
    }

    void seed(double gradient) {
        this.gradient += gradient;
    }

    private Num binary(double value, double byThis, Num other, double byOther) {
        Graph common = graph != null ? graph : other.graph;
        return common == null ? constant(value) : new Num(common, value, this, byThis, other, byOther);
    }

    private Num unary(double value, double derivative) {
        return graph == null ? constant(value) : new Num(graph, value, this, derivative, null, 0);
    }

    public Num plus(Num other) {
        return binary(value + other.value, 1, other, 1);
    }

    public Num times(Num other) {
        return binary(value * other.value, other.value, other, value);
    }

    public Num minus(Num other) {
        return binary(value - other.value, 1, other, -1);
    }

    /** {@code 1 / sqrt(this)}. */
    public Num reciprocalRoot() {
        double y = 1 / Math.sqrt(value);
        return unary(y, -0.5 * y * y * y);
    }

    /** {@code 1 - this}. */
    public Num complement() {
        return unary(1 - value, -1);
    }

    public Num tanh() {
        double y = Math.tanh(value);
        return unary(y, 1 - y * y);
    }

    public Num sigmoid() {
        double y = 1 / (1 + Math.exp(-value));
        return unary(y, y * (1 - y));
    }

    public Num relu() {
        return unary(Math.max(value, 0), value > 0 ? 1 : 0);
    }
}
