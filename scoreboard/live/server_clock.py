"""The clock that goes out with what the big screen tells."""

from __future__ import annotations

from datetime import UTC, datetime

from scoreboard.contest.show.shapes import SceneMessage


def server_time() -> str:
    """The server's clock, to the millisecond: browsers reckon by it how far their own is off."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def sent_now(message: SceneMessage) -> SceneMessage:
    """The message with the server's clock of this moment, by which screens reckon the timer."""
    return {**message, "sent": server_time()}
