"""The notebooks as files: their order, reading, writing, their titles and questions."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course.project import NOTEBOOKS

FILE_NAME = re.compile(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*\.ipynb")


def all_notebooks(folder: Path = NOTEBOOKS) -> list[Path]:
    """Every notebook of the course, in reading order, which is the order of the names."""
    return sorted(folder.glob("*.ipynb"))


def chosen(names: list[str], folder: Path = NOTEBOOKS) -> list[Path]:
    """The notebooks with these names, in reading order; all of them when no name is given.

    A name may be the file name, the same without ``.ipynb``, only its number, or a path to it. Commas may stand between
    names, as Maven's options have them.
    """
    notebooks = all_notebooks(folder)
    if not notebooks:
        raise SystemExit(f"There is no notebook in the folder {folder.name}/.")
    if not names:
        return notebooks
    picked = set()
    for name in filter(None, ",".join(names).split(",")):
        wanted = Path(name).name.removesuffix(".ipynb")
        found = [path for path in notebooks if path.stem == wanted or path.stem.split("-")[0] == wanted]
        if not found:
            raise SystemExit(
                f"There is no notebook named {name}. There are: " + ", ".join(path.stem for path in notebooks)
            )
        picked.update(found)
    return sorted(picked)


def read(path: Path) -> NotebookNode:
    """Reads a notebook as it is on the disk."""
    try:
        return nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError) as error:
        raise SystemExit(f"{path.name} is not a notebook: {str(error).splitlines()[0]}") from error


def write(notebook: NotebookNode, path: Path) -> None:
    """Writes a notebook so that the file is at any moment either the old one or the new one, whole."""
    nbformat.validate(notebook)
    text = nbformat.writes(notebook) + "\n"
    handle, temporary = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        # mkstemp makes the file private; a notebook keeps the mode it had.
        Path(temporary).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink()
        raise


def title(notebook: NotebookNode) -> str:
    """The text of the notebook's first heading, or an empty text."""
    for line in _title_cell(notebook).splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return ""


def question(notebook: NotebookNode) -> str:
    """The question that the notebook answers: its metadata ``course.question``, or the title cell's first question."""
    said = notebook.metadata.get("course", {}).get("question", "")
    if said:
        return said
    for line in _title_cell(notebook).splitlines():
        if line.rstrip().endswith("?") and not line.startswith("#"):
            return re.sub(r"^\s*(?:[-*+]|\d+\.)\s+", "", line).strip()
    return ""


def _title_cell(notebook: NotebookNode) -> str:
    return notebook.cells[0].source if notebook.cells and notebook.cells[0].cell_type == "markdown" else ""
