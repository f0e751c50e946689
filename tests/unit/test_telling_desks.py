"""The desks are told at once why nothing is written, each in its language, and that it goes on."""

from __future__ import annotations

from typing import Any, cast

from flask_socketio import SocketIO

from scoreboard.live.room_names import desk_room
from scoreboard.live.writing import Writing
from scoreboard.storage.open_file import REMOVED
from scoreboard.storage.writable import Writable


class Sent:
    """A Socket.IO server that remembers what it was to send."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, dict[str, Any], str]] = []

    def emit(self, name: str, said: dict[str, Any], *, to: str) -> None:
        self.messages.append((name, said, to))


def test_every_desk_is_told_once_and_whoever_comes_later_too() -> None:
    sent, writable = Sent(), Writable()
    writing = Writing(cast(SocketIO, sent), writable)
    writing.look(["quiz", "other"])
    writing.greet("quiz", "tab")
    assert sent.messages == [], "all is well"
    writable.stop(REMOVED, of="file", file="scoreboard.db")
    writing.look(["quiz", "other"])
    writing.look(["quiz", "other"])
    assert [to for _, _, to in sent.messages] == [desk_room("quiz"), desk_room("other")]
    name, said, _ = sent.messages[0]
    assert (name, said["event"], said["planned"]) == ("writing", "quiz", False)
    assert "scoreboard.db was removed" in said["reason"]["en"]
    assert "scoreboard.db 被删除或移走了" in said["reason"]["zh-CN"]
    writing.greet("quiz", "tab")
    assert sent.messages[-1][2] == "tab"
    writable.allow(of="file")
    writing.look(["quiz"])
    assert sent.messages[-1] == (
        "writing",
        {"event": "quiz", "reason": None, "planned": False, "place": ""},
        desk_room("quiz"),
    )
