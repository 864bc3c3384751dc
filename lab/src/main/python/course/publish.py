"""Executes every notebook and writes the course as a site that opens from the disk: ``python -m course.publish``.

The site is made beside the old one and takes its place only when it is complete and checked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from string import Template

from nbformat import NotebookNode

from course import benchmark, command, notebooks, offline
from course.execute import execute_file
from course.project import NOTEBOOKS, ROOT, SITE_SOURCES, TARGET, require_library

SITE = TARGET / "site"
REFERENCE = ROOT / "lib" / "target" / "reports" / "apidocs"
REFERRED = '**Looking up.** <a href="reference/index.html">The reference</a> describes each class of the library.\n\n'
MEASURED = (
    f"**Measured.** [The benchmark]({benchmark.PAGE}.md) shows the library beside what one would use instead.\n\n"
)


class SiteFailed(SystemExit):
    """The pages could not be made, or are not as they should be; the message lists why."""


def publish(folder: Path = NOTEBOOKS, site: Path = SITE, run: Callable[[Path], NotebookNode] = execute_file) -> Path:
    """Executes the notebooks of a folder, writes their site, and returns the file to open.

    Tests that have run a notebook already may give another ``run``.
    """
    paths = notebooks.chosen([], folder)
    require_library(folder)
    site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as work:
        source, pages = Path(work, "source"), Path(work, "pages")
        source.mkdir()
        print("Executing, each notebook in a fresh kernel:")
        for path in paths:
            notebooks.write(run(path), source / path.name)
        copy_pictures(folder, source)
        write_index(source)
        build(source, pages, Path(work, "doctrees"))
        if REFERENCE.exists():
            shutil.copytree(REFERENCE, pages / "reference")
        check(pages)
        replace(site, pages)
    return site / "index.html"


def copy_pictures(folder: Path, source: Path) -> None:
    """Takes along the pictures that the notebooks show and link to: those in folders beside them."""
    for kind in ("png", "jpg", "svg"):
        for picture in folder.glob(f"*/*.{kind}"):
            if not picture.parent.name.startswith("."):
                copy = source / picture.relative_to(folder)
                copy.parent.mkdir(exist_ok=True)
                shutil.copyfile(picture, copy)


def write_index(source: Path) -> None:
    """Writes the first page: the notebooks in reading order, each with the question that it answers."""
    rows, order = [], []
    for path in notebooks.all_notebooks(source):
        notebook = notebooks.read(path)
        cells = (
            path.stem.split("-")[0],
            f"[{notebooks.title(notebook) or path.stem}]({path.name})",
            notebooks.question(notebook),
        )
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        order.append(path.stem)
    measured = benchmark.write_page(source, benchmark.ACCEPTED)
    order += [benchmark.PAGE] * measured
    template = Template((SITE_SOURCES / "index.md").read_text(encoding="utf-8"))
    page = template.substitute(
        rows="\n".join(rows),
        order="\n".join(order),
        measured=MEASURED if measured else "",
        referred=REFERRED if REFERENCE.exists() else "",
    )
    (source / "index.md").write_text(page, encoding="utf-8")
    licence = ROOT / "LICENSE"
    (source / "licence.txt").write_text(
        licence.read_text(encoding="utf-8") if licence.exists() else "The project's LICENSE file is missing.\n",
        encoding="utf-8",
    )


def build(source: Path, pages: Path, doctrees: Path) -> None:
    """Runs Sphinx; any warning is a failure, as each one is something that a reader would stumble over."""
    paths = [str(Path(__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-W",
            "--keep-going",
            "--no-color",
            "-q",
            "-b",
            "html",
            "-c",
            str(SITE_SOURCES),
            "-d",
            str(doctrees),
            str(source),
            str(pages),
        ],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        said = (done.stderr + done.stdout).replace(f"{source}{os.sep}", "").strip()
        raise SiteFailed(f"The pages could not be made:\n{said}")


def check(pages: Path) -> None:
    """Holds the built pages to what they promise."""
    found = list(offline.problems(pages))
    if found:
        raise SiteFailed("The pages are not complete in themselves:\n" + "\n".join(found))


def replace(site: Path, pages: Path) -> None:
    """Puts the new pages in the place of the old ones, which are kept until that has worked."""
    old = pages.parent / "old"
    if site.exists():
        site.rename(old)
    try:
        pages.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise


def main(arguments: list[str]) -> int:
    """The command."""
    if arguments:
        raise SystemExit("publish takes no arguments: it always publishes every notebook.")
    index = publish()
    print(f"The site is in {index.parent.relative_to(ROOT)}{os.sep}; open {index.relative_to(ROOT)} in a browser.")
    return 0


if __name__ == "__main__":
    command.run(main)
