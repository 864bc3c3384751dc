"""Random programs of generators, and what CPython makes of them.

To record again, with CPython 3.13:   python3.13 record_programs.py > programs.jsonl && gzip -9n -f programs.jsonl

A line is one program and its outcome: {"gens": [body, ...], "drive": [action, ...], "trace": [what happened, ...]}.

A body is a list of statements, run from first to last:
  ["yield", v]            the value that comes back is written to the trace
  ["from", g]             yield from generator number g; the result is written to the trace
  ["list", [v, ...]]      yield from an iterator over these
  ["not", ]               yield from what is no iterable
  ["note", v]             writes to the trace
  ["next", g]             next() of generator number g, from within; its value is written to the trace
  ["close", g]            close() of generator number g, from within
  ["raise", kind]         raises an exception of its own
  ["return", v]           returns v
  ["loop", n, body]       n times
  ["try", body, [[kind, body], ...], finally]   catches by kind, in that order; kind "any" is what a Java Exception is
An action of the driver is ["next", g], ["send", g, v], ["throw", g, kind], ["close", g] or ["state", g].

Messages are CPython's, with these words changed, because they name types: 'int' object -> 'Integer' object,
'list_iterator' object -> 'an iterator' object.
"""
import inspect
import json
import random
import sys

KINDS = ["A", "B", "X", "exit", "stop"]


class A(Exception):
    pass


class B(A):
    pass


class X(BaseException):
    """Not an Exception, as an Error is none in Java."""


def make(kind):
    return {"A": A("a"), "B": B("b"), "X": X("x"), "exit": GeneratorExit(), "stop": StopIteration("s")}[kind]


def name(exception):
    for kind, cls in (("B", B), ("A", A), ("X", X), ("exit", GeneratorExit), ("stop", StopIteration)):
        if type(exception) is cls:
            return kind
    return {"ValueError": "state", "RuntimeError": "state", "TypeError": "argument", "AttributeError": "attribute"}[
        type(exception).__name__]


def described(exception):
    if isinstance(exception, StopIteration):
        return ["stop", exception.value]
    message = str(exception).replace("'int' object", "'Integer' object").replace("'list_iterator' object", "'an iterator' object")
    return ["raised", name(exception), message]


class TooLong(BaseException):
    pass


class Program:
    def __init__(self, program):
        self.trace = []
        self.gens = []
        for number, body in enumerate(program["gens"]):
            self.gens.append(self.generator(number, body))
        for action in program["drive"]:
            self.trace.append(self.drive(action))

    def note(self, number, *what):
        self.trace.append([number, *what])
        if len(self.trace) > 150:
            raise TooLong

    def drive(self, action):
        gen = self.gens[action[1]]
        try:
            if action[0] == "next":
                return ["yielded", next(gen)]
            if action[0] == "send":
                return ["yielded", gen.send(action[2])]
            if action[0] == "throw":
                return ["yielded", gen.throw(make(action[2]))]
            if action[0] == "close":
                return ["closed", gen.close()]
            return ["state", inspect.getgeneratorstate(gen)[4:]]
        except TooLong:
            raise
        except BaseException as exception:
            return described(exception)

    def generator(self, number, body):
        returned = yield from self.block(number, body)
        if returned is not None:
            return returned[0]

    def block(self, number, body):
        """Inlined by yield from: transparent for everything but a second exit, see main()."""
        for statement in body:
            kind = statement[0]
            if kind == "yield":
                self.note(number, "got", (yield statement[1]))
            elif kind == "from":
                self.note(number, "result", (yield from self.gens[statement[1]]))
            elif kind == "list":
                self.note(number, "result", (yield from iter(statement[1])))
            elif kind == "not":
                yield from 5
            elif kind == "note":
                self.note(number, "note", statement[1])
            elif kind == "next":
                self.note(number, "took", next(self.gens[statement[1]]))
            elif kind == "close":
                self.note(number, "closed", self.gens[statement[1]].close())
            elif kind == "raise":
                raise make(statement[1])
            elif kind == "return":
                return [statement[1]]
            elif kind == "loop":
                for _ in range(statement[1]):
                    returned = yield from self.block(number, statement[2])
                    if returned is not None:
                        return returned
            elif kind == "try":
                returned = yield from self.trying(number, statement)
                if returned is not None:
                    return returned
        return None
