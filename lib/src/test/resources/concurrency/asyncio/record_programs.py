"""Random programs of generators, and what CPython makes of them.

To record again: python3.13 record_programs.py | gzip -9n > programs.jsonl.gz

A line is a program and its outcome: {"gens": [body, ...], "drive": [action, ...], "trace": [event, ...]}.

A body is a list of statements, run from first to last:
  ["yield", v]        the value that comes back goes to the trace
  ["from", g]         yields from generator number g; the result goes to the trace
  ["list", [v, ...]]  yields from an iterator over these
  ["not"]             yields from 5, which is no iterable
  ["note"]            goes to the trace
  ["next", g], ["send", g, v], ["throw", g, kind], ["close", g]   resume generator number g from within
  ["raise", kind]
  ["return", v]
  ["loop", n, body]
  ["try", body, [[kind, body], ...], finally]   the catch clauses in that order; "any" is Exception; finally may be null
An action of the driver is "next", "send", "throw", "close" as above, or ["state", g].

Kinds: A and its subclass B are Exceptions; X and exit (GeneratorExit) are none; stop is StopIteration.
"""
import inspect
import json
import random
import sys


class A(Exception):
    pass


class B(A):
    pass


class X(BaseException):
    pass


class TooLong(BaseException):
    pass


MAKE = {"A": lambda: A("a"), "B": lambda: B("b"), "X": lambda: X("x"),
        "exit": GeneratorExit, "stop": lambda: StopIteration("s")}
CAUGHT = {"A": A, "B": B, "X": X, "exit": GeneratorExit, "stop": StopIteration, "any": Exception}
# What the Java side throws in place of Python's own errors.
NAMES = {"A": "A", "B": "B", "X": "X", "GeneratorExit": "exit", "ValueError": "IllegalStateException",
         "RuntimeError": "IllegalStateException", "TypeError": "IllegalArgumentException",
         "AttributeError": "UnsupportedOperationException"}
LONGEST_TRACE = 60


def source(body, indent):
    """A body as Python."""
    pad = "    " * indent
    lines = []
    for kind, *rest in body:
        match kind:
            case "yield":
                lines.append(f"{pad}note('got', (yield {rest[0]}))")
            case "from":
                lines.append(f"{pad}note('result', (yield from gens[{rest[0]}]))")
            case "list":
                lines.append(f"{pad}note('result', (yield from iter({rest[0]})))")
            case "not":
                lines.append(f"{pad}yield from 5")
            case "note":
                lines.append(f"{pad}note('note', None)")
            case "next":
                lines.append(f"{pad}note('took', next(gens[{rest[0]}]))")
            case "send":
                lines.append(f"{pad}note('took', gens[{rest[0]}].send({rest[1]}))")
            case "throw":
                lines.append(f"{pad}note('took', gens[{rest[0]}].throw(MAKE['{rest[1]}']()))")
            case "close":
                lines.append(f"{pad}note('closed', gens[{rest[0]}].close())")
            case "raise":
                lines.append(f"{pad}raise MAKE['{rest[0]}']()")
            case "return":
                lines.append(f"{pad}return {rest[0]}")
            case "loop":
                lines.append(f"{pad}for _ in range({rest[0]}):")
                lines += source(rest[1], indent + 1)
            case "try":
                lines.append(f"{pad}try:")
                lines += source(rest[0], indent + 1)
                for caught, handler in rest[1]:
                    lines.append(f"{pad}except CAUGHT['{caught}']:")
                    lines.append(f"{pad}    note('caught', '{caught}')")
                    lines += source(handler, indent + 1)
                if rest[2] is not None:
                    lines.append(f"{pad}finally:")
                    lines.append(f"{pad}    note('finally', None)")
                    lines += source(rest[2], indent + 1)
    return lines or [f"{pad}pass"]


