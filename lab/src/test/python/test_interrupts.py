"""A cell is interrupted in each kind of wait, as by the button: it ends soon, leaves nothing, the next cell works."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import processes
from course.project import LOAD_LIBRARY, NOTEBOOKS, require_library
from live import LiveKernel

pytestmark = pytest.mark.skipif(not processes.AVAILABLE, reason="looks at processes through Linux's /proc")

IMPORTS = """import concurrency.asyncio.*;
import concurrency.cpu.*;
import concurrency.download.*;
import concurrency.multiprocessing.*;
import concurrency.site.*;
import java.nio.channels.*;
import java.time.*;
import java.util.*;
import static concurrency.asyncio.Asyncio.*;"""
BEGUN = 'void begun(String folder) throws IOException { new File(folder, "begun").createNewFile(); }'
SLOW = """String folder = "";
var slow = SimulatedWeb.builder().latency(Duration.ofMinutes(1)).fault(request -> {
    new File(folder, "begun").mkdir();
    return Optional.empty();
}).start();"""
OPENED = (
    "var loop = new EventLoop();",
    "var silent = new java.net.ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress());",
    "var pool = ProcessPool.builder().workers(1).start();",
    "PoolFuture<Integer> asked;",
)
WAITS = {
    "sleep": "begun(folder); Thread.sleep(1_000_000);",
    "gather": """loop.runUntilComplete(async(() -> {
    begun(folder);
    return await(gather(sleep(1e6), sleep(2e6)));
}));""",
    "get": """asked = pool.submit(() -> { begun("FOLDER"); Thread.sleep(1_000_000); return 1; });
asked.get();""",
    "selector": """try (var channel = SocketChannel.open(silent.getLocalSocketAddress())) {
    channel.configureBlocking(false);
    loop.runUntilComplete(async(() -> { begun(folder); return await(loop.sockRecv(channel, 10)); }));
}""",
    "cpu": "begun(folder); while (true) CpuBound.cpuBound(CpuBound.MAX_NUMBER);",
    "a-loop-that-looks": "begun(folder); while (!Thread.interrupted()) Thread.onSpinWait();",
    "synchronous": "new SynchronousDownloader(slow).download(Site.urls(160));",
    "threads": "new ThreadingDownloader(slow, 5).download(Site.urls(160));",
    "virtual-threads": "new VirtualThreadDownloader(slow).download(Site.urls(160));",
    "asyncio": "new AsyncioDownloader(slow).download(Site.urls(160));",
    "processes": "new MultiprocessingDownloader(slow, 1).download(Site.urls(160));",
}
AFTERWARDS = {
    "gather": ("loop.runUntilComplete(async(() -> 6 * 7))", "42"),
    "selector": ("loop.runUntilComplete(async(() -> 6 * 7))", "42"),
    "get": ("asked.cancel(true);\npool.submit(() -> 6 * 7).get()", "42"),
}
"""What was interrupted works again; a task whose future is kept goes on until it is cancelled, as in any executor."""


@pytest.fixture(scope="module")
def kernel() -> Iterator[LiveKernel]:
    """One kernel for all waits, with what they wait for."""
    require_library(NOTEBOOKS)
    with LiveKernel(NOTEBOOKS) as started:
        for source in (LOAD_LIBRARY, IMPORTS, BEGUN, SLOW, *OPENED):
            started.run(source)
        yield started


@pytest.mark.parametrize("wait", WAITS)
def test_an_interrupted(wait: str, kernel: LiveKernel, tmp_path: Path) -> None:
    """N06 N07 The cell fails in under 3 s, its own thread has left it too, and no download and no worker goes on.

    The cell is one statement, as the kernel loses an interrupt that comes between two.
    """
    kernel.run(f'folder = "{tmp_path}";')
    before = set(processes.children(kernel.pid))
    source = WAITS[wait].replace("FOLDER", str(tmp_path))
    cell = kernel.start(f'{{ try {{ {source} }} finally {{ new File(folder, "ended").mkdir(); }} }}')
    assert processes.eventually((tmp_path / "begun").exists, 30), kernel.ended(cell, 1)
    asked = time.monotonic()
    kernel.interrupt()
    assert "Evaluation interrupted" in kernel.ended(cell, 10).error
    assert processes.eventually((tmp_path / "ended").exists, asked + 3 - time.monotonic()), "the cell's thread waits on"
    assert time.monotonic() - asked < 3
    assert kernel.run("6 * 7", 5).value == "42"
    source, value = AFTERWARDS.get(wait, ("1", "1"))
    assert kernel.run(source, 10).value == value
    port = int(kernel.run("slow.port()").value)
    assert processes.eventually(lambda: not downloads(kernel, port), 3), "downloads go on"
    assert processes.eventually(lambda: set(processes.children(kernel.pid)) == before, 3), "workers go on"


def downloads(kernel: LiveKernel, port: int) -> list[int]:
    """The local ports from which the kernel still asks for something."""
    return [local for local, remote, listening in processes.sockets(kernel.pid) if remote == port and not listening]


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", [100, 700])
def test_an_interrupt_at_any_moment_of_a_download(milliseconds: int, kernel: LiveKernel) -> None:
    """N06 Also while connections are made and answers read, which no gate can tell: the next cell works."""
    kernel.run('folder = "/no/such/folder";')
    quick = "try (var quick = SimulatedWeb.builder().start()) { while (true) %s }"
    cell = kernel.start(f"{{ {quick % WAITS['threads'].replace('slow', 'quick')} }}")
    time.sleep(milliseconds / 1000)  # not to wait for something: the moment is the point
    kernel.interrupt()
    assert re.search("interrupted|Interrupted", kernel.ended(cell, 10).error)
    assert kernel.run("6 * 7", 5).value == "42"
