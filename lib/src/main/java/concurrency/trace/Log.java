package concurrency.trace;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The lines that threads and processes write while a cell runs, kept until the cell prints them.
 *
 * <p>A kernel shows what another thread prints in whichever cell is running then, or nowhere. So what a cell starts
 * writes to a log, and the cell shows the log when what it started has ended: every line is there, in the order in
 * which it was written, with its time and its worker.
 */
public final class Log {
    private final Recorder recorder;

    /** A log of its own, whose clock starts now. */
    public Log() {
        this(new Recorder());
    }

    /** The log that is part of a larger record. */
    public Log(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Writes a line, from any thread. */
    public void println(Object line) {
        recorder.record(TraceEvent.of(new Move.Printed(String.valueOf(line))));
    }

    /** The lines so far, one a row: ms since the log's start, worker, text. */
    @Override
    public String toString() {
        return toString(recorder.trace("log"));
    }

    /** The lines that a trace holds, one a row: ms since its start, worker, text. */
    public static String toString(Trace trace) {
        var lines = trace.events().stream()
                .filter(event -> event.move() instanceof Move.Printed)
                .toList();
        var width = Math.max(
                1, lines.stream().mapToInt(line -> line.worker().length()).max().orElse(0));
        return lines.stream()
                .map(line -> String.format(
                        Locale.ROOT,
                        "%9.1f ms  %-" + width + "s  %s",
                        line.time() / 1e6,
                        line.worker(),
                        ((Move.Printed) line.move()).line()))
                .collect(Collectors.joining("\n"));
    }
}
