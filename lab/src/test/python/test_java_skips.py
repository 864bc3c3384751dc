"""In CI no Java test is skipped but what ``lab/allowed-skips.txt`` lists: read from the reports of the Java tests."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.project import ROOT
from skips import allowed, is_allowed


def skipped(root: Path) -> Iterator[str]:
    """The Java tests that the last run skipped, as class.method, each with its reason."""
    for module in ("lib", "lab", "lab/bench"):
        for report in (root / module / "target" / "surefire-reports").glob("TEST-*.xml"):
            for test in ElementTree.parse(report).getroot().iter("testcase"):
                reason = test.find("skipped")
                if reason is not None:
                    yield f"{test.get('classname')}.{test.get('name')}: {reason.get('message')}"


@pytest.mark.skipif(os.environ.get("CI") != "true", reason="elsewhere a test may be skipped, and says so")
def test_no_java_test_is_skipped_unseen() -> None:
    patterns = allowed(runner="junit")
    assert [test for test in skipped(ROOT) if not is_allowed(test.split(": ")[0], patterns)] == []


def test_a_skipped_java_test_is_found(tmp_path: Path) -> None:
    reports = tmp_path / "lib" / "target" / "surefire-reports"
    reports.mkdir(parents=True)
    (reports / "TEST-x.xml").write_text(
        '<testsuite><testcase classname="a.B" name="good"/>'
        '<testcase classname="a.B" name="left"><skipped message="no /proc"/></testcase></testsuite>'
    )
    assert list(skipped(tmp_path)) == ["a.B.left: no /proc"]
