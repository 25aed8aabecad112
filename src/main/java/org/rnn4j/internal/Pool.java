package org.rnn4j.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Scratch that is not in use. Whoever takes one has it alone until giving it back, and nobody relies on its contents, so the
 * pool is no state that a caller could see. It grows to as many as were ever in use at once, and then nothing is allocated.
 *
 * @param <T> the kind of scratch
 */
final class Pool<T> {

    private static final int SLOTS = 64;

    /** References between slots, so that two threads' slots do not share a cache line. */
    private static final int SPACING = 16;

    private final AtomicReferenceArray<T> idle = new AtomicReferenceArray<>(SLOTS * SPACING);
    private final Supplier<T> fresh;

    Pool(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    T take() {
        int home = home();
        for (int i = 0; i < SLOTS; i++) {
            int at = (home + i) % SLOTS * SPACING;
            if (idle.getPlain(at) != null) {
                T scratch = idle.getAndSet(at, null);
                if (scratch != null) {
                    return scratch;
                }
            }
        }
        return fresh.get();
    }

    /** More than there are slots for are left to the garbage collector. */
    void giveBack(T scratch) {
        int home = home();
        for (int i = 0; i < SLOTS; i++) {
            if (idle.compareAndSet((home + i) % SLOTS * SPACING, null, scratch)) {
                return;
            }
        }
    }

    /** Where a thread looks first: usually it finds there what it gave back last. */
    private static int home() {
        return (int) (Thread.currentThread().getId() % SLOTS);
    }
}
