package concurrency.multiprocessing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The first message to a worker: which version of the messages follows, and the system properties that it is to have;
 * behind that, whether there is an initializer, and the initializer.
 */
record Greeting(int version, Map<String, String> properties) {

    /** @param initializer null if there is none */
    static Payload write(Map<String, String> properties, Payload initializer) throws IOException {
        var greeting = new Payload();
        var data = new DataOutputStream(greeting);
        data.writeInt(Wire.VERSION);
        data.writeInt(properties.size());
        for (var property : properties.entrySet()) {
            data.writeUTF(property.getKey());
            data.writeUTF(property.getValue());
        }
        data.writeBoolean(initializer != null);
        if (initializer != null) {
            initializer.forEachPiece((bytes, count, isLast) -> greeting.write(bytes, 0, count));
        }
        return greeting;
    }

    /** Reads it up to where the initializer is told of; of another version, no further than that. */
    static Greeting read(DataInputStream data) throws IOException {
        var version = data.readInt();
        var properties = new HashMap<String, String>();
        if (version == Wire.VERSION) {
            for (var left = data.readInt(); left > 0; left--) {
                properties.put(data.readUTF(), data.readUTF());
            }
        }
        return new Greeting(version, properties);
    }
}
