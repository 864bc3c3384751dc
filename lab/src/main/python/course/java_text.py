"""Just enough of Java's grammar to look at a cell without being fooled by a comment or a text."""

from __future__ import annotations

import re

_COMMENT_OR_LITERAL = re.compile(
    r'"""(?:\\.|[^\\])*?"""'  # text block
    r'|"(?:\\.|[^"\\\n])*"'  # string
    r"|'(?:\\.|[^'\\\n])+'"  # char
    r"|//[^\n]*"
    r"|/\*.*?(?:\*/|\Z)",
    re.DOTALL,
)


def without_comments(source: str) -> str:
    """The source with comments gone and the content of literals gone, so that what is left is code."""
    return _COMMENT_OR_LITERAL.sub(lambda match: "" if _is_comment(match.group()) else '""', source)


def has_comment(source: str) -> bool:
    """Whether there is a comment anywhere in the source."""
    return any(_is_comment(match.group()) for match in _COMMENT_OR_LITERAL.finditer(source))


def last_statement(source: str) -> str:
    """The last statement outside all braces and brackets, without its semicolon; a block ends with its brace."""
    code = without_comments(source).strip()
    depth, start, statements = 0, 0, []
    for position, char in enumerate(code):
        if char in "({[":
            depth += 1
        elif char in ")}]":
            depth -= 1
        if depth == 0 and char in ";}":
            statements.append(code[start : position + 1])
            start = position + 1
    statements.append(code[start:])
    written = [statement.strip().rstrip(";").strip() for statement in statements]
    return next((statement for statement in reversed(written) if statement), "")


def _is_comment(text: str) -> bool:
    return text.startswith(("//", "/*"))
