"""The list of source cells is complete: what exists mirrors what it should, and what does not exist is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from course import mirrors, notebooks
from course.project import NOTEBOOKS, ROOT
from making import code, notebook, saved, text

CELLS = mirrors.source_cells()


def test_the_list_is_well_formed() -> None:
    assert len({cell.id for cell in CELLS}) == len(CELLS)
    assert {cell.kind for cell in CELLS} == {"code", "text"}
    for cell in CELLS:
        assert (cell.label == "md") == (cell.kind == "text"), cell
        assert cell.about and cell.notebook[:2].isdigit(), cell


def test_every_code_cell_of_the_source_is_listed() -> None:
    """The source numbers its cells in three runs of the kernel; `In [ ]` are those that were never run."""
    assert [cell.label for cell in CELLS if cell.kind == "code"] == [
        "In [1]",
        "In [5]",
        "In [2]",
        "In [ ]",
        "In [1]",
        "In [ ]",
        "In [1]",
        "In [2]",
        "In [3]",
        "In [4]",
        "In [5]",
        "In [6]",
        "In [8]",
        "In [9]",
        "In [10]",
        "In [11]",
        "In [12]",
        "In [ ]",
    ]


def test_the_notebooks_and_the_list_fit_together(folder: Path) -> None:
    assert list(mirrors.gaps(CELLS, folder)) == []


def test_every_cell_of_the_source_is_mirrored_by_the_course() -> None:
    """No notebook is missing: an entry would be open while its notebook does not exist."""
    assert mirrors.open_cells(CELLS) == []


def test_an_entry_is_open_while_its_notebook_does_not_exist(tmp_path: Path) -> None:
    directory = saved(tmp_path, n02_threading=notebook(code("1")))
    assert {cell.notebook for cell in CELLS} - {cell.notebook for cell in mirrors.open_cells(CELLS, directory)} == {
        "02-threading"
    }


@pytest.mark.parametrize("place", ["README.md", "notebooks/00-start-here.ipynb"])
def test_every_notebook_is_in_the_table_of_contents(place: str) -> None:
    contents = (ROOT / place).read_text(encoding="utf-8")
    prefix = "" if place.startswith("notebooks/") else "notebooks/"
    for file in notebooks.all_notebooks(NOTEBOOKS):
        if file.name != Path(place).name:
            assert f"]({prefix}{file.name}) | {notebooks.question(notebooks.read(file))} |" in contents


def test_gaps_are_found(tmp_path: Path) -> None:
    directory = saved(
        tmp_path,
        n00_start_here=notebook(text("# Start", mirrors=["no-such-cell", "tasks-text"])),
        n02_threading=notebook(code("1", mirrors=["threading-code"])),
    )
    found = "\n".join(mirrors.gaps(CELLS, directory))
    assert "mirrors `no-such-cell`, which is not in the list" in found
    assert "mirrors `tasks-text`, which the list gives to 07-coroutines" in found
    assert "no cell in it mirrors `stray-cell`" in found
    assert "no cell in it mirrors `threading-text`" in found
    assert found.count("\n") == 3
