"""What all peers share: they print a line of JSON for each measurement, and say what they miss."""
from __future__ import annotations

import importlib
import json
import sys
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
