package concurrency.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a running cell shows things, and can change what it has shown. A kernel forgets which cell a display belongs to
 * when that cell has ended, so nothing may be changed after that.
 */
interface Screen {

    /** Shows something below the cell; the result names it for {@link #update}. */
    String display(Object value);

    /** Shows a text below the cell that is written in Markdown. */
    void markdown(String text);

    /** Shows a sentence below the cell as a caption, in italics where there are any. */
    void caption(String sentence);

    /** Puts something else in the place of what was shown under that name. */
    void update(String id, Object value);

    /** The kernel's name as a sentence uses it. */
    String kernel();

    /** The screen of the kernel that this runs in, or else the standard output. */
    static Screen current() {
        return Stream.of(
                        Kernel.find("JJava", "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics"),
                        Kernel.find("IJava", "io.github.spencerpark.ijava.runtime.Display"))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(Console::new);
    }

    /**
     * A kernel, reached through the two static methods that both kernels give to cells. The library is not compiled
     * against either: it is loaded below them, and which one is there is known only then.
     */
    record Kernel(String kernel, Method display, Method displayAs, Method updateDisplay) implements Screen {

        static Optional<Screen> find(String kernel, String statics) {
            try {
                var cells = Class.forName(statics, true, ClassLoader.getSystemClassLoader());
                return Optional.of(new Kernel(
                        kernel,
                        cells.getMethod("display", Object.class),
                        cells.getMethod("display", Object.class, String[].class),
                        cells.getMethod("updateDisplay", String.class, Object.class)));
            } catch (ReflectiveOperationException otherKernel) {
                return Optional.empty();
            }
        }

        @Override
        public String display(Object value) {
            return (String) call(display, value);
        }

        @Override
        public void markdown(String text) {
            call(displayAs, text, new String[] {"text/markdown"});
        }

        @Override
        public void caption(String sentence) {
            markdown(Caption.of(sentence));
        }

        @Override
        public void update(String id, Object value) {
            call(updateDisplay, id, value);
        }

        private static Object call(Method method, Object... arguments) {
            try {
                return method.invoke(null, arguments);
            } catch (InvocationTargetException thrown) {
                throw new IllegalStateException(
                        "the kernel could not show this: " + thrown.getCause(), thrown.getCause());
            } catch (IllegalAccessException notPublic) {
                throw new IllegalStateException(notPublic);
            }
        }
    }

    /** No kernel: lines on the standard output. */
    record Console() implements Screen {

        @Override
        public String display(Object value) {
            System.out.println(value);
            return "";
        }

        @Override
        public void markdown(String text) {
            System.out.println(text);
        }

        @Override
        public void caption(String sentence) {
            System.out.println(sentence);
        }

        @Override
        public void update(String id, Object value) {
            System.out.println(value);
        }

        @Override
        public String kernel() {
            return "none";
        }
    }
}
