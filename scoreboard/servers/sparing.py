"""Socket.IO without what it takes in wherever it happens to be installed, and a server never uses.

Its clients ask by `requests` and `websocket-client`, its queues are Redis's and others': 12 MB.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

CLIENTS = ("requests", "websocket", "aiohttp")
QUEUES = ("redis", "valkey", "kombu")


def import_sockets(*, queue: bool) -> None:
    """Import Socket.IO; `queue`: several processes speak to one another by one."""
    with without(*CLIENTS, *(() if queue else QUEUES)):
        import_module("socketio")


@contextmanager
def without(*names: str) -> Iterator[None]:
    """As if libraries of these names were not installed, unless they have been imported already."""
    hidden = [name for name in names if name not in sys.modules]
    # How Python itself notes that there is none.
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
