"""A pytest plugin: takes the network away from the tests and from all that they start; only the loopback is left.

So the whole suite shows that the course needs no network. It is done by a network namespace, which only Linux has, and
only where the user may make one.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import sys
from pathlib import Path

import pytest

WHY_NOT = pytest.StashKey[str]()
"""Why the suite runs with a network, or an empty text if it runs without."""
_NEW_USER, _NEW_NETWORK = 0x1000_0000, 0x4000_0000
_SET_FLAGS, _UP_AND_RUNNING = 0x8914, 0x41


def pytest_configure(config: pytest.Config) -> None:
    """Before there is a second thread."""
    config.stash[WHY_NOT] = leave()


def leave() -> str:
    """Leaves the network; returns why that was not possible, or an empty text. For a process of one thread only."""
    if sys.platform != "linux":
        return f"{sys.platform} has no network namespaces"
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK) != 0:
        if libc.unshare(_NEW_USER | _NEW_NETWORK) != 0:
            return f"this machine makes no network namespace for us: {os.strerror(ctypes.get_errno())}"
        _stay_the_same_user(user, group)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as some:
        fcntl.ioctl(some, _SET_FLAGS, struct.pack("16sH14x", b"lo", _UP_AND_RUNNING))
    return ""


def _stay_the_same_user(user: int, group: int) -> None:
    """In a namespace of users of its own a process is nobody, until it says who it was."""
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
