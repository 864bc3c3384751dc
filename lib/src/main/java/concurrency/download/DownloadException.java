package concurrency.download;

import java.io.IOException;

/** A page was not downloaded, and {@link #failure()} says why. */
public final class DownloadException extends IOException {
    private final Failure failure;

    DownloadException(Failure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    /** Why. */
    public Failure failure() {
        return failure;
    }
}
