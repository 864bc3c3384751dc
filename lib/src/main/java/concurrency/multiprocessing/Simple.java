package concurrency.multiprocessing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * The values that most tasks take and return, in a form of their own: Java's serialization needs ten times as long for
 * a number, most of it to describe the class. A first byte says what follows; 0 says that it is none of these.
 */
final class Simple {
    /** What {@link #read} returns for what is none of these. */
    static final Object NOT = new Object();

    private static final int OTHER = 0;
    private static final int NULL = 1;
    private static final int STRING = 2;
    private static final int INTEGER = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 5;
    private static final int FALSE = 6;
    private static final int TRUE = 7;
    private static final int ARRAY = 8;

    private Simple() {}

    /** Writes a simple value, or an array of such; for all others, only that it is none, and returns false. */
    static boolean write(Object value, DataOutputStream out) throws IOException {
        switch (value) {
            case null -> out.writeByte(NULL);
            case String text
            when isWellFormed(text) -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                out.writeByte(STRING);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            case Integer number -> {
                out.writeByte(INTEGER);
                out.writeInt(number);
            }
            case Long number -> {
                out.writeByte(LONG);
                out.writeLong(number);
            }
            case Double number -> {
                out.writeByte(DOUBLE);
                out.writeLong(Double.doubleToRawLongBits(number));
            }
            case Boolean truth -> out.writeByte(truth ? TRUE : FALSE);
            case Object[] array
            when isSimple(array) -> {
                out.writeByte(ARRAY);
                out.writeInt(array.length);
                for (var element : array) {
                    write(element, out);
                }
            }
            default -> {
                out.writeByte(OTHER);
                return false;
            }
        }
        return true;
    }

    private static boolean isSimple(Object[] array) {
        if (array.getClass() != Object[].class) {
            return false;
        }
        for (var element : array) {
            var simple = element == null
                    || element instanceof Integer
                    || element instanceof Long
                    || element instanceof Double
                    || element instanceof Boolean
                    || (element instanceof String text && isWellFormed(text));
            if (!simple) {
                return false;
            }
        }
        return true;
    }

    /** Half of a pair of surrogates is allowed in a string, and not in UTF-8. */
    private static boolean isWellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Reads what {@link #write} wrote. An array grows as its elements come, whatever length it claims. */
    static Object read(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case OTHER -> NOT;
            case NULL -> null;
            case STRING -> new String(in.readNBytes(length(in)), StandardCharsets.UTF_8);
            case INTEGER -> in.readInt();
            case LONG -> in.readLong();
            case DOUBLE -> Double.longBitsToDouble(in.readLong());
            case FALSE -> false;
            case TRUE -> true;
            case ARRAY -> {
                var elements = new ArrayList<Object>();
                for (var left = length(in); left > 0; left--) {
                    elements.add(read(in));
                }
                yield elements.toArray();
            }
            default -> throw new IOException("cannot be received, it is of no kind that is known");
        };
    }

    private static int length(DataInputStream in) throws IOException {
        var length = in.readInt();
        if (length < 0) {
            throw new IOException("cannot be received, it claims a length of " + length);
        }
        return length;
    }
}
