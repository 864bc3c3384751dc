"""Every line of lab/promises.txt is named by a test, and every test names lines that there are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from course.project import ROOT

_DISPLAYED = re.compile(r'@DisplayName\(\s*"((?:[GFPDSN]\d\d )+)')
_NAMED = re.compile(r"(?:[GFPDSN]\d\d[ :])+")
_LINE = re.compile(r"[GFPDSN]\d\d")


def promised() -> dict[str, str]:
    """The lines, by their names."""
    lines = (ROOT / "lab" / "promises.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))


def held() -> Iterator[tuple[str, Path]]:
    """The names that tests begin with, and where."""
    for module in ("lib", "lab", "lab/bench"):
        for file in (ROOT / module / "src" / "test" / "java").rglob("*.java"):
            for names in _DISPLAYED.findall(file.read_text(encoding="utf-8")):
                yield from ((name, file) for name in _LINE.findall(names))
    for file in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                named = _NAMED.match((ast.get_docstring(node) or "") + " ")
                yield from ((name, file) for name in _LINE.findall(named.group() if named else ""))


def test_every_promise_is_held() -> None:
    names = {name for name, _ in held()}
    assert [f"{name} {line}" for name, line in promised().items() if name not in names] == []


def test_no_test_names_a_line_that_is_not_there() -> None:
    lines = promised()
    assert [f"{name} in {file.name}" for name, file in held() if name not in lines] == []
