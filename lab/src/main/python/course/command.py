"""What the commands share: they end clean when they are stopped, and fail in one sentence."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable

from course.execute import NotebookFailed


def stop_cleanly_on_signals() -> None:
    """Turns SIGTERM and SIGHUP into an ordinary exit, so that the kernel of the moment is ended too.

    Python's default is to die on the spot, which would leave a JVM behind.
    """
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, frame: sys.exit(128 + number))


def run(main: Callable[[list[str]], int]) -> None:
    """Runs a command with the program's arguments, and exits with its status."""
    stop_cleanly_on_signals()
    try:
        sys.exit(main(sys.argv[1:]))
    except NotebookFailed as failure:
        sys.exit(f"\n{failure}")
    except KeyboardInterrupt:
        sys.exit(130)
