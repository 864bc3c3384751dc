"""What the tests share: the folder of notebooks, the published site (made once), a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser, sync_playwright

import browsers
from course import notebooks, publish
from course.execute import execute_file
from course.project import TARGET, keep_jupyter_inside

keep_jupyter_inside()


pytest_plugins = ["choosing", "network", "skips"]


@pytest.fixture(scope="session")
def folder(request: pytest.FixtureRequest) -> Path:
    """The folder of the notebooks under test."""
    directory = request.config.getoption("notebooks").resolve()
    if not notebooks.all_notebooks(directory):
        pytest.skip("there is no notebook yet")
    return directory


@pytest.fixture(scope="session")
def executed() -> dict[Path, NotebookNode]:
    """What tests have run in a fresh kernel, as it would be stored, so that the site need not run it again."""
    return {}


@pytest.fixture(scope="session")
def site(folder: Path, executed: dict[Path, NotebookNode], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site, made once for all tests, in a folder with a space in its name."""

    def run(path: Path) -> NotebookNode:
        # The first is run for the site, so that publishing is tested whole.
        first = path == notebooks.all_notebooks(folder)[0]
        return execute_file(path) if first or path not in executed else executed[path]

    return publish.publish(folder, tmp_path_factory.mktemp("published site") / "site", run).parent


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Where the browser tests leave pictures of what they saw."""
    directory = TARGET / "screenshots"
    directory.mkdir(parents=True, exist_ok=True)
    return directory


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, headless."""
    program = browsers.find()
    if program is None:
        if browsers.required():
            pytest.fail(browsers.MISSING)
        pytest.skip(browsers.MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=browsers.ARGUMENTS)
        yield started
        started.close()
