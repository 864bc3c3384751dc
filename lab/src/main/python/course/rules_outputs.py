"""Rules for what is stored in a notebook: it is read where no kernel runs, by people who did not see the run."""

from __future__ import annotations

import base64
import re
from collections import Counter
from math import isclose

from nbformat import NotebookNode

from course import leaks, outputs
from course.execute import MAY_FAIL, broken_promise
from course.rules_kernel import Found, code_cells

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
IDENTITY = re.compile(r"[\w.$\[;]+@[0-9a-f]{4,8}\b")
"""What Java's ``Object.toString`` gives: a class and a number that differs in every run."""
_REMOTE_PART = re.compile(
    r"(?:\bsrc|<link\b[^>]*\bhref)\s*=\s*[\"']?\s*(?:https?:)?//|@import|url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE
)
_SECONDS = re.compile(r"(?:in|Duration) (\d+\.\d+(?:E-?\d+)?) seconds")
"""How the source, and so each notebook that mirrors it, prints what it has measured."""
_BAR_OF_DURATION = re.compile(r"\.bar\([^;]*?,\s*duration\)")
_DECIMAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
RGB = 2
"""The PNG colour type without an alpha channel."""


def ids_given(notebook: NotebookNode) -> Found:
    """Ids make differences readable and let tools find a cell again."""
    if (notebook.nbformat, notebook.get("nbformat_minor", 0)) < (4, 5):
        yield None, "save the notebook in format 4.5, whose cells have ids (JupyterLab does)"
    counts = Counter(cell.get("id") for cell in notebook.cells)
    for index, cell in enumerate(notebook.cells):
        if not cell.get("id"):
            yield index, "give this cell an id (JupyterLab does when it saves)"
        elif counts[cell.id] > 1:
            yield index, f"give this cell another id: `{cell.id}` is there {counts[cell.id]} times"


def counts_without_gaps(notebook: NotebookNode) -> Found:
    """Counts 1..n prove that the outputs come from one run from top to bottom."""
    for number, (index, cell) in enumerate(code_cells(notebook), start=1):
        if cell.get("execution_count") != number:
            yield (
                index,
                (
                    f"run `mvn -Prefresh`: this cell's count is {cell.get('execution_count')} and should be {number}, "
                    "so the outputs are missing or are not from one run"
                ),
            )
            return


def errors_declared(notebook: NotebookNode) -> Found:
    """An error is either the lesson, and then named, or a mistake."""
    for index, cell in code_cells(notebook):
        failed = any(output.output_type == "error" for output in cell.outputs)
        if failed and MAY_FAIL not in cell.metadata.get("tags", []):
            yield index, f"correct this cell, or tag it `{MAY_FAIL}` and name the error in the metadata course.raises"
        elif "raises" in cell.metadata.get("course", {}) and MAY_FAIL not in cell.metadata.get("tags", []):
            yield index, f"tag this cell `{MAY_FAIL}`: its metadata names an error"
        elif cell.get("execution_count") or not cell.metadata.get("course", {}).get("raises"):
            broken = broken_promise(cell)
            if broken:
                yield index, f"correct this cell: it {broken}"


def nothing_of_the_machine(notebook: NotebookNode) -> Found:
    """Paths, names and secrets would be published with the outputs."""
    for index, cell in code_cells(notebook):
        for found in dict.fromkeys(leaks.in_outputs(cell)):
            yield index, f"correct this cell and run `mvn -Prefresh`: {found}"


def nothing_accidental(notebook: NotebookNode) -> Found:
    """A display's id or an object's identity differs in every run and tells the reader nothing."""
    for index, cell in code_cells(notebook):
        for output in cell.outputs:
            text = output.get("data", {}).get("text/plain", "")
            if output.output_type == "execute_result" and UUID.fullmatch(text.strip()):
                yield index, "end the cell otherwise: its last statement prints the id of a display"
            elif output.output_type == "execute_result" and "java.io.PrintStream@" in text:
                yield index, "end the cell otherwise: its last statement prints a PrintStream"


def pictures_have_a_sentence(notebook: NotebookNode) -> Found:
    """The text/plain of a picture is its description on the site, and all there is for who cannot see it."""
    for index, cell in code_cells(notebook):
        for output in cell.outputs:
            data = output.get("data", {})
            if any(kind.startswith("image/") for kind in data):
                text = data.get("text/plain", "").strip()
                if IDENTITY.search(text) or len(text.split()) < 3:
                    yield index, "let this picture's toString() be a sentence that says what it shows"


def pictures_are_opaque_png(notebook: NotebookNode) -> Found:
    """SVG is not shown everywhere, and a transparent picture is black on black in a dark theme."""
    for index, cell in code_cells(notebook):
        for output in cell.outputs:
            kinds = [kind for kind in output.get("data", {}) if kind.startswith("image/")]
            if any(kind != "image/png" for kind in kinds):
                yield index, f"show this picture as PNG: {', '.join(kinds)} is not shown everywhere"
            elif kinds and base64.b64decode("".join(output.data["image/png"].split()) + "==")[25] != RGB:
                yield index, "draw this picture opaque (BufferedImage.TYPE_INT_RGB, white background)"


def html_loads_nothing(notebook: NotebookNode) -> Found:
    """The course works without a network, its pages too."""
    for index, cell in code_cells(notebook):
        for output in cell.outputs:
            if _REMOTE_PART.search(output.get("data", {}).get("text/html", "")):
                yield index, "take out of this HTML what it loads from elsewhere: the course works without a network"


def streams_merged(notebook: NotebookNode) -> Found:
    """The kernel sends each println as an output of its own: 160 outputs where the reader expects one."""
    for index, cell in code_cells(notebook):
        if len(outputs.merge_streams([output.copy() for output in cell.outputs])) != len(cell.outputs):
            yield index, "run `mvn -Prefresh`: the printed lines of this cell are stored in pieces"


def charts_agree_with_what_was_printed(notebook: NotebookNode) -> Found:
    """A bar of a duration that an earlier cell has printed carries that number, rounded to three digits."""
    printed = 0.0
    for index, cell in code_cells(notebook):
        for output in cell.outputs:
            for seconds in _SECONDS.findall(output.get("text", "")):
                printed = float(seconds)
            sentence = output.get("data", {}).get("text/plain", "") if "image/png" in output.get("data", {}) else ""
            if sentence and printed and _BAR_OF_DURATION.search(cell.source) and not _has(sentence, printed):
                yield (
                    index,
                    f"run `mvn -Prefresh`: a cell has printed {printed} seconds, and this picture does not show it",
                )


def _has(sentence: str, seconds: float) -> bool:
    """Whether a sentence has these seconds in some unit, as pictures write numbers: with three digits."""
    found = (float(number.replace(",", "")) for number in _DECIMAL.findall(sentence))
    wanted = [float(f"{seconds * factor:.3g}") for factor in (1, 1e3, 1e6)]
    return any(isclose(number, value, rel_tol=1e-9) for number in found for value in wanted)


RULES = (
    ids_given,
    counts_without_gaps,
    errors_declared,
    nothing_of_the_machine,
    nothing_accidental,
    pictures_have_a_sentence,
    pictures_are_opaque_png,
    html_loads_nothing,
    streams_merged,
    charts_agree_with_what_was_printed,
)
