"""Makes outputs fit for committing: the same run gives the same text, and nothing of the moment stays in it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from itertools import groupby

from nbformat import NotebookNode

KERNELSPEC = {"display_name": "Java", "language": "java", "name": "java"}
LANGUAGE_INFO = {
    "codemirror_mode": "java",
    "file_extension": ".jshell",
    "mimetype": "text/x-java-source",
    "name": "Java",
    "pygments_lexer": "java",
}
"""What the kernel says about its language, without the JDK's build number: that would change on every machine."""

MOMENTARY = ("execution", "ExecuteTime", "collapsed", "scrolled", "trusted")
"""Cell metadata that records when or how someone looked at a cell."""

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PNG_END = b"IEND\xaeB`\x82"


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Gives the notebook its fixed metadata, counts its cells 1..n and merges its streams; returns the same object."""
    notebook.metadata["kernelspec"] = NotebookNode(KERNELSPEC)
    notebook.metadata["language_info"] = NotebookNode(LANGUAGE_INFO)
    count = 0
    for cell in notebook.cells:
        for key in MOMENTARY:
            cell.metadata.pop(key, None)
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = merge_streams(cell.outputs)
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
            mend_pictures(output)
    return notebook


def merge_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Joins neighbouring pieces of one stream: the kernel sends each println as a piece of its own."""
    merged: list[NotebookNode] = []
    for stream, pieces in groupby(outputs, lambda output: output.name if output.output_type == "stream" else ""):
        first, *others = pieces
        if stream:
            first.text = "".join([first.text, *(piece.text for piece in others)])
            merged.append(first)
        else:
            merged += [first, *others]
    return merged


def mend_pictures(output: NotebookNode) -> None:
    """Adds the last byte or two that JJava 1.0a8 leaves off a picture.

    It encodes pictures through a Base64 stream that it never closes, so an unfinished group of three bytes is lost.
    Browsers do not mind; stricter readers call the file broken.
    """
    data = output.get("data", {})
    if "image/png" not in data:
        return
    content = "".join(data["image/png"].split())
    picture = base64.b64decode(content + "=" * (-len(content) % 4))
    for missing in (1, 2):
        if picture.endswith(_PNG_END[:-missing]):
            picture += _PNG_END[-missing:]
            break
    data["image/png"] = base64.b64encode(picture).decode("ascii")


def plain(text: str) -> str:
    """The text without terminal colours."""
    return _ANSI.sub("", text)


def texts(output: NotebookNode) -> Iterator[str]:
    """Every text of an output that a reader can see, pictures aside."""
    if output.output_type == "stream":
        yield output.text
    elif output.output_type == "error":
        yield plain("\n".join([output.ename, output.evalue, *output.traceback]))
    else:
        for kind, content in output.data.items():
            if not kind.startswith("image/") or kind == "image/svg+xml":
                yield content if isinstance(content, str) else str(content)
