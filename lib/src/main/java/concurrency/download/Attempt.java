package concurrency.download;

import concurrency.download.Failure.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.MalformedURLException;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;

/** One download under way: collects what is known and turns it into the record at its end. */
final class Attempt {
    private final String worker;
    private final String url;
    private final LongSupplier clock;
    private final CallProgress progress;
    private final long start;
    private int status;

    Attempt(String worker, String url, LongSupplier clock) {
        this.worker = worker;
        this.url = url;
        this.clock = clock;
        this.progress = new CallProgress(clock);
        this.start = clock.getAsLong();
    }

    CallProgress progress() {
        return progress;
    }

    /**
     * Reads the answer, on the calling thread, and closes it. A failure is part of the result, never an exception.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    Download take(Answer answer) throws InterruptedException {
        try (var response = answer.open()) {
            status = response.status();
            return response.ok() ? ended(response.content()) : failed(Kind.STATUS, response.reason());
        } catch (DownloadException failed) {
            return failed(failed.failure().kind(), failed.failure().message());
        } catch (MalformedURLException malformed) {
            return failed(Kind.MALFORMED_URL, malformed.getMessage());
        } catch (InterruptedIOException interrupted) {
            Thread.interrupted();
            throw new InterruptedException(interrupted.getMessage());
        } catch (IOException other) {
            return failed(Kind.OTHER, other.toString());
        } catch (RuntimeException | Error bug) {
            return failed(Kind.BUG, bug.toString());
        }
    }

    private Download ended(byte[] content) {
        return end(content, null);
    }

    private Download failed(Kind kind, String message) {
        return end(new byte[0], new Failure(kind, message));
    }

    private Download end(byte[] content, Failure problem) {
        var end = clock.getAsLong();
        var checksum = new CRC32C();
        checksum.update(content);
        var sent = Math.max(start, progress.sent()); // not sent: all of it was waiting for the connection
        var answered = progress.answered() == 0 ? end : progress.answered();
        return new Download(
                url,
                status,
                content.length,
                checksum.getValue(),
                progress.retries(),
                worker,
                start,
                sent,
                answered,
                end,
                problem);
    }
}
