"""Screens without a browser: real Socket.IO clients that remember all they were told."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import engineio
import socketio
import websocket

from tests.support.server import Server
from tests.support.waiting import PATIENCE, until


class _Line(engineio.Client):
    """Hears messages as they come; upstream gives each a thread of its own, and they overtake."""

    def _trigger_event(self, event: str, *args: Any, **kwargs: Any) -> Any:
        kwargs["run_async"] = False
        return super()._trigger_event(event, *args, **kwargs)


class _Tab(socketio.Client):
    """Leaves as a browser does when a tab is closed: with the websocket's farewell alone."""

    def _engineio_client_class(self) -> type[engineio.Client]:
        return _Line

    def disconnect(self) -> None:
        line = self.eio
        if line.state == "connected" and line.current_transport == "websocket":
            # A server that has just stopped has closed the line before us.
            with contextlib.suppress(websocket.WebSocketException, OSError):
                line.ws.send_close()
            line.read_loop_task.join()
            line.ws.shutdown()
        else:
            super().disconnect()


class Screen:
    """One connected screen; everything it is told is kept in the order it came."""

    def __init__(self, *, returns: bool = False) -> None:
        """`returns`: connects anew when its line ends, as pages do."""
        # Leaving a stopped server must not start a conversation with the next one.
        self.client = _Tab(
            reconnection=returns, reconnection_delay=0.2, reconnection_delay_max=1,
            handle_sigint=False, ssl_verify=False,
        )  # fmt: skip
        self.boards: list[dict[str, Any]] = []
        self.sheets: list[dict[str, Any]] = []
        # Why it was turned away, as a page is told.
        self.reasons: list[str] = []
        self.client.on("connect_error", lambda said: self.reasons.append(_reason(said)))
        self.client.on("board", self.boards.append)
        self.client.on("round", self.sheets.append)
        self.lists: list[dict[str, Any]] = []
        self.commands: list[dict[str, Any]] = []
        self.revoked: list[dict[str, Any]] = []
        self.numbers: list[int] = []
        self.client.on("screens", self.lists.append)
        self.client.on("numbered", lambda said: self.numbers.append(said["number"]))
        self.client.on("command", self.commands.append)
        self.client.on("revoked", self.revoked.append)

    @property
    def versions(self) -> list[int]:
        return [board["version"] for board in self.boards]

    def shows(self, version: int) -> dict[str, Any]:
        """The board of this version, as soon as it is the newest one here."""
        until(lambda: version in self.versions[-1:], f"the screen shows version {version}")
        return self.boards[-1]

    def totals(self) -> dict[str, str]:
        return {row["team"]["id"]: row["total"] for row in self.boards[-1]["rows"]}

    def lists_as(self, device: str, state: str, seconds: float = PATIENCE) -> dict[str, Any]:
        """What the desk is told of a device, as soon as it is listed in this state."""

        def look() -> dict[str, Any] | None:
            # Each process sends a share of its own.
            newest = {share["process"]: share for share in list(self.lists)}
            listed = [one for share in newest.values() for one in share["screens"]]
            return next((s for s in listed if s["id"] == device and s["state"] == state), None)

        return until(look, f"{device} is listed as {state}", seconds)


@contextlib.contextmanager
def screen(
    server: Server,
    slug: str,
    view: str,
    token: str | None = None,
    *,
    polling: bool = False,
    returns: bool = False,
    url: str = "",
) -> Iterator[Screen]:
    """A screen that has been let in and greeted with a board; `url`: not by the server's own."""
    opened = Screen(returns=returns)
    try:
        auth = {"event": slug, "view": view, "token": token}
        connect(opened, server, auth, polling=polling, url=url)
        until(lambda: opened.boards, "the server greets with a board")
        yield opened
    finally:
        _hang_up(opened)


def connect(
    opened: Screen, server: Server, auth: object, *, polling: bool = False, url: str = ""
) -> None:
    """Knock at the server. Raises socketio.exceptions.ConnectionError when it turns us away."""
    transports = ["polling"] if polling else ["websocket"]
    opened.client.connect(url or server.url, auth=auth, transports=transports, wait_timeout=10)


def turned_away(server: Server, auth: object) -> Screen:
    """A screen that was not let in, with whatever it was told nevertheless."""
    refused = Screen()
    try:
        connect(refused, server, auth)
    except socketio.exceptions.ConnectionError:
        return refused
    finally:
        _hang_up(refused)
    raise AssertionError(f"{auth} was let in")


def _reason(said: object) -> str:
    return str(said.get("message")) if isinstance(said, dict) else str(said)


def _hang_up(opened: Screen) -> None:
    # One that comes back by itself would else knock for ever at a server that is gone, and draw the
    # pauses between in the middle of other tests.
    opened.client.reconnection = False
    opened.client.disconnect()
    opened.client.shutdown()
    # Where the server has said goodbye first, the client leaves its line open.
    line = opened.client.eio.ws
    if line is not None:
        line.close()
