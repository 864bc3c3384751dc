package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.asCompleted;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.currentTask;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.timeout;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Interprets a program of the little language of {@code record_tools.py}, and writes the same trace. */
final class RecordedTool {
    private final JsonNode program;
    private final ArrayNode trace = JsonMapper.shared().createArrayNode();
    private final List<Task<?>> tasks = new ArrayList<>();
    private final List<TaskGroup> groups = new ArrayList<>();
    private final Map<String, Object> objects = new HashMap<>();
    private EventLoop loop;
    private int counter;
    private int idles;

    RecordedTool(JsonNode program) {
        this.program = program;
    }

    private static final class A extends Exception {
        A(String message) {
            super(message);
        }
    }

    /** Time that takes none; whenever nothing can happen any more, it is told. */
    private record Jumping(VirtualClock clock, Runnable idle) implements Clock {
        @Override
        public long now() {
            return clock.now();
        }

        @Override
        public void pass(Selector selector, long patience) throws IOException {
            if (patience == FOREVER) {
                idle.run();
            } else {
                clock.pass(selector, patience);
            }
        }
    }

    ArrayNode run() throws Exception {
        try (var made = new EventLoop(new Jumping(new VirtualClock(), this::idle))) {
            loop = made;
            loop.setExceptionHandler(_ -> {});
            program.get("objects").properties().forEach(each -> objects.put(each.getKey(), make(each.getValue())));
            for (var body : program.get("tasks")) {
                task(body, loop::createTask);
            }
            loop.runForever();
            for (var task : tasks) {
                trace.addArray().add("outcome").add(tasks.indexOf(task)).add(outcome(task));
            }
            return trace.deepCopy();
        } finally {
            tasks.forEach(task -> end(task.coroutine()));
        }
    }

    /** However it resists: no thread of it may be left. */
    private static void end(Coroutine<?> coroutine) {
        while (coroutine.state() != Generator.State.CLOSED) {
            try {
                coroutine.close();
            } catch (Throwable resisted) {
                // Its business; each time it gets further.
            }
        }
    }

    private static Object make(JsonNode made) {
        var size = made.size() > 1 ? made.get(1).intValue() : 0;
        return switch (made.get(0).stringValue()) {
            case "Lock" -> new Lock();
            case "Event" -> new Event();
            case "Semaphore" -> new Semaphore(size);
            case "BoundedSemaphore" -> new BoundedSemaphore(size);
            case "Condition" -> new Condition();
            case "Barrier" -> new Barrier(size);
            case "PriorityQueue" -> new Queue<>(size, new java.util.PriorityQueue<Integer>());
            case "LifoQueue" -> new Queue<>(size, Collections.asLifoQueue(new ArrayDeque<Integer>()));
            default -> new Queue<>(size, new LinkedList<Integer>());
        };
    }

    private int task(JsonNode body, Function<Coroutine<Void>, Task<Void>> create) {
        var number = tasks.size();
        tasks.add(create.apply(new Coroutine<>("block", () -> {
            block(number, body);
            return null;
        })));
        return number;
    }

    private void idle() {
        var left = tasks.stream().filter(task -> !task.done()).toList();
        if (left.isEmpty() || idles == 3) {
            loop.stop();
            return;
        }
        idles++;
        trace.addArray().add("idle");
        left.forEach(Task::cancel);
    }

    private static JsonNode outcome(Future<?> task) {
        if (!task.done()) {
            return JsonMapper.shared().valueToTree("pending");
        }
        try {
            return JsonMapper.shared().valueToTree(task.result());
        } catch (Exception thrown) {
            return described(thrown);
        }
    }

    private static ArrayNode described(Throwable thrown) {
        var text = JsonMapper.shared().createArrayNode();
        text.add(thrown.getClass().getSimpleName()).add(thrown.getMessage() == null ? "" : thrown.getMessage());
        if (thrown instanceof ExceptionGroup group) {
            var parts = text.addArray();
            group.exceptions().forEach(each -> parts.add(described(each)));
        }
        return text;
    }

