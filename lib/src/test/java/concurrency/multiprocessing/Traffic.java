package concurrency.multiprocessing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * How many bytes a process has read and written so far, as Linux counts them: where a transfer is, whatever the
 * channel.
 *
 * @param read in bytes, by all its reads of files, pipes and sockets
 * @param written in bytes, by all its writes
 */
record Traffic(long read, long written) {

    static Traffic of(long pid) {
        try {
            var lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "io"));
            return new Traffic(number(lines.get(0)), number(lines.get(1)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /**
     * Freezes a process once an eighth of its transfer is over.
     *
     * @param all how many bytes are to go through
     * @param sofar how many have
     * @return whether it stands in the middle of it; if it was too fast, it goes on
     */
    static boolean freezeHalfWay(long pid, long all, LongSupplier sofar) {
        while (sofar.getAsLong() < all / 8) {
            Thread.onSpinWait();
        }
        Deaths.signal("STOP", pid);
        if (sofar.getAsLong() < all) {
            return true;
        }
        Deaths.signal("CONT", pid);
        return false;
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }
}
