package org.rnn4j.layer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rnn4j.tensor.Sequence;

/** The equations of a layer for one sequence, in double; ids come as one-hot rows. */
@FunctionalInterface
interface ReferenceLayer {

    /**
     * The outputs, {@code [steps][K]}.
     *
     * @param parameters by their names within the layer
     * @param x {@code [length][D]}
     */
    double[][] apply(Map<String, double[]> parameters, double[][] x);

    /** What the loss of a window depends on: {@code dx} stands for the inputs, and every parameter for itself, by path. */
    static Map<String, double[]> arguments(Network network, NetworkWindow window) {
        Map<String, double[]> arguments = new LinkedHashMap<>();
        arguments.put("dx", widened(window.x().toMatrix().data));
        network.parameters().byPath().forEach((path, parameter) -> arguments.put(path, widened(parameter.value().data)));
        return arguments;
    }

    private static double[] widened(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    /** The outputs {@code [steps·N·K]}, zero at padding, as {@link NetworkPass} has them. */
    default double[] outputs(NetworkWindow window, Map<String, double[]> arguments) {
        Map<String, double[]> parameters = new LinkedHashMap<>();
        arguments.forEach((path, values) -> parameters.put(path.substring(path.lastIndexOf('.') + 1), values));
        Sequence x = window.x();
        int width = window.dy().width();
        double[] outputs = new double[window.dy().rows() * width];
        for (int n = 0; n < window.batch(); n++) {
            double[][] rows = new double[x.length(n)][x.width()];
            for (int t = 0; t < rows.length; t++) {
                System.arraycopy(arguments.get("dx"), (t * window.batch() + n) * x.width(), rows[t], 0, x.width());
            }
            double[][] y = apply(parameters, rows);
            for (int t = 0; t < y.length; t++) {
                System.arraycopy(y[t], 0, outputs, (t * window.batch() + n) * width, width);
            }
        }
        return outputs;
    }

    /** {@code Σ dy·y}. */
    default double loss(NetworkWindow window, Map<String, double[]> arguments) {
        double[] outputs = outputs(window, arguments);
        double loss = 0;
        for (int i = 0; i < outputs.length; i++) {
            loss += window.dy().data()[i] * outputs[i];
        }
        return loss;
    }
}
