"""What the suite promises of itself: a test that hangs ends and says where, and in CI nothing is skipped unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import processes
import skips
from course.project import LAB

HERE = Path(__file__).parent


def run(folder: Path, tests: str, *options: str, **environment: str) -> str:
    """Runs a file of tests with the plugins and settings of this suite, and returns what pytest prints."""
    (folder / "test_made.py").write_text(tests, encoding="utf-8")
    (folder / "conftest.py").write_text('pytest_plugins = ["choosing", "network", "skips"]\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", HERE / "pytest.ini", "--rootdir", folder, *options, folder],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), str(LAB / "src/main/python"))), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    return done.stdout + done.stderr


HANGS = """
import os, threading
from pathlib import Path
from course.project import NOTEBOOKS
from live import LiveKernel

def test_hangs():
    threading.Thread(target=threading.Event().wait, name="another that waits", daemon=True).start()
    with LiveKernel(NOTEBOOKS) as kernel:
        Path("kernel").write_text(str(kernel.pid))
        kernel.run("while (true) { }", 1000)

def test_goes_on():
    pass
"""


@pytest.mark.skipif(not processes.AVAILABLE, reason="looks at processes through Linux's /proc")
@pytest.mark.slow
def test_a_test_that_hangs_is_named_with_all_threads_and_its_kernel_ends(tmp_path: Path) -> None:
    """N04 And the tests after it run."""
    said = run(tmp_path, HANGS, "--timeout=15")
    assert "Timeout" in said and "FAILED test_made.py::test_hangs" in said
    assert "another that waits" in said and "kernel.run(" in said
    assert "1 failed, 1 passed" in said
    kernel = int((tmp_path / "kernel").read_text(encoding="ascii"))
    assert processes.eventually(lambda: not processes.alive(kernel), 5)


SKIPS = """
import pytest
def test_runs(): pass
def test_skips(): pytest.skip("no such program")
@pytest.mark.skip(reason="out of order")
def test_is_marked(): pass
@pytest.mark.xfail(reason="broken")
def test_is_known_to_fail(): assert False
"""


def test_a_skip_that_is_not_listed_fails_in_ci(tmp_path: Path) -> None:
    """Wherever it comes from, an expected failure included; elsewhere it is a skip."""
    assert "1 passed, 2 skipped, 1 xfailed" in run(tmp_path, SKIPS, CI="")
    said = run(tmp_path, SKIPS, CI="true")
    assert "1 passed" in said and "skipped" not in said.rpartition("=== ")[2]
    for name, reason in (("skips", "no such program"), ("is_marked", "out of order"), ("is_known_to_fail", "broken")):
        assert f"test_made.py::test_{name} is skipped in CI, and allowed-skips.txt does not list it" in said
        assert reason in said


def test_a_whole_file_that_is_skipped_fails_in_ci(tmp_path: Path) -> None:
    """As it does when a package is missing."""
    tests = 'import pytest\npytest.importorskip("no_such_package")\n'
    assert "test_made.py is skipped in CI" in run(tmp_path, tests, CI="true")


def test_the_list_has_a_runner_a_pattern_and_a_reason_in_each_line(tmp_path: Path) -> None:
    """A line that says less is an error, and so is a reason for nothing."""
    file = tmp_path / "allowed-skips.txt"
    file.write_text(
        "# a comment\n\npytest test_a.py::test_b[c*]: no d here\njunit a.B#c: e\npytest test_f.py*: all of it\n",
        encoding="utf-8",
    )
    patterns = skips.allowed(file)
    assert patterns == {"test_a.py::test_b[c*]": "no d here", "test_f.py*": "all of it"}
    assert skips.allowed(file, "junit") == {"a.B#c": "e"}
    assert skips.is_allowed("lab/src/test_a.py::test_b[c/2]", patterns)
    assert skips.is_allowed("test_f.py", patterns)
    assert not skips.is_allowed("test_a.py::test_bc", patterns)
    for wrong in ("pytest test_a.py::test_b", "pytest test_a.py::test_b: ", "gradle a: b"):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(pytest.UsageError, match="is not `<runner> <pattern>: <reason>`"):
            skips.allowed(file)


def test_every_listed_skip_is_of_a_test_that_exists() -> None:
    """So that the list does not outlive what it excuses."""
    for pattern in skips.allowed():
        assert (HERE / pattern.partition("::")[0].rstrip("*")).exists(), pattern
