"""Outputs are stored in one form, whole, and without anything of the machine."""

from __future__ import annotations

import base64
import getpass
import socket
from pathlib import Path

import pytest
from nbformat import ValidationError

from course import leaks, notebooks, outputs
from course.project import ROOT
from making import code, notebook, png, printed, value


def test_cells_are_counted_and_streams_merged() -> None:
    made = notebook(code("a", printed("1\n"), printed("2\n"), value("3")), code("b"))
    made.cells[0].metadata.update(execution={"iopub.status.busy": "now"}, scrolled=True)
    made.metadata["language_info"]["version"] = "25.0.3+9-LTS"
    outputs.normalise(made)
    assert [cell.execution_count for cell in made.cells] == [1, 2]
    assert [output.get("text") for output in made.cells[0].outputs] == ["1\n2\n", None]
    assert made.cells[0].outputs[1].execution_count == 1
    assert made.cells[0].metadata == {}
    assert "version" not in made.metadata.language_info
    assert made.metadata.kernelspec == {"name": "java", "display_name": "Java", "language": "java"}


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_the_end_that_the_kernel_leaves_off_a_picture_is_mended(lost: int) -> None:
    whole = base64.b64decode(png())
    output = value("a picture", image_png=base64.b64encode(whole[: len(whole) - lost]).decode().rstrip("="))
    outputs.mend_pictures(output)
    assert base64.b64decode(output.data["image/png"]) == whole


@pytest.mark.parametrize(
    "content",
    [
        f"loaded {ROOT}/lib",
        str(Path.home() / "notes.txt"),
        "/home/ada/course",
        "/Users/ada/x",
        r"C:\Users\ada\x",
        "at /usr/lib/jvm/jdk",
        "/tmp/runs/1.json",
        "jar:file:/opt/x.jar",
        "open http://127.0.0.1:8888/?token=0123456789abcdef",
        "Bearer abcdefghijklmnop",
        "Tue Nov 24 15:16:32 UTC 2026",
        "Date: Tue, 24 Nov 2026 15:16:32 GMT",
        "2026-11-24T15:16:32Z",
        "at 15:16:32",
        "November 24, 2026",
    ],
)
def test_what_belongs_to_a_machine_is_refused(content: str) -> None:
    assert list(leaks.in_text(content))


@pytest.mark.parametrize(
    "content",
    [
        "Read 19210 from http://www.jython.org",
        "the square root of 2",
        "12 m/s and 3/4",
        "../lib/target/concurrency.jar",
        "GET /dice HTTP/1.1",
        "java.lang.IllegalArgumentException: latency must not be negative",
        "http://x.org/home/page",
        "0:00:01 main",
        "May 3 tasks run at once?",
        "1:2 and 3-4",
        "and/or",
        "a host, a user",
    ],
)
def test_ordinary_text_is_not(content: str) -> None:
    assert list(leaks.in_text(content)) == []


def test_the_names_of_user_and_host_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "lovelace")
    monkeypatch.setattr(socket, "gethostname", lambda: "engine.local")
    leaks._own_names.cache_clear()
    try:
        assert ["user name" in found for found in leaks.in_text("run by lovelace")] == [True]
        assert ["host name" in found for found in leaks.in_text("on engine")] == [True]
        assert list(leaks.in_text("loveladies and engines")) == []
    finally:
        leaks._own_names.cache_clear()


def test_a_notebook_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "00-start.ipynb"
    notebooks.write(notebook(code("1")), file)
    before = file.read_bytes()
    broken = notebook(code("2"))
    broken.cells[0].outputs = "not a list"
    with pytest.raises(ValidationError):
        notebooks.write(broken, file)
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]
    notebooks.write(notebooks.read(file), file)
    assert file.read_bytes() == before
