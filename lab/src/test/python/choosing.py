"""A pytest plugin: which notebooks are tested, and what ``--fast`` leaves out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from course import notebooks
from course.project import NOTEBOOKS

CHOSEN = ("00", "01", "03", "06")
"""The notebooks that run: the first, one that downloads, an event loop, generators."""
_LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options."""
    parser.addoption(
        "--notebooks",
        type=Path,
        default=NOTEBOOKS,
        metavar="FOLDER",
        help="test the notebooks of another folder, one that has ../lib/target/concurrency.jar",
    )
    parser.addoption(
        "--fast", action="store_true", help=f"run only the notebooks {', '.join(CHOSEN)}, once, and no slow test"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Makes the marker known."""
    config.addinivalue_line("markers", "slow: left out with --fast")
    config.stash[_LEFT_OUT] = []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with the argument ``notebook_file`` runs once for each notebook."""
    if "notebook_file" in metafunc.fixturenames:
        files = notebooks.all_notebooks(metafunc.config.getoption("notebooks").resolve())
        if is_fast(metafunc.config) and "runs" in metafunc.fixturenames:
            files = [file for file in files if file.name.startswith(CHOSEN)]
        metafunc.parametrize("notebook_file", files, ids=[file.stem for file in files])


def is_fast(config: pytest.Config) -> bool:
    """Whether the option is given."""
    return bool(config.getoption("--fast"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the slow tests."""
    if is_fast(config):
        out = [item for item in items if item.get_closest_marker("slow")]
        items[:] = [item for item in items if item not in out]
        config.hook.pytest_deselected(items=out)
        config.stash[_LEFT_OUT] = [item.nodeid.split("[")[0].rpartition("/")[2] for item in out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says in a line each what was left out."""
    if is_fast(config):
        terminalreporter.section("left out with --fast")
        terminalreporter.line(f"the notebooks but {', '.join(CHOSEN)}, and the second run of these")
        for name, count in Counter(config.stash[_LEFT_OUT]).items():
            terminalreporter.line(name + (f" ({count} cases)" if count > 1 else ""))
