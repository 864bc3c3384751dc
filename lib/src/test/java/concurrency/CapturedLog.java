package concurrency;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** A package's log, kept from the console and collected. */
public final class CapturedLog extends Handler implements AutoCloseable {
    private final Logger logger;
    private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();

    /** The log of the package of that class, as long as this is open. */
    public CapturedLog(Class<?> inPackage) {
        logger = Logger.getLogger(inPackage.getPackageName());
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord line) {
        messages.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.setUseParentHandlers(true);
        logger.removeHandler(this);
    }
}
