package org.rnn4j.cell;

import java.util.List;
import org.rnn4j.tensor.RangeTask;
import org.rnn4j.tensor.Workers;

/**
 * All floats of a list of parameters in pieces of at most {@value #SIZE}, which threads share: what is done to each float by
 * itself, or summed block by block, then depends on the parameters alone and not on the number of threads.
 */
public final class ParameterBlocks {

    /** The floats of a full block. */
    public static final int SIZE = 4096;

    /** About what a float costs that comes from memory, is changed and goes back; see {@link Workers#split(int, int, double, RangeTask)}. */
    private static final double COST_OF_A_FLOAT = 20;

    private final int[] parameter;
    private final int[] from;
    private final int[] to;

    ParameterBlocks(List<Parameter> parameters) {
        int count = 0;
        for (Parameter p : parameters) {
            count += (p.size() + SIZE - 1) / SIZE;
        }
        parameter = new int[count];
        from = new int[count];
        to = new int[count];
        int block = 0;
        for (int p = 0; p < parameters.size(); p++) {
            int size = parameters.get(p).size();
            for (int start = 0; start < size; start += SIZE) {
                parameter[block] = p;
                from[block] = start;
                to[block] = Math.min(size, start + SIZE);
                block++;
            }
        }
    }

    /** {@return the number of blocks} */
    public int count() {
        return parameter.length;
    }

    /** {@return the position of a block's parameter in the list} */
    public int parameter(int block) {
        return parameter[block];
    }

    /** {@return the first float of a block in its parameter} */
    public int from(int block) {
        return from[block];
    }

    /** {@return the float after the last of a block in its parameter} */
    public int to(int block) {
        return to[block];
    }

    /** Shares the blocks among threads, where there are enough of them to be worth it. */
    public void split(Workers workers, RangeTask task) {
        workers.split(count(), 1, SIZE * COST_OF_A_FLOAT, task);
    }
}
