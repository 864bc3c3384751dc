package concurrency.asyncio;

import concurrency.asyncio.Recordings.A;
import concurrency.asyncio.Recordings.B;
import concurrency.asyncio.Recordings.X;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Interprets a program of the little language of {@code record_programs.py}, and writes the same trace. */
final class RecordedProgram {
    private static final Object WENT_THROUGH = new Object();

    private final JsonNode program;
    private final ArrayNode trace = JsonMapper.shared().createArrayNode();
    private final List<Generator<Object>> gens = new ArrayList<>();

    RecordedProgram(JsonNode program) {
        this.program = program;
    }

    /** A plain iterator, of a name to be seen in messages. */
    private static final class Values implements Iterator<Object> {
        private final Iterator<JsonNode> values;

        Values(JsonNode values) {
            this.values = values.iterator();
        }

        @Override
        public boolean hasNext() {
            return values.hasNext();
        }

        @Override
        public Object next() {
            return values.next().intValue();
        }
    }

    ArrayNode run() {
        for (var body : program.get("gens")) {
            var number = gens.size();
            gens.add(Generator.of(self -> {
                var result = block(self, number, body);
                return result == WENT_THROUGH ? null : result;
            }));
        }
        for (var action : program.get("drive")) {
            drive(action);
        }
        var recorded = trace.deepCopy();
        gens.forEach(RecordedProgram::end);
        return recorded;
    }

    /** However it resists: no thread of it may be left. */
    private static void end(Generator<?> gen) {
        while (gen.state() != Generator.State.CLOSED) {
            try {
                gen.close();
            } catch (Throwable resisted) {
                // Its business; each time it gets further.
            }
        }
    }

    private void drive(JsonNode action) {
        var gen = gens.get(action.get(1).intValue());
        try {
            switch (action.get(0).stringValue()) {
                case "next" -> note("yielded", gen.next());
                case "send" -> note("yielded", gen.send(action.get(2).intValue()));
                case "throw" -> note("yielded", gen.raise(make(action.get(2).stringValue())));
                case "close" -> note("closed", gen.closeAndGet());
                default -> note("state", gen.state().name());
            }
        } catch (StopIteration stop) {
            note("stop", stop.value());
        } catch (Throwable thrown) {
            var name =
                    thrown instanceof GeneratorExit ? "exit" : thrown.getClass().getSimpleName();
            note("thrown", name, thrown.getMessage() == null ? "" : thrown.getMessage());
        }
    }

    private void note(Object... what) {
        var entry = trace.addArray();
        for (var part : what) {
            entry.addPOJO(part);
        }
    }

    private static Throwable make(String kind) {
        return switch (kind) {
            case "A" -> new A("a");
            case "B" -> new B();
            case "X" -> new X();
            case "exit" -> new GeneratorExit();
            default -> new StopIteration("s");
        };
    }

    private static boolean catches(String kind, Throwable thrown) {
        return switch (kind) {
            case "A" -> thrown instanceof A;
            case "B" -> thrown instanceof B;
            case "X" -> thrown instanceof X;
            case "exit" -> thrown instanceof GeneratorExit;
            case "stop" -> thrown instanceof StopIteration;
            default -> thrown instanceof Exception;
        };
    }

    /** What the block returned, or that it went through. */
    private Object block(Generator.Self<Object> self, int number, JsonNode body) throws Exception {
        for (var statement : body) {
            var result = statement(self, number, statement);
            if (result != WENT_THROUGH) {
                return result;
            }
        }
        return WENT_THROUGH;
    }

    private Object statement(Generator.Self<Object> self, int number, JsonNode statement) throws Exception {
        var argument = statement.get(1);
        switch (statement.get(0).stringValue()) {
            case "yield" -> note(number, "got", self.yield(argument.intValue()));
            case "from" -> note(number, "result", self.yieldFrom(gens.get(argument.intValue())));
            case "list" -> note(number, "result", self.yieldFrom(new Values(argument)));
            case "not" -> self.yieldFrom(5);
            case "note" -> note(number, "note", null);
            case "next" -> note(number, "took", gens.get(argument.intValue()).next());
            case "send" ->
                note(
                        number,
                        "took",
                        gens.get(argument.intValue()).send(statement.get(2).intValue()));
            case "throw" ->
                note(
                        number,
                        "took",
                        raised(
                                gens.get(argument.intValue()),
                                make(statement.get(2).stringValue())));
            case "close" -> note(number, "closed", gens.get(argument.intValue()).closeAndGet());
            case "raise" -> throw Sneaky.raise(make(argument.stringValue()));
            case "return" -> {
                return argument.intValue();
            }
            case "loop" -> {
                return loop(self, number, statement);
            }
            default -> {
                return trying(self, number, statement);
            }
        }
        return WENT_THROUGH;
    }

    private static Object raised(Generator<?> gen, Throwable exception) {
        try {
            return gen.raise(exception);
        } catch (Throwable undeclared) {
            throw Sneaky.raise(undeclared);
        }
    }

    private Object loop(Generator.Self<Object> self, int number, JsonNode statement) throws Exception {
        for (var i = 0; i < statement.get(1).intValue(); i++) {
            var result = block(self, number, statement.get(2));
            if (result != WENT_THROUGH) {
                return result;
            }
        }
        return WENT_THROUGH;
    }

    private Object trying(Generator.Self<Object> self, int number, JsonNode statement) throws Exception {
        Object result = WENT_THROUGH;
        Throwable escaping = null;
        try {
            result = tryAndCatch(self, number, statement);
        } catch (Throwable thrown) {
            escaping = thrown;
        }
        if (!statement.get(3).isNull()) { // a finally block: what it returns or throws replaces what was under way
            note(number, "finally", null);
            var instead = block(self, number, statement.get(3));
            if (instead != WENT_THROUGH) {
                return instead;
            }
        }
        if (escaping != null) {
            throw Sneaky.raise(escaping);
        }
        return result;
    }

    private Object tryAndCatch(Generator.Self<Object> self, int number, JsonNode statement) throws Exception {
        try {
            return block(self, number, statement.get(1));
        } catch (Throwable thrown) {
            for (var handler : statement.get(2)) {
                var kind = handler.get(0).stringValue();
                if (catches(kind, thrown)) {
                    note(number, "caught", kind);
                    return block(self, number, handler.get(1));
                }
            }
            throw thrown;
        }
    }
}
