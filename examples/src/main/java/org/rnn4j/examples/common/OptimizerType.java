package org.rnn4j.examples.common;

import java.util.function.Function;
import org.rnn4j.optim.Adagrad;
import org.rnn4j.optim.Adam;
import org.rnn4j.optim.AdamW;
import org.rnn4j.optim.Optimizer;
import org.rnn4j.optim.RmsProp;
import org.rnn4j.optim.Sgd;

/** The optimizers a command line can ask for, each with its defaults. */
public enum OptimizerType {
    /** Plain stochastic gradient descent. */
    SGD(Sgd::new),
    /** With momentum 0.9. */
    MOMENTUM(rate -> new Sgd(rate).withMomentum(0.9)),
    /** With Nesterov's momentum 0.9. */
    NESTEROV(rate -> new Sgd(rate).withNesterovMomentum(0.9)),
    /** Adagrad. */
    ADAGRAD(Adagrad::new),
    /** RMSProp. */
    RMSPROP(RmsProp::new),
    /** Adam. */
    ADAM(Adam::new),
    /** Adam with decoupled weight decay. */
    ADAMW(AdamW::new);

    private final Function<Float, Optimizer> constructor;

    OptimizerType(Function<Float, Optimizer> constructor) {
        this.constructor = constructor;
    }

    /** {@return a new optimizer} */
    public Optimizer create(float learningRate) {
        return constructor.apply(learningRate);
    }
}
