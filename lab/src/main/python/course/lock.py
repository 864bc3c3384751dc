"""Makes ``lab/lock`` from the requirements: all that they lead to, with hashes: ``python -m course.lock``.

Versions stay as they are unless a requirement asks for others; ``--upgrade`` takes the newest of everything that is not
named in a requirement. It needs uv, which is not part of the environment: ``pip install uv`` elsewhere, and put it on
the path.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from course import command
from course.project import LAB

TIERS = {"lab": "requirements.txt", "dev": "requirements-dev.txt", "bench": "requirements-bench.txt"}
"""The lock files, each with the requirements that it locks. A later one begins with the one before it."""
OLDEST_PYTHON = "3.10"
HEAD = """\
# Every package that {requirements} leads to{beyond}, one version each for Python 3.10 to 3.14 on every system, with the
# hashes of all its files. pip installs it with --require-hashes. Made by python -m course.lock, not by hand.
"""


def lock(folder: Path, upgrade: bool = False) -> list[Path]:
    """Writes the lock files of a folder that holds the requirements, and returns them."""
    if shutil.which("uv") is None:
        raise SystemExit("uv is missing: run pip install uv in an environment of its own, and put it on the path.")
    files = [folder / "lock" / f"{tier}.txt" for tier in TIERS]
    known = "" if upgrade else "".join(file.read_text(encoding="utf-8") for file in files if file.exists())
    with tempfile.TemporaryDirectory() as work:
        for requirements in reversed(TIERS.values()):  # the largest decides on the versions, the others follow
            known = _compile(
                folder, requirements, re.sub(r"^-r .*$", "", known, flags=re.MULTILINE), Path(work) / requirements
            )
        whole = {
            requirements: blocks(Path(work, requirements).read_text(encoding="utf-8"))
            for requirements in TIERS.values()
        }
    before: str | None = None
    files[0].parent.mkdir(exist_ok=True)
    for file, requirements in zip(files, TIERS.values(), strict=True):
        head = HEAD.format(requirements=requirements, beyond=f" beyond {before}.txt" if before else "")
        lower = {name for name, _ in whole[TIERS[before]]} if before else set()
        text = [
            head,
            *([f"-r {before}.txt\n"] if before else []),
            *(text for name, text in whole[requirements] if name not in lower),
        ]
        file.write_text("".join(text), encoding="utf-8", newline="\n")
        before = file.stem
    return files


def _compile(folder: Path, requirements: str, known: str, to: Path) -> str:
    """Runs uv, which prefers the versions of the file that it is to write."""
    to.write_text(known, encoding="utf-8")
    subprocess.run(
        [
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--python-version",
            OLDEST_PYTHON,
            "--generate-hashes",
            "--no-emit-index-url",
            "--no-header",
            "--no-annotate",
            "--output-file",
            str(to),
            requirements,
        ],
        cwd=folder,
        check=True,
    )
    return to.read_text(encoding="utf-8")


def blocks(text: str) -> list[tuple[str, str]]:
    """The packages of a lock, each with its version and marker for a name, and with all its lines."""
    found = re.findall(r"^(?![#\s-])(.*?)(?: \\)?\n((?:[ ]+.*\n)*)", text, re.MULTILINE)
    return [(name, name + (" \\\n" + hashes if hashes else "\n")) for name, hashes in found]


def main(arguments: list[str]) -> int:
    """The command."""
    if arguments not in ([], ["--upgrade"]):
        raise SystemExit("lock knows one option, --upgrade.")
    for file in lock(LAB, bool(arguments)):
        print(f"{file.relative_to(LAB.parent)}: {len(blocks(file.read_text(encoding='utf-8')))} packages.")
    return 0


if __name__ == "__main__":
    command.run(main)
