package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.currentTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.gatherReturningExceptions;
import static concurrency.asyncio.Asyncio.shield;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.timeout;
import static concurrency.asyncio.Asyncio.timeoutAt;
import static concurrency.asyncio.Asyncio.waitFor;

import concurrency.asyncio.Recordings.A;
import concurrency.asyncio.Recordings.B;
import concurrency.asyncio.Recordings.X;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Interprets a program of the little language of {@code record_tasks.py}, and writes the same trace. */
final class RecordedTasks {
    private static final int FUTURES_AT_FIRST = 4;
    private static final double LAST_SECOND = 500;

    private final JsonNode program;
    private final ArrayNode trace = JsonMapper.shared().createArrayNode();
    private final List<Future<Object>> objects = new ArrayList<>();
    private final List<Timeout> timeouts = new ArrayList<>();
    private final List<Handle> handles = new ArrayList<>();
    private final Map<Integer, Future.DoneCallback<Object>> callbacks = new HashMap<>();
    private final EventLoop loop = new EventLoop(new VirtualClock());
    private Handle last;

    RecordedTasks(JsonNode program) {
        this.program = program;
        loop.setExceptionHandler(trouble -> {
            if (!trouble.message().contains("never retrieved")
                    && !trouble.message().contains("never awaited")) {
                note("handler", trouble.message(), told(trouble.exception()));
            }
        });
    }

    private static Throwable make(String kind) {
        return switch (kind) {
            case "A" -> new A("a");
            case "B" -> new B();
            case "X" -> new X();
            case "fatal" -> new InternalError("f");
            case "cancelled" -> new CancellationException("c");
            default -> new StopIteration("s");
        };
    }

    private static boolean catches(String kind, Throwable thrown) {
        return switch (kind) {
            case "A" -> thrown instanceof A;
            case "B" -> thrown instanceof B;
            case "X" -> thrown instanceof X;
            case "cancelled" -> thrown instanceof CancellationException;
            case "timeout" -> thrown instanceof TimeoutException;
            case "any" -> thrown instanceof Exception && !(thrown instanceof CancellationException);
            default -> true;
        };
    }

    private static String name(Throwable thrown) {
        return switch (thrown) {
            case InternalError _ -> "fatal";
            case CancellationException _ -> "cancelled";
            case TimeoutException _ -> "timeout";
            default -> thrown.getClass().getSimpleName();
        };
    }

    /** As it stands in a trace. */
    private static Object told(Object value) {
        return switch (value) {
            case Throwable thrown ->
                List.of(
                        name(thrown),
                        thrown.getMessage() == null
                                ? ""
                                : thrown.getMessage().split("<")[0].strip());
            case List<?> list -> list.stream().map(RecordedTasks::told).toList();
            case null -> null;
            default -> value;
        };
    }

    private void note(Object... what) {
        add(trace.addArray(), what);
    }

    private static void add(ArrayNode array, Object... what) {
        for (var part : what) {
            if (part instanceof List<?> list) {
                add(array.addArray(), list.toArray());
            } else {
                array.addPOJO(part);
            }
        }
    }

    // ---- the driver

    ArrayNode run() {
        for (var i = 0; i < FUTURES_AT_FIRST; i++) {
            objects.add(loop.createFuture());
        }
        for (var action : program.get("drive")) {
            drive(action);
        }
        note("left", objects.stream().map(Future::isNeverRetrieved).toList());
        var recorded = trace.deepCopy();
        loop.setExceptionHandler(_ -> {});
        end();
        return recorded;
    }

    /** However its coroutines resist: no thread of them may be left. */
    private void end() {
        var left = loop.allTasks();
        try {
            loop.close();
        } catch (Error thrown) {
            // Its business.
        }
        for (var task : left) {
            while (task.coroutine().state() != Generator.State.CLOSED) {
                try {
                    task.coroutine().close();
                } catch (Throwable resisted) {
                    // Each time it gets further.
                }
            }
        }
    }

    private void drive(JsonNode action) {
        var argument = action.get(1);
        try {
            switch (action.get(0).stringValue()) {
                case "run" -> bound(() -> loop.runUntilComplete(coroutine(argument.intValue())));
                case "main" -> bound(() -> loop.run(coroutine(argument.intValue())));
                case "complete" -> bound(() -> loop.runUntilComplete(object(argument)));
                case "forever" -> {
                    note("forever", null);
                    loop.callLater(argument.intValue(), loop::stop);
                    bound(() -> {
                        loop.runForever();
                        return null;
                    });
                }
                default -> act("driver", action);
            }
        } catch (Throwable thrown) {
            note("thrown", told(thrown), loop.time());
        }
    }

