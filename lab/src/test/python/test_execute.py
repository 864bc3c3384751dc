"""The executor through the real kernel: what fails, how it says so, and that no kernel is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from nbclient.exceptions import DeadKernelError

import processes
from course import execute, notebooks, refresh
from course.execute import Kernel, NotebookFailed
from making import code, notebook, saved, text, value

linux = pytest.mark.skipif(not processes.AVAILABLE, reason="looks at processes through Linux's /proc")


@pytest.fixture(autouse=True)
def no_kernel_is_left() -> object:
    """Whatever a test does, the JVM that it started is gone afterwards."""
    before = set(processes.children(os.getpid())) if processes.AVAILABLE else set()
    yield
    if processes.AVAILABLE:
        left = {
            pid: name for pid, name in processes.children(os.getpid()).items() if pid not in before and name == "java"
        }
        assert not left, "kernels were left behind"


def test_what_runs_is_returned_in_its_stored_form(tmp_path: Path) -> None:
    """N02 N14 Counted, merged, and without what belongs to this run only."""
    made = notebook(
        text("# A"),
        code("System.out.println(1);\nSystem.out.println(2);\n6 * 7"),
        code('throw new IllegalArgumentException("latency")', raises="IllegalArgumentException"),
        code(" caa", raises="CompilationException"),
        code('new java.io.File("").getAbsoluteFile().getName()'),
    )
    made.cells[1].outputs = [value("an older output")]
    done = execute.execute(made, "00-test.ipynb", tmp_path)
    first, second = done.cells[1].outputs
    assert (first.text, second.data["text/plain"]) == ("1\n2\n", "42")
    assert [cell.execution_count for cell in done.cells[1:]] == [1, 2, 3, 4]
    assert done.cells[4].outputs[0].data["text/plain"] == tmp_path.name
    assert all("execution" not in cell.metadata for cell in done.cells)
    assert "version" not in done.metadata.language_info


def test_what_must_not_be_stored_is_refused(tmp_path: Path) -> None:
    """N14 The error names the cell and what it carries."""
    made = notebook(code("1"), code('System.getProperty("java.home")'))
    with pytest.raises(NotebookFailed, match=r"00-test.ipynb, cell 2 `System.getProperty.*carries the absolute path"):
        execute.execute(made, "00-test.ipynb", tmp_path)


@pytest.mark.parametrize(
    "cell, reason",
    [
        (code('throw new IllegalStateException("not so");'), "not declared: .*IllegalStateException.*not so"),
        (
            code('throw new IllegalStateException("not so");', raises="StopIteration"),
            "must raise StopIteration and raised another",
        ),
        (code("1 + 1", raises="StopIteration"), "must raise StopIteration and raised nothing"),
    ],
    ids=["undeclared", "another", "none"],
)
def test_an_error_is_named_with_its_cell(cell: object, reason: str, tmp_path: Path) -> None:
    """N01 Undeclared, declared by another name, and declared but not raised."""
    with pytest.raises(NotebookFailed, match=f"^00-test.ipynb, cell 2 `.*`: .*{reason}"):
        execute.execute(notebook(text("# A"), cell), "00-test.ipynb", tmp_path)


@pytest.mark.parametrize("wait", ["Thread.sleep(100_000);", "while (true) { }"], ids=["waiting", "computing"])
def test_a_cell_that_hangs_is_named_and_its_kernel_ended(wait: str, tmp_path: Path) -> None:
    """N04 Whether it waits or computes, by the time limit of its notebook."""
    made = notebook(code("1"), code(wait), timeout=2)
    start = time.monotonic()
    with pytest.raises(NotebookFailed, match="cell 2 `.*did not end within 2 s"):
        execute.execute(made, "00-test.ipynb", tmp_path)
    assert time.monotonic() - start < 20


@linux
def test_a_killed_kernel_is_noticed_within_ten_seconds(tmp_path: Path) -> None:
    """N05 As DeadKernelError, with the cell that was running."""
    made = notebook(code("1"), code(BEGUN_AND_WAITING))
    with pytest.raises(NotebookFailed, match="cell 2 .*the kernel died") as caught:
        with Kernel(made, "00-test.ipynb", tmp_path) as kernel:
            killed: list[float] = []

            def kill() -> None:
                assert processes.eventually((tmp_path / "begun").exists, 60)
                killed.append(time.monotonic())
                os.kill(kernel.pid, signal.SIGKILL)

            with ThreadPoolExecutor(1) as other:
                other.submit(kill)
                kernel.run_all()
    assert time.monotonic() - killed[0] < 10
    assert isinstance(caught.value.__cause__, DeadKernelError)


@linux
def test_what_a_kernel_leaves_open_is_seen(tmp_path: Path) -> None:
    """N08 N09 The check that the notebooks have to pass can fail, and a child ends with its kernel."""
    made = notebook(
        code(
            'var server = new java.net.ServerSocket(0);\nvar client = new java.net.Socket("localhost", '
            'server.getLocalPort());\nvar child = new ProcessBuilder("sleep", "60").start();'
        )
    )
    with Kernel(made, "00-test.ipynb", tmp_path) as kernel:
        kernel.run_all()
        left = " and ".join(processes.left_open(kernel.pid, kernel.ports))
        child = next(iter(processes.children(kernel.pid)))
    assert "the process sleep" in left and "a server on port" in left and "a connection from port" in left
    assert processes.eventually(lambda: not processes.alive(child), 5)


BEGUN_AND_WAITING = '{ new File("begun").createNewFile(); Thread.sleep(100_000); }'
"""A cell that says by a file in its folder that it has begun to wait."""
STOPPED = """
import sys
from pathlib import Path
from course import command, refresh
command.run(lambda arguments: len(refresh.refresh([], Path(arguments[0]))))
"""


@linux
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
@pytest.mark.parametrize("moment", ["at-once", "while-starting", "in-a-cell"])
def test_a_stopped_command_leaves_no_kernel(moment: str, stop: signal.Signals, tmp_path: Path) -> None:
    """N09 When its JVM is there, when that listens and has not run a cell, and while it runs one."""
    directory = saved(tmp_path, n00_waits=notebook(code(BEGUN_AND_WAITING)))
    before = (directory / "00-waits.ipynb").read_bytes()
    command = subprocess.Popen(
        [sys.executable, "-c", STOPPED, str(directory)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(execute.__file__).parents[1])},
    )
    assert processes.eventually(lambda: "java" in processes.children(command.pid).values(), 30)
    kernels = list(processes.children(command.pid))
    if moment == "while-starting":
        assert processes.eventually(lambda: bool(processes.sockets(kernels[0])), 30)
    elif moment == "in-a-cell":
        assert processes.eventually((directory / "begun").exists, 60)
    command.send_signal(stop)
    assert command.wait(20) == (143 if stop == signal.SIGTERM else 130)
    assert processes.eventually(lambda: not any(map(processes.alive, kernels)), 5), "the kernel was left behind"
    assert (directory / "00-waits.ipynb").read_bytes() == before


def test_a_missing_kernel_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execute, "KERNEL", "no-such-kernel")
    with pytest.raises(NotebookFailed, match="00-test.ipynb: no kernel named `no-such-kernel` is installed.*mvn -Plab"):
        execute.execute(notebook(code("1")), "00-test.ipynb", tmp_path)


def test_refresh_writes_what_ran_and_leaves_what_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory = saved(tmp_path, n00_runs=notebook(code("6 * 7")), n01_fails=notebook(code("nope")))
    before = (directory / "01-fails.ipynb").read_bytes()
    with pytest.raises(NotebookFailed, match="01-fails.ipynb, cell 1 `nope`"):
        refresh.refresh([], directory)
    assert notebooks.read(directory / "00-runs.ipynb").cells[0].outputs[0].data["text/plain"] == "42"
    assert (directory / "01-fails.ipynb").read_bytes() == before
    assert capsys.readouterr().out.split()[0] == "00-runs.ipynb"
    assert sorted(path.name for path in directory.iterdir()) == ["00-runs.ipynb", "01-fails.ipynb"]


def test_a_library_that_is_not_built_is_one_sentence(tmp_path: Path) -> None:
    directory = saved(tmp_path, n00_runs=notebook(code("1")))
    (tmp_path / "lib" / "target" / "concurrency.jar").unlink()
    with pytest.raises(SystemExit, match="The library is not built.*mvn -pl lib package"):
        refresh.refresh([], directory)
