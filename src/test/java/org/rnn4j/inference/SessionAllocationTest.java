package org.rnn4j.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.Allocation;
import org.rnn4j.TestBackend;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

/** A step takes nothing from the heap once it is warm, nor does what else a server does between steps. */
@Tag("allocation")
class SessionAllocationTest {

    static Stream<Nets> nets() {
        return Stream.concat(Stream.of(Nets.stack()), Nets.all().filter(net -> !net.ids()).limit(6));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void aWarmStepAllocatesNothing(Nets net) {
        Session session = Session.of(net.network(), 12, 12, TestBackend.serial());
        int[] streams = new int[12];
        for (int n = 0; n < 12; n++) {
            streams[n] = session.open();
        }
        Sequence few = net.noise(1, 3, new Xoshiro256(1));
        Sequence many = net.noise(1, 12, new Xoshiro256(2));
        float[] x = new float[Nets.WIDTH];
        assertEquals(0, Allocation.ofWarm(() -> {
            for (int i = 0; i < 200; i++) {
                if (net.ids()) {
                    session.step(i % 12, i % Nets.WIDTH);
                } else {
                    session.step(i % 12, x);
                }
                session.softmax();
                session.step(streams, few);
                session.sigmoid();
                session.step(streams, many);
                session.fork(1, 2);
                session.reset(3);
                session.close(4);
                session.open();
            }
        }));
    }
}
