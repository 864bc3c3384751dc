package concurrency.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotebookTest {
    private final List<String> log = new ArrayList<>();

    private AutoCloseable open(String name) {
        log.add("open " + name);
        return () -> log.add("close " + name);
    }

    @Test
    void openingAgainClosesTheOldOneFirst() throws Exception {
        Notebook.reopen("web", () -> open("first"));
        Notebook.reopen("web", () -> open("second"));
        Notebook.close("web");
        Notebook.close("web");
        assertEquals(List.of("open first", "close first", "open second", "close second"), log);
    }

    @Test
    void whereThereIsNoKernelTheCheckupSaysSo() {
        var checkup = Checkup.run();
        assertFalse(checkup.ok());
        assertEquals(
                "This is not a Java kernel: choose Kernel > Change Kernel… > Java.",
                checkup.problems().getFirst());
    }

    @Test
    void theCheckupSaysInWordsWhatIsWrong() {
        assertTrue(Checkup.of("JJava", 25, true, true).ok());
        assertTrue(Checkup.of("JJava", 25, true, true).toString().endsWith("All is in place."));
        assertEquals(
                List.of(
                        "The kernel runs on JDK 21 and the course needs 25: install a JDK 25 and start the course with mvn -Plab."),
                Checkup.of("JJava", 21, true, true).problems());
        assertEquals(2, Checkup.of("IJava", 26, false, false).problems().size());
    }
}
