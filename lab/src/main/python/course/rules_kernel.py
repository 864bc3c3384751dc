"""Rules for the traps of the Java kernel, each tried out on JJava 1.0a8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from course import java_text
from course.outputs import KERNELSPEC
from course.project import LOAD_LIBRARY

CELL_LINES = 20
LINE_CHARACTERS = 80

Found = Iterator["tuple[int | None, str]"]

_WILDCARD = re.compile(
    r"^\s*import\s+(?:static\s+|module\s+)?[\w.]+\.\*\s*;|^\s*import\s+module\s+[\w.]+\s*;", re.MULTILINE
)
_IMPORT = re.compile(r"import\s[^;]+;?")
_PRINTF = re.compile(r"System\s*\.\s*(?:out|err)\s*\.\s*(?:printf|format|append)\s*\(")


def code_cells(notebook: NotebookNode) -> list[tuple[int, NotebookNode]]:
    """The code cells with their index among all cells."""
    return [(index, cell) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]


def wildcard_import_beside_a_comment(notebook: NotebookNode) -> Found:
    """A comment above a wildcard import sets variables of earlier cells to null, silently."""
    for index, cell in code_cells(notebook):
        if _WILDCARD.search(java_text.without_comments(cell.source)) and java_text.has_comment(cell.source):
            yield (
                index,
                (
                    "take the comments out of this cell: the kernel silently sets earlier variables to null when a "
                    "comment stands by a wildcard import"
                ),
            )


def wildcard_import_outside_the_import_cell(notebook: NotebookNode) -> Found:
    """The same trap: the import cell is early enough that there is nothing to lose."""
    for number, (index, cell) in enumerate(code_cells(notebook)):
        if number != 1 and _WILDCARD.search(java_text.without_comments(cell.source)):
            yield index, "move this wildcard import into the import cell, which is the second code cell"


def library_loaded_first(notebook: NotebookNode) -> Found:
    """Both kernels and their compiler follow this cell to the library and all it needs, or it says how to build it."""
    cells = code_cells(notebook)
    if not cells:
        yield None, "begin with the code cell that loads the library: copy it from another notebook"
    elif cells[0][1].source.strip() != LOAD_LIBRARY:
        yield cells[0][0], "let the first code cell load the library, word by word as in the other notebooks"


def imports_second(notebook: NotebookNode) -> Found:
    """One place for imports, so that nothing is imported late."""
    cells = code_cells(notebook)
    if len(cells) < 2:
        yield None, "let the second code cell hold all imports"
        return
    index, cell = cells[1]
    statements = [part.strip() for part in java_text.without_comments(cell.source).split(";") if part.strip()]
    if not statements or not all(_IMPORT.fullmatch(statement) for statement in statements):
        yield index, "let the second code cell hold the imports of the notebook and nothing else"


def display_as_last_statement(notebook: NotebookNode) -> Found:
    """``display`` returns the picture's id, and a cell prints the value of its last statement."""
    for index, cell in code_cells(notebook):
        if java_text.last_statement(cell.source).startswith("display("):
            yield (
                index,
                (
                    "end the cell with the value itself, or with a helper that returns nothing: "
                    "`display(…)` as the last statement also prints an id"
                ),
            )


def printf_as_last_statement(notebook: NotebookNode) -> Found:
    """``printf`` returns its stream, and a cell prints the value of its last statement."""
    for index, cell in code_cells(notebook):
        if _PRINTF.match(java_text.last_statement(cell.source)):
            yield index, 'use `println("…".formatted(…))`: `printf` as the last statement also prints a PrintStream'


def kernel_named(notebook: NotebookNode) -> Found:
    """Without it JupyterLab asks which kernel to use; with another name it does not find ours."""
    if dict(notebook.metadata.get("kernelspec", {})) != KERNELSPEC:
        yield None, f"set the metadata kernelspec to {KERNELSPEC} (`mvn -Prefresh` does)"


def language_named(notebook: NotebookNode) -> Found:
    """Pages and viewers colour the code by it; the JDK's build number would differ on every machine."""
    language = notebook.metadata.get("language_info", {})
    if language.get("name", "").lower() != "java" or language.get("pygments_lexer") != "java":
        yield None, "set the metadata language_info to Java with the pygments lexer java (`mvn -Prefresh` does)"
    elif "version" in language:
        yield None, "take the version out of the metadata language_info: it is your machine's (`mvn -Prefresh` does)"


def long_cells(notebook: NotebookNode) -> Found:
    """A cell is an idea; more lines than this are more than one."""
    for index, cell in code_cells(notebook):
        lines = len(cell.source.strip("\n").splitlines())
        if lines > CELL_LINES:
            yield index, f"split this cell: {lines} lines, and {CELL_LINES} are the most"


def wide_lines(notebook: NotebookNode) -> Found:
    """A page shows this much of a line; the rest would have to be scrolled to."""
    for index, cell in code_cells(notebook):
        longest = max(map(len, cell.source.splitlines()), default=0)
        if longest > LINE_CHARACTERS:
            yield index, f"break this cell's lines: one has {longest} characters, and {LINE_CHARACTERS} are the most"


def empty_cells(notebook: NotebookNode) -> Found:
    """The kernel is not asked to run them, so the counts get a gap."""
    for index, cell in enumerate(notebook.cells):
        if not cell.source.strip():
            yield index, "remove this empty cell"


RULES = (
    wildcard_import_beside_a_comment,
    wildcard_import_outside_the_import_cell,
    library_loaded_first,
    imports_second,
    display_as_last_statement,
    printf_as_last_statement,
    kernel_named,
    language_named,
    long_cells,
    wide_lines,
    empty_cells,
)
