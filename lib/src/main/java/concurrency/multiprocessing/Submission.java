package concurrency.multiprocessing;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;

/**
 * Makes futures of tasks: numbered, serialized, ready to be sent. What cannot be serialized is a future that has
 * failed.
 */
final class Submission {
    private final Crew crew;
    private final Map<Class<?>, Shared> lambdas = new WeakHashMap<>();

    Submission(Crew crew) {
        this.crew = crew;
    }

    /** A runnable on its way to a worker. */
    private record RunnableTask(Runnable runnable) implements SerializableCallable<Object> {
        @Override
        public Object call() {
            runnable.run();
            return null;
        }
    }

    <R> PoolFuture<R> of(Callable<R> task) {
        var future = new PoolFuture<R>(crew, "", null);
        return capturesNothing(task) ? known(future, task) : encoded(future, task, ClassLoaders.of(task));
    }

    /** Of such a lambda there is nothing but its class: every object of it is the same, in a worker too. */
    private static boolean capturesNothing(Object task) {
        var type = task.getClass();
        return task instanceof Serializable
                && type.isHidden()
                && type.isSynthetic()
                && type.getDeclaredFields().length == 0;
    }

    /** A lambda that captures nothing is sent once to each worker, and after that by its number. */
    private <R> PoolFuture<R> known(PoolFuture<R> future, Object task) {
        var loader = ClassLoaders.of(task);
        future.id = crew.nextId();
        future.op = Op.CALL;
        future.loader = loader;
        try {
            synchronized (lambdas) {
                future.function = lambdas.get(task.getClass());
                if (future.function == null) {
                    future.function = share(task, loader);
                    lambdas.put(task.getClass(), future.function);
                }
            }
            future.payload = new Payload();
            new DataOutputStream(future.payload).writeLong(future.function.id());
        } catch (IOException notSendable) {
            future.fail(notSendable, null);
        }
        return future;
    }

    <R> PoolFuture<R> of(Runnable task, R result) {
        var loader = ClassLoaders.of(task);
        var future = new PoolFuture<R>(crew, "", result);
        return task instanceof Serializable
                ? encoded(future, new RunnableTask(task), loader)
                : encoded(future, task, loader);
    }

    private <R> PoolFuture<R> encoded(PoolFuture<R> future, Object task, ClassLoader loader) {
        future.id = crew.nextId();
        future.op = Op.TASK;
        future.loader = loader;
        try {
            future.payload = crew.loaders().encode(task, loader);
        } catch (IOException notSendable) {
            future.fail(notSendable, null);
        }
        return future;
    }

    /** @throws IOException if the function cannot be sent */
    Shared share(Object function, ClassLoader loader) throws IOException {
        return new Shared(crew.nextId(), crew.loaders().encode(function, loader));
    }

    /** The function applied to each of these. */
    PoolFuture<Object[]> of(Shared function, Object[] items, ClassLoader loader, String label) {
        var future = new PoolFuture<Object[]>(crew, label, null);
        future.id = crew.nextId();
        future.op = Op.CHUNK;
        future.loader = loader;
        future.function = function;
        try {
            var payload = new Payload();
            var data = new DataOutputStream(payload);
            data.writeLong(function.id());
            data.writeLong(crew.loaders().number(loader));
            Transfer.write(items, payload);
            future.payload = payload;
        } catch (IOException notSendable) {
            future.fail(notSendable, null);
        }
        return future;
    }

    /** Gives it to the pool, unless it has failed already. */
    <R> PoolFuture<R> enqueue(PoolFuture<R> future) {
        if (future.isDone()) {
            crew.checkOpen();
        } else {
            crew.enqueue(future);
        }
        return future;
    }
}
