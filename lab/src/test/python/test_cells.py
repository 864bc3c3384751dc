"""What a cell shows of what happens elsewhere: the errors and the output of threads, tasks and workers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from course import outputs
from course.execute import Kernel
from course.project import LOAD_LIBRARY, NOTEBOOKS, require_library
from live import LiveKernel
from making import code, notebook

IMPORTS = """import concurrency.asyncio.*;
import concurrency.multiprocessing.*;
import java.util.*;
import java.util.concurrent.*;
import static concurrency.asyncio.Asyncio.*;"""
BOOM = """int boom(int n) {
    return 10 / n;
}"""
MEGABYTES = 10
LINE = 64


@pytest.fixture(scope="module")
def kernel() -> Iterator[LiveKernel]:
    """One kernel with a pool of one worker and a pool of one thread."""
    require_library(NOTEBOOKS)
    with LiveKernel(NOTEBOOKS) as started:
        for source in (LOAD_LIBRARY, IMPORTS, BOOM):
            started.run(source)
        started.run(
            "var pool = ProcessPool.builder().workers(1).start();\nvar threads = Executors.newFixedThreadPool(1);"
        )
        yield started


FAILING = {
    "the-cell": "boom(0)",
    "completable-future-get": "CompletableFuture.supplyAsync(() -> boom(0)).get()",
    "completable-future-join": "CompletableFuture.supplyAsync(() -> boom(0)).join()",
    "then": "CompletableFuture.supplyAsync(() -> 0).thenApply(n -> boom(n)).join()",
    "thread-pool": "threads.submit(() -> boom(0)).get()",
    "invoke-all": "threads.invokeAll(List.of(() -> boom(0))).getFirst().get()",
    "process-pool": "pool.submit(() -> boom(0)).get()",
    "process-pool-map": "pool.map(n -> boom(n), List.of(1, 0))",
    "coroutine": "run(async(() -> boom(0)))",
    "gather": "run(async(() -> await(gather(async(() -> boom(0)), async(() -> boom(1))))))",
}


@pytest.mark.parametrize("where", FAILING)
def test_an_error_in(where: str, kernel: LiveKernel) -> None:
    """N10 Its class, its message, the line of the method's cell, and the line of the cell that was run are shown."""
    ran = kernel.ended(kernel.start(f"{{\n    {FAILING[where]};\n}}"), 60)
    error = outputs.plain(ran.error)
    assert "java.lang.ArithmeticException: / by zero" in error
    assert re.search(r"\.boom\(#\d+:2\)", error)
    assert re.search(r"\.(lambda\$.*)?\(#\d+:2\)", error), "the second line of the cell itself is not named"


def test_an_error_of_a_thread_that_nobody_asks_is_printed(kernel: LiveKernel) -> None:
    """N10 N11 The cell does not fail, as nobody waits for a result; but the error is read under it."""
    ran = kernel.run("{ var thread = new Thread(() -> boom(0)); thread.start(); thread.join(); }")
    assert "java.lang.ArithmeticException: / by zero" in ran.printed and "boom" in ran.printed


def test_output_of_threads_arrives(kernel: LiveKernel) -> None:
    """N11 On both streams, from a thread that the cell waits for."""
    both = '() -> { System.out.println("out of a thread"); System.err.println("err of a thread"); }'
    ran = kernel.run(f"threads.submit({both}).get();")
    assert sorted(ran.printed.splitlines()) == ["err of a thread", "out of a thread"]


def test_output_of_workers_is_kept_for_the_cell_to_print(kernel: LiveKernel) -> None:
    """N11 On both streams, with the worker's name; the pool keeps it, as it comes from another process."""
    both = '{ System.out.println("out of a task"); System.err.println("err of a task"); return 1; }'
    assert kernel.run(f"pool.submit(() -> {both}).get()").printed == ""
    kept = kernel.run("pool.output()").value.splitlines()
    assert sorted(line.partition(": ")[2] for line in kept) == ["err of a task", "out of a task"]


def test_ten_megabytes_arrive(kernel: LiveKernel) -> None:
    """N11 Every byte of them, in ten cells: the kernel may drop what one cell sends faster than anybody reads it."""
    for _ in range(MEGABYTES):
        ran = kernel.run('for (int i = 0; i < 10; i++) System.out.println("x".repeat(99_999));', 120)
        assert ran.printed == ("x" * 99_999 + "\n") * 10
    assert kernel.run("6 * 7").value == "42"


def test_ten_megabytes_of_a_worker_do_not_wedge(kernel: LiveKernel) -> None:
    """N11 Neither the task, nor the pool, nor the kernel; the pool keeps the end of it."""
    lines = MEGABYTES * 1_000_000 // LINE
    talks = f'{{ for (int i = 0; i < {lines}; i++) System.out.println("y".repeat({LINE - 1})); return 5; }}'
    assert kernel.run(f"pool.submit(() -> {talks}).get()", 120).value == "5"
    assert kernel.run("pool.submit(() -> 6 * 7).get()").value == "42"
    assert kernel.run("pool.output()").value.endswith("y" * (LINE - 1))


@pytest.mark.slow
def test_ten_megabytes_in_small_pieces_do_not_wedge_a_notebook() -> None:
    """N11 The kernel sends each line as a message of its own, and may lose some of so many; the next cell runs."""
    lines = MEGABYTES * 1_000_000 // LINE
    made = notebook(
        code(f'for (int i = 0; i < {lines}; i++) System.out.println("z".repeat({LINE - 1}));'), code("6 * 7")
    )
    with Kernel(made, "00-talks.ipynb", NOTEBOOKS) as started:
        started.run_all()
    assert made.cells[1].outputs[0].data["text/plain"] == "42"
