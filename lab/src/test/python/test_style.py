"""The project's Python keeps to its own habits, which are written down in ``lab/ruff.toml``."""

from __future__ import annotations

import subprocess
import sys

import pytest

from course.project import LAB

FOLDERS = [LAB / "src", LAB / "bench" / "src"]


@pytest.mark.parametrize(
    "check",
    [("check", "--output-format=concise"), ("format", "--diff")],
    ids=["linted", "formatted"],
)
def test_every_file_is(check: tuple[str, str]) -> None:
    """Mended by the same program: `ruff check --fix lab` and `ruff format lab`."""
    command = [sys.executable, "-m", "ruff", *check, "--no-cache", *FOLDERS]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
