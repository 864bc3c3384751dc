package concurrency.download;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The TCP connections of this machine, as Linux knows them: what no library has to be asked for. */
final class Sockets {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private Sockets() {}

    /** States of a connection, as the system writes them. */
    enum State {
        CONNECTING("02"),
        TIME_WAIT("06"),
        LISTENING("0A");

        private final String code;

        State(String code) {
            this.code = code;
        }
    }

    /** One end of a connection: its state, and how many bytes wait to be sent and to be read. */
    record End(int localPort, int remotePort, String code, long unsent, long unread) {
        boolean is(State state) {
            return code.equals(state.code);
        }
    }

    /** Both ends of each connection with that port, and its listener. The test is skipped where nobody tells. */
    static List<End> ofPort(int port) {
        assumeTrue(TABLES.stream().allMatch(Files::isReadable), "this system does not list its connections");
        return TABLES.stream()
                .flatMap(Sockets::ends)
                .filter(end -> end.localPort == port || end.remotePort == port)
                .toList();
    }

    /** Whether all bytes that were sent to or from that port have been read. */
    static boolean allRead(int port) {
        return ofPort(port).stream().allMatch(end -> end.unsent == 0) // first, or some may be between the two
                && ofPort(port).stream().allMatch(end -> end.is(State.LISTENING) || end.unread == 0);
    }

    private static Stream<End> ends(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1).map(Sockets::end);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static End end(String line) {
        var fields = line.strip().split("\\s+");
        var queues = fields[4].split(":");
        return new End(
                port(fields[1]),
                port(fields[2]),
                fields[3],
                Long.parseLong(queues[0], 16),
                Long.parseLong(queues[1], 16));
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
