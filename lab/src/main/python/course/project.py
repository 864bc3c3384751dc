"""Where things are in the project, found from this file so that any working folder will do."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[5]
LAB = ROOT / "lab"
NOTEBOOKS = ROOT / "notebooks"
TARGET = ROOT / "target"
SITE_SOURCES = LAB / "src" / "main" / "site"
SOURCE_CELLS = LAB / "source-cells.json"

JAR = "../lib/target/concurrency.jar"

LOAD_LIBRARY = f"""%classpath {JAR}
if (!new File("{JAR}").exists())
    throw new IOException("Build the library first: run mvn package");"""
"""The first code cell of every notebook: the kernel itself does not say a word about a jar that is not there."""
"""The library's jar as seen from a notebook: the first code cell names exactly this."""


def require_library(notebooks: Path) -> None:
    """Stops with a sentence when the library is not built: every cell after the first would fail without saying why."""
    jar = (notebooks / JAR).resolve()
    if not jar.is_file():
        raise SystemExit("The library is not built: lib/target/concurrency.jar is missing. Run: mvn -pl lib package")


def keep_jupyter_inside() -> None:
    """Points Jupyter's own folders into ``lab/.jupyter``, unless the caller already chose others.

    A kernel's connection file would otherwise be written into the user's home, and the project promises to write
    nothing there.
    """
    home = LAB / ".jupyter"
    home.mkdir(exist_ok=True)
    for variable, folder in jupyter_folders(home).items():
        os.environ.setdefault(variable, folder)


def jupyter_folders(home: Path) -> dict[str, str]:
    """The variables that name the folders that Jupyter writes, with those folders inside this one."""
    lines = (LAB / "src" / "main" / "jupyter" / "folders.properties").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=") for line in lines if "=" in line and not line.startswith("#"))
    return {variable: str(home / folder) for variable, folder in pairs}
