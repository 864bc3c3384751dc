"""A Sphinx extension: gives the pictures of a notebook their sentence as alt text, and half their size as width.

The sentence is the output's own ``text/plain``, made by the library from the numbers that drew the picture. Pictures
are drawn at twice their size, so that half their width is both the intended size and sharp on every screen.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from pathlib import Path
from typing import Any

from docutils import nodes
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.util import logging

from course import notebooks

SCALE = 2
_log = logging.getLogger(__name__)


def described(notebook: NotebookNode) -> dict[str, tuple[str, int]]:
    """Sentence and width of each PNG output, by the SHA-256 of its bytes: MyST-NB names the picture's file by it."""
    found = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data:
                picture = base64.b64decode(data["image/png"])
                found[hashlib.sha256(picture).hexdigest()] = (
                    " ".join(data.get("text/plain", "").split()),
                    width(picture),
                )
    return found


def width(png: bytes) -> int:
    """The width of a PNG in pixels, from its header."""
    return struct.unpack(">I", png[16:20])[0]


def describe(app: Sphinx, doctree: nodes.document) -> None:
    """Completes the picture nodes of a page made from a notebook, and warns of pictures left without alt text."""
    page = Path(app.env.doc2path(app.env.current_document.docname))
    known = described(notebooks.read(page)) if page.suffix == ".ipynb" else {}
    for node in doctree.findall(nodes.image):
        sentence, pixels = known.get(Path(node["uri"]).stem, ("", 0))
        if sentence:
            node["alt"] = sentence
        if pixels:
            node.setdefault("width", f"{pixels // SCALE}px")
        if not node.get("alt", "").strip():
            _log.warning("a picture without a description", location=node, type="course", subtype="alt")


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("doctree-read", describe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
