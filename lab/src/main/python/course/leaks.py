"""Finds what a stored output must not carry: paths of a machine, names of its user or itself, secrets.

A notebook is committed and published with its outputs, so whatever a run prints about the machine goes with it.
"""

from __future__ import annotations

import getpass
import re
import socket
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode

from course import outputs
from course.project import ROOT

HOME_FOLDER = re.compile(r"(?<![\w.-])(?:/(?:home|Users|root)/|[A-Za-z]:[\\/]+Users[\\/]+)[^\s\"'<>]*")
SYSTEM_FOLDER = re.compile(r"(?<![\w./-])(?:/(?:tmp|usr|opt|var|private|mnt|Library)/|[A-Za-z]:\\)[^\s\"'<>]+")
SECRET = re.compile(r"token=\w{8,}|Bearer [\w.~+/-]{16,}|gh[pousr]_\w{20,}|-----BEGIN [A-Z ]*PRIVATE KEY-----")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
DATE = re.compile(
    rf"\b20\d\d-\d\d-\d\d|\b\d\d:\d\d:\d\d\b|\b{_MONTH} \d{{1,2}},? (?:20\d\d|\d\d:)|\b\d{{1,2}}[. ] ?{_MONTH} 20\d\d\b"
)
"""A date or a time of day, as Java's ``Instant``, ``Date`` and ``LocalTime``, HTTP, and people write them."""
ORDINARY_NAMES = {
    "root",
    "user",
    "admin",
    "java",
    "main",
    "test",
    "build",
    "builder",
    "runner",
    "student",
    "teacher",
    "jovyan",
    "ubuntu",
    "debian",
    "local",
    "localhost",
    "worker",
    "server",
    "client",
    "host",
}
"""Names of users and hosts that are ordinary words, and so say nothing about the machine."""


def in_text(text: str) -> Iterator[str]:
    """Says, one sentence for each, what in this text belongs to a machine and not to the course."""
    for path in _own_paths():
        if path in text:
            yield f"it carries the path {path} of this machine; print a name or a relative path instead"
            break
    else:
        match = HOME_FOLDER.search(text) or SYSTEM_FOLDER.search(text)
        if match:
            yield f"it carries the absolute path {match.group()}; print a name or a relative path instead"
    for name, what in _own_names():
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield f"it carries the {what} `{name}`; leave it out"
    date = DATE.search(text)
    if date:
        yield f"it carries a date or a time of day, `{date.group()}`, which the next run would change; leave it out"
    if SECRET.search(text):
        yield "it carries a token or a key; leave it out, and make a new one"


def in_outputs(cell: NotebookNode) -> Iterator[str]:
    """The same for all outputs of a cell."""
    for output in cell.get("outputs", []):
        for text in outputs.texts(output):
            yield from in_text(text)


@lru_cache(maxsize=1)
def _own_paths() -> tuple[str, ...]:
    folders = {str(ROOT), str(Path.home()), str(Path(tempfile.gettempdir()))}
    return tuple(sorted((folder for folder in folders if len(folder) > 4), key=len, reverse=True))


@lru_cache(maxsize=1)
def _own_names() -> tuple[tuple[str, str], ...]:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        user = ""
    host = socket.gethostname()
    names = {user: "user name", host: "host name", host.split(".")[0]: "host name"}
    return tuple((name, what) for name, what in names.items() if len(name) >= 4 and name.lower() not in ORDINARY_NAMES)
