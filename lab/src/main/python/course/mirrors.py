"""The list of all cells of the source notebook, and which of our notebooks mirrors each: ``python -m course.mirrors``.

Whether an entry is still open is never stored, as that would rot: it is open while its notebook does not exist.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from course import command, notebooks
from course.project import NOTEBOOKS, SOURCE_CELLS


@dataclass(frozen=True)
class SourceCell:
    """A cell, or a section of text, of the source notebook."""

    id: str
    kind: str
    """``code`` or ``text``."""
    label: str
    """What the source itself calls it: ``In [5]``, or ``md`` for text."""
    about: str
    """A few words of our own on what it is."""
    notebook: str
    """The notebook that mirrors it, without ``.ipynb``."""


def source_cells(file: Path = SOURCE_CELLS) -> list[SourceCell]:
    """The list, in the order of the source."""
    return [SourceCell(**entry) for entry in json.loads(file.read_text(encoding="utf-8"))["cells"]]


def mirrored_by(cell: NotebookNode) -> list[str]:
    """The source cells that a cell says it mirrors, in its metadata ``course.mirrors``."""
    return list(cell.metadata.get("course", {}).get("mirrors", []))


def open_cells(cells: list[SourceCell], folder: Path = NOTEBOOKS) -> list[SourceCell]:
    """The entries whose notebook does not exist yet."""
    return [cell for cell in cells if not (folder / f"{cell.notebook}.ipynb").exists()]


def gaps(cells: list[SourceCell], folder: Path = NOTEBOOKS) -> Iterator[str]:
    """Says, one sentence for each, where the list and the notebooks do not fit together."""
    known = {cell.id: cell for cell in cells}
    for path in notebooks.all_notebooks(folder):
        named = {source for cell in notebooks.read(path).cells for source in mirrored_by(cell)}
        for source in sorted(named - known.keys()):
            yield f"{path.name} mirrors `{source}`, which is not in the list of source cells"
        for source in sorted(named & known.keys()):
            if known[source].notebook != path.stem:
                yield f"{path.name} mirrors `{source}`, which the list gives to {known[source].notebook}"
        for cell in cells:
            if cell.notebook == path.stem and cell.id not in named:
                yield f"{path.name} exists, but no cell in it mirrors `{cell.id}` ({cell.about})"


def main(arguments: list[str]) -> int:
    """The command: prints the list with what is open, then the gaps."""
    cells = source_cells()
    waiting = set(open_cells(cells))
    for cell in cells:
        state = "open" if cell in waiting else "    "
        print(f"{state}  {cell.label:<8} {cell.id:<34} {cell.notebook:<20} {cell.about}")
    found = list(gaps(cells))
    print(f"\n{len(cells)} source cells, {len(waiting)} open.", *found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    command.run(main)
