"""CPython's pool of processes: ``pool.py start|trip|map fork|spawn count``.

Prints the seconds from making a pool to the first task's result, for each of so many pools; of one ``apply``; or of a
task of a map with chunks of one.
"""

import multiprocessing
import sys
import time

from peer import say


def one():
    return 1


def plus_one(number):
    return number + 1


if __name__ == "__main__":
    what, context, count = sys.argv[1], multiprocessing.get_context(sys.argv[2]), int(sys.argv[3])
    if what == "start":
        for _ in range(count):
            start = time.perf_counter()
            with context.Pool() as pool:
                pool.apply(one)
                say(seconds=time.perf_counter() - start)
    else:
        with context.Pool() as pool:
            pool.map(plus_one, range(100), chunksize=1)
            for _ in range(10):
                start = time.perf_counter()
                if what == "trip":
                    for _ in range(count):
                        pool.apply(one)
                else:
                    pool.map(plus_one, range(count), chunksize=1)
                say(seconds=(time.perf_counter() - start) / count)
