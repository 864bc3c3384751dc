/**
 * The launcher behind {@code mvn -Plab}, {@code mvn verify}, {@code mvn -Ppublish} and {@code mvn -Prefresh}.
 *
 * <p>Maven starts {@link lab.Main} on the JDK that its toolchain found, so {@code java.home} is the JDK on which the
 * Java kernel must run. {@link lab.Environment} makes the Python environment {@code lab/.venv} once,
 * {@link lab.KernelSpec} puts the project's own kernel into it, {@link lab.Jupyter} keeps everything Jupyter writes
 * inside {@code lab/.jupyter}, and {@link lab.Child} runs the Python program and leaves no process behind. What differs
 * between operating systems is in {@link lab.Platform}. Whatever is missing is a {@link lab.Problem}: one sentence that
 * says what to do.
 */
package lab;
