package org.rnn4j.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void aSplitCoversEachIndexOnce(int threads) {
        try (Workers workers = Workers.of(threads)) {
            for (int total : new int[] {0, 1, 2, 3, 7, 16, 31, 100}) {
                for (int grain : new int[] {1, 2, 3, 8, 50, 200}) {
                    AtomicIntegerArray visits = new AtomicIntegerArray(total);
                    workers.split(total, grain, (worker, from, to) -> {
                        for (int i = from; i < to; i++) {
                            visits.incrementAndGet(i);
                        }
                    });
                    for (int i = 0; i < total; i++) {
                        assertEquals(1, visits.get(i), "index " + i + " of " + total + " by " + grain);
                    }
                }
            }
        }
    }

    @Test
    void innerBordersAreMultiplesOfTheGrainAndEveryPartHasItsOwnWorker() {
        try (Workers workers = Workers.of(3)) {
            List<int[]> parts = Collections.synchronizedList(new ArrayList<>());
            workers.split(50, 8, (worker, from, to) -> parts.add(new int[] {worker, from, to}));
            parts.sort((a, b) -> Integer.compare(a[1], b[1]));
            assertEquals(3, parts.size());
            for (int p = 0; p < parts.size(); p++) {
                assertEquals(p, parts.get(p)[0], "worker of part " + p);
                assertEquals(p == 0 ? 0 : parts.get(p - 1)[2], parts.get(p)[1], "start of part " + p);
                assertTrue(p == 2 || parts.get(p)[2] % 8 == 0, "end of part " + p);
            }
            assertEquals(50, parts.get(2)[2]);
        }
    }

    @Test
    void aRangeNotWorthSplittingStaysOnTheCallingThread() {
        try (Workers workers = Workers.of(4)) {
            List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
            workers.split(8, 8, (worker, from, to) -> threads.add(Thread.currentThread()));
            assertEquals(List.of(Thread.currentThread()), threads);
        }
    }

    @Test
    void workIsSharedInEqualPartsOnlyAmongAsManyThreadsAsItKeepsBusy() {
        double all = Workers.WORTHWHILE;
        try (Workers workers = Workers.of(3)) {
            assertEquals(List.of(0, 65), borders(workers, 65, 8, 1.9 * all / 65));
            assertEquals(List.of(0, 40, 65), borders(workers, 65, 8, 2.9 * all / 65));
            assertEquals(List.of(0, 24, 48, 65), borders(workers, 65, 8, 3.1 * all / 65));
            assertEquals(List.of(0, 24, 48, 65), borders(workers, 65, 8, 1e300));
            assertEquals(List.of(0, 1), borders(workers, 1, 8, 1e300));
            assertEquals(List.of(), borders(workers, 0, 8, 1e300));
        }
    }

    /** Where the parts start, and where the last ends. */
    private static List<Integer> borders(Workers workers, int total, int multiple, double cost) {
        Set<Integer> borders = Collections.synchronizedSet(new TreeSet<>());
        workers.split(total, multiple, cost, (worker, from, to) -> borders.addAll(List.of(from, to)));
        return List.copyOf(borders);
    }

    @Test
    void aThreadThatSleptIsWokenAndTheCallerWaitsForASlowPartAsleep() {
        try (Workers workers = Workers.of(3)) {
            int[] ended = new int[3 * 16];
            for (int round = 1; round <= 5; round++) {
                sleep();                                // long past spinning
                workers.split(3, 1, (worker, from, to) -> {
                    if (worker > 0) {
                        sleep();
                    }
                    ended[worker * 16]++;
                });
                assertEquals(List.of(round, round, round), List.of(ended[0], ended[16], ended[32]));
            }
        }
    }

    @Test
    void anInterruptedCallerWaitsForAllPartsAndStaysInterrupted() {
        try (Workers workers = Workers.of(2)) {
            AtomicInteger ended = new AtomicInteger();
            Thread.currentThread().interrupt();
            workers.split(2, 1, (worker, from, to) -> {
                if (worker > 0) {
                    sleep();
                }
                ended.incrementAndGet();
            });
            assertEquals(2, ended.get());
            assertTrue(Thread.interrupted());           // and no longer, for the tests that follow
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void whatThePartsWroteIsSeenAfterTheSplit() {
        try (Workers workers = Workers.of(3)) {
            int[] values = new int[1000];
            for (int round = 1; round <= 2000; round++) {
                workers.split(values.length, 1, (worker, from, to) -> {
                    for (int i = from; i < to; i++) {
                        values[i]++;
                    }
                });
                assertEquals(round, values[0]);
                assertEquals(round, values[500]);
                assertEquals(round, values[999]);
            }
        }
    }

    @Test
    void theLowestFailureIsThrownAfterAllPartsHaveEndedAndTheWorkersGoOn() {
        try (Workers workers = Workers.of(3)) {
            AtomicInteger ended = new AtomicInteger();
            RangeTask failing = (worker, from, to) -> {
                if (worker > 0) {
                    sleep();                            // so that a split that did not wait would be caught
                }
                ended.incrementAndGet();
                if (worker > 0) {
                    throw new IllegalStateException("part " + worker);
                }
            };
            for (int round = 1; round <= 3; round++) {
                ended.set(0);
                IllegalStateException e = assertThrows(IllegalStateException.class, () -> workers.split(3, 1, failing));
                assertEquals("part 1", e.getMessage());
                assertEquals(3, ended.get());
            }
            AtomicInteger covered = new AtomicInteger();
            workers.split(3, 1, (worker, from, to) -> covered.addAndGet(to - from));
            assertEquals(3, covered.get());
        }
    }

    @Test
    void anErrorInTheCallersOwnPartIsThrownAsItIs() {
        try (Workers workers = Workers.of(2)) {
            AssertionError error = new AssertionError("mine");
            assertSame(error, assertThrows(AssertionError.class, () -> workers.split(2, 1, (worker, from, to) -> {
                if (worker == 0) {
                    throw error;
                }
            })));
        }
    }

    @Test
    void aFailureOnTheCallingThreadAloneLeavesTheWorkersUsable() {
        try (Workers workers = Workers.of(2)) {
            assertThrows(IllegalStateException.class, () -> workers.split(1, 1, (worker, from, to) -> {
                throw new IllegalStateException("alone");
            }));
            AtomicInteger covered = new AtomicInteger();
            workers.split(2, 1, (worker, from, to) -> covered.addAndGet(to - from));
            assertEquals(2, covered.get());
        }
    }

    @Test
    void aSplitInsideASplitIsRefused() {
        try (Workers workers = Workers.of(2)) {
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> workers.split(2, 1,
                    (worker, from, to) -> workers.split(2, 1, (w, f, t) -> { })));
            assertTrue(e.getMessage().contains("inside a task"), e.getMessage());
        }
    }

    @Test
    void closedWorkersRefuseToWorkAndCloseAgainQuietly() {
        Workers workers = Workers.of(2);
        workers.close();
        workers.close();
        IllegalStateException e = assertThrows(IllegalStateException.class,
                () -> workers.split(2, 1, (worker, from, to) -> { }));
        assertTrue(e.getMessage().contains("closed"), e.getMessage());
    }

    @Test
    void noThreadSurvivesClosing() throws InterruptedException {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        Workers workers = Workers.of(4);
        workers.split(4, 1, (worker, from, to) -> {
            if (worker > 0) {
                threads.add(Thread.currentThread());
            }
        });
        Workers idle = Workers.of(2);                   // closed while its thread is already parked, not spinning
        idle.split(2, 1, (worker, from, to) -> {
            if (worker > 0) {
                threads.add(Thread.currentThread());
            }
        });
        Thread.sleep(50);
        assertEquals(4, threads.size());
        workers.close();
        idle.close();
        for (Thread thread : threads) {
            assertTrue(thread.isDaemon());
            thread.join(10_000);
            assertFalse(thread.isAlive(), thread.getName());
        }
    }

    @Test
    void splittingAllocatesNothing() {
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Workers workers = Workers.of(3)) {
            long[] helper = new long[3 * 16];
            RangeTask task = (worker, from, to) -> helper[worker * 16] += to - from;
            RangeTask measure = (worker, from, to) -> helper[worker * 16 + 1] = bean.getCurrentThreadAllocatedBytes();
            // The JVM may allocate a few bytes when it compiles the loop; the second or third round has none of that.
            long[] before = new long[3];
            long[] after = new long[3];
            for (int round = 0; round < 10 && (round == 0 || !Arrays.equals(before, after)); round++) {
                read(workers, measure, helper, before);
                for (int i = 0; i < 2_000; i++) {
                    workers.split(3, 1, task);
                }
                read(workers, measure, helper, after);
            }
            assertArrayEquals(before, after, "bytes allocated by each worker before and after 2000 splits");
        }
    }

    private static void read(Workers workers, RangeTask measure, long[] measured, long[] target) {
        workers.split(target.length, 1, measure);
        for (int w = 0; w < target.length; w++) {
            target[w] = measured[w * 16 + 1];
        }
    }

    @Test
    void fewerThanOneThreadIsRefused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
        assertEquals("Workers.of: expected at least 1 thread but got 0", e.getMessage());
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
