"""A reader in a real browser, in a real JupyterLab: run all cells; interrupt a download and go on."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell
from playwright.sync_api import Browser, Page, expect

from course import notebooks
from course.project import require_library
from laboratory import Laboratory, menu, wait_until_all_ran, wait_until_none_runs
from making import code, notebook

NAME = "01-synchronous.ipynb"
DOWNLOADED = "Read 19210 from"


@pytest.fixture(scope="module")
def laboratory(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    """A JupyterLab on a copy of the notebooks, so that no committed file is touched."""
    if not (folder / NAME).exists():
        pytest.skip(f"there is no {NAME} yet")
    require_library(folder)
    made = Laboratory(tmp_path_factory.mktemp("lab"))
    made.take(folder)
    with made:
        yield made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    yield opened
    context.close()


def errors(page: Page) -> int:
    """How many outputs are errors: JupyterLab shows them as it shows stderr, and the kernel writes them in red."""
    return page.locator(
        ".jp-Notebook [data-mime-type='application/vnd.jupyter.stderr']:has(.ansi-red-intense-fg)"
    ).count()


def test_errors_are_told_from_what_a_cell_prints(laboratory: Laboratory, page: Page) -> None:
    """N10 The check of the next test can fail: of these cells the first two have errors."""
    cells = (" caa", 'throw new IllegalStateException("x")', 'System.err.println("only said")', "6 * 7")
    made = notebook(*(code(source, raises="any") for source in cells))
    laboratory.put(made, "errors.ipynb")
    laboratory.open(page, "errors.ipynb")
    menu(page, "Run", "Run All Cells")
    wait_until_all_ran(page, 60)
    assert errors(page) == 2


@pytest.mark.slow
def test_run_all_cells(laboratory: Laboratory, page: Page, folder: Path, screenshots: Path) -> None:
    """N01 N12 Every progress bar reaches its end, the picture is seen, and no error is shown that is not meant."""
    made = notebooks.read(folder / NAME)
    laboratory.put(made, NAME)
    laboratory.open(page, NAME)
    menu(page, "Run", "Run All Cells")
    wait_until_all_ran(page, 180)
    shown = page.locator(".jp-Notebook .jp-OutputArea-output")
    ended = [re.fullmatch(r"(\d+) of (\d+) in [\d.]+ s", text.strip()) for text in shown.all_inner_texts()]
    bars = [bar.groups() for bar in ended if bar]
    assert bars, "no progress bar ended in a sentence"
    assert all(done == asked for done, asked in bars)
    picture = page.locator(".jp-Notebook .jp-RenderedImage img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("it => it.naturalWidth") > 0
    declared = sum("raises-exception" in cell.metadata.get("tags", []) for cell in made.cells)
    assert errors(page) == declared
    picture.scroll_into_view_if_needed()
    page.screenshot(path=screenshots / "jupyterlab-01-synchronous.png")


def test_interrupt_a_download_and_run_the_next_cell(
    laboratory: Laboratory, page: Page, folder: Path, screenshots: Path
) -> None:
    """N06 The notebook up to its downloads, these many times over, and one more cell."""
    notebook = notebooks.read(folder / NAME)
    downloads = next(
        index
        for index, cell in enumerate(notebook.cells)
        if any(output.get("text", "").count(DOWNLOADED) > 1 for output in cell.get("outputs", []))
    )
    again = notebook.cells[downloads].source
    notebook.cells[downloads:] = [
        new_code_cell("for (int again = 0; again < 20; again++) {\n" + again + "\n}"),
        new_code_cell('"the next cell runs: " + 6 * 7'),
    ]
    laboratory.put(notebook, "interrupted.ipynb")
    laboratory.open(page, "interrupted.ipynb")
    menu(page, "Run", "Run All Cells")
    cells = page.locator(".jp-Notebook .jp-CodeCell")
    running, after = (cells.nth(cells.count() - back) for back in (2, 1))
    expect(running.locator(".jp-OutputArea")).to_contain_text(DOWNLOADED, timeout=60_000)
    expect(running.locator(".jp-InputPrompt")).to_contain_text("[*]")
    asked = time.monotonic()
    menu(page, "Kernel", "Interrupt Kernel")
    wait_until_none_runs(page, 10)
    assert time.monotonic() - asked < 5, "the download went on after the interrupt"
    after.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(after.locator(".jp-OutputArea")).to_contain_text("the next cell runs: 42")
    page.screenshot(path=screenshots / "jupyterlab-interrupted.png")
