"""What a process has open, read from Linux's /proc, so that no package is needed for it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

AVAILABLE = Path("/proc/self/net/tcp").exists()


def alive(pid: int) -> bool:
    """Whether the process is there and not merely waiting to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> dict[int, str]:
    """The living children of a process, with their names."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                name, _, rest = (entry / "stat").read_text().partition("(")[2].rpartition(")")
            except OSError:  # ended while we looked
                continue
            state, parent = rest.split()[:2]
            if int(parent) == pid and state != "Z":
                found[int(entry.name)] = name
    return found


def sockets(pid: int) -> list[tuple[int, int, bool]]:
    """The TCP sockets of a process: local port, remote port, whether it listens."""
    inodes = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        try:
            match = re.fullmatch(r"socket:\[(\d+)\]", str(handle.readlink()))
        except OSError:
            continue
        if match:
            inodes.add(match.group(1))
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[9] in inodes:
                local, remote = (int(address.rpartition(":")[2], 16) for address in fields[1:3])
                found.append((local, remote, fields[3] == "0A"))
    return found


def left_open(pid: int, own_ports: set[int]) -> list[str]:
    """What a kernel has open beyond its own five ports: listening sockets, connections, child processes."""
    found = [f"the process {name} ({child})" for child, name in children(pid).items()]
    for local, remote, listening in sockets(pid):
        if local not in own_ports:
            found.append(
                f"a server on port {local}" if listening else f"a connection from port {local} to port {remote}"
            )
    return found


def eventually(check: Callable[[], bool], seconds: float) -> bool:
    """Whether the check becomes true within this time."""
    end = time.monotonic() + seconds
    while not check():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def memory(pid: int) -> int:
    """How many bytes of the machine's memory a process takes, shared ones included; none when it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
