package concurrency.trace;

/** What a task wants of a socket that it waits for. */
public enum Purpose {
    /** To read what the other side has sent. */
    READ("to read"),
    /** To write more than the system would take at once. */
    WRITE("to write"),
    /** To be connected with the other side. */
    CONNECT("to connect"),
    /** To accept the next connection. */
    ACCEPT("to accept");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    /** As pictures and sentences say it: {@code to read}. */
    public String label() {
        return label;
    }
}
