package org.rnn4j.examples.common;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text files strictly: UTF-8, not empty, errors that name the file and the byte. */
public final class TextFiles {

    private TextFiles() {
    }

    /** {@return the text of a file} A byte-order mark at its start is not part of it. @throws UserException when it has none */
    public static String read(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserException(file + ": expected a text file but it is a directory");
        }
        if (!Files.exists(file)) {
            throw new UserException(file + ": no such file");
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UserException(file + ": cannot be read: " + Problems.reason(e));
        } catch (OutOfMemoryError e) {
            throw new UserException(file + ": expected a text that fits the heap of "
                    + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB and 2 GB but it does not");
        }
        String text = decode(file.toString(), bytes);
        if (text.isEmpty()) {
            throw new UserException(file + ": expected text but the file is empty");
        }
        return text;
    }

    static String decode(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new UserException(name + ": byte " + in.position() + ": expected UTF-8 but got "
                    + String.format("0x%02X", bytes[in.position()]));
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
