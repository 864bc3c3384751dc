"""Executes notebooks and writes their fresh outputs back: ``python -m course.refresh [notebook …]``.

Nothing is written unless a notebook ran to its end, so that a failure leaves the committed outputs as they were.
"""

from __future__ import annotations

from pathlib import Path

from course import command, notebooks
from course.execute import execute_file
from course.project import NOTEBOOKS, require_library


def refresh(names: list[str], folder: Path = NOTEBOOKS) -> list[Path]:
    """Refreshes the named notebooks, or all of them, and returns their files."""
    paths = notebooks.chosen(names, folder)
    require_library(folder)
    for path in paths:
        notebooks.write(execute_file(path), path)
    return paths


def main(arguments: list[str]) -> int:
    """The command."""
    print("Executing, each notebook in a fresh kernel:")
    count = len(refresh(arguments))
    print(f"{count} notebook{'s' if count != 1 else ''} refreshed. Look at the difference before you commit it.")
    return 0


if __name__ == "__main__":
    command.run(main)
