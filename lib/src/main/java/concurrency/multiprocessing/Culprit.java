package concurrency.multiprocessing;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what in an object is not serializable, and how one gets there, which Java's serialization itself does not say:
 * {@code java.lang.Thread is not serializable: lambda → captured value 1 → Session.thread}.
 */
final class Culprit {
    private static final int MOST_OBJECTS = 100_000;

    private Culprit() {}

    /** Something that was found, and the way to it. */
    private record Found(Object object, String path) {}

    /**
     * @param root what was to be serialized
     * @param className the class that serialization stumbled over
     */
    static String describe(Object root, String className) {
        if (root != null && !(root instanceof Serializable)) {
            return nameOf(root) + " is not serializable, so that it cannot be sent to or from a worker"
                    + (isLambda(root)
                            ? "; a lambda has to be a SerializableCallable, a SerializableRunnable or a SerializableFunction for that"
                            : "; let its class implement java.io.Serializable");
        }
        return className + " is not serializable, so that it cannot be sent to or from a worker" + way(root, className);
    }

    private static String way(Object root, String className) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var next = new ArrayDeque<Found>();
        next.add(new Found(root, nameOf(root)));
        while (!next.isEmpty() && seen.size() < MOST_OBJECTS) {
            var found = next.poll();
            if (found.object() == null || !seen.add(found.object())) {
                continue;
            }
            if (found.object().getClass().getName().equals(className)) {
                return ": " + found.path();
            }
            next.addAll(within(found));
        }
        return "";
    }

    private static List<Found> within(Found found) {
        var parts = new ArrayList<Found>();
        var object = found.object();
        try {
            switch (object) {
                case Object[] array -> addElements(parts, found.path(), Arrays.asList(array));
                case Collection<?> collection -> addElements(parts, found.path(), collection);
                case Map<?, ?> map -> {
                    addElements(parts, found.path() + " → key", map.keySet());
                    addElements(parts, found.path() + " → value", map.values());
                }
                default -> {
                    if (isLambda(object)) {
                        addCaptured(parts, found);
                    } else {
                        addFields(parts, found);
                    }
                }
            }
        } catch (ReflectiveOperationException | RuntimeException closedToUs) {
            // What cannot be looked into, a class of the JDK for example, has no way through it that could be told.
        }
        return parts;
    }

    private static void addElements(List<Found> parts, String path, Iterable<?> elements) {
        var number = 0;
        for (var element : elements) {
            parts.add(new Found(element, path + " → element " + ++number));
        }
    }

    private static void addCaptured(List<Found> parts, Found lambda) throws ReflectiveOperationException {
        var replace = lambda.object().getClass().getDeclaredMethod("writeReplace");
        replace.setAccessible(true);
        if (replace.invoke(lambda.object()) instanceof SerializedLambda serialized) {
            for (var i = 0; i < serialized.getCapturedArgCount(); i++) {
                parts.add(new Found(serialized.getCapturedArg(i), lambda.path() + " → captured value " + (i + 1)));
            }
        }
    }

    private static void addFields(List<Found> parts, Found found) throws ReflectiveOperationException {
        for (Class<?> type = found.object().getClass(); type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && field.trySetAccessible()) {
                    var path = found.path() + " → " + type.getSimpleName() + "." + field.getName();
                    parts.add(new Found(field.get(found.object()), path));
                }
            }
        }
    }

    private static boolean isLambda(Object object) {
        return object.getClass().isHidden() && object.getClass().isSynthetic();
    }

    private static String nameOf(Object object) {
        return object == null
                ? "null"
                : isLambda(object) ? "the lambda" : object.getClass().getName();
    }
}