    private void bound(Coroutine.Body<Object> run) throws Exception {
        limit();
        try {
            note("ran", told(run.run()), loop.time());
        } finally {
            last.cancel();
        }
    }

    private void limit() {
        last = loop.callLater(LAST_SECOND, () -> {
            loop.stop();
            limit();
        });
    }

    // ---- coroutines

    private Coroutine<Object> coroutine(int number) {
        return new Coroutine<>("body", () -> body(number, program.get("bodies").get(number)));
    }

    /** What it returns; null if it goes through. */
    private Object body(int who, JsonNode body) throws Exception {
        for (var statement : body) {
            var result = statement(who, statement);
            if (result != null) {
                return result;
            }
        }
        return null;
    }

    private Object statement(int who, JsonNode statement) throws Exception {
        var argument = statement.get(1);
        switch (statement.get(0).stringValue()) {
            case "sleep" -> {
                await(sleep(argument.intValue()));
                note(who, "slept", loop.time());
            }
            case "await" -> note(who, "got", told(await(object(argument))));
            case "call" -> note(who, "called", await(new Coroutine<>("called", () -> body(who, argument))));
            case "waitfor" ->
                note(
                        who,
                        "in time",
                        told(await(waitFor(object(argument), statement.get(2).intValue()))));
            case "waitforcall" ->
                note(
                        who,
                        "in time",
                        told(await(waitFor(
                                coroutine(argument.intValue()), statement.get(2).intValue()))));
            case "wait" -> waitForSome(who, statement);
            case "within" -> {
                return within(who, timeout(argument.intValue()), statement.get(2));
            }
            case "at" -> {
                return within(who, timeoutAt(loop.time() + argument.intValue()), statement.get(2));
            }
            case "enter" -> {
                return timeouts.isEmpty() ? null : enter(who, some(timeouts, argument), statement.get(2));
            }
            case "loop" -> {
                return loop(who, statement);
            }
            case "try" -> {
                return trying(who, statement);
            }
            case "return" -> {
                return argument.intValue();
            }
            case "cancelself" -> note(who, "cancel", currentTask().cancel(argument.stringValue(null)));
            default -> act(who, statement);
        }
        return null;
    }

    private void waitForSome(int who, JsonNode statement) throws Exception {
        var waited = new ArrayList<Future<Object>>();
        statement.get(1).forEach(ref -> waited.add(object(ref)));
        var seconds = statement.get(2).isNull()
                ? Double.POSITIVE_INFINITY
                : statement.get(2).intValue();
        var until = Waited.Until.valueOf(statement.get(3).stringValue());
        var found = await(Asyncio.wait(waited, seconds, until));
        note(who, "waited", numbers(found.done()), numbers(found.pending()));
    }

    private List<Integer> numbers(List<Future<Object>> futures) {
        return futures.stream().map(objects::indexOf).sorted().toList();
    }

    private Object within(int who, Timeout timeout, JsonNode body) throws Exception {
        timeouts.add(timeout);
        return enter(who, timeout, body);
    }

    private Object enter(int who, Timeout timeout, JsonNode body) throws Exception {
        try {
            return timeout.run(() -> body(who, body));
        } finally {
            note(who, "expired", timeout.expired(), timeout.when());
        }
    }

    private Object loop(int who, JsonNode statement) throws Exception {
        for (var i = 0; i < statement.get(1).intValue(); i++) {
            var result = body(who, statement.get(2));
            if (result != null) {
                return result;
            }
        }
        return null;
    }

    private Object trying(int who, JsonNode statement) throws Exception {
        Object result = null;
        Throwable escaping = null;
        try {
            result = tryAndCatch(who, statement);
        } catch (GeneratorExit over) {
            throw over;
        } catch (Throwable thrown) {
            escaping = thrown;
        }
        if (!statement.get(3).isNull()) { // a finally block: what it returns or throws replaces what was under way
            note(who, "finally", loop.time());
            var instead = body(who, statement.get(3));
            if (instead != null) {
                return instead;
            }
        }
        if (escaping != null) {
            throw Sneaky.raise(escaping);
        }
        return result;
    }

