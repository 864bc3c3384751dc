"""The source's loop in CPython: ``cpu.py one|fork|spawn repetitions runs``. Prints seconds for the source's numbers."""

import multiprocessing
import sys
import time

from peer import say


def cpu_bound(number):
    return sum(i * i for i in range(number))


if __name__ == "__main__":
    kind, repetitions, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    numbers = [500_000 + x for x in range(20)] * repetitions
    pool = None if kind == "one" else multiprocessing.get_context(kind).Pool()
    for _ in range(runs):
        start = time.perf_counter()
        sums = [cpu_bound(number) for number in numbers] if pool is None else pool.map(cpu_bound, numbers)
        say(seconds=(time.perf_counter() - start) / repetitions)
    if pool is not None:
        pool.terminate()
