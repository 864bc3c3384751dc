package concurrency.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the methods on this thread's stack hold a monitor, read from their compiled form: they are synchronized, or
 * stand in a part that ends a monitor should it be left by an exception. (The virtual machine could be asked too, but
 * not safely while continuations run.)
 */
final class Monitors {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final Map<Class<?>, ClassModel> READ = new ConcurrentHashMap<>();

    private Monitors() {}

    /** Those methods, the innermost first. */
    static List<String> held() {
        return STACK.walk(frames -> frames.filter(Monitors::holds)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .toList());
    }

    private static boolean holds(StackWalker.StackFrame frame) {
        return READ.computeIfAbsent(frame.getDeclaringClass(), Monitors::read).methods().stream()
                .filter(method -> method.methodName().equalsString(frame.getMethodName())
                        && method.methodType().equalsString(frame.getDescriptor()))
                .anyMatch(method -> holds(method, frame.getByteCodeIndex()));
    }

    private static ClassModel read(Class<?> type) {
        var name = type.getName();
        var file = name.substring(name.lastIndexOf('.') + 1) + ".class";
        try (var in = type.getResourceAsStream(file)) {
            return in == null // made while running, such as a lambda's: it has no monitor
                    ? ClassFile.of().parse(ClassFile.of().build(java.lang.constant.ConstantDescs.CD_Object, _ -> {}))
                    : ClassFile.of().parse(in.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean holds(MethodModel method, int index) {
        if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
            return true;
        }
        return method.code().stream()
                .flatMap(code -> code.exceptionHandlers().stream()
                        .filter(handler -> handler.catchType().isEmpty()
                                && place(code, handler.tryStart()) <= index
                                && index < place(code, handler.tryEnd())
                                && leavesMonitor(code, handler.handler())))
                .findAny()
                .isPresent();
    }

    private static int place(CodeModel code, Label label) {
        return ((CodeAttribute) code).labelToBci(label);
    }

    /** Whether a handler ends a monitor and throws on. */
    private static boolean leavesMonitor(CodeModel code, Label start) {
        var begun = false;
        for (var element : code) {
            begun |= element == start
                    || element instanceof java.lang.classfile.instruction.LabelTarget target
                            && target.label().equals(start);
            if (begun && element instanceof Instruction instruction) {
                if (instruction.opcode() == Opcode.MONITOREXIT) {
                    return true;
                }
                if (instruction instanceof ThrowInstruction) {
                    return false;
                }
            }
        }
        return false;
    }
}