    private Object tryAndCatch(int who, JsonNode statement) throws Exception {
        try {
            return body(who, statement.get(1));
        } catch (GeneratorExit over) {
            throw over;
        } catch (Throwable thrown) {
            for (var handler : statement.get(2)) {
                if (catches(handler.get(0).stringValue(), thrown)) {
                    note(who, "caught", told(thrown));
                    return body(who, handler.get(1));
                }
            }
            throw thrown;
        }
    }

    // ---- what does not await

    private Future<Object> object(JsonNode ref) {
        return some(objects, ref);
    }

    private static <T> T some(List<T> list, JsonNode index) {
        return list.get(index.intValue() % list.size());
    }

    private Runnable call(JsonNode body) {
        return () -> {
            try {
                for (var statement : body) {
                    act("callback", statement);
                }
            } catch (Exception thrown) {
                throw Sneaky.raise(thrown);
            }
        };
    }

    private Future.DoneCallback<Object> callback(int number) {
        return callbacks.computeIfAbsent(number, _ -> future -> {
            note("callback", number, outcome(future));
            if (number % 2 == 1) {
                throw Sneaky.raise(make(number == 1 ? "X" : "A"));
            }
        });
    }

    private static Object outcome(Future<?> future) throws Exception {
        if (!future.done()) {
            return "pending";
        }
        if (future.cancelled()) {
            var message = future.cancellation().getMessage();
            return List.of("was cancelled", message == null ? "" : message);
        }
        return told(future.exception() != null ? future.exception() : future.result());
    }

    @SuppressWarnings("unchecked") // every result is an Object here
    private static Future<Object> plain(Future<?> future) {
        return (Future<Object>) future;
    }

    private Awaitable<Object> item(JsonNode item, List<Awaitable<Object>> items) {
        return switch (item.get(0).stringValue()) {
            case "ref" -> object(item.get(1));
            case "body" -> coroutine(item.get(1).intValue());
            default -> some(items, item.get(1));
        };
    }

    private Future<Object> gathered(JsonNode statement) {
        var items = new ArrayList<Awaitable<Object>>();
        statement.get(1).forEach(item -> items.add(item(item, items)));
        return plain(statement.get(2).booleanValue() ? gatherReturningExceptions(items) : gather(items));
    }

    private void act(Object who, JsonNode statement) throws Exception {
        var argument = statement.get(1);
        switch (statement.get(0).stringValue()) {
            case "note" -> note(who, "note", loop.time());
            case "future" -> objects.add(loop.createFuture());
            case "spawn" -> objects.add(loop.createTask(coroutine(argument.intValue())));
            case "shield" -> objects.add(shield(object(argument)));
            case "gather" -> objects.add(gathered(statement));
            case "cancel" ->
                note(who, "cancel", object(argument).cancel(statement.get(2).stringValue(null)));
            case "ask" -> note(who, "is", outcome(object(argument)));
            case "add" ->
                object(argument).addDoneCallback(callback(statement.get(2).intValue()));
            case "remove" ->
                note(
                        who,
                        "removed",
                        object(argument)
                                .removeDoneCallback(callback(statement.get(2).intValue())));
            case "soon" -> handles.add(loop.callSoon(call(argument)));
            case "later" -> handles.add(loop.callLater(argument.intValue(), call(statement.get(2))));
            case "safe" -> handles.add(loop.callSoonThreadsafe(call(argument)));
            case "drop" -> {
                if (!handles.isEmpty()) {
                    some(handles, argument).cancel();
                }
            }
            case "reschedule" -> {
                if (!timeouts.isEmpty() && !who.equals("driver")) {
                    some(timeouts, argument)
                            .reschedule(loop.time() + statement.get(2).intValue());
                }
            }
            case "stop" -> loop.stop();
            case "raise" -> throw Sneaky.raise(make(argument.stringValue()));
            default -> actOnOneKind(who, object(argument), statement);
        }
    }

    private void actOnOneKind(Object who, Future<Object> object, JsonNode statement) {
        var kind = statement.get(0).stringValue();
        if (object instanceof Task<?> task) {
            switch (kind) {
                case "uncancel" -> note(who, kind, task.uncancel());
                case "cancelling" -> note(who, kind, task.cancelling());
                default -> {} // only its coroutine gives it a result
            }
            return;
        }
        switch (kind) {
            case "set" -> object.setResult(statement.get(2).intValue());
            case "fail" -> object.setException(make(statement.get(2).stringValue()));
            default -> {} // it counts no cancellations
        }
    }
}
