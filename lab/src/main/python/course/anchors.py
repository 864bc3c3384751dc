"""The name of a heading's anchor on the site: the same as in JupyterLab, so that a notebook's links work in both."""

from __future__ import annotations


def slug(title: str) -> str:
    """``What was seen`` becomes ``What-was-seen``, as JupyterLab does it."""
    return title.strip().replace(" ", "-")
