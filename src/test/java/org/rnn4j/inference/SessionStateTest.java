package org.rnn4j.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rnn4j.Errors.assertArgument;
import static org.rnn4j.Errors.assertShape;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.rnn4j.TestBackend;
import org.rnn4j.cell.State;
import org.rnn4j.cell.StateSpec;
import org.rnn4j.layer.Workspace;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.tensor.Sequence;

class SessionStateTest {

    private final Nets net = Nets.stack();
    private final Session session = Session.of(net.network(), 1, 1, TestBackend.serial());
    private final SessionState state = afterSomeSteps();

    private SessionState afterSomeSteps() {
        session.open();
        session.step(1);
        session.step(4);
        return session.save(0);
    }

    @Test
    void aStateComesBackFromItsBytesBitByBit() {
        State special = State.zeros(StateSpec.of(5, List.of("ㅎ", "c")), 3);
        float[] odd = {Float.NaN, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 1};
        System.arraycopy(odd, 0, special.part(1).data, 5, 5);
        for (SessionState each : List.of(state, SessionState.of(special, 1), SessionState.of(State.zeros(StateSpec.NONE, 2), 1))) {
            SessionState back = SessionState.ofBytes(each.toBytes());
            assertEquals(each, back);
            assertEquals(each.hashCode(), back.hashCode());
            assertEquals(each.spec(), back.spec());
            assertArrayEquals(each.values(), back.values());
            assertArrayEquals(each.toBytes(), back.toBytes());
        }
        assertArrayEquals(new float[5], Arrays.copyOf(SessionState.of(special, 1).values(), 5));
        assertEquals(5 + 5, SessionState.of(special, 1).values().length);
        assertEquals(-0f, SessionState.of(special, 1).values()[6]);
        assertNotEquals(SessionState.of(special, 0), SessionState.of(special, 1));
    }

    @Test
    void theBytesAreAsDocumented() {
        State small = State.zeros(StateSpec.of(1, List.of("h")), 1);
        small.part(0).data[0] = 1;
        assertEquals("726e6e346a737431" + "01000000" + "01000000" + "68" + "01000000" + "0000803f",
                HexFormat.of().formatHex(Arrays.copyOf(SessionState.of(small, 0).toBytes(), 25)));
        assertEquals(29, SessionState.of(small, 0).toBytes().length);
    }

    @Test
    void aSavedStateDoesNotChangeWithItsStream() {
        float[] before = state.values();
        session.step(2);
        assertArrayEquals(before, state.values());
        Arrays.fill(state.values(), 7);
        assertArrayEquals(before, state.values());
        assertNotEquals(state, session.save(0));
    }

    /** A state goes to and from the batches of training and evaluation as well. */
    @Test
    void aBatchGoesOnFromASavedState() {
        float[] expected = Nets.row(session.step(3), 0);
        Workspace workspace = net.network().newWorkspace(1, 3, TestBackend.serial());
        state.copyTo(workspace.state(), 2);
        Sequence x = Sequence.ids(1, 3, Nets.WIDTH);
        x.ids()[2] = 3;
        assertArrayEquals(expected, Nets.row(net.network().forward(x, workspace), 2));
        workspace.carry(null);
        assertEquals(session.save(0), SessionState.of(workspace.state(), 2));
    }

    @Test
    void aStateOfOtherNamesOrWidthsOrForNoRowIsAnError() {
        State other = State.zeros(StateSpec.of(21, List.of("h")), 2);
        assertShape(() -> state.copyTo(other, 0), "SessionState.copyTo", "expected [h 21]", "got [layers.1.h 21, layers.1.c 21");
        assertArgument(() -> state.copyTo(State.zeros(state.spec(), 2), 2), "SessionState.copyTo", "from 0 to 1", "got 2");
        assertArgument(() -> SessionState.of(other, -1), "SessionState.of", "from 0 to 1", "got -1");
    }

    @Test
    void damagedBytesAreNoState() {
        byte[] bytes = state.toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IllegalArgumentException.class, () -> SessionState.ofBytes(cut), "cut to " + length);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(IllegalArgumentException.class, () -> SessionState.ofBytes(longer));
        Xoshiro256 random = new Xoshiro256(1);
        for (int times = 0; times < 500; times++) {
            byte[] flipped = bytes.clone();
            int bit = random.nextInt(8 * bytes.length);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(IllegalArgumentException.class, () -> SessionState.ofBytes(flipped), "bit " + bit);
        }
        assertArgument(() -> SessionState.ofBytes("{\"a state\": \"of another kind\"}".getBytes(StandardCharsets.UTF_8)), "rnn4jst1");
        bytes[40] ^= 1;
        assertArgument(() -> SessionState.ofBytes(bytes), "SessionState.ofBytes", "checksum", "damaged");
    }

    /** Someone may make bytes with a checksum that is right; what they claim is not believed, and no memory taken for it. */
    @Test
    void bytesMadeToHarmAreNoState() {
        assertArgument(() -> SessionState.ofBytes(forged(Integer.MAX_VALUE)), "more components", "end of the bytes");
        assertArgument(() -> SessionState.ofBytes(forged(-1)), "at least 0 components", "got -1");
        assertArgument(() -> SessionState.ofBytes(forged(1, Integer.MAX_VALUE)), "a name of at most 0 bytes", "got 2147483647");
        assertArgument(() -> SessionState.ofBytes(forged(1, -1)), "a name of at most", "got -1");
        assertArgument(() -> SessionState.ofBytes(forged(1, 0, Integer.MAX_VALUE)), "2147483647 floats", "0 bytes");
        assertArgument(() -> SessionState.ofBytes(forged(1, 0, -1)), "a width of at least 1", "got -1");
        assertArgument(() -> SessionState.ofBytes(forged(2, 0, 1, 0, 1, 0, 0)), "unique names");
        assertArgument(() -> SessionState.ofBytes(forged(1, 0, 1, 0, 0)), "1 floats", "8 bytes");
        assertEquals(1, SessionState.ofBytes(forged(1, 0, 1, 0)).values().length);
    }

    private static byte[] forged(int... content) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * content.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("rnn4jst1".getBytes(StandardCharsets.US_ASCII));
        for (int value : content) {
            bytes.putInt(value);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, bytes.position());
        return bytes.putInt((int) crc.getValue()).array();
    }
}
