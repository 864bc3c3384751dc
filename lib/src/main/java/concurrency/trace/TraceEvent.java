package concurrency.trace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * A {@link Move} that happened, and when. A list of events in the order of their numbers is complete enough to be
 * replayed, forwards and backwards.
 *
 * <p>An event is made with {@link #of}, and numbered, timed and given its worker by the {@link Recorder}. A file leaves
 * out what is 0.
 *
 * @param number position in the trace, from 1 without gaps; 0 while not recorded
 * @param time ns since the start of the trace
 * @param clock ns on the loop's own clock, which a test may set; the same as {@code time} where there is only one clock
 * @param worker the thread or process on which it happened
 * @param turn turn of the loop, from 1; 0 before the first one, and where there is no loop
 * @param phase phase of that turn
 * @param move what happened
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record TraceEvent(long number, long time, long clock, String worker, int turn, Phase phase, Move move) {

    public TraceEvent {
        Objects.requireNonNull(move, "move");
        worker = Objects.requireNonNullElse(worker, "");
        phase = Objects.requireNonNullElse(phase, Phase.BETWEEN);
    }

    /** What happened outside of any loop. */
    public static TraceEvent of(Move move) {
        return of(move, 0, Phase.BETWEEN, 0);
    }

    /** What happened in that turn of a loop. */
    public static TraceEvent of(Move move, int turn, Phase phase, long clock) {
        return new TraceEvent(0, 0, clock, "", turn, phase, move);
    }

    /** Whether it belongs to a loop: a line of output may come from anywhere. */
    @JsonIgnore
    public boolean isOfLoop() {
        return !(move instanceof Move.Printed);
    }

    /** This event as the recorder files it: numbered, timed, and on a worker. */
    TraceEvent filed(long number, long time, String recordingWorker) {
        return new TraceEvent(
                number,
                time,
                clock == 0 ? time : clock,
                worker.isEmpty() ? recordingWorker : worker,
                turn,
                phase,
                move);
    }
}
