"""Every notebook of the course through the real kernel, and as it is committed."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from nbformat import NotebookNode

import processes
from course import execute, lint, notebooks
from course.execute import Kernel, NotebookFailed
from course.project import require_library

ENDED_BY_REQUEST_OR_SIGTERM = {0, 143, -15}

WITHOUT_A_NETWORK = """
import fcntl, socket, struct, sys
from pathlib import Path
SIOCSIFFLAGS, UP_AND_RUNNING = 0x8914, 0x41
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as some:
    fcntl.ioctl(some, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", UP_AND_RUNNING))
from course.execute import execute_file
execute_file(Path(sys.argv[1]))
"""
"""Brings the loopback up, which is all that a fresh network namespace has, and runs a notebook there."""


def test_runs_twice_in_one_kernel_and_leaves_nothing_open(
    notebook_file: Path, executed: dict[Path, NotebookNode]
) -> None:
    """A fresh run, which may be stored, then all cells again; then only the kernel's own ports are open."""
    require_library(notebook_file.parent)
    notebook = notebooks.read(notebook_file)
    with Kernel(notebook, notebook_file.name, notebook_file.parent) as kernel:
        assert len(kernel.ports) == 5
        kernel.run_all()
        executed[notebook_file] = execute.fit_to_store(copy.deepcopy(notebook), notebook_file.name)
        kernel.run_all()
        if processes.AVAILABLE:
            processes.eventually(lambda: not processes.left_open(kernel.pid, kernel.ports), 5)
            assert processes.left_open(kernel.pid, kernel.ports) == [], "left open after the last cell"
        process = kernel.process
    assert process.returncode in ENDED_BY_REQUEST_OR_SIGTERM, "the kernel had to be killed"


def test_is_committed_as_it_should_be(notebook_file: Path) -> None:
    """Outputs stored, and nothing for the linter to find."""
    findings = lint.lint_file(notebook_file)
    assert not findings, "\n".join(map(str, findings))


def test_says_what_to_do_before_the_library_is_built(folder: Path, tmp_path: Path) -> None:
    """The first cell fails, in words, where there is no jar for it to load."""
    notebook = notebooks.read(notebooks.all_notebooks(folder)[0])
    with (
        Kernel(notebook, "unbuilt", tmp_path) as kernel,
        pytest.raises(NotebookFailed, match="Build the library first: run mvn"),
    ):
        kernel.run_all()


def test_runs_in_two_kernels_at_once(folder: Path) -> None:
    """No port or file that two readers on one machine would fight for."""
    file = notebooks.all_notebooks(folder)[0]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(execute.execute_file, [file, file]))


def test_runs_without_a_network(folder: Path) -> None:
    """With nothing but the loopback up; the second notebook is the first that downloads."""
    file = notebooks.all_notebooks(folder)[:2][-1]
    try:
        subprocess.run(["unshare", "-rn", "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this machine makes no network namespace for us: {error}")
    done = subprocess.run(
        ["unshare", "-rn", sys.executable, "-c", WITHOUT_A_NETWORK, str(file)],
        capture_output=True,
        text=True,
        timeout=600,
        env={**os.environ, "PYTHONPATH": str(Path(execute.__file__).parents[1])},
    )
    assert done.returncode == 0, done.stderr
