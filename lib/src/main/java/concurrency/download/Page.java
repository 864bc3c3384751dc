package concurrency.download;

/**
 * A page that has been read whole.
 *
 * @param url what was asked for
 * @param status the HTTP status, for example 200
 * @param content everything after the head, decompressed
 */
public record Page(String url, int status, byte[] content) {

    /** Whether the status says that the content is what was asked for: 200 to 299. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }
}
