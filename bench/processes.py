"""What processes take of the machine, and how many files they may open; read from /proc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def files_allowed() -> tuple[int, int]:
    """How many files this process may open, and how many it could be allowed."""
    import resource  # noqa: PLC0415  # Windows has none

    return resource.getrlimit(resource.RLIMIT_NOFILE)


def raise_limit() -> None:
    """Let this process open as many files as it may."""
    import resource  # noqa: PLC0415  # Windows has none

    _, hard = files_allowed()
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def tree(pid: int) -> list[int]:
    """A process and all that it has started, and they."""
    found = [pid]
    for one in found:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def memory_of(pid: int) -> int:
    """Bytes that a process and its children hold in memory."""
    pages = 0
    for one in tree(pid):
        with suppress(OSError):
            pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def processor_of(pid: int) -> float:
    """Seconds of the processor that a process and its children have had."""
    spent = 0
    for one in tree(pid):
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e9


@contextmanager
def apart(*servers: int) -> Iterator[None]:
    """Within: servers have one processor, this process and what it starts have the others.

    On a machine of one processor, and where a system has no such choice, all is as it was.
    """
    mine = getattr(os, "sched_getaffinity", lambda _pid: set[int]())(0)
    if len(mine) < 2:
        yield
        return
    first = min(mine)
    for server in servers:
        for one in tree(server):
            os.sched_setaffinity(one, {first})
    os.sched_setaffinity(0, mine - {first})
    try:
        yield
    finally:
        os.sched_setaffinity(0, mine)
