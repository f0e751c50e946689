"""A screen's writer lives only while something waits for it: a thousand that wait are 6 MB.

Engine.IO starts a green thread for each websocket, which waits at its queue for as long as the
screen is there, though nearly all is written directly (`direct.py`).

It rests on what follows, which `write_on_demand` looks at before anything is replaced; where a
library has changed each screen keeps a writer of its own. Tried with python-engineio 4.15 and
eventlet 0.41:

- `engineio.socket.Socket._websocket_handler` has a local function `writer` without arguments, one
  of whose free names is `self`, and starts it by `Server.start_background_task`; when all has been
  read it puts None into the queue and calls `join` of what that returned;
- `writer` takes packets by `self.poll()` and sends them, again and again; nothing but an exception
  of `poll` that is no QueueEmpty leaves it without closing the websocket;
- `eventlet.queue.Queue.put` never waits in a queue that has no bound, and its class may be taken
  the place of.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from types import CodeType
from typing import Any

from flask_socketio import SocketIO

log = logging.getLogger(__name__)


class Rest(BaseException):
    """Nothing waits to be written. No ordinary exception: `writer` must not take it for one."""


class WokenToWrite:
    """What an Engine.IO socket does differently; stands before it as a base."""

    server: Any
    queue: Any
    # None: its writer is a green thread of its own, or there is none yet.
    writer: Writer | None = None

    def poll(self) -> Any:
        """The packets that wait. Raises Rest where there are none and more may come."""
        if self.writer is not None and not self.queue.qsize():
            if self.writer.is_over:
                return []
            raise Rest
        return super().poll()  # type: ignore[misc]  # the other base's


def write_on_demand(socketio: SocketIO) -> bool:
    """Let writers of websockets live on demand from now on; False where that cannot be.

    It is for the sockets that are `WokenToWrite`.
    """
    from engineio.socket import Socket  # noqa: PLC0415  # after the patching

    eio = socketio.server.eio
    if eio.async_mode != "eventlet":
        return False
    codes = [
        code
        for code in Socket._websocket_handler.__code__.co_consts
        if isinstance(code, CodeType) and code.co_name == "writer"
    ]
    known = len(codes) == 1 and "self" in codes[0].co_freevars and not codes[0].co_argcount
    if not known or not hasattr(Socket(eio, "probe").queue, "_schedule_unlock"):
        log.warning("each screen keeps a writer: Engine.IO starts it in another way")
        return False
    eio.start_background_task = _Starts(eio.start_background_task, codes[0]).start
    return True


class _Starts:
    """Takes the place of the server's `start_background_task`."""

    def __init__(self, spawn: Callable[..., Any], code: CodeType) -> None:
        self._spawn, self._code = spawn, code
        self._self = code.co_freevars.index("self")

    def start(self, target: Any, *args: Any, **kwargs: Any) -> Any:
        """Start a task, or note how a socket is written to."""
        if getattr(target, "__code__", None) is self._code:
            engine = target.__closure__[self._self].cell_contents
            if isinstance(engine, WokenToWrite):
                return Writer(engine, target, self._spawn)
        return self._spawn(target, *args, **kwargs)


class Writer:
    """Writes what waits for a socket, in a green thread that ends when nothing does."""

    __slots__ = ("_create_event", "_ended", "_spawn", "_target", "_task", "is_over")

    def __init__(
        self, engine: WokenToWrite, target: Callable[[], None], spawn: Callable[..., Any]
    ) -> None:
        self._spawn = spawn
        # None: it has come to its end, and the websocket is closed.
        self._target: Callable[[], None] | None = target
        self._task: Any = None
        self._create_event: Callable[[], Any] = engine.server.create_event
        self._ended: Any = None
        # Whether nothing more will come.
        self.is_over = False
        engine.writer = self
        queue = engine.queue
        queue.__class__ = _waking(queue.__class__)
        queue.wake = self.wake
        if queue.qsize():
            self.wake()

    @property
    def rests(self) -> bool:
        """Whether nothing is being written, and would be."""
        return self._task is None and self._target is not None

    def wake(self) -> None:
        """Something waits."""
        if self._task is None and self._target is not None:
            self._task = self._spawn(self._write)

    def join(self) -> None:
        """Come back when all is written and the websocket is closed."""
        self.is_over = True
        if self._target is not None:
            # Not the `join` of a green thread: that of one which has not begun returns at once.
            self._ended = self._create_event()
            self.wake()
            self._ended.wait()

    def _write(self) -> None:
        target, ended = self._target, True
        try:
            if target is not None:
                target()
        except Rest:
            ended = False
        finally:
            self._task = None
            if ended:
                self._target = None
                if self._ended is not None:
                    self._ended.set()


@cache
def _waking(kind: Any) -> Any:
    """A class of queues that wake who takes from them."""

    class Waking(kind):  # type: ignore[misc]  # the library is not typed
        wake: Callable[[], None]

        def put(self, *args: Any, **kwargs: Any) -> None:
            super().put(*args, **kwargs)
            self.wake()

    return Waking
