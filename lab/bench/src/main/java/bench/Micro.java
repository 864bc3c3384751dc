package bench;

/** Ours where it takes ns or µs: JMH measures it. */
final class Micro {
    private Micro() {}

    /** @param method a class of {@link bench.program} and its method */
    static Contestant ours(Tools tools, Options options, String method) {
        return tools.java("ours", "Micro", method, options.count(5, 2), options.count(5, 2), options.count(200, 100));
    }
}
