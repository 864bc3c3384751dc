"""Finds a browser that is installed already: the tests download none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
MISSING = (
    "no browser was found: install Chromium or Chrome, or set COURSE_BROWSER to the program, to run the tests of pages"
)

ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
if hasattr(os, "geteuid") and os.geteuid() == 0:
    ARGUMENTS.append("--no-sandbox")  # Chromium's sandbox refuses to work for root, as in most containers


def find() -> str | None:
    """The program to start, or None; ``COURSE_BROWSER`` comes before all others."""
    chosen = os.environ.get("COURSE_BROWSER")
    if chosen:
        return chosen
    on_path = (shutil.which(name) for name in NAMES)
    in_place = (place for place in PLACES if Path(place).is_file())
    return next(filter(None, on_path), None) or next(in_place, None)


def required() -> bool:
    """Whether a missing browser is a failure and not a reason to skip: ``COURSE_REQUIRE_BROWSER=1``."""
    return os.environ.get("COURSE_REQUIRE_BROWSER") == "1"
