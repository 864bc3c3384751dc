"""Pools of processes in a live kernel: what workers start from, what an interrupt leaves, and who outlives whom."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import processes
from course.project import LOAD_LIBRARY, NOTEBOOKS, require_library
from live import LiveKernel

pytestmark = pytest.mark.skipif(not processes.AVAILABLE, reason="looks at processes through Linux's /proc")

IMPORTS = """import concurrency.download.*;
import concurrency.multiprocessing.*;
import concurrency.site.*;
import java.nio.file.*;
import java.time.*;
import java.util.*;"""
STAY = """int stay(String folder, int number) throws Exception {
    Files.createFile(Path.of(folder, "begun-" + number));
    try {
        Thread.sleep(1_000_000);
        return number;
    } finally {
        Files.createFile(Path.of(folder, "ended-" + number));
    }
}"""
"""A task that says when it begins and when it ends, and does not end by itself."""
POOL = """var pool = ProcessPool.builder().workers(2).start();
pool.awaitReady();
pool.workers()"""
SQUARES = "pool.map(i -> i * i, List.of(1, 2, 3))"


def prepared(kernel: LiveKernel) -> str:
    """The cells before the first that matters; returns who the pool's workers are."""
    for source in (LOAD_LIBRARY, IMPORTS, STAY):
        kernel.run(source)
    return kernel.run(POOL).value


@pytest.fixture(scope="module")
def kernel() -> Iterator[LiveKernel]:
    """One kernel with a pool of two workers for all tests that leave it as it was."""
    require_library(NOTEBOOKS)
    with LiveKernel(NOTEBOOKS) as started:
        prepared(started)
        yield started


def workers(kernel: LiveKernel) -> set[int]:
    """The processes that the kernel has started and that are alive."""
    return set(processes.children(kernel.pid))


def interrupted(kernel: LiveKernel, source: str, marks: Path, count: int) -> None:
    """Runs a cell of one statement until so many tasks have begun, interrupts it, and sees that this ends it soon.

    Of one statement, as the kernel loses an interrupt that comes between two.
    """
    cell = kernel.start(source.replace("MARKS", f'"{marks}"'))
    assert processes.eventually(lambda: len(list(marks.glob("begun-*"))) == count, 30), "the cell did not begin to wait"
    asked = time.monotonic()
    kernel.interrupt()
    ran = kernel.ended(cell, 10)
    assert time.monotonic() - asked < 3
    assert "Evaluation interrupted" in ran.error  # JJava's words; the cell's own thread may need a moment more


def all_ended(marks: Path) -> bool:
    """Whether each task that began has ended, in its worker."""
    return len(list(marks.glob("begun-*"))) == len(list(marks.glob("ended-*")))


def test_workers_of_a_kernel_start_from_the_cache_of_the_build(kernel: LiveKernel) -> None:
    """Mapped into their memory, and without a word from Java."""
    assert len(workers(kernel)) == 2
    for worker in workers(kernel):
        assert "worker.aot" in Path(f"/proc/{worker}/maps").read_text()
    assert kernel.run("pool.output()").value == ""


def test_an_interrupted_map_leaves_no_worker_busy(kernel: LiveKernel, tmp_path: Path) -> None:
    """N06 N07 Nor is what was still waiting begun afterwards."""
    before = workers(kernel)
    interrupted(kernel, "pool.map(i -> stay(MARKS, i), List.of(1, 2, 3, 4))", tmp_path, 2)
    assert processes.eventually(lambda: all_ended(tmp_path), 3)
    assert kernel.run(SQUARES).value == "[1, 4, 9]"
    assert len(list(tmp_path.glob("begun-*"))) == 2, "what waited was run after the interrupt"
    assert workers(kernel) == before


def test_an_interrupted_get_leaves_the_task_to_who_has_its_future(kernel: LiveKernel, tmp_path: Path) -> None:
    """N06 As with every future: waiting has ended, the task has not; the other worker works, and cancel ends it."""
    before = workers(kernel)
    kernel.run("PoolFuture<Integer> waiting;")
    interrupted(kernel, "{ waiting = pool.submit(() -> stay(MARKS, 1)); waiting.get(); }", tmp_path, 1)
    assert kernel.run(SQUARES).value == "[1, 4, 9]"
    assert not all_ended(tmp_path)
    assert kernel.run("waiting.cancel(true)").value == "true"
    assert processes.eventually(lambda: all_ended(tmp_path), 3)
    assert workers(kernel) == before


def test_an_interrupted_get_on_a_cell_s_own_pool_ends_the_pool(kernel: LiveKernel, tmp_path: Path) -> None:
    """N06 N07 The pool says so to whoever has kept it."""
    before = workers(kernel)
    kernel.run("ProcessPool kept;")
    interrupted(
        kernel, "try (var own = new ProcessPool()) { kept = own; own.submit(() -> stay(MARKS, 1)).get(); }", tmp_path, 1
    )
    assert processes.eventually(lambda: all_ended(tmp_path) and workers(kernel) == before, 3)
    assert kernel.run(SQUARES).value == "[1, 4, 9]"
    refused = kernel.ended(kernel.start("kept.submit(() -> 1)"), 10).error
    assert "RejectedExecutionException" in refused and "the pool is shut down" in refused


def test_an_interrupted_download_leaves_no_process(kernel: LiveKernel, tmp_path: Path) -> None:
    """N06 N07 By processes, from a web that takes a minute for an answer and says when it was asked."""
    before = workers(kernel)
    kernel.run(f"""var requests = new java.util.concurrent.atomic.AtomicInteger();
var slow = SimulatedWeb.builder().latency(Duration.ofMinutes(1)).fault(request -> {{
    new File("{tmp_path}/begun-" + requests.incrementAndGet()).mkdir();
    return Optional.empty();
}}).start();""")
    interrupted(kernel, "new MultiprocessingDownloader(slow, 2).download(Site.urls(160))", tmp_path, 2)
    assert processes.eventually(lambda: workers(kernel) == before, 3)
    assert kernel.run(SQUARES).value == "[1, 4, 9]"
    kernel.run("slow.close();")


@pytest.mark.parametrize("end", ["shutdown_request", "SIGTERM", "SIGKILL"])
def test_a_kernel_that_ends_takes_its_workers_and_its_server_along(end: str, tmp_path: Path) -> None:
    """N05 N09 One worker is busy for a waiting cell, the other idle; nobody answers at the server's port afterwards.

    JJava 1.0a8 answers a shutdown_request, and would end when its threads have been idle for a minute: it is Jupyter's
    SIGTERM, in the same five seconds, that ends it.
    """
    with LiveKernel(NOTEBOOKS) as ending:
        prepared(ending)
        port = int(ending.run("var web = SimulatedWeb.builder().start();\nweb.port()").value)
        socket.create_connection(("127.0.0.1", port)).close()
        ending.start(f'pool.submit(() -> stay("{tmp_path}", 1)).get()')
        assert processes.eventually((tmp_path / "begun-1").exists, 30)
        left = workers(ending)
        assert len(left) == 2
        asked = time.monotonic()
        if end == "shutdown_request":
            ending.shut_down()
        else:
            os.kill(ending.pid, signal.Signals[end])
        assert processes.eventually(lambda: not any(map(processes.alive, left)), asked + 5 - time.monotonic()), (
            "workers were left behind"
        )
        assert processes.eventually(lambda: not answers(port), 5), "the server was left behind"


def answers(port: int) -> bool:
    """Whether somebody listens on a port."""
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionError:
        return False
    return True
