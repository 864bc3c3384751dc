"""Runs a notebook from top to bottom in a kernel of its own.

One executor serves refreshing, publishing and the tests, so that all three mean the same by "the notebook runs".
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from course import leaks, notebooks, outputs
from course.project import keep_jupyter_inside

KERNEL = "java"
CELL_SECONDS = 120
"""How long a cell may take, unless the notebook's metadata ``course.timeout`` says another number of seconds."""
SHUTDOWN_SECONDS = 2
"""How long an ended kernel may take to go: asked for half of it, then SIGTERM, and killed at the end.

JJava 1.0a8 answers a shutdown request and then waits a minute for its idle threads, so it always needs the SIGTERM.
"""
MAY_FAIL = "raises-exception"
"""The tag of a cell that must fail; its metadata ``course.raises`` names the error."""


class NotebookFailed(Exception):
    """A notebook did not run as it should; the message names notebook, cell, the cell's first line and the reason."""

    def __init__(self, notebook: str, reason: str, cell: int | None = None, source: str = "") -> None:
        where = notebook if cell is None else f"{notebook}, cell {cell} `{first_line(source)}`"
        super().__init__(f"{where}: {reason}")
        self.notebook, self.cell, self.reason = notebook, cell, reason


def first_line(source: str) -> str:
    """The first line of a cell that is not blank, which is enough to find the cell again."""
    return next((line.strip() for line in source.splitlines() if line.strip()), "")


class Kernel:
    """A fresh kernel for one notebook, ended when its ``with`` block ends, however that happens."""

    def __init__(self, notebook: NotebookNode, name: str, folder: Path) -> None:
        keep_jupyter_inside()
        self.notebook, self.name = notebook, name
        self.process: subprocess.Popen[bytes] | None = None
        self._client = NotebookClient(
            notebook,
            kernel_name=KERNEL,
            resources={"metadata": {"path": str(folder)}},
            timeout=notebook.metadata.get("course", {}).get("timeout", CELL_SECONDS),
            record_timing=False,
            store_widget_state=False,
        )
        self._client.km = self._client.create_kernel_manager()
        self._client.km.shutdown_wait_time = SHUTDOWN_SECONDS

    def __enter__(self) -> Kernel:
        # What the kernel says beside its protocol is start-up chatter, or the reason why it does not start.
        self._says = tempfile.TemporaryFile()
        self._setup = self._client.setup_kernel(stdout=self._says, stderr=self._says)
        try:
            self._setup.__enter__()
        except NoSuchKernel as error:
            raise NotebookFailed(
                self.name,
                f"no kernel named `{KERNEL}` is installed in this Python environment; `mvn -Plab` makes one with it",
            ) from error
        except (RuntimeError, OSError) as error:
            self._end_process()
            raise NotebookFailed(self.name, f"the Java kernel did not start: {self._last_words() or error}") from error
        except BaseException:  # stopped while the kernel was starting: there is no `with` block yet that would end it
            self._end_process()
            raise
        self.process = self._process()
        connection = self._client.km.get_connection_info()
        self.ports = {number for key, number in connection.items() if key.endswith("_port")}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._setup.__exit__(None, None, None)
        finally:
            self._end_process()
            self._says.close()

    def _process(self) -> subprocess.Popen[bytes] | None:
        provisioner = self._client.km.provisioner if self._client.km else None
        return getattr(provisioner, "process", None)

    def _end_process(self) -> None:
        """Makes sure of the JVM itself, whatever state the client was stopped in."""
        process = self.process or self._process()
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()

    def _last_words(self) -> str:
        self._says.seek(0)
        return " ".join(self._says.read().decode("utf-8", "replace").split())[-500:]

    @property
    def pid(self) -> int:
        """The kernel's process: the JVM itself, as the kernel spec starts it without a wrapper."""
        return self.process.pid

    def run_all(self) -> None:
        """Runs every code cell in order. May be called again: that is a reader who runs all cells a second time."""
        self._client.reset_execution_trackers()
        for index, cell in enumerate(self.notebook.cells):
            if cell.cell_type == "code":
                self._run(index, cell)

    def _run(self, index: int, cell: NotebookNode) -> None:
        def failed(reason: str) -> NotebookFailed:
            return NotebookFailed(self.name, reason, index + 1, cell.source)

        try:
            self._client.execute_cell(cell, index)
        except CellExecutionError as error:
            raise failed(f"raised an error that is not declared: {error_text(cell) or error.evalue}") from error
        except CellTimeoutError as error:
            raise failed(f"did not end within {self._client.timeout} s") from error
        except DeadKernelError as error:
            raise failed("the kernel died while this cell ran") from error
        reason = broken_promise(cell)
        if reason:
            raise failed(reason)


def error_text(cell: NotebookNode) -> str:
    """The cell's error in one line, or an empty text when there is none."""
    for output in cell.outputs:
        if output.output_type == "error":
            lines = [outputs.plain(line) for line in output.traceback]
            return " ".join(f"{output.ename}: {output.evalue} {' '.join(lines)}".split())[:500]
    return ""


def broken_promise(cell: NotebookNode) -> str:
    """What is wrong with a cell that was declared to fail, or an empty text.

    The named error is looked for in the whole error, as the kernel's ``ename`` is not the Java class: the class is in
    the message.
    """
    if MAY_FAIL not in cell.metadata.get("tags", []):
        return ""
    named = cell.metadata.get("course", {}).get("raises", "")
    if not named:
        return f"is tagged `{MAY_FAIL}` but its metadata course.raises does not say which error"
    text = error_text(cell)
    if not text:
        return f"must raise {named} and raised nothing"
    return "" if named in text else f"must raise {named} and raised another error: {text}"


def execute(notebook: NotebookNode, name: str, folder: Path) -> NotebookNode:
    """Runs the notebook in a fresh kernel and returns it with its outputs, made fit to be stored."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with Kernel(notebook, name, folder) as kernel:
        kernel.run_all()
    return fit_to_store(notebook, name)


def fit_to_store(notebook: NotebookNode, name: str) -> NotebookNode:
    """Puts the outputs of a notebook that has run into their stored form, and refuses what may not be stored."""
    outputs.normalise(notebook)
    for index, cell in enumerate(notebook.cells):
        for found in leaks.in_outputs(cell):
            raise NotebookFailed(name, f"its output must not be stored: {found}", index + 1, cell.source)
    return notebook


def execute_file(path: Path, say: Callable[[str], None] = print) -> NotebookNode:
    """Runs a notebook file in its own folder, says in one line how long that took, and returns it."""
    start = time.monotonic()
    notebook = execute(notebooks.read(path), path.name, path.parent)
    say(f"  {path.name:<32} {time.monotonic() - start:6.1f} s")
    return notebook
