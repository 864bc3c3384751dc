"""The published course in a real browser, opened from the disk and with the network off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from course import benchmark, notebooks, offline

pytestmark = pytest.mark.slow  # the site is made of all notebooks, and those that no test has run are run for it


@pytest.fixture
def page(site: Path, browser: Browser) -> Iterator[Page]:
    """A page of a browser without a network; checked last: nothing asked for the network, and no script failed."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_offline(True)
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    requests: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []


def shown_title(file: Path) -> str:
    """A notebook's title as its page shows it: without markup, and with the apostrophes that Sphinx sets."""
    return re.sub(r"[`*_]", "", notebooks.title(notebooks.read(file))).replace("'", "’")


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    assert list(offline.problems(site)) == []


def test_every_notebook_is_a_page_with_text_and_coloured_code(
    site: Path, folder: Path, page: Page, screenshots: Path
) -> None:
    for file in notebooks.all_notebooks(folder):
        page.goto((site / f"{file.stem}.html").as_uri())
        assert page.title().startswith(shown_title(file))
        expect(page.locator("article h1")).to_contain_text(shown_title(file))
        colours = page.evaluate(
            "[...new Set([...document.querySelectorAll('.cell_input .highlight-java span')]"
            ".map(part => getComputedStyle(part).color))]"
        )
        assert len(colours) >= 3, "the Java code is not coloured"
        page.screenshot(path=screenshots / f"site-{file.stem}.png", full_page=True)


def test_every_picture_is_described_shown_and_sharp(site: Path, folder: Path, page: Page) -> None:
    seen = 0
    for file in notebooks.all_notebooks(folder):
        page.goto((site / f"{file.stem}.html").as_uri())
        for picture in page.locator("article img").all():
            shown = picture.evaluate(
                "async it => { await it.decode();"
                " return {alt: it.alt, pixels: it.naturalWidth, width: it.getBoundingClientRect().width} }"
            )
            assert len(shown["alt"].split()) >= 3
            assert shown["pixels"] > 0 and shown["width"] > 0
            if picture.locator("xpath=ancestor::*[contains(@class, 'cell_output')]").count():
                assert shown["pixels"] >= 1.9 * shown["width"], "drawn at less than twice its size on the page"
            seen += 1
    if any(
        "image/png" in output.get("data", {})
        for file in notebooks.all_notebooks(folder)
        for cell in notebooks.read(file).cells
        for output in cell.get("outputs", [])
    ):
        assert seen, "the notebooks have pictures, the pages none"


def test_one_leads_to_the_next_in_reading_order(site: Path, folder: Path, page: Page, screenshots: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.screenshot(path=screenshots / "site-index.png")
    for file in notebooks.all_notebooks(folder):
        expect(page.locator("article table").get_by_role("link", name=shown_title(file))).to_be_visible()
    measured = [benchmark.PAGE] if (site / f"{benchmark.PAGE}.html").exists() else []
    for name in [*(file.stem for file in notebooks.all_notebooks(folder)), *measured]:
        page.locator("a.right-next").click()
        page.wait_for_url(f"**/{name}.html")
    assert page.locator("a.right-next").count() == 0


def test_folds_open(site: Path, folder: Path, page: Page) -> None:
    for file in notebooks.all_notebooks(folder):
        page.goto((site / f"{file.stem}.html").as_uri())
        for fold in page.locator("article details").all():
            assert fold.get_attribute("open") is None
            fold.locator("summary").first.click()
            assert fold.evaluate(
                "it => it.open && it.getBoundingClientRect().height > it.querySelector('summary')"
                ".getBoundingClientRect().height"
            ), "a fold opens on nothing"


def test_search_finds_a_word_of_every_title(site: Path, folder: Path, page: Page) -> None:
    for file in notebooks.all_notebooks(folder):
        word = max(re.findall(r"\w+", shown_title(file)), key=len)
        page.goto((site / "index.html").as_uri())
        page.keyboard.press("Control+k")
        page.keyboard.type(word)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=*")
        hit = page.locator(f"#search-results a[href*='{file.stem}.html']").first
        expect(hit).to_be_visible()
        hit.click()
        page.wait_for_url(f"**/{file.stem}.html*")


def test_fits_a_phone(site: Path, folder: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for file in notebooks.all_notebooks(folder):
        page.goto((site / f"{file.stem}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_librarys_reference_is_beside_the_course(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="The reference").click()
    page.goto((site / "reference" / "concurrency" / "asyncio" / "Generator.html").as_uri())
    expect(page.locator("pre.snippet")).to_contain_text('gen.send("hello")')
