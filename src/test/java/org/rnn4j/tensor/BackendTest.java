package org.rnn4j.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BackendTest {

    @Test
    void anUnknownProviderIsRefusedWithTheKnownOnesInOrderOfPreference() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Backend.kernels("cuda"));
        assertEquals("kernels 'cuda': expected one of vector, scalar, ejml, absent", e.getMessage());
    }

    @Test
    void anUnavailableProviderIsRefusedWithItsReason() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Backend.kernels("absent"));
        assertEquals("kernels 'absent' cannot run here: " + AbsentKernelProvider.REASON, e.getMessage());
    }

    @Test
    void everyAvailableProviderCanBeNamed() {
        assertEquals("scalar", Backend.kernels("scalar").name());
        assertEquals("ejml", Backend.kernels("ejml").name());
    }

    @Test
    @Tag("scalar")
    void withoutTheVectorModuleThePlainKernelsAreChosenAndTheMessageNamesTheFlag() {
        assertEquals("scalar", Backend.standard().kernels().name());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Backend.kernels("vector"));
        assertTrue(e.getMessage().contains("--add-modules jdk.incubator.vector"), e.getMessage());
    }

    @Test
    @Tag("vector")
    void withTheVectorModuleTheVectorKernelsAreChosen() {
        assertEquals("vector", Backend.standard().kernels().name());
        assertEquals("vector", Backend.kernels("vector").name());
    }

    @Test
    void allStandardBackendsShareOneChoice() {
        assertSame(Backend.standard().kernels(), Backend.standard(Workers.serial()).kernels());
    }
}
