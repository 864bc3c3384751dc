package concurrency.multiprocessing;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * In a worker: the classes that are not on its class path. Their bytes come from the pool's process, when they are
 * needed, over the worker's pipe. Each class loader there has one here, so that classes of the same name stay apart.
 */
final class RemoteClasses {
    private final Wire wire;
    private final AtomicLong requests = new AtomicLong();
    private final Map<Long, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
    private final Map<Long, ClassLoader> loaders = new ConcurrentHashMap<>();

    RemoteClasses(Wire wire) {
        this.wire = wire;
    }

    /** The class loader that stands for that one of the pool's process. */
    ClassLoader loader(long number) {
        return loaders.computeIfAbsent(number, Loader::new);
    }

    /** Called by the thread that reads from the pipe, which therefore must never wait for a class. */
    void received(long request, byte[] bytes) {
        var answer = waiting.remove(request);
        if (answer != null) {
            answer.complete(bytes);
        }
    }

    private byte[] fetch(long loader, String className) throws IOException {
        var request = requests.incrementAndGet();
        var answer = new CompletableFuture<byte[]>();
        waiting.put(request, answer);
        var payload = new Payload();
        var data = new DataOutputStream(payload);
        data.writeLong(loader);
        data.writeUTF(className);
        wire.send(Op.WANTED, request, payload);
        return answer.join();
    }

    private final class Loader extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        private final long number;

        private Loader(long number) {
            super("pool-" + number, RemoteClasses.class.getClassLoader());
            this.number = number;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
                var bytes = fetch(number, name);
                if (bytes.length > 0) {
                    return defineClass(name, bytes, 0, bytes.length);
                }
            } catch (IOException gone) {
                throw new ClassNotFoundException(name, gone);
            }
            throw new ClassNotFoundException(
                    name + ": it is not on the worker's class path, and its class loader does not give its bytes away");
        }
    }
}
