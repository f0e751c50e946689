"""The servers that the app can run on: each file here names one library and its internals."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from scoreboard.limits import MOST_CONNECTIONS, MOST_THREADED, Room, room_in

if TYPE_CHECKING:
    # Not at run time: the patching comes before it.
    from scoreboard.servers.secure import Tls

Result = TypeVar("Result")


class Server(Protocol):
    """What each of them offers."""

    # How many open files a page that stays connected takes.
    FILES_EACH: int

    def make_green(self) -> None:
        """Make sockets, locks and sleeps cooperative before anything imports them."""

    def watches(self) -> int | None:
        """How many files its hub can watch; None where it has no limit."""

    def in_thread(self, work: Callable[[], Result]) -> Result:
        """Do long work aside (`aside.py`), while everybody else is answered."""

    def at_disk(self, work: Callable[[], Result]) -> Result:
        """Wait for the disk in a thread that no long work takes, while everybody is answered."""

    def soon(self, call: Callable[[], object]) -> None:
        """Call in the next round of the loop, where nothing may wait; at once under threads."""

    def serve(
        self, app: Callable[..., Any], host: str, port: int, crowd: Any, tls: Tls | None = None
    ) -> None:
        """Serve until the process ends; `tls`: encrypted, and plain requests are led to it."""


def server_of(mode: str) -> Server:
    """The server of a kind of concurrency; imported here, for each needs its own library."""
    name = "with_threads" if mode == "threading" else f"with_{mode}"
    return cast(Server, import_module(f"scoreboard.servers.{name}"))


def make_room(mode: str) -> Room:
    """Raise the process's own limit as far as it goes; the room that there is then."""
    from scoreboard.servers.door import raise_limit  # noqa: PLC0415  # after the patching

    most = MOST_THREADED if mode == "threading" else MOST_CONNECTIONS
    server = server_of(mode)
    return room_in(raise_limit(server.watches()), min(most, MOST_CONNECTIONS), server.FILES_EACH)
