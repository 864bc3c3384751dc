package concurrency.interleaving;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.Map;

/**
 * Loads the library's classes anew, with a call of {@link Points} wherever threads may meet: before a field that can
 * change is read or written, before a collection, a queue, a future or a selector of the JDK is used, and before a lock
 * is taken. While a thread holds a lock it passes all points, so what is inside of a lock is one step. Only classes
 * that are named have points; the others are as they are.
 */
final class Weaver extends ClassLoader {
    private static final ClassDesc POINTS = ClassDesc.of(Points.class.getName());
    private static final MethodTypeDesc POINT = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
    private static final String LIBRARY = "concurrency.";

    private final Map<String, ClassModel> woven = new HashMap<>();

    /** @param woven the classes that have points */
    Weaver(Class<?>... woven) throws IOException {
        super(Weaver.class.getClassLoader());
        for (var type : woven) {
            var name = type.getName();
            this.woven.put(name.replace('.', '/'), ClassFile.of().parse(bytes(name)));
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(LIBRARY) || name.startsWith(Weaver.class.getPackageName() + ".")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            var model = woven.get(name.replace('.', '/'));
            var bytes = model == null ? bytes(name) : weave(model);
            return defineClass(name, bytes, 0, bytes.length, Weaver.class.getProtectionDomain());
        } catch (IOException none) {
            throw new ClassNotFoundException(name, none);
        }
    }

    private byte[] bytes(String name) throws IOException {
        try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new IOException("no class " + name);
            }
            return in.readAllBytes();
        }
    }

    private byte[] weave(ClassModel type) {
        return ClassFile.of().transformClass(type, (builder, element) -> {
            // Nobody else knows an object while it is made.
            if (element instanceof MethodModel method
                    && method.code().isPresent()
                    && !method.methodName().stringValue().startsWith("<")) {
                builder.transformMethod(method, (methodBuilder, part) -> {
                    if (part instanceof CodeModel code) {
                        methodBuilder.withCode(to -> weave(to, code, type, method));
                    } else {
                        methodBuilder.with(part);
                    }
                });
            } else {
                builder.with(element);
            }
        });
    }

    private void weave(CodeBuilder to, CodeModel code, ClassModel type, MethodModel method) {
        var name = type.thisClass().asSymbol().displayName().replace('$', '.') + "."
                + method.methodName().stringValue();
        if (!method.flags().has(AccessFlag.SYNCHRONIZED)) {
            weave(to, code, name, false);
            return;
        }
        call(to, "locked");
        var start = to.newBoundLabel();
        weave(to, code, name, true);
        var handler = to.newBoundLabel();
        call(to, "unlocked");
        to.athrow();
        to.exceptionCatchAll(start, handler, handler);
    }

    private void weave(CodeBuilder to, CodeModel code, String method, boolean locked) {
        var line = 0;
        for (CodeElement element : code) {
            if (element instanceof LineNumber number) {
                line = number.line();
            }
            var subject = subject(element);
            if (subject != null) {
                to.loadConstant(method + ":" + line + " " + subject);
                to.invokestatic(POINTS, "point", POINT);
            }
            if (locked && element instanceof ReturnInstruction) {
                call(to, "unlocked");
            }
            to.with(element);
            if (element instanceof MonitorInstruction monitor) {
                call(to, monitor.opcode() == Opcode.MONITORENTER ? "locked" : "unlocked");
            }
        }
    }

    private static void call(CodeBuilder to, String name) {
        to.invokestatic(POINTS, name, ConstantDescs.MTD_void);
    }

    /** What this touches that another thread may touch too; null if nothing. */
    private String subject(CodeElement element) {
        return switch (element) {
            case FieldInstruction field ->
                mayChange(field)
                        ? "field " + brief(field.owner().asInternalName()) + "."
                                + field.name().stringValue()
                        : null;
            case InvokeInstruction call
            when call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE ->
                isOfJdk(call.owner().asInternalName())
                        ? brief(call.owner().asInternalName())
                        : isSynchronized(call) ? "a lock" : null;
            case MonitorInstruction monitor when monitor.opcode() == Opcode.MONITORENTER -> "a lock";
            default -> null;
        };
    }

    private static boolean isOfJdk(String owner) {
        return owner.startsWith("java/util/") && !owner.startsWith("java/util/function/")
                || owner.startsWith("java/nio/channels/");
    }

    private static String brief(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
    }

    private boolean mayChange(FieldInstruction use) {
        var owner = woven.get(use.owner().asInternalName());
        return owner != null
                && owner.fields().stream()
                        .anyMatch(field ->
                                field.fieldName().equalsString(use.name().stringValue())
                                        && !field.flags().has(AccessFlag.FINAL));
    }

    private boolean isSynchronized(InvokeInstruction call) {
        var owner = woven.get(call.owner().asInternalName());
        return owner != null
                && owner.methods().stream()
                        .anyMatch(method -> method.methodName()
                                        .equalsString(call.name().stringValue())
                                && method.methodType().equalsString(call.type().stringValue())
                                && method.flags().has(AccessFlag.SYNCHRONIZED));
    }
}
