package org.rnn4j.examples.charlm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.rnn4j.data.Vocabulary;
import org.rnn4j.examples.common.TextFiles;
import org.rnn4j.examples.common.UserException;

/**
 * Texts as ids, with the last part held out.
 *
 * @param vocabulary every code point of all texts, in order of first appearance
 * @param training the first part
 * @param validation the last part; empty when none is held out
 * @param digest SHA-256 of all texts, by which a resumed run knows them again
 */
record Corpus(Vocabulary vocabulary, List<int[]> training, List<int[]> validation, String digest) {

    /**
     * Reads texts and splits them.
     *
     * @param files UTF-8; the built-in corpus when there are none
     * @param heldOut the fraction of all code points that is held out at the end
     * @param window the number of symbols that training needs at least, less one
     */
    static Corpus read(List<Path> files, double heldOut, int window) {
        List<String> texts = files.isEmpty() ? List.of(BuiltInCorpus.text()) : files.stream().map(TextFiles::read).toList();
        Vocabulary vocabulary = Vocabulary.ofCharacters(String.join("", texts));
        List<int[]> ids = texts.stream().map(vocabulary::encode).toList();
        long total = ids.stream().mapToLong(text -> text.length).sum();
        long cut = total - Math.round(total * heldOut);
        List<int[]> training = new ArrayList<>();
        List<int[]> validation = new ArrayList<>();
        long at = 0;
        for (int[] text : ids) {
            int border = (int) Math.max(0, Math.min(text.length, cut - at));
            addUnlessEmpty(training, Arrays.copyOfRange(text, 0, border));
            addUnlessEmpty(validation, Arrays.copyOfRange(text, border, text.length));
            at += text.length;
        }
        String source = files.isEmpty() ? "the built-in corpus" : files.stream().map(Path::toString).collect(Collectors.joining(", "));
        if (cut < window + 1L) {
            throw new UserException(source + ": expected at least " + (window + 1) + " characters to train on (one window of "
                    + window + " and the next) but got " + cut + " of " + total);
        }
        requirePairs(source, "training", training);
        if (heldOut > 0) {
            requirePairs(source, "validation", validation);
        }
        return new Corpus(vocabulary, training, validation, digest(texts));
    }

    private static void addUnlessEmpty(List<int[]> texts, int[] text) {
        if (text.length > 0) {
            texts.add(text);
        }
    }

    private static void requirePairs(String source, String part, List<int[]> texts) {
        if (texts.stream().noneMatch(text -> text.length > 1)) {
            throw new UserException(source + ": expected a " + part + " part of at least 2 characters in one text but got "
                    + texts.stream().mapToInt(text -> text.length).sum() + " (see --validation)");
        }
    }

    private static String digest(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
