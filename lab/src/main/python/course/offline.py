"""Checks the built pages: nothing comes from elsewhere, every reference leads somewhere, pictures have alt text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

_REMOTE = re.compile(r"\s*(?:https?:|ftp:)?//", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_CSS_URL = re.compile(r"url\(\s*([\"']?)(.*?)\1\s*\)|@import\s+([\"'])(.*?)\3")
_LOADING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "manifest",
    "preconnect",
    "dns-prefetch",
    "apple-touch-icon",
    "shortcut",
}


class _Page(HTMLParser):
    """Collects what a page loads, what it links to, and pictures without alt text."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.undescribed: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attributes}
        self._style = tag == "style"
        for name in ("src", "poster", "data"):
            if has.get(name) and (name != "data" or tag == "object"):
                self.loads.append(has[name])
        self.loads += [part.split()[0] for part in has.get("srcset", "").split(",") if part.strip()]
        self.loads += [found[1] or found[3] for found in _CSS_URL.findall(has.get("style", ""))]
        if has.get("href"):
            relations = set(has.get("rel", "").lower().split())
            loaded = tag in ("use", "image") or (tag == "link" and _LOADING_LINKS & relations)
            (self.loads if loaded else self.links).append(has["href"])
        if tag == "img" and not has.get("alt", "").strip():
            self.undescribed.append(has.get("src", ""))

    def handle_data(self, data: str) -> None:
        if self._style:
            self.loads += [found[1] or found[3] for found in _CSS_URL.findall(data)]


def problems(site: Path) -> Iterator[str]:
    """Says, one sentence for each, why these pages would not work without a network or not be complete."""
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        if name.startswith("_static/"):  # templates that the theme copies along, which no page uses
            continue
        page = _Page()
        page.feed(file.read_text(encoding="utf-8"))
        for reference in page.loads:
            if _REMOTE.match(reference):
                yield f"{name} loads {reference[:200]} from the network"
        for reference in dict.fromkeys(page.loads + page.links):
            if not _leads_somewhere(file, reference):
                yield f"{name} refers to {reference[:200]}, which is not there"
        for picture in page.undescribed:
            yield f"{name} shows the picture {picture[:200]} without alt text"
    for file in sorted(site.rglob("*.css")):
        for _, address, _, imported in _CSS_URL.findall(file.read_text(encoding="utf-8")):
            if _REMOTE.match(address or imported):
                yield f"{file.relative_to(site).as_posix()} loads {address or imported} from the network"


def _leads_somewhere(page: Path, reference: str) -> bool:
    path = unquote(reference.strip().split("#")[0].split("?")[0])
    if not path or _REMOTE.match(reference) or _SCHEME.match(path):
        return True
    return (page.parent / path).is_file()