    private void note(int me, String what, Object value) {
        trace.addArray().add(me).add(what).addPOJO(value);
    }

    private void block(int me, JsonNode body) throws Exception {
        for (var statement : body) {
            statement(me, statement);
        }
    }

    private void statement(int me, JsonNode statement) throws Exception {
        var first = statement.get(1);
        switch (statement.get(0).stringValue()) {
            case "turns" -> {
                for (var i = 0; i < first.intValue(); i++) {
                    await(sleep(0));
                }
                note(me, "turns", first.intValue());
            }
            case "sleep" -> {
                await(sleep(first.doubleValue()));
                note(me, "slept", first);
            }
            case "cancel" -> {
                if (first.intValue() < tasks.size()) {
                    note(me, "cancel", tasks.get(first.intValue()).cancel(textOrNull(statement.get(2))));
                }
            }
            case "cancelling" -> note(me, "cancelling", currentTask().cancelling());
            case "uncancel" -> note(me, "uncancel", currentTask().uncancel());
            case "raise" -> throw new A(first.stringValue());
            case "try" -> trying(me, first, statement.get(2), statement.get(3));
            case "timeout" ->
                timeout(first.doubleValue()).run(() -> {
                    block(me, statement.get(2));
                    return null;
                });
            case "with" -> {
                ((Guard) objects.get(first.stringValue())).run(() -> {
                    note(me, "in", first);
                    block(me, statement.get(2));
                });
                note(me, "out", first);
            }
            case "group" -> {
                groups.add(new TaskGroup());
                enter(me, groups.getLast(), first);
            }
            case "enter" -> {
                if (first.intValue() < groups.size()) {
                    enter(me, groups.get(first.intValue()), JsonMapper.shared().createArrayNode());
                }
            }
            case "spawn" -> {
                if (first.intValue() < groups.size()) {
                    note(me, "spawned", task(statement.get(2), groups.get(first.intValue())::createTask));
                }
            }
            case "call" -> note(me, statement.get(2).stringValue(), call(statement));
            case "do" -> note(me, statement.get(2).stringValue(), await(called(statement)));
            case "count" -> note(me, "count", counter += first.intValue());
            case "text" -> note(me, "text", objects.get(first.stringValue()).toString());
            default -> completed(me, first, statement.get(2));
        }
    }

    private static String textOrNull(JsonNode text) {
        return text.isNull() ? null : text.stringValue();
    }

    private void trying(int me, JsonNode body, JsonNode handlers, JsonNode last) throws Exception {
        try {
            handling(me, body, handlers);
        } finally {
            if (!last.isNull()) {
                note(me, "finally", null);
                block(me, last);
            }
        }
    }

    private void handling(int me, JsonNode body, JsonNode handlers) throws Exception {
        try {
            block(me, body);
        } catch (Exception thrown) {
            for (var handler : handlers) {
                if (catches(handler.get(0).stringValue(), thrown)) {
                    note(me, "caught", described(thrown));
                    block(me, handler.get(1));
                    return;
                }
            }
            throw thrown;
        }
    }

    private static boolean catches(String kind, Exception thrown) {
        return switch (kind) {
            case "cancelled" -> thrown instanceof CancellationException;
            case "A" -> thrown instanceof A;
            case "group" -> thrown instanceof ExceptionGroup;
            default -> true;
        };
    }

    private void enter(int me, TaskGroup group, JsonNode body) throws Exception {
        group.run(_ -> {
            note(me, "entered", group.toString());
            block(me, body);
            note(me, "leaves", group.toString());
        });
        note(me, "left", group.toString());
    }

