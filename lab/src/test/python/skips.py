"""A pytest plugin: in CI nothing is skipped but what ``lab/allowed-skips.txt`` lists, with its reason."""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from pathlib import Path

import pytest

from course.project import LAB

LIST = LAB / "allowed-skips.txt"
RUNNERS = ("pytest", "junit")
_LINE = re.compile(r"(\w+) (.+?): (\S.*)")


def allowed(file: Path = LIST, runner: str = "pytest") -> dict[str, str]:
    """The patterns that the list has for a runner, each with its reason."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        entry = _LINE.fullmatch(line)
        if entry is None or entry[1] not in RUNNERS:
            raise pytest.UsageError(f"{file.name} has a line that is not `<runner> <pattern>: <reason>`: {line}")
        if entry[1] == runner:
            found[entry[2]] = entry[3]
    return found


def is_allowed(test: str, patterns: dict[str, str]) -> bool:
    """Whether a test, by its id, may be skipped; folders before the file's name do not count."""
    name = (
        test.rpartition("/")[2]
        if "::" not in test
        else test.split("::")[0].rpartition("/")[2] + test[test.index("::") :]
    )
    return any(re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), name) for pattern in patterns)


def _refuse_if_unseen(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and os.environ.get("CI") == "true" and not is_allowed(report.nodeid, allowed()):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} is skipped in CI, and {LIST.name} does not list it: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Makes a failure of a skip that the list does not allow, and of an expected failure likewise."""
    report = yield
    _refuse_if_unseen(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file."""
    report = yield
    _refuse_if_unseen(report)
    return report
