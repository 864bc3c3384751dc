"""Looks for what makes a notebook wrong or fragile, without running it: ``python -m course.lint [notebook …]``.

The rules are in :mod:`course.rules_kernel` (traps of the Java kernel), :mod:`course.rules_story` (how a notebook is
told) and :mod:`course.rules_outputs` (what is stored in it). A rule is a function that takes a notebook and yields
findings as pairs of a cell's index (or None) and a sentence that says what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from course import command, notebooks, rules_kernel, rules_outputs, rules_story
from course.execute import first_line
from course.project import NOTEBOOKS

Rule = Callable[[NotebookNode], Iterable["tuple[int | None, str]"]]
RULES: tuple[Rule, ...] = rules_kernel.RULES + rules_story.RULES + rules_outputs.RULES


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and what to do about it."""

    notebook: str
    cell: int | None
    """Counted from 1; None when it concerns the whole notebook."""
    source: str
    """The first line of the cell."""
    rule: str
    sentence: str

    def __str__(self) -> str:
        where = f", cell {self.cell} `{self.source}`" if self.cell else ""
        return f"{self.notebook}{where}: {self.sentence} [{self.rule}]"


def lint(notebook: NotebookNode, name: str, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Everything the rules find in a notebook."""
    findings = []
    for rule in rules:
        for index, sentence in rule(notebook):
            source = "" if index is None else first_line(notebook.cells[index].source)
            findings.append(Finding(name, None if index is None else index + 1, source, rule.__name__, sentence))
    return findings


def lint_file(path: Path) -> list[Finding]:
    """Everything found in a notebook file, its name and its links to other files included."""
    findings = lint(notebooks.read(path), path.name)
    if not notebooks.FILE_NAME.fullmatch(path.name):
        findings.append(
            Finding(
                path.name, None, "", "file_name", "name it with two digits and words in lower case: 03-asyncio.ipynb"
            )
        )
    for index, cell in enumerate(notebooks.read(path).cells):
        for link in rules_story.local_links(cell):
            if not (path.parent / link).exists():
                findings.append(
                    Finding(
                        path.name,
                        index + 1,
                        first_line(cell.source),
                        "links_that_lead_nowhere",
                        f"the link to {link} leads nowhere; correct it, or name the notebook without a "
                        "link until it exists",
                    )
                )
    return findings


def main(arguments: list[str], folder: Path = NOTEBOOKS) -> int:
    """The command: prints the findings, and exits with 1 when there are any."""
    paths = notebooks.chosen(arguments, folder)
    findings = [finding for path in paths for finding in lint_file(path)]
    print(*findings, sep="\n")
    print(f"{len(paths)} notebooks, {len(findings)} findings.")
    return 1 if findings else 0


if __name__ == "__main__":
    command.run(main)
