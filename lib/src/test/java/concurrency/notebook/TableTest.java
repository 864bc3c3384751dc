package concurrency.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void aRowIsALineAndAFractionHasThreeDigits() {
        assertEquals(
                """
                | strategy | seconds | pages |
                |---|---|---|
                | synchronous | 3.44 | 160 |
                | threading | 0.698 | 160 |""",
                Table.of("strategy", "seconds", "pages")
                        .row("synchronous", 3.4412, 160)
                        .row("threading", 0.69849, 160)
                        .toString());
    }

    @Test
    void whatIsInACellStaysText() {
        assertEquals(
                "| a \\| b \\*c\\* |",
                Table.of("x").row("a | b\n*c*").toString().lines().toList().getLast());
    }

    @Test
    void aRowThatDoesNotFitIsRefused() {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> Table.of("one").row(1, 2));
        assertEquals("the table has 1 columns and the row 2 cells: [1, 2]", refused.getMessage());
        assertThrows(IllegalArgumentException.class, Table::of);
    }
}
