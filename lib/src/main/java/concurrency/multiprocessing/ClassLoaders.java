package concurrency.multiprocessing;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;

/**
 * The class loaders whose classes a pool's tasks are of, each with a number, from 1, by which a worker asks for them. A
 * notebook has one; where there are several, two classes of the same name stay two in the worker.
 */
final class ClassLoaders {
    private final ArrayList<ClassLoader> loaders = new ArrayList<>();

    /**
     * Who knows the classes of this task: the loader of its own class, or the thread's loader if that is built upon the
     * former. (A task whose class is the library's may be given an argument whose class is a cell's.)
     */
    static ClassLoader of(Object task) {
        var own = task.getClass().getClassLoader();
        var context = Thread.currentThread().getContextClassLoader();
        for (var loader = context; loader != null; loader = loader.getParent()) {
            if (loader == own) {
                return context;
            }
        }
        return own != null ? own : context != null ? context : ClassLoader.getSystemClassLoader();
    }

    /** What a worker's {@code readObject} takes: the loader's number and the object. */
    Payload encode(Object object, ClassLoader loader) throws IOException {
        var payload = new Payload();
        new DataOutputStream(payload).writeLong(number(loader));
        Transfer.write(object, payload);
        return payload;
    }

    synchronized long number(ClassLoader loader) {
        if (!loaders.contains(loader)) {
            loaders.add(loader);
        }
        return loaders.indexOf(loader) + 1;
    }

    /** The class file, or an empty array if there is none, or no such loader. */
    byte[] classFile(long number, String className) {
        ClassLoader loader;
        synchronized (this) {
            if (number < 1 || number > loaders.size()) {
                return new byte[0];
            }
            loader = loaders.get((int) number - 1);
        }
        return ClassFiles.find(className, loader);
    }
}
