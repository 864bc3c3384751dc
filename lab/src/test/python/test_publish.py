"""Publishing: what makes it fail, and that the old site stays until the new one is complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from course import notebooks, offline, publish
from course.execute import NotebookFailed
from making import code, notebook, png, proper, saved, text, value

OLD = "the old site"
AS_STORED = notebooks.read
"""Publishes what is stored, without a kernel."""


@pytest.fixture
def old_site(tmp_path: Path) -> Path:
    """A site that is there already."""
    site = tmp_path / "target" / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text(OLD)
    return site


def test_a_notebook_that_fails_is_named_and_the_old_site_stays(tmp_path: Path, old_site: Path) -> None:
    directory = saved(tmp_path, n00_start=notebook(text("# A"), code("int x = nope;")))
    with pytest.raises(
        NotebookFailed, match="00-start.ipynb, cell 2 `int x = nope;`: raised an error that is not declared"
    ):
        publish.publish(directory, old_site)
    assert (old_site / "index.html").read_text() == OLD
    assert list(old_site.parent.iterdir()) == [old_site]


@pytest.mark.parametrize(
    "cell, reason",
    [
        (text("[there](07-nowhere.ipynb)"), "07-nowhere"),
        (code("x", value("", image_png=png())), "a picture without a description"),
        (
            code("x", value("a", text_html='<script src="https://x.org/a.js"></script>')),
            "loads https://x.org/a.js from the network",
        ),
    ],
    ids=["link", "picture", "network"],
)
def test_pages_that_are_not_as_they_should_be_are_refused(
    cell: object, reason: str, tmp_path: Path, old_site: Path
) -> None:
    with pytest.raises(publish.SiteFailed, match=reason):
        publish.publish(saved(tmp_path, n00_start=proper(cell)), old_site, AS_STORED)
    assert (old_site / "index.html").read_text() == OLD
    assert list(old_site.parent.iterdir()) == [old_site]


def test_the_new_site_takes_the_place_of_the_old_one(tmp_path: Path, old_site: Path) -> None:
    first = proper(
        code("x", value('Four "bars", <one> longest.', image_png=png(width=8))),
        code("y", value("a table", text_markdown="| one |\n|---|\n| 1 \\| 2 |")),
        code("z", value("folded", text_markdown="*Short.*\n\n<details><summary>All</summary>\n\nlong\n\n</details>")),
        question="What | is it?",
    )
    fold = text(
        "## A fold\n\n<details>\n<summary>Solution</summary>\n\nIt is **folded**.\n\n</details>\n\n[up](#A-fold)"
    )
    index = publish.publish(saved(tmp_path, n00_start=first, n01_next=proper(fold)), old_site, AS_STORED)
    assert index == old_site / "index.html"
    assert list(old_site.parent.iterdir()) == [old_site]
    page = (old_site / "00-start.html").read_text(encoding="utf-8")
    assert 'alt="Four &quot;bars&quot;, &lt;one&gt; longest."' in page and "width: 4px" in page
    assert "<td><p>1 | 2</p></td>" in page and "<summary>All</summary>" in page
    assert "What | is it?" in index.read_text(encoding="utf-8")
    folded = (old_site / "01-next.html").read_text(encoding="utf-8")
    assert (
        "<summary>Solution</summary>" in folded and "<strong>folded</strong>" in folded and 'href="#a-fold"' in folded
    )
    assert (old_site / "_sources" / "00-start.ipynb").is_file()


def test_what_a_page_loads_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<link rel="stylesheet" href="http://x.org/a.css"><script src="//x.org/a.js"></script>'
        '<img src="none.png" alt="A"><img src="data:image/png;base64,AA=="><style>@import "https://x.org/b.css";</style>'
        '<a href="https://x.org">fine</a><a href="none.html#x">not</a><p style="background: url(https://x.org/c.png)">'
    )
    (tmp_path / "b.css").write_text("@font-face { src: url('https://x.org/f.woff2'); } p { background: url(b.png) }")
    found = "\n".join(offline.problems(tmp_path))
    for part in (
        "loads http://x.org/a.css",
        "loads //x.org/a.js",
        "none.png, which is not there",
        "without alt text",
        "loads https://x.org/b.css",
        "none.html#x, which is not there",
        "loads https://x.org/c.png",
        "b.css loads https://x.org/f.woff2",
    ):
        assert part in found
    assert found.count("\n") == 7
