package org.rnn4j.docs;

import org.junit.jupiter.api.Test;

/** Runs what {@code docs/encoder-decoder.md} shows. */
class EncoderDecoderSnippetsTest {

    @Test
    void theModelSpellsBackwards() throws Exception {
        Printed.by(SpellBackwards::main).isExactly("spell-backwards");
    }
}
