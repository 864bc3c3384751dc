"""Rules for how a notebook is told: its title, its headings, what it links to, which source cells it mirrors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from nbformat import NotebookNode

from course import notebooks
from course.mirrors import mirrored_by, source_cells
from course.rules_kernel import Found

_FENCE = re.compile(r"^( *)(`{3,}|~{3,}).*?^\1\2`*~* *$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +\S", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_MATH = re.compile(r"(?<![\\$\w])\$(?=[^\s$])[^$\n]*[^\s$\\]\$(?!\d)|\$\$|\\\(|\\\[(?!\])")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\d)")
_QUESTION = re.compile(r"[^.?!]*\?")
_MEASURED = re.compile(
    r"(?<![\w.,])(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"(?:[\s-]?(?:ns|µs|ms|s|(?:nano|micro|milli)?seconds?|minutes?|kB|MB|GB)\b|\s?%|\s(?:times|×)\s(?:faster|slower|as)\b)"
)
LATENCY = "20"
"""The milliseconds of latency that the simulated sites have where no cell says otherwise."""
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def prose(cell: NotebookNode) -> str:
    """A markdown cell without its code; an empty text for other cells."""
    if cell.cell_type != "markdown":
        return ""
    return _CODE.sub("", _FENCE.sub("", cell.source))


def local_links(cell: NotebookNode) -> Iterator[str]:
    """The files that a markdown cell links to or shows, as paths from the notebook's folder."""
    for target in _LINK.findall(prose(cell)):
        path = unquote(target.split("#")[0].split("?")[0])
        if path and not re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE):
            yield path


def title_first(notebook: NotebookNode) -> Found:
    """The title is the page's name on the site and in the table of notebooks."""
    if not notebooks.title(notebook):
        yield (0 if notebook.cells else None), "begin with a markdown cell that holds the title: `# Title`"


def question_asked(notebook: NotebookNode) -> Found:
    """The table of notebooks shows the question that each answers."""
    if not notebooks.question(notebook).endswith("?"):
        yield None, 'say which question the notebook answers: metadata {"course": {"question": "…?"}}'


def headings_in_order(notebook: NotebookNode) -> Found:
    """Who reads by ear moves by headings: one title, and no level left out on the way down."""
    level = 0
    for index, cell in enumerate(notebook.cells):
        for heading in _HEADING.findall(prose(cell)):
            if len(heading) == 1 and level:
                yield index, "use `##` here: a notebook has one title"
            elif len(heading) > level + 1:
                yield index, f"use `{'#' * (level + 1)}` here: a heading may be only one level below the one before it"
            level = len(heading)


def pictures_described(notebook: NotebookNode) -> Found:
    """A picture without a description says nothing to who cannot see it, and a remote one nothing without a network."""
    for index, cell in enumerate(notebook.cells):
        for description, source in _IMAGE.findall(prose(cell)):
            if not description.strip():
                yield index, f"describe the picture {source} in the brackets: ![what it shows]({source})"
            if _REMOTE.match(source):
                yield index, f"put the picture {source} beside the notebooks: the course works without a network"
        for tag in re.findall(r"<img\b[^>]*>", prose(cell), re.IGNORECASE):
            if not re.search(r"\balt\s*=\s*[\"'][^\"']+", tag, re.IGNORECASE) or re.search(
                r"src\s*=\s*[\"']?(https?:)?//", tag
            ):
                yield index, "give this <img> an alt text and a local source, or write it as ![what it shows](file)"


def diagrams_are_pictures(notebook: NotebookNode) -> Found:
    """Not every place that shows notebooks draws Mermaid, or sets mathematics; the published pages do neither."""
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown" and re.search(r"^\s*(?:```|~~~)\s*\{?mermaid", cell.source, re.MULTILINE):
            yield index, "draw this diagram as a picture: Mermaid is not shown everywhere"
        if _MATH.search(prose(cell)):
            yield (
                index,
                "write this formula in plain words or as `code`: the pages set no mathematics, as they load nothing",
            )


def folds_are_closed(notebook: NotebookNode) -> Found:
    """A fold that is not closed in its cell swallows what follows; one without a blank line shows its markdown raw."""
    for index, cell in enumerate(notebook.cells):
        text = prose(cell)
        if len(re.findall(r"<details\b", text)) != text.count("</details>"):
            yield index, "close every <details> with </details> in the same cell"
        elif re.search(r"</summary>[ \t]*\n?[ \t]*\S", text) or re.search(r"\S[ \t]*\n[ \t]*</details>", text):
            yield index, "leave a blank line after </summary> and before </details>"


def no_styles_or_scripts(notebook: NotebookNode) -> Found:
    """JupyterLab drops them from markdown, so what they do would be seen on the site only."""
    for index, cell in enumerate(notebook.cells):
        if re.search(r"<(?:script|style|iframe)\b", prose(cell), re.IGNORECASE):
            yield index, "leave scripts, styles and frames out of markdown: JupyterLab does not show them"


def mirrors_known(notebook: NotebookNode) -> Found:
    """A misspelt name would look like a source cell that nothing mirrors."""
    for index, cell in enumerate(notebook.cells):
        for source in mirrored_by(cell):
            if source not in _known():
                yield index, f"correct the metadata course.mirrors: lab/source-cells.json has no `{source}`"


def numbers_not_from_old_runs(notebook: NotebookNode) -> Found:
    """A time in the text is a parameter of a cell, or part of a question; one that was measured is shown by a cell."""
    source = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code").replace("_", "")
    parameters = set(_NUMBER.findall(source)) | {LATENCY}
    for index, cell in enumerate(notebook.cells):
        text = prose(cell)
        asked = {number for sentence in _QUESTION.findall(text) for number in _NUMBER.findall(sentence)}
        for measured in _MEASURED.finditer(text):
            if measured["number"].replace(",", "") not in parameters | asked:
                yield (
                    index,
                    f"let a cell show this: `{measured.group()}` is no cell's parameter, so it may be an old run's",
                )


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(cell.id for cell in source_cells())


RULES = (
    title_first,
    question_asked,
    headings_in_order,
    pictures_described,
    diagrams_are_pictures,
    folds_are_closed,
    no_styles_or_scripts,
    mirrors_known,
    numbers_not_from_old_runs,
)
