"""Every notebook of the course through the real kernel, and as it is committed."""

from __future__ import annotations

import copy
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbformat import NotebookNode

import choosing
import network
import processes
from course import execute, lint, notebooks, rules_outputs
from course.execute import Kernel, NotebookFailed
from course.project import require_library
from making import code, saved
from making import notebook as notebook_of

ENDED_BY_REQUEST_OR_SIGTERM = {0, 143, -15}


@dataclass(frozen=True)
class Run:
    """What is known of a notebook's kernel after it has run all cells, once or twice, and was ended."""

    fresh: NotebookNode
    """After the first run, as it would be stored."""
    ports: set[int]
    left_open: list[str]
    status: int | None


def run(file: Path, times: int) -> Run:
    """Runs all cells of a notebook in one fresh kernel, so many times."""
    notebook = notebooks.read(file)
    with Kernel(notebook, file.name, file.parent) as kernel:
        kernel.run_all()
        fresh = execute.fit_to_store(copy.deepcopy(notebook), file.name)
        for _ in range(times - 1):
            kernel.run_all()
        left_open = []
        if processes.AVAILABLE:
            processes.eventually(lambda: not processes.left_open(kernel.pid, kernel.ports), 5)
            left_open = processes.left_open(kernel.pid, kernel.ports)
        process = kernel.process
    return Run(fresh, kernel.ports, left_open, process and process.returncode)


@pytest.fixture(scope="module")
def runs(request: pytest.FixtureRequest) -> Iterator[dict[Path, Future[Run]]]:
    """All notebooks, two at a time in their order: they wait more than they compute."""
    config = request.config
    times = 1 if choosing.is_fast(config) else 2
    asked = {item.callspec.params["notebook_file"] for item in request.session.items if "runs" in item.fixturenames}
    with ThreadPoolExecutor(2) as pool:
        yield {file: pool.submit(run, file, times) for file in sorted(asked)}
        pool.shutdown(cancel_futures=True)


@pytest.mark.timeout(900)
def test_runs_twice_in_one_kernel_and_leaves_nothing_open(
    notebook_file: Path, runs: dict[Path, Future[Run]], executed: dict[Path, NotebookNode]
) -> None:
    """N01 N02 N03 N08 N13 Top to bottom in a fresh kernel, then all cells again, beside another notebook.

    The first run may be stored. Afterwards only the kernel's own ports are open.
    """
    require_library(notebook_file.parent)
    ran = runs[notebook_file].result()
    executed[notebook_file] = ran.fresh
    assert len(ran.ports) == 5
    assert ran.left_open == [], "left open after the last cell"
    assert ran.status in ENDED_BY_REQUEST_OR_SIGTERM, "the kernel had to be killed"
    assert [cell.execution_count for cell in ran.fresh.cells if cell.cell_type == "code"] == list(
        range(1, 1 + sum(cell.cell_type == "code" for cell in ran.fresh.cells))
    )
    assert lint.lint(ran.fresh, notebook_file.name, rules_outputs.RULES) == [], (
        "a fresh run is not as it should be stored"
    )


def test_is_committed_as_it_should_be(notebook_file: Path) -> None:
    """N02 N12 N14 N15 Outputs stored, and nothing for the linter to find."""
    findings = lint.lint_file(notebook_file)
    assert not findings, "\n".join(map(str, findings))


def test_says_what_to_do_before_the_library_is_built(folder: Path, tmp_path: Path) -> None:
    """N10 The first cell fails, in words, where there is no jar for it to load."""
    notebook = notebooks.read(notebooks.all_notebooks(folder)[0])
    with (
        Kernel(notebook, "unbuilt", tmp_path) as kernel,
        pytest.raises(NotebookFailed, match="Build the library first: run mvn"),
    ):
        kernel.run_all()


@pytest.mark.slow
def test_one_notebook_in_four_kernels(folder: Path, tmp_path: Path) -> None:
    """N03 Readers who share a machine and a folder: no port or file that they would fight for."""
    (tmp_path / "lib").symlink_to(folder.parent / "lib")
    shutil.copytree(folder, tmp_path / "notebooks", ignore=shutil.ignore_patterns("runs", ".*"))
    file = notebooks.all_notebooks(tmp_path / "notebooks")[0]
    notebook = notebooks.read(file)
    notebook.cells.append(
        code('saveRun(new concurrency.trace.Recorder().trace("four at once"));\nloadRun("four at once")')
    )
    notebooks.write(notebook, file)
    with ThreadPoolExecutor(4) as pool:
        ran = list(pool.map(run, [file] * 4, [1] * 4))
    assert [one.left_open for one in ran] == [[]] * 4
    assert len(set[int]().union(*(one.ports for one in ran))) == 4 * 5


def test_there_is_no_network(request: pytest.FixtureRequest) -> None:
    """N13 Every other test here runs with nothing but the loopback up, those of the notebooks too."""
    reason = request.config.stash[network.WHY_NOT]
    if reason:
        pytest.skip(reason)
    devices = [line.partition(":")[0].strip() for line in Path("/proc/net/dev").read_text().splitlines()[2:]]
    assert devices == ["lo"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as some, pytest.raises(OSError, match="unreachable"):
        some.connect(("192.0.2.1", 9))
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    child = subprocess.run(["cat", "/proc/net/dev"], capture_output=True, text=True, check=True).stdout
    assert child.count(":") == 1, "what is started from here has a network"


def test_a_notebook_that_hangs_fails_by_its_own_time_limit_and_the_others_run(tmp_path: Path) -> None:
    """N04 Two notebooks with time limits of their own, tested as the course's are: one fails, the other passes."""
    waits = code('Thread.sleep(3_000);\n"done"')
    directory = saved(tmp_path, n00_hangs=notebook_of(waits, timeout=1), n01_waits=notebook_of(waits, timeout=60))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", Path(__file__).name, "-k", "runs_twice", f"--notebooks={directory}"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
    )
    assert "00-hangs.ipynb, cell 1 `Thread.sleep(3_000);`: did not end within 1 s" in done.stdout
    assert "[01-waits]" not in done.stdout.partition("short test summary")[2]
    assert "1 failed, 1 passed" in done.stdout
