package concurrency.chart;

import concurrency.trace.Outcome;

/** Who calls and is called in a {@link SequenceDiagram}, and from which event of the trace to which it lives. */
final class Lifeline {
    /** What a lifeline can be of. */
    enum Kind {
        SELECT,
        LOOP,
        TASK,
        COROUTINE
    }

    private final Kind kind;
    private final String name;
    private final String coroutine;
    private final Lifeline task;
    private final int depth;
    private final long born;
    private long died = Long.MAX_VALUE;
    private Outcome end;

    private Lifeline(Kind kind, String name, String coroutine, Lifeline task, int depth, long born) {
        this.kind = kind;
        this.name = name;
        this.coroutine = coroutine;
        this.task = task == null ? this : task;
        this.depth = depth;
        this.born = born;
    }

    static Lifeline select() {
        return new Lifeline(Kind.SELECT, "select", "", null, 0, 0);
    }

    static Lifeline loop() {
        return new Lifeline(Kind.LOOP, "event loop", "", null, 0, 0);
    }

    /** A task, which is also its outermost coroutine. */
    static Lifeline task(String name, String coroutine, long born) {
        return new Lifeline(Kind.TASK, name, coroutine, null, 0, born);
    }

    /** A coroutine that this one awaits. */
    Lifeline inner(String name, long bornAt) {
        return new Lifeline(Kind.COROUTINE, name, name, task, depth + 1, bornAt);
    }

    void die(long at, Outcome how) {
        died = at;
        end = how;
    }

    Kind kind() {
        return kind;
    }

    /** The task of a coroutine; of all others, itself. */
    Lifeline task() {
        return task;
    }

    /** How many coroutines lie around it. */
    int depth() {
        return depth;
    }

    long born() {
        return born;
    }

    long died() {
        return died;
    }

    /** How it ended, or null. */
    Outcome end() {
        return end;
    }

    /** What it is called. */
    String name() {
        return kind == Kind.COROUTINE ? name + "()" : name;
    }

    /** The name with the coroutine that a task runs, where there is room for both. */
    String fullName() {
        return kind == Kind.TASK && !coroutine.isEmpty() ? name + ": " + coroutine + "()" : name();
    }
}
