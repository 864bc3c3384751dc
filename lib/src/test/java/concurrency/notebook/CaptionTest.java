package concurrency.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CaptionTest {
    @Test
    void aSentenceIsInItalicsAndStaysText() {
        assertEquals("*Time: 3.48 s, \\*not\\* \\<b\\>.*", Caption.of("Time: 3.48 s, *not* <b>."));
    }

    @Test
    void ofALongOneTheBeginningIsSeenAndAllOfItIsThere() {
        var all = "Who calls whom. It takes 0.1 s." + " And so on.".repeat(60);
        assertEquals(
                "*Who calls whom. It takes 0.1 s.*\n\n<details><summary>The picture in words</summary>\n\n" + all
                        + "\n\n</details>",
                Caption.of(all));
    }

    @Test
    void aLongOneWithoutAnEndIsLeftWhole() {
        var all = "a".repeat(700);
        assertEquals("*" + all + "*", Caption.of(all));
    }
}
