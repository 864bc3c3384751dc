package concurrency.site;

/**
 * What a client sent is not served. It gets the response, and the connection ends, for what follows cannot be trusted.
 */
final class Refusal extends Exception {
    private final transient Reply response;

    Refusal(Reply response) {
        super(null, null, false, false);
        this.response = response;
    }

    Refusal(int status, String sentence) {
        this(Reply.text(status, sentence));
    }

    Reply response() {
        return response;
    }
}
