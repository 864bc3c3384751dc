"""A kernel to which cells are sent one by one, as a reader does, and which can be interrupted while one runs."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.manager import KernelManager

from course.execute import KERNEL, SHUTDOWN_SECONDS


@dataclass
class Ran:
    """What a cell left: what it printed, its last statement's value, and its error, each empty if there is none."""

    printed: str = ""
    value: str = ""
    error: str = ""


class LiveKernel:
    """One kernel for a ``with`` block; ended with it, however that happens."""

    def __init__(self, folder: Path) -> None:
        self._manager = KernelManager(kernel_name=KERNEL)
        self._manager.shutdown_wait_time = SHUTDOWN_SECONDS
        self._folder = folder

    def __enter__(self) -> LiveKernel:
        self._manager.start_kernel(cwd=str(self._folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._client = self._manager.client()
        try:
            self._client.start_channels()
            self._client.wait_for_ready(timeout=60)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._client.stop_channels()
        if not self._manager.has_kernel:
            return
        process = self._manager.provisioner.process
        self._manager.shutdown_kernel()
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()

    @property
    def pid(self) -> int:
        """The kernel's process."""
        return self._manager.provisioner.process.pid

    def start(self, source: str) -> str:
        """Sends a cell and does not wait; the answer is for :meth:`ended`."""
        return self._client.execute(source)

    def ended(self, cell: str, seconds: float) -> Ran:
        """Waits until that cell has ended, and fails if it has not within this time."""
        ran, end = Ran(), time.monotonic() + seconds
        while True:
            message = self._client.get_iopub_msg(timeout=max(0.0, end - time.monotonic()))
            if message["parent_header"].get("msg_id") != cell:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                ran.printed += content["text"]
            elif kind == "execute_result":
                ran.value = content["data"]["text/plain"]
            elif kind == "error":
                ran.error = " ".join([content["evalue"], *content["traceback"]])
            elif kind == "status" and content["execution_state"] == "idle":
                return ran

    def run(self, source: str, seconds: float = 60) -> Ran:
        """Sends a cell and waits for its end; an error in it fails the test."""
        ran = self.ended(self.start(source), seconds)
        assert not ran.error, ran.error
        return ran

    def shut_down(self) -> None:
        """What Jupyter does when a kernel is shut down, with its own patience: a shutdown_request, then signals."""
        self._manager.shutdown_wait_time = type(self._manager).shutdown_wait_time.default_value
        self._manager.shutdown_kernel()

    def interrupt(self) -> None:
        """What the button does."""
        self._manager.interrupt_kernel()
