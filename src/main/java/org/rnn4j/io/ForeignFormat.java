package org.rnn4j.io;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Files that people hand to a model reader by mistake, told by how they start. */
final class ForeignFormat {

    private record Signature(String start, String description) {
    }

    // The signatures as Latin-1, one char a byte.
    private static final Signature[] SIGNATURES = {
        new Signature("PK\3\4", "a ZIP archive (a jar, an .npz, or what torch.save writes; PyTorch models need"
                + " safetensors.torch.save_file)"),
        new Signature("\u0089PNG\r\n\u001a\n", "a PNG image"),
        new Signature("\u00ff\u00d8\u00ff", "a JPEG image"),
        new Signature("\u0089HDF\r\n\u001a\n", "an HDF5 file (what Keras writes as .h5)"),
        new Signature("\u0093NUMPY", "a NumPy array (.npy)"),
        new Signature("GGUF", "a GGUF model"),
        new Signature("\u001f\u008b", "a gzip archive"),
        new Signature("\u00ac\u00ed\0\5", "a serialized Java object"),
        new Signature("%PDF-", "a PDF document"),
        new Signature("\u0080\2", "a Python pickle (what older versions of torch.save write)"),
        new Signature("\u0080\3", "a Python pickle"),
        new Signature("\u0080\4", "a Python pickle"),
        new Signature("\u0080\5", "a Python pickle"),
    };

    private ForeignFormat() {
    }

    /**
     * {@return what kind of file starts like this, null when nothing is recognised}
     *
     * @param start the first bytes of a file that is known not to be a safetensors file
     */
    static String describe(byte[] start) {
        if (start.length == 0) {
            return "an empty file";
        }
        String latin = new String(start, StandardCharsets.ISO_8859_1);
        return Arrays.stream(SIGNATURES)
                .filter(signature -> latin.startsWith(signature.start()))
                .map(Signature::description)
                .findFirst()
                .orElse(isText(start) ? "text" : null);
    }

    private static boolean isText(byte[] start) {
        // Without an end of input, a character cut in half at the end is no error.
        CharBuffer chars = CharBuffer.allocate(start.length);
        boolean malformed = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(start), chars, false)
                .isError();
        return !malformed && chars.position() > 0
                && chars.flip().chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
    }
}