    private void completed(int me, JsonNode numbers, JsonNode seconds) throws Exception {
        var futures = new ArrayList<Future<Object>>();
        numbers.forEach(number -> futures.add(anything(tasks.get(number.intValue()))));
        if (futures.stream().filter(Future::done).count() > 1) {
            note(me, "too late", null);
            return;
        }
        var limit = seconds.isNull() ? Double.POSITIVE_INFINITY : seconds.doubleValue();
        for (var done : asCompleted(futures, limit)) {
            note(me, "completed", List.of(tasks.indexOf(done), outcome(done)));
        }
        note(me, "all completed", null);
    }

    @SuppressWarnings("unchecked") // it is only read
    private static Future<Object> anything(Future<?> future) {
        return (Future<Object>) future;
    }

    /** What returns at once. */
    private Object call(JsonNode call) {
        var argument = call.get(3);
        return switch (objects.get(call.get(1).stringValue())) {
            case Queue<?> queue -> callQueue(integers(queue), call.get(2).stringValue(), argument);
            case Event event ->
                switch (call.get(2).stringValue()) {
                    case "set" -> done(event::set);
                    case "clear" -> done(event::clear);
                    default -> event.isSet();
                };
            case Barrier barrier ->
                switch (call.get(2).stringValue()) {
                    case "n_waiting" -> barrier.nWaiting();
                    case "parties" -> barrier.parties();
                    default -> barrier.broken();
                };
            case Guard guard -> callGuard(guard, call.get(2).stringValue(), argument);
            case Object other -> throw new AssertionError(other);
        };
    }

    private static Object callQueue(Queue<Integer> queue, String method, JsonNode argument) {
        return switch (method) {
            case "put_nowait" -> done(() -> queue.putNowait(argument.intValue()));
            case "get_nowait" -> queue.getNowait();
            case "task_done" -> done(queue::taskDone);
            case "shutdown" -> done(() -> queue.shutdown(argument.booleanValue()));
            case "qsize" -> queue.qsize();
            case "full" -> queue.full();
            default -> queue.empty();
        };
    }

    private static Object callGuard(Guard guard, String method, JsonNode argument) {
        return switch (method) {
            case "release" -> done(guard::release);
            case "notify" ->
                done(() -> {
                    if (argument == null) {
                        ((Condition) guard).signal();
                    } else {
                        ((Condition) guard).signal(argument.intValue());
                    }
                });
            case "notify_all" -> done(((Condition) guard)::signalAll);
            default ->
                switch (guard) {
                    case Lock lock -> lock.locked();
                    case Semaphore semaphore -> semaphore.locked();
                    case Condition condition -> condition.locked();
                };
        };
    }

    private static Object done(Runnable call) {
        call.run();
        return null;
    }

    @SuppressWarnings("unchecked") // as make() made it
    private static Queue<Integer> integers(Queue<?> queue) {
        return (Queue<Integer>) queue;
    }

    /** What has to be awaited. Python's acquire, wait and wait_for give True, where ours give nothing. */
    private Coroutine<?> called(JsonNode call) {
        var method = call.get(2).stringValue();
        return switch (objects.get(call.get(1).stringValue())) {
            case Queue<?> queue ->
                switch (method) {
                    case "put" -> integers(queue).put(call.get(3).intValue());
                    case "get" -> queue.get();
                    default -> queue.join();
                };
            case Event event -> isTrue(event.await());
            case Barrier barrier ->
                switch (method) {
                    case "wait" -> barrier.await();
                    case "reset" -> barrier.reset();
                    default -> barrier.abort();
                };
            case Condition condition when method.equals("wait") -> isTrue(condition.await());
            case Condition condition
            when method.equals("wait_for") ->
                isTrue(condition.waitFor(() -> counter >= call.get(3).intValue()));
            case Guard guard -> isTrue(guard.acquire());
            case Object other -> throw new AssertionError(other);
        };
    }

    private static Coroutine<Boolean> isTrue(Coroutine<Void> coroutine) {
        return new Coroutine<>("isTrue", () -> {
            await(coroutine);
            return true;
        });
    }
}
