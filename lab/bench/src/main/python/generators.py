"""CPython's generators: ``generators.py next|yield-from steps``. Prints the seconds of one step, five times."""

import sys
from timeit import timeit

from peer import say


def ones():
    while True:
        yield 1


def through(source):
    yield from source


def nested(depth):
    return ones() if depth == 0 else through(nested(depth - 1))


kind, steps = sys.argv[1], int(sys.argv[2])
generator = nested({"next": 0, "yield-from": 10}[kind])
for _ in range(5):
    say(seconds=timeit("next(generator)", number=steps, globals=globals()) / steps)
