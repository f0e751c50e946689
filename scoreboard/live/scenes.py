"""The messages of the show: what the big screen tells, and that screens which are held keep."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, Literal

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.show.message import scene_of, scene_of_crew
from scoreboard.contest.show.shapes import SceneMessage
from scoreboard.live.server_clock import sent_now

log = logging.getLogger(__name__)

# They go on with every entry.
_COUNTS = ("version", "at", "sent")

# Who is told of a scene: the screens of the hall, which can be held; who may turn it, and the
# desk; the judges; and in a lane of their own the phones and displays beyond those of the hall.
Who = Literal["hall", "crew", "judge", "audience", "walls"]
_TOLD: Mapping[Who, Callable[[Drawn], SceneMessage]] = {
    "hall": lambda drawn: scene_of(drawn.held(), "public"),
    "crew": scene_of_crew,
    "judge": lambda drawn: scene_of(drawn, "judge"),
    "audience": lambda drawn: scene_of(drawn, "public"),
    "walls": lambda drawn: scene_of(drawn.held(), "public"),
}


class Scenes:
    """What was last told of each event's scene, by who is told: only what is new is sent again."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, Who], Mapping[str, Any]] = {}
        self._held: dict[str, tuple[str, int]] = {}

    def greeting(self, slug: str, who: Who, drawn: Drawn, *, first: bool) -> SceneMessage:
        """What somebody is told who has come just now, as the `first` of these or after others."""
        message = _message(drawn, who)
        if first or (slug, who) not in self._told:
            self._told[slug, who] = _said(message)
        return message

    def news(self, slug: str, who: Who, drawn: Drawn) -> SceneMessage | None:
        """The message, which `who` is then taken to have; None where it has it already.

        None also where it cannot be drawn: the boards must go out whatever a scene does.
        """
        try:
            message = _message(drawn, who)
        except Exception:  # any failure at all
            log.exception("the scene of %s could not be drawn", slug)
            return None
        if self._told.get((slug, who)) == _said(message):
            return None
        self._told[slug, who] = _said(message)
        return message

    def forget(self, slug: str, *who: Who) -> None:
        """Take nobody of these as told, or nobody at all: who comes later may have missed it."""
        for one in who or _TOLD:
            self._told.pop((slug, one), None)
        if not who:
            self._held.pop(slug, None)

    def stays(self, slug: str, drawn: Drawn) -> bool:
        """Whether the screens of the hall have what they are to keep, so that nothing is sent."""
        at = drawn.book.show.held
        held = None if at is None else (drawn.book.ledger_id, at)
        if held is None:
            self._held.pop(slug, None)
            return False
        if self._held.get(slug) == held:
            return True
        self._held[slug] = held
        return False


def _message(drawn: Drawn, who: Who) -> SceneMessage:
    return sent_now(_TOLD[who](drawn))


def _said(message: SceneMessage) -> Mapping[str, Any]:
    return {**message, **dict.fromkeys(_COUNTS)}
