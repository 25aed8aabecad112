package org.rnn4j.io;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/** The content of a tensor file as text that two files share exactly when every name, shape, bit and text agrees, in order. */
final class Content {

    private Content() {
    }

    static List<String> of(TensorFile file) throws ModelFormatException {
        StringBuilder text = new StringBuilder();
        file.metadata().forEach((name, value) -> text.append(name).append('=').append(value).append('\0'));
        for (String name : file.names()) {
            text.append(name).append(' ').append(Arrays.toString(file.shape(name))).append(values(file, name)).append('\0');
        }
        return List.of(text.toString().split("\0"));
    }

    private static String values(TensorFile file, String name) throws ModelFormatException {
        try {
            FMatrixRMaj matrix = file.matrix(name);
            int[] bits = new int[matrix.getNumElements()];
            Arrays.setAll(bits, i -> Float.floatToRawIntBits(matrix.data[i]));
            return "F32 " + Arrays.toString(bits);
        } catch (ModelFormatException otherKind) {
            return otherKind.getMessage().endsWith("I64") ? "I64 " + Arrays.toString(file.longs(name))
                    : "I32 " + Arrays.toString(file.ints(name));
        }
    }
}
