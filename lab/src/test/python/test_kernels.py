"""The notebooks on other kernels than the project's own: on a small machine, and on IJava."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

import choosing
import processes
from course import execute, notebooks
from course.execute import Kernel
from course.project import require_library

OURS = Path(sys.prefix) / "share" / "jupyter" / "kernels" / "java" / "kernel.json"
IJAVA = "COURSE_IJAVA"
"""Names the jar of IJava 1.3.0, which is on no package registry."""
SMALL_MACHINE = 2 * 1024**3
JUPYTERLAB = 300 * 1024**2
"""What JupyterLab and a browser's page take of a small machine, roughly."""


def kernel(name: str, argv: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the executor start this kernel, which is installed for this test only."""
    spec = {"argv": argv, "display_name": name, "language": "java", "interrupt_mode": "message"}
    folder = tmp_path / "kernels" / name
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setattr(execute, "KERNEL", name)


@pytest.mark.slow
@pytest.mark.skipif(not processes.AVAILABLE, reason="looks at processes through Linux's /proc")
@pytest.mark.parametrize("number", ["03", "04"])
def test_runs_on_a_small_machine(number: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """N16 On one processor and within the memory of a machine of 2 GB: 10,000 downloads at once, and a pool."""
    taskset = shutil.which("taskset")
    assert taskset, "taskset is part of util-linux"
    java, *options = json.loads(OURS.read_text(encoding="utf-8"))["argv"]
    kernel("small", [taskset, "-c", "0", java, f"-XX:MaxRAM={SMALL_MACHINE}", *options], tmp_path, monkeypatch)
    [file] = [file for file in notebooks.all_notebooks(folder) if file.name.startswith(number)]
    require_library(folder)
    with Kernel(notebooks.read(file), file.name, folder) as started, Memory(started.pid) as memory:
        assert len(os.sched_getaffinity(started.pid)) == 1
        started.run_all()
    assert 0 < memory.most < SMALL_MACHINE - JUPYTERLAB


@pytest.mark.parametrize("number", choosing.CHOSEN)
def test_runs_on_ijava(number: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """N16 Unmodified; the generators run on threads there, as IJava's own kernel.json has no flags."""
    jar = os.environ.get(IJAVA)
    if not jar:
        pytest.skip(f"{IJAVA} does not name the jar of IJava 1.3.0")
    java = json.loads(OURS.read_text(encoding="utf-8"))["argv"][0]
    kernel("ijava", [java, "-jar", jar, "{connection_file}"], tmp_path, monkeypatch)
    [file] = [file for file in notebooks.all_notebooks(folder) if file.name.startswith(number)]
    require_library(folder)
    execute.execute_file(file)


class Memory:
    """The most that a process and its children take of the machine's memory at one moment of a ``with`` block."""

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._pid, self._over = pid, threading.Event()
        self._looks = threading.Thread(target=self._look)

    def __enter__(self) -> Memory:
        self._looks.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._looks.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            self.most = max(self.most, sum(map(processes.memory, [self._pid, *processes.children(self._pid)])))
