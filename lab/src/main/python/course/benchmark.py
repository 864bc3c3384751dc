"""The benchmark's page of the course site, made from the results that were accepted with ``mvn -Pbench -Daccept``."""

from __future__ import annotations

import json
import shutil
from math import floor, log10
from pathlib import Path
from string import Template
from typing import Any

from course.pictures import SCALE, width
from course.project import LAB, SITE_SOURCES

ACCEPTED = LAB / "bench" / "accepted"
RESULTS = "results.json"
PAGE = "benchmark"
SECTIONS = {
    "downloads-20ms": "160 pages at 20 ms",
    "downloads-0ms": "160 pages without latency",
    "crowd": "10,000 pages at once",
    "cpu": "Computing",
    "pool": "A pool of processes",
    "generator": "Generators",
    "loop": "The event loop",
    "kernel": "The kernel and a notebook",
    "notebook": "The kernel and a notebook",
}
"""The beginnings of the benchmarks' names, and under which heading their rows stand."""
OUTCOMES = {"MET": "met", "MISSED": "missed", "NOT_MEASURED": "not measured"}
LIMIT = "limit"


def write_page(source: Path, accepted: Path) -> bool:
    """Writes the page of accepted results, with its pictures, into the site's sources; says whether there are any."""
    if not (accepted / RESULTS).is_file():
        return False
    run = json.loads((accepted / RESULTS).read_text(encoding="utf-8"))
    template = Template((SITE_SOURCES / f"{PAGE}.md").read_text(encoding="utf-8"))
    pictures = []
    for picture in run["pictures"]:
        shutil.copyfile(accepted / picture["file"], source / picture["file"])
        pixels = width((accepted / picture["file"]).read_bytes())
        pictures.append(
            f"```{{image}} {picture['file']}\n:alt: {picture['sentence']}\n:width: {pixels // SCALE}px\n```"
        )
    (source / f"{PAGE}.md").write_text(
        template.substitute(
            machine=machine(run["machine"]),
            minutes=f"{run['seconds'] / 60:.0f}",
            goals=goals(run["results"]),
            pictures="\n\n".join(pictures),
            tables=tables(run["results"]),
        ),
        encoding="utf-8",
    )
    shutil.copyfile(accepted / RESULTS, source / RESULTS)
    return True


def machine(facts: dict[str, Any]) -> str:
    """Where and when the run was, in one sentence."""
    peers = "; ".join(facts["peers"].values())
    return (
        f"Measured on {facts['date']}: {facts['system']}, {facts['processor']}, {facts['cores']} cores, "
        f"Java {facts['java']}; {peers}."
    )


def goals(results: list[dict[str, Any]]) -> str:
    """How many goals were met, and a list of those that were not."""
    judged = [(row, goal) for row in results for goal in row["goals"]]
    counts = ", ".join(
        f"{sum(goal['outcome'] == outcome for _, goal in judged)} {word}" for outcome, word in OUTCOMES.items()
    )
    missed = [
        f"- {row['title']}, beside {name(row, goal['beside'])}: {goal['text']}"
        for row, goal in judged
        if goal["outcome"] == "MISSED"
    ]
    return f"Of {len(judged)} goals: {counts}." + ("\n\nMissed:\n\n" + "\n".join(missed) if missed else "")


def tables(results: list[dict[str, Any]]) -> str:
    """A heading and a table for each kind of benchmark, in the order of the results."""
    sections: dict[str, list[str]] = {}
    for row in results:
        heading = next(title for start, title in SECTIONS.items() if row["benchmark"].startswith(start))
        sections.setdefault(heading, []).extend(lines(row))
    return "\n\n".join(
        "\n".join([f"## {heading}", "", "| | Median | Ours ÷ it | Goal |", "|---|---:|---:|---|", *rows])
        for heading, rows in sections.items()
    )


def lines(row: dict[str, Any]) -> list[str]:
    """The lines of a table for one row: its title, and each contestant."""
    found = [f"| **{row['title']}** | | | |"]
    for entry in row["entries"]:
        if "notMeasured" in entry:
            reason = " ".join(entry["notMeasured"].split()).replace("|", "\\|").replace("`", "'")
            found.append(f"| {name(row, entry['name'])} | not measured | | {reason} |")
            continue
        verdict = "; ".join(goal["text"] for goal in row["goals"] if goal["beside"] == entry["name"])
        found.append(
            f"| {name(row, entry['name'])} | {spread(entry['spread'], lambda number: quantity(row, number))} "
            f"| {spread(entry['ratio'], ratio) if 'ratio' in entry else ''} | {verdict} |"
        )
    return found


def name(row: dict[str, Any], contestant: str) -> str:
    """A contestant's name; for the limit, how it comes about."""
    return f"limit: {row['limit']}" if contestant == LIMIT else contestant


def spread(numbers: dict[str, float], text: Any) -> str:
    """The median, and where it is not the same, the range."""
    low, high = text(numbers["min"]), text(numbers["max"])
    return text(numbers["median"]) + (f" ({low} – {high})" if low != high else "")


def quantity(row: dict[str, Any], value: float) -> str:
    """A time or a size with three digits, in a unit in which it is easily read."""
    if row["quantity"] == "MEMORY":
        return f"{digits(value)} MB"
    unit, factor = next(
        ((unit, factor) for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)) if value * factor >= 1), ("ns", 1e9)
    )
    return f"{digits(value * factor)} {unit}"


def ratio(value: float) -> str:
    """A ratio with three digits, or two where it is below 0.1."""
    return digits(value) if value >= 0.1 or value <= 0 else f"{value:.{1 - floor(log10(value))}f}"


def digits(value: float) -> str:
    """Three digits, and more before the point if there are more."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
