package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one worker was given, looked at without its process. */
@Timeout(20)
class AssignmentsTest {
    private final Crew crew = Crews.empty();
    private final WorkerProcess worker = new WorkerProcess(crew, "worker-1");
    private final Assignments assigned = worker.assigned;
    private final Shared function = new Shared(1000, Payload.of(new byte[10]));

    @Test
    @DisplayName("P24 tasks are kept in order, found by their number, and belong to the worker until they come back")
    void inOrder() throws Exception {
        var first = Crews.chunk(crew, function, 1);
        var second = Crews.chunk(crew, function, 1);
        assertTrue(assigned.isEmpty());
        assigned.add(first);
        assigned.add(second);
        assertFalse(assigned.isEmpty());
        assertEquals(List.of(first, second), assigned.all());
        assertSame(first, assigned.first());
        assertSame(second, assigned.last());
        assertSame(second, assigned.find(second.id));
        assertSame(worker, second.worker);
        assertSame(first, assigned.takeBack(first));
        assertNull(first.worker);
        assertFalse(assigned.contains(first));
        assertTrue(assigned.contains(second));
        var unknown = assertThrows(IOException.class, () -> assigned.find(first.id));
        assertTrue(unknown.getMessage().contains("task " + first.id), unknown::getMessage);
    }

    @Test
    @DisplayName("P24 a map's function goes to a worker with the first item only, and again after it was forgotten")
    void functionOnce() {
        assertFalse(assigned.forget(function));
        assertSame(function, assigned.add(Crews.chunk(crew, function, 1)).function());
        assertNull(assigned.add(Crews.chunk(crew, function, 1)).function());
        assertNull(assigned.add(Crews.chunk(crew, null, 1)).function());
        assertTrue(assigned.forget(function));
        assertFalse(assigned.forget(function));
        assertSame(function, assigned.add(Crews.chunk(crew, function, 1)).function());
    }

    @Test
    @DisplayName("P09 whoever waits for a task to be sent, or to come back, is told when it has come back unsent")
    void latches() {
        var task = Crews.chunk(crew, function, 1);
        var handedOver = assigned.add(task).handedOver();
        var released = task.released;
        assertEquals(List.of(1L, 1L), List.of(handedOver.getCount(), released.getCount()));
        assigned.takeBack(task);
        assertEquals(List.of(0L, 0L), List.of(handedOver.getCount(), released.getCount()));
    }
}
