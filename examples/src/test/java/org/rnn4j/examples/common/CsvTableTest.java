package org.rnn4j.examples.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {

    @TempDir
    private Path directory;

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("table.csv"), content);
    }

    /** The complaint, and that it names the file and all these. */
    private void assertWrong(String content, String... named) throws IOException {
        Path file = file(content);
        UserException problem = assertThrows(UserException.class, () -> {
            CsvTable table = CsvTable.read(file);
            table.rows().forEach(row -> table.number(row, table.column("b"), -10, 1e30, "mm"));
        });
        assertTrue(problem.getMessage().startsWith(file + ": "), problem.getMessage());
        for (String part : named) {
            assertTrue(problem.getMessage().contains(part), problem.getMessage());
        }
    }

    @Test
    void rowsAreReadWhateverTheLineEndsTheMarkAndTheQuotes() throws IOException {
        for (String content : List.of("a,b\n1,2\n\"x, y\",-4.5e0\n", "\uFEFFa,b\r\n1,2\r\n\r\n\"x, y\",-4.5e0",
                "\n a , b \n1, 2\n  \n\"x, y\",-4.5e0\n\n")) {
            CsvTable table = CsvTable.read(file(content));
            assertEquals(List.of("a", "b"), table.header());
            assertEquals(2, table.rows().size());
            assertEquals(1, table.column("B"));
            assertEquals(2, table.number(table.rows().get(0), 1));
            assertEquals("x, y", table.text(table.rows().get(1), 0));
            assertEquals(-4.5, table.number(table.rows().get(1), 1, -4.5, 0, "mm"));
        }
    }

    @Test
    void aRowIsNamedByItsNumberAndItsLine() throws IOException {
        CsvTable table = CsvTable.read(file("a,b\n\n\"two\nlines\",2\n3,4\n"));
        assertEquals(new CsvTable.Row(2, 5, List.of("3", "4")), table.rows().get(1));
        assertWrong("a,b\n\n\"two\nlines\",2\n3,x\n", "row 2 (line 5), column 2 'b': expected a number but got 'x'");
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() throws IOException {
        assertWrong("a,b\n1,2\n3\n", "row 2 (line 3): expected 2 cells, as in the header, but got 1");
        assertWrong("a,b\n1,2,3\n", "row 1 (line 2): expected 2 cells", "got 3");
        assertWrong("a,b\n1,\n", "row 1 (line 2), column 2 'b': expected a number but got a missing value");
        for (String none : List.of("NaN", "1f", "0x1p3", "1,5", "1 000", "Infinity", "--1", ".", "e5")) {
            assertWrong("a,b\n1,\"" + none + "\"\n", "column 2 'b': expected a number but got '" + none + "'");
        }
        assertWrong("a,b\n1,1e39\n", "column 2 'b': expected a number within", "'1e39'");
        assertWrong("a,b\n1,-11\n", "column 2 'b': expected a number from -10 to", "mm but got '-11'");
        assertWrong("a,c\n1,2\n", "header: expected a column 'b' but got 'a', 'c'");
        assertWrong("a,\n1,2\n", "header, column 2: expected a name");
        assertWrong("a,a\n1,2\n", "header, column 2: expected a name of its own but got 'a' again");
        assertWrong("a;b\n1;2\n", "header: expected columns with commas between them but got one, 'a;b'");
        assertWrong("a,b\n", "expected rows below the header");
        assertWrong("\n \n", "expected a header but every line is blank");
        assertWrong("", "the file is empty");
        assertWrong("a,b\n\"1\"x,2\n", "row ", "expected comma-separated cells");
    }
}
