package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import concurrency.CapturedLog;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which futures are reported when they are collected: those with an exception that nobody has looked at. */
@BothWays
class NeverRetrievedTest extends Loops {
    private static final String FUTURE = "Future exception was never retrieved";

    /** What becomes of a future before nobody refers to it any more. */
    private interface Fate {
        void befall(Future<Object> future) throws Exception;
    }

    private WeakReference<Future<Object>> forgotten(Fate fate) throws Exception {
        var future = loop.<Object>createFuture();
        fate.befall(future);
        return new WeakReference<>(future);
    }

    /** Whatever is to be reported of what was collected before has been, once a later one is. */
    private List<String> reportsUntilNow() throws Exception {
        var earlier = troubled.all().size();
        forgotten(future -> future.setException(new IOException("the last one")));
        Garbage.awaitAfterCollection(() -> troubled.all().stream()
                .skip(earlier)
                .anyMatch(trouble -> trouble.exception().getMessage().equals("the last one")));
        return troubled.all().stream()
                .filter(trouble -> !trouble.exception().getMessage().equals("the last one"))
                .map(trouble -> trouble.message() + ": " + trouble.exception().getMessage())
                .toList();
    }

    private void assertSilent(Fate fate) throws Exception {
        Garbage.awaitCollected(forgotten(fate));
        assertEquals(List.of(), reportsUntilNow());
    }

    @Test
    @DisplayName("F12 one that was never done is not reported")
    void abandoned() throws Exception {
        assertSilent(_ -> {});
    }

    @Test
    @DisplayName("F12 nor one that was cancelled")
    void cancelled() throws Exception {
        assertSilent(Future::cancel);
    }

    @Test
    @DisplayName("F12 nor one whose result nobody has asked for")
    void resultUnretrieved() throws Exception {
        assertSilent(future -> future.setResult("unseen"));
    }

    @Test
    @DisplayName("F12 nor one whose result somebody has")
    void resultRetrieved() throws Exception {
        assertSilent(future -> {
            future.setResult("seen");
            future.result();
        });
    }

    @Test
    @DisplayName("F12 an exception that nobody looks at is reported when it is collected, once")
    void exceptionUnretrieved() throws Exception {
        Garbage.awaitCollected(forgotten(future -> future.setException(new IOException("lost"))));
        Garbage.awaitAfterCollection(() -> !troubled.all().isEmpty());
        assertEquals(
                "<Future finished exception=java.io.IOException: lost>",
                troubled.all().getFirst().source());
        assertEquals(List.of(FUTURE + ": lost"), reportsUntilNow());
        assertEquals(List.of(FUTURE + ": lost"), reportsUntilNow());
    }

    @Test
    @DisplayName("F12 not one that exception() has given")
    void exceptionRetrieved() throws Exception {
        assertSilent(future -> {
            future.setException(new IOException("seen"));
            future.exception();
        });
    }

    @Test
    @DisplayName("F12 nor one that result() has thrown")
    void exceptionThrown() throws Exception {
        assertSilent(future -> {
            future.setException(new IOException("thrown"));
            assertThrows(IOException.class, future::result);
        });
    }

    @Test
    @DisplayName("F12 nor one that await has thrown")
    void exceptionAwaited() throws Exception {
        assertSilent(future -> {
            loop.callSoon(() -> future.setException(new IOException("awaited")));
            run(() -> assertThrows(IOException.class, () -> await(future)));
        });
    }

    @Test
    @DisplayName("F12 nor one of a future that was cancelled after it, whose owner does not care")
    void cancelledAfterwards() throws Exception {
        assertSilent(future -> {
            future.setException(new IOException("too late"));
            future.cancel();
        });
    }

    @Test
    @DisplayName("F12 F28 one that a gather of exceptions has not passed on yet is not taken for looked at")
    void gatheredInVain() throws Exception {
        Garbage.awaitCollected(forgotten(future -> {
            future.setException(new IOException("kept back"));
            Gathering.of(loop, List.of(future, loop.createFuture()), true);
        }));
        assertEquals(List.of(FUTURE + ": kept back"), reportsUntilNow());
    }

    @Test
    @DisplayName("F12 a task's exception that nobody looks at is reported too, a task's cancellation is not")
    void tasks() throws Exception {
        var task = forgottenTask(() -> {
            throw new CancellationException("cancelled");
        });
        loop.step();
        Garbage.awaitCollected(task);
        task = forgottenTask(() -> {
            throw new IOException("unseen");
        });
        loop.step();
        Garbage.awaitCollected(task);
        assertEquals(List.of("Task exception was never retrieved: unseen"), reportsUntilNow());
    }

    private WeakReference<Task<Object>> forgottenTask(Coroutine.Body<Object> body) {
        return new WeakReference<>(loop.createTask(async(body)));
    }

    @Test
    @DisplayName("F12 without a handler it goes to the log, with the exception")
    void log() throws Exception {
        loop.setExceptionHandler(null);
        try (var log = new CapturedLog(EventLoop.class)) {
            forgotten(future -> future.setException(new IOException("logged")));
            Garbage.awaitAfterCollection(() -> !log.messages().isEmpty());
            assertEquals(List.of(FUTURE + ": <Future finished exception=java.io.IOException: logged>"), log.messages());
        }
    }
}
