package concurrency.asyncio;

/** Names for coroutines, which in Java are lambdas and have none: the method that made it. */
final class Names {
    /** A lambda's class belongs to one place in the source, so one look at the stack does for all that it makes. */
    private static final ClassValue<String> MAKERS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> lambda) {
            return Callers.innermost()
                    .map(frame -> readable(frame.getMethodName()))
                    .orElse("coroutine");
        }
    };

    private Names() {}

    /** The method that is making a coroutine of that body now. */
    static String ofMaker(Object body) {
        return MAKERS.get(body.getClass());
    }

    /** {@code lambda$download$0} is in {@code download}; {@code do_it$} is what JShell makes of a cell. */
    private static String readable(String method) {
        var parts = method.split("\\$");
        var name = method.startsWith("lambda$") && parts.length > 1 ? parts[1] : method;
        return name.isEmpty() || name.startsWith("do_it") || name.equals("new") ? "coroutine" : name;
    }
}
