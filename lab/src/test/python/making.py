"""Tiny notebooks made in memory, so that a test shows in a few lines what it is about."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course import notebooks, outputs
from course.project import LOAD_LIBRARY


def text(source: str, **course: Any) -> NotebookNode:
    """A markdown cell, with its metadata ``course``."""
    return new_markdown_cell(source, metadata={"course": course} if course else {})


def code(source: str, *stored: NotebookNode, raises: str = "", **course: Any) -> NotebookNode:
    """A code cell with stored outputs; with ``raises`` it is declared to fail."""
    metadata: dict[str, Any] = {}
    if raises:
        metadata["tags"] = ["raises-exception"]
        course["raises"] = raises
    if course:
        metadata["course"] = course
    return new_code_cell(source, metadata=metadata, outputs=list(stored))


def notebook(*cells: NotebookNode, **course: Any) -> NotebookNode:
    """A notebook of exactly these cells."""
    made = outputs.normalise(new_notebook(cells=list(cells)))
    made.metadata["course"] = course
    return made


def proper(*cells: NotebookNode, **course: Any) -> NotebookNode:
    """A notebook that begins as every notebook of the course does, and goes on with these cells."""
    return notebook(
        text("# A title\n\nWhat is this?"), code(LOAD_LIBRARY), code("import java.util.*;"), *cells, **course
    )


def printed(content: str) -> NotebookNode:
    """What a cell printed."""
    return new_output("stream", name="stdout", text=content)


def value(content: str, **data: str) -> NotebookNode:
    """The value of a cell's last statement; further forms of it by MIME type with ``_`` for ``/``."""
    return new_output(
        "execute_result",
        data={"text/plain": content, **{kind.replace("_", "/", 1): form for kind, form in data.items()}},
    )


def error(message: str) -> NotebookNode:
    """An error as the kernel reports it: its name is not the Java class."""
    return new_output("error", ename="RuntimeException", evalue=message, traceback=[f"\x1b[31m{message}\x1b[0m"])


def png(width: int = 8, height: int = 4, colour_type: int = 2) -> str:
    """A small white picture, as Base64: RGB, or RGBA with colour type 6."""

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    line = b"\0" + b"\xff" * width * (3 if colour_type == 2 else 4)
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    return base64.b64encode(
        b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", zlib.compress(line * height)) + part(b"IEND", b"")
    ).decode("ascii")


def saved(folder: Path, **named: NotebookNode) -> Path:
    """Writes notebooks into ``<folder>/notebooks``, beside a stand-in for the library; ``n00_start`` is 00-start."""
    jar = folder / "lib" / "target" / "concurrency.jar"
    jar.parent.mkdir(parents=True)
    jar.touch()
    directory = folder / "notebooks"
    directory.mkdir()
    for name, made in named.items():
        notebooks.write(made, directory / f"{name.removeprefix('n').replace('_', '-')}.ipynb")
    return directory
