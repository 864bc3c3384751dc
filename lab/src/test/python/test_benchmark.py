"""The benchmark's page: from accepted results to the site."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from course import benchmark, notebooks, publish
from making import png, proper, saved


def entry(name: str, median: float, ratio: float | None = None) -> dict[str, Any]:
    """A contestant with three samples around a median."""

    def spread(middle: float) -> dict[str, float]:
        return {
            "min": middle * 0.9,
            "lower": middle * 0.95,
            "median": middle,
            "upper": middle * 1.05,
            "max": middle * 1.1,
        }

    made = {"name": name, "samples": [median], "spread": spread(median)}
    return made if ratio is None else {**made, "ratio": spread(ratio)}


RUN = {
    "machine": {
        "date": "2026-01-01",
        "system": "Linux",
        "processor": "P",
        "cores": 2,
        "java": "25",
        "peers": {"Python": "CPython 3"},
    },
    "seconds": 600.0,
    "complete": True,
    "results": [
        {
            "benchmark": "generator-next",
            "title": "One step",
            "quantity": "TIME",
            "limit": "the best",
            "entries": [
                entry("ours", 136e-9),
                entry("CPython", 47e-9, 2.9),
                {"name": "uvloop", "samples": [], "notMeasured": "a | is `not` here"},
                {
                    **entry("limit", 1e-9, 136),
                    "spread": dict.fromkeys(("min", "lower", "median", "upper", "max"), 1e-9),
                },
            ],
            "goals": [
                {"beside": "CPython", "most": 1.0, "outcome": "MISSED", "text": "at most 1.00: missed by 190 %"},
                {"beside": "limit", "most": 1.1, "outcome": "NOT_MEASURED", "text": "at most 1.10: not measured"},
            ],
        }
    ],
    "pictures": [{"file": "steps.png", "sentence": "One step: ours 136 ns."}],
}


@pytest.fixture
def accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of accepted results, in the place of the project's own."""
    folder = tmp_path / "accepted"
    folder.mkdir()
    monkeypatch.setattr(benchmark, "ACCEPTED", folder)
    (folder / benchmark.RESULTS).write_text(json.dumps(RUN), encoding="utf-8")
    (folder / "steps.png").write_bytes(b64decode(png(width=8)))
    return folder


def test_a_row_has_medians_ratios_goals_and_reasons() -> None:
    assert benchmark.lines(RUN["results"][0]) == [
        "| **One step** | | | |",
        "| ours | 136 ns (122 ns – 150 ns) |  |  |",
        "| CPython | 47.0 ns (42.3 ns – 51.7 ns) | 2.90 (2.61 – 3.19) | at most 1.00: missed by 190 % |",
        "| uvloop | not measured | | a \\| is 'not' here |",
        "| limit: the best | 1.00 ns | 136 (122 – 150) | at most 1.10: not measured |",
    ]


def test_goals_are_counted_and_missed_ones_named() -> None:
    assert benchmark.goals(RUN["results"]) == (
        "Of 2 goals: 0 met, 1 missed, 1 not measured.\n\nMissed:\n\n"
        "- One step, beside CPython: at most 1.00: missed by 190 %"
    )


def test_numbers_have_three_digits_and_a_unit() -> None:
    row = {"quantity": "TIME"}
    assert [benchmark.quantity(row, value) for value in (3.41, 0.0123, 9e-4, 1.5e-9)] == [
        "3.41 s",
        "12.3 ms",
        "900 µs",
        "1.50 ns",
    ]
    assert benchmark.quantity({"quantity": "MEMORY"}, 129.4) == "129 MB"
    assert [benchmark.ratio(value) for value in (49.3, 0.1, 0.00583, 0.0)] == ["49.3", "0.10", "0.0058", "0.00"]


def test_the_page_is_part_of_the_site(accepted: Path, tmp_path: Path) -> None:
    index = publish.publish(saved(tmp_path, n00_start=proper()), tmp_path / "target" / "site", notebooks.read)
    assert 'href="benchmark.html"' in index.read_text(encoding="utf-8")
    page = (index.parent / "benchmark.html").read_text(encoding="utf-8")
    assert (
        "136 ns" in page and 'alt="One step: ours 136 ns."' in page and "width: 4px" in page and "results.json" in page
    )


def test_without_accepted_results_there_is_no_page(accepted: Path, tmp_path: Path) -> None:
    (accepted / benchmark.RESULTS).unlink()
    index = publish.publish(saved(tmp_path, n00_start=proper()), tmp_path / "target" / "site", notebooks.read)
    assert "benchmark" not in index.read_text(encoding="utf-8")
    assert not (index.parent / "benchmark.html").exists()


def test_every_row_of_the_accepted_results_has_its_place() -> None:
    """The committed results, if there are any, can be shown."""
    file = benchmark.ACCEPTED / benchmark.RESULTS
    if not file.is_file():
        pytest.skip("no run has been accepted yet")
    run = json.loads(file.read_text(encoding="utf-8"))
    assert run["complete"]
    assert benchmark.tables(run["results"]).count("| **") == len(run["results"])
