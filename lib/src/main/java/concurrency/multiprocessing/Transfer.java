package concurrency.multiprocessing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.reflect.Proxy;

/**
 * Objects to bytes and back, by Java's serialization: between the pool and a process that it started itself, over pipes
 * that nobody else has an end of.
 */
final class Transfer {
    /**
     * What a message may hold at most. The numbers are far above what a course sends, and are there so that broken
     * bytes end in an error and not in a full heap: nesting of objects, number of objects, elements of one array,
     * bytes.
     */
    private static final ObjectInputFilter BOUNDS = ObjectInputFilter.Config.createFilter(
            "maxdepth=5000;maxrefs=50000000;maxarray=" + Payload.LIMIT + ";maxbytes=" + Payload.LIMIT);

    private Transfer() {}

    /**
     * @throws NotSerializableException if something in the object cannot be sent; the message says what and where
     * @throws IOException if it cannot be sent for another reason; the cause is what its own code threw
     */
    static void write(Object object, OutputStream out) throws IOException {
        if (Simple.write(object, new DataOutputStream(out))) {
            return;
        }
        try {
            var objects = new ObjectOutputStream(out);
            objects.writeObject(object);
            objects.flush();
        } catch (NotSerializableException notSerializable) {
            var named = new NotSerializableException(Culprit.describe(object, notSerializable.getMessage()));
            named.initCause(notSerializable);
            throw named;
        } catch (StackOverflowError tooDeep) {
            throw new IOException("cannot be sent to or from a worker, its objects are nested too deeply", tooDeep);
        } catch (RuntimeException | LinkageError ofItsOwnCode) {
            throw new IOException(
                    "cannot be sent to or from a worker, its own code for that fails: " + ofItsOwnCode, ofItsOwnCode);
        }
    }

    /**
     * @param loader knows the classes
     * @throws IOException if the bytes do not make an object; the message says why
     */
    static Object read(InputStream in, ClassLoader loader) throws IOException {
        var simple = Simple.read(new DataInputStream(in));
        if (simple != Simple.NOT) {
            return simple;
        }
        try (var objects = new LoadingStream(in, loader)) {
            return objects.readObject();
        } catch (ClassNotFoundException unknown) {
            throw new IOException("cannot be received, there is no class " + unknown.getMessage(), unknown);
        } catch (StackOverflowError tooDeep) {
            throw new IOException("cannot be received, its objects are nested too deeply", tooDeep);
        } catch (RuntimeException | LinkageError ofItsOwnCode) {
            throw new IOException("cannot be received, its own code for that fails: " + ofItsOwnCode, ofItsOwnCode);
        }
    }

    /** Looks for classes where the task's own classes come from, and not where the caller's do. */
    private static final class LoadingStream extends ObjectInputStream {
        private final ClassLoader loader;

        private LoadingStream(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
            setObjectInputFilter(BOUNDS);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException primitiveOrUnknown) {
                return super.resolveClass(description);
            }
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
            var types = new Class<?>[interfaces.length];
            for (var i = 0; i < interfaces.length; i++) {
                types[i] = Class.forName(interfaces[i], false, loader);
            }
            return Proxy.newProxyInstance(loader, types, (proxy, method, arguments) -> null)
                    .getClass();
        }
    }
}
