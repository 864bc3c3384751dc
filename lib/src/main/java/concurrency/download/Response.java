package concurrency.download;

import concurrency.download.Failure.Kind;
import java.io.IOException;
import okhttp3.Call;
import okio.Buffer;

/** The answer to one request: its status is here, its content comes when it is asked for. Belongs to one thread. */
public final class Response implements AutoCloseable {
    /**
     * How much is read in one go; only decides how far over the limit a body may run before it is noticed, in bytes.
     */
    private static final long CHUNK = 8192;

    private final String url;
    private final Call call;
    private final okhttp3.Response response;
    private final long limit;
    private final Attempt attempt;
    private byte[] content;

    private Response(String url, Call call, okhttp3.Response response, long limit, Attempt attempt) {
        this.url = url;
        this.call = call;
        this.response = response;
        this.limit = limit;
        this.attempt = attempt;
    }

    /**
     * Makes that call, and waits for the head of the answer.
     *
     * @param limit how large the content may be, in bytes
     * @throws DownloadException if there is no answer
     */
    static Response to(Call call, String url, long limit, Attempt attempt) throws IOException {
        try {
            var response = call.execute();
            attempt.opened();
            return new Response(url, call, response, limit, attempt);
        } catch (IOException | RuntimeException failure) {
            throw attempt.explain(failure);
        }
    }

    /** The URL that was asked for. */
    public String url() {
        return url;
    }

    /** The HTTP status, for example 200. */
    public int status() {
        return response.code();
    }

    /** Whether the status says that the content is what was asked for: 200 to 299. */
    public boolean ok() {
        return response.isSuccessful();
    }

    /**
     * Everything after the head, decompressed. It is read from the network the first time and kept.
     *
     * @throws DownloadException if it ends too early, or is larger than the session's limit
     * @throws IOException if it cannot be read
     */
    public byte[] content() throws IOException {
        if (content == null) {
            content = read();
        }
        return content;
    }

    private byte[] read() throws IOException {
        try {
            var source = response.body().source();
            var read = new Buffer();
            while (source.read(read, CHUNK) != -1) {
                if (read.size() > limit) {
                    call.cancel(); // or closing would read on for a while, to use the connection again
                    throw new DownloadException(
                            new Failure(Kind.TOO_LARGE, "the content is larger than " + limit + " bytes"), null);
                }
            }
            return read.readByteArray();
        } catch (DownloadException tooLarge) {
            throw tooLarge;
        } catch (IOException | RuntimeException failure) {
            throw attempt.explain(failure);
        }
    }

    /** What the status means, with the first line of a short plain text that explains it. */
    String reason() throws IOException {
        var type = response.header("Content-Type", "");
        var explanation = type.startsWith("text/plain")
                ? response.peekBody(200).string().lines().findFirst().orElse("")
                : "";
        return (status() + " " + response.message()).strip() + (explanation.isEmpty() ? "" : ": " + explanation);
    }

    /**
     * Lets {@link #close} not wait for what was not read: OkHttp reads on for 0.1 s, and has a thread watch the time.
     */
    void giveUpRest() {
        var here = response.body().source().getBuffer().size();
        if (content == null
                && (response.body().contentLength() < 0 || response.body().contentLength() > here)) {
            call.cancel();
        }
    }

    /** Gives the connection back to the session. What was not read is thrown away. */
    @Override
    public void close() {
        response.close();
    }
}