def run(program):
    """The trace of a program; None if it takes too long."""
    trace = []
    gens = []
    for number, body in enumerate(program["gens"]):
        def note(what, value, number=number):
            if len(trace) >= LONGEST_TRACE:
                raise TooLong
            trace.append([number, what, value])
        scope = {"note": note, "gens": gens, "MAKE": MAKE, "CAUGHT": CAUGHT}
        exec("def body():\n    if False: yield\n" + "\n".join(source(body, 1)), scope)
        gens.append(scope["body"]())
    try:
        for action in program["drive"]:
            trace.append(drive(gens[action[1]], *action[:1], *action[2:]))
    except TooLong:
        return None
    return list(trace) if len(trace) < LONGEST_TRACE else None


def drive(gen, action, argument=None):
    try:
        match action:
            case "next":
                return ["yielded", next(gen)]
            case "send":
                return ["yielded", gen.send(argument)]
            case "throw":
                return ["yielded", gen.throw(MAKE[argument]())]
            case "close":
                return ["closed", gen.close()]
            case "state":
                return ["state", inspect.getgeneratorstate(gen).removeprefix("GEN_")]
    except TooLong:
        raise
    except StopIteration as stop:
        return ["stop", stop.value]
    except BaseException as thrown:
        # The Java side names Java's types.
        message = str(thrown).replace("'int'", "'Integer'").replace("'list_iterator'", "'Values'")
        return ["thrown", NAMES[type(thrown).__name__], message]


class Author:
    """Writes programs."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def program(self):
        self.count = self.random.randint(1, 4)
        self.value = 0
        gens = [self.body(2) for _ in range(self.count)]
        drive = [["next", self.count - 1]] + [self.action() for _ in range(self.random.randint(4, 14))]
        return {"gens": gens, "drive": drive}

    def next_value(self):
        self.value += 1
        return self.value

    def gen(self):
        return self.random.randrange(self.count)

    def kind(self):
        return self.random.choice(["A", "A", "B", "X", "exit", "stop"])

    def body(self, depth):
        return [self.statement(depth) for _ in range(self.random.randint(1, 4))]

    def statement(self, depth):
        choose = self.random.random()
        if depth > 0 and choose < 0.22:
            return self.trying(depth - 1)
        if depth > 0 and choose < 0.28:
            return ["loop", self.random.randint(1, 3), self.body(depth - 1)]
        kind = self.random.choices(
            ["yield", "from", "list", "not", "note", "next", "send", "throw", "close", "raise", "return"],
            [40, 22, 5, 1, 3, 4, 2, 3, 3, 4, 5])[0]
        match kind:
            case "yield" | "return":
                return [kind, self.next_value()]
            case "from" | "next" | "close":
                return [kind, self.gen()]
            case "list":
                return [kind, [self.next_value() for _ in range(self.random.randint(0, 3))]]
            case "send":
                return [kind, self.gen(), self.next_value()]
            case "throw":
                return [kind, self.gen(), self.kind()]
            case "raise":
                return [kind, self.kind()]
            case _:
                return [kind]

    def trying(self, depth):
        kinds = self.random.sample(["B", "A", "X", "exit", "stop", "any"], self.random.randint(0, 2))
        order = ["B", "A", "stop", "any", "X", "exit"]  # no clause may hide a later one: javac would refuse it
        handlers = [[kind, self.body(depth)] for kind in sorted(kinds, key=order.index)]
        last = self.body(depth) if not handlers or self.random.random() < 0.5 else None
        return ["try", self.body(depth), handlers, last]

    def action(self):
        kind = self.random.choices(["next", "send", "throw", "close", "state"], [45, 20, 18, 10, 7])[0]
        gen = self.gen() if self.random.random() < 0.3 else self.count - 1
        argument = {"send": [self.next_value()], "throw": [self.kind()]}.get(kind, [])
        return [kind, gen, *argument]


def main(count):
    assert sys.version_info[:2] == (3, 13), "the promises are those of CPython 3.13"
    sys.unraisablehook = lambda unraisable: None  # generators that end badly when a program is over
    for seed in range(1, count + 1):
        program = Author(seed).program()
        trace = run(program)
        assert trace is not None, f"program {seed} is too long, and leaving it out would go unseen"
        print(json.dumps(program | {"trace": trace}, separators=(",", ":")))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 3300)
