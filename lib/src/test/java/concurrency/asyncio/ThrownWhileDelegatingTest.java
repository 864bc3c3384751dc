package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What comes out of a generator that yields from another one when something is raised in it, or it is closed, and the
 * inner one answers in one of seven ways: five kinds of exceptions for each. CPython 3.13 gives the same table; what it
 * keeps as the context of an exception is a suppressed one here.
 */
@BothWays
class ThrownWhileDelegatingTest extends BothWays.Tests {
    private final List<String> seen = new ArrayList<>();
    private Generator<Object> inner;
    private Generator<Object> outer;

    /** Python's BaseException that is none of its Exceptions. */
    private static final class Grave extends Error {}

    private static final class Checked extends IOException {}

    private static Throwable made(String kind) {
        return switch (kind) {
            case "exit" -> new GeneratorExit();
            case "stop" -> new StopIteration();
            case "error" -> new Grave();
            case "exception" -> new Checked();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private Generator<Object> answering(String how) {
        return Generator.of(self -> switch (how) {
            case "goes" -> self.yield(1);
            case "yields" -> {
                try {
                    yield self.yield(1);
                } catch (Throwable caught) {
                    seen.add("caught");
                    yield self.yield("again");
                }
            }
            case "returns" -> {
                try {
                    yield self.yield(1);
                } catch (Throwable caught) {
                    seen.add("caught");
                    yield "returned";
                }
            }
            default -> {
                try {
                    yield self.yield(1);
                } finally {
                    seen.add("finally");
                    throwing(made(how));
                }
            }
        });
    }

    private static void throwing(Throwable thrown) {
        throw Sneaky.raise(thrown);
    }

    @ParameterizedTest(name = "{0} when {1}: {2}, {3}")
    @DisplayName("G24 what finally throws replaces what was raised, and keeps it")
    @CsvSource({
        "goes, close, closed null, CLOSED",
        "goes, exit, GeneratorExit, CLOSED",
        "goes, stop, IllegalStateException(generator raised StopIteration) caused by StopIteration, CLOSED",
        "goes, error, Grave, CLOSED",
        "goes, exception, Checked, CLOSED",
        "exit, close, closed null, CLOSED",
        "exit, exit, GeneratorExit, CLOSED",
        "exit, stop, GeneratorExit besides StopIteration, CLOSED",
        "exit, error, GeneratorExit besides Grave, CLOSED",
        "exit, exception, GeneratorExit besides Checked, CLOSED",
        "stop, close, IllegalStateException(generator raised StopIteration) caused by StopIteration besides GeneratorExit, CLOSED",
        "stop, exit, IllegalStateException(generator raised StopIteration) caused by StopIteration besides GeneratorExit, CLOSED",
        "stop, stop, IllegalStateException(generator raised StopIteration) caused by StopIteration besides StopIteration, CLOSED",
        "stop, error, IllegalStateException(generator raised StopIteration) caused by StopIteration besides Grave, CLOSED",
        "stop, exception, IllegalStateException(generator raised StopIteration) caused by StopIteration besides Checked, CLOSED",
        "error, close, Grave besides GeneratorExit, CLOSED",
        "error, exit, Grave besides GeneratorExit, CLOSED",
        "error, stop, Grave besides StopIteration, CLOSED",
        "error, error, Grave besides Grave, CLOSED",
        "error, exception, Grave besides Checked, CLOSED",
        "exception, close, Checked besides GeneratorExit, CLOSED",
        "exception, exit, Checked besides GeneratorExit, CLOSED",
        "exception, stop, Checked besides StopIteration, CLOSED",
        "exception, error, Checked besides Grave, CLOSED",
        "exception, exception, Checked besides Checked, CLOSED",
        "yields, close, IllegalStateException(generator ignored GeneratorExit), CLOSED",
        "yields, exit, IllegalStateException(generator ignored GeneratorExit), CLOSED",
        "yields, stop, yielded again, SUSPENDED",
        "yields, error, yielded again, SUSPENDED",
        "yields, exception, yielded again, SUSPENDED",
        "returns, close, closed null, CLOSED",
        "returns, exit, GeneratorExit, CLOSED",
        "returns, stop, ended with returned, CLOSED",
        "returns, error, ended with returned, CLOSED",
        "returns, exception, ended with returned, CLOSED",
    })
    void thrown(String answer, String what, String expected, Generator.State state) {
        inner = answering(answer);
        outer = Generator.of(self -> self.yieldFrom(inner));
        outer.next();
        assertEquals(expected, outcome(outer, what));
        assertEquals(state, outer.state());
        assertEquals(answer.equals("goes") ? 0 : 1, seen.size(), "the inner one answers once: " + seen);
    }

    @AfterEach
    void closeBoth() {
        outer.close();
        inner.close(); // if it was closed and yielded, nobody has ended it
        assertEquals(Generator.State.CLOSED, inner.state());
    }

    private static String outcome(Generator<?> gen, String what) {
        try {
            return what.equals("close") ? "closed " + gen.closeAndGet() : "yielded " + raised(gen, made(what));
        } catch (StopIteration end) {
            return "ended with " + end.value();
        } catch (Throwable thrown) {
            return described(thrown);
        }
    }

    private static Object raised(Generator<?> gen, Throwable thrown) throws Throwable {
        return gen.raise(thrown);
    }

    private static String described(Throwable thrown) {
        var text = new StringBuilder(thrown.getClass().getSimpleName());
        if (thrown instanceof IllegalStateException) {
            text.append('(').append(thrown.getMessage()).append(')');
        }
        if (thrown.getCause() != null) {
            text.append(" caused by ").append(described(thrown.getCause()));
        }
        for (var besides : thrown.getSuppressed()) {
            text.append(" besides ").append(described(besides));
        }
        return text.toString();
    }
}
