"""The list of source cells is complete: what exists mirrors what it should, and what does not exist is open."""
from __future__ import annotations

from pathlib import Path

from making import code, notebook, saved, text

from course import mirrors

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
        "In [1]", "In [5]", "In [2]", "In [ ]", "In [1]", "In [ ]",
        "In [1]", "In [2]", "In [3]", "In [4]", "In [5]", "In [6]", "In [8]", "In [9]", "In [10]", "In [11]", "In [12]",
        "In [ ]"]


def test_the_notebooks_and_the_list_fit_together(folder: Path) -> None:
    assert list(mirrors.gaps(CELLS, folder)) == []


def test_an_entry_is_open_while_its_notebook_does_not_exist(folder: Path) -> None:
    existing = {path.stem for path in folder.glob("*.ipynb")}
    assert {cell.notebook for cell in mirrors.open_cells(CELLS, folder)} == {cell.notebook for cell in CELLS} - existing


def test_gaps_are_found(tmp_path: Path) -> None:
    directory = saved(tmp_path, n00_start_here=notebook(text("# Start", mirrors=["no-such-cell", "tasks-text"])),
                      n02_threading=notebook(code("1", mirrors=["threading-code"])))
    found = "\n".join(mirrors.gaps(CELLS, directory))
    assert "mirrors `no-such-cell`, which is not in the list" in found
    assert "mirrors `tasks-text`, which the list gives to 07-coroutines" in found
    assert "no cell in it mirrors `stray-cell`" in found
    assert "no cell in it mirrors `threading-text`" in found
    assert found.count("\n") == 3
