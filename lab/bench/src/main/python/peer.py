"""What all peers share: they print a line of JSON for each measurement, and say what they miss."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

NOT_HERE = 3
"""The exit status of a script that misses something; the last line of its errors says what."""


def say(**numbers: float) -> None:
    """One measurement, in seconds and MB."""
    print(json.dumps(numbers), flush=True)


def need(name: str) -> ModuleType:
    """A package that may be missing."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"the Python package {name} is not installed", file=sys.stderr)
        sys.exit(NOT_HERE)


def peak_megabytes() -> float:
    """The most memory that this process took so far."""
    return megabytes("VmHWM:")


def megabytes(name: str = "VmRSS:") -> float:
    """What this process takes of the machine's memory; -1 where the system does not tell, as only Linux does."""
    try:
        with Path("/proc/self/status").open(encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith(name))
    except OSError:
        return -1
