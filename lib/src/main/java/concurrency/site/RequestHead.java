package concurrency.site;

/**
 * A request as it came over the wire, well-formed and nothing more.
 *
 * @param target what stands between method and version, in visible ASCII
 * @param host the {@code Host} header; empty where there is none, which only HTTP/1.0 allows
 * @param keepAlive whether the client will go on with this connection
 */
record RequestHead(String method, String target, String host, boolean keepAlive) {

    boolean wantsBody() {
        return method.equals("GET");
    }
}
