"""A real JupyterLab on a copy of the notebooks, and the few things that a reader does in it."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from nbformat import NotebookNode
from playwright.sync_api import Page, TimeoutError

from course import notebooks
from course.project import jupyter_folders

RUNNING = (
    "[...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')].map(prompt => prompt.textContent)"
)
SETTINGS = {
    # Every cell is in the page, also those out of sight.
    "notebook-extension/tracker.jupyterlab-settings": '{"windowingMode": "none"}',
}
NO_NEWS = '{"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}'


class Laboratory:
    """A server of its own for one ``with`` block; all that Jupyter writes goes into the given folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.token = folder, secrets.token_hex(16)
        self.notebooks = folder / "course" / "notebooks"
        self.notebooks.mkdir(parents=True)

    def take(self, source: Path) -> None:
        """Copies the notebooks, and the built library to where they look for it."""
        shutil.copytree(source, self.notebooks, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
        shutil.copytree(
            source.parent / "lib" / "target",
            self.notebooks.parent / "lib" / "target",
            ignore=lambda _, names: [name for name in names if not (name.endswith(".jar") or "." not in name)],
        )

    def put(self, notebook: NotebookNode, name: str) -> None:
        """Writes a notebook without its outputs, so that every output seen later comes from a run in JupyterLab."""
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        notebooks.write(notebook, self.notebooks / name)

    def __enter__(self) -> Laboratory:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{free.getsockname()[1]}"
        folders = jupyter_folders(self.folder)
        environment = {**os.environ, **folders, "JUPYTER_TOKEN": self.token, "JUPYTER_PREFER_ENV_PATH": "1"}
        for name, content in SETTINGS.items():
            self._write(Path(folders["JUPYTERLAB_SETTINGS_DIR"], "@jupyterlab", name), content)
        self._write(Path(folders["JUPYTER_CONFIG_DIR"], "labconfig", "page_config.json"), NO_NEWS)
        self._log = (self.folder / "jupyterlab.log").open("wb")
        self._server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                "--ServerApp.ip=127.0.0.1",
                f"--ServerApp.port={self.url.rpartition(':')[2]}",
                "--ServerApp.port_retries=0",
                f"--ServerApp.root_dir={self.notebooks}",
            ],
            env=environment,
            cwd=self.notebooks,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait_until_it_answers()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()  # it ends its kernels, and then itself
        try:
            self._server.wait(30)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._log.close()

    def open(self, page: Page, name: str) -> None:
        """Opens a notebook and waits until its kernel is ready."""
        page.goto(f"{self.url}/lab/workspaces/{Path(name).stem}/tree/{name}?token={self.token}")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        # The page's own signs are of no use: with the Java kernel they say idle too early, or unknown when it is there.
        end = time.monotonic() + 60
        while not self._connected(name):
            assert time.monotonic() < end, f"no kernel was connected to {name}"
            page.wait_for_timeout(100)

    def _connected(self, name: str) -> bool:
        with urllib.request.urlopen(f"{self.url}/api/sessions?token={self.token}", timeout=5) as answer:
            return any(session["path"] == name and session["kernel"]["connections"] for session in json.load(answer))

    @staticmethod
    def _write(file: Path, content: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end and self._server.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/api/status?token={self.token}", timeout=5).close()
                return
            except (URLError, OSError):
                time.sleep(0.2)
        self._server.kill()
        self._server.wait()
        raise AssertionError("JupyterLab did not start:\n" + (self.folder / "jupyterlab.log").read_text()[-3000:])


def menu(page: Page, name: str, command: str) -> None:
    """Chooses a command from the menu bar."""
    page.locator(".lm-MenuBar-itemLabel").get_by_text(name, exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text(re.compile(rf"^{command}")).first.click()


def wait_until_all_ran(page: Page, seconds: float) -> None:
    """Waits until every code cell has its number and none is running or waiting."""
    try:
        page.wait_for_function(f"() => {RUNNING}.every(prompt => /\\[\\d+\\]/.test(prompt))", timeout=1000 * seconds)
    except TimeoutError as error:
        raise AssertionError(f"the cells did not all end within {seconds} s: {page.evaluate(RUNNING)}") from error


def wait_until_none_runs(page: Page, seconds: float) -> None:
    """Waits until no code cell is running or waiting."""
    page.wait_for_function(f"() => {RUNNING}.every(prompt => !prompt.includes('*'))", timeout=1000 * seconds)
