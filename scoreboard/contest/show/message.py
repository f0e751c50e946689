"""The message that tells every screen what the big one shows, drawn once for a version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import Shown, Timer
from scoreboard.contest.record.state import Seer
from scoreboard.contest.show.kind import Hall, Reached
from scoreboard.contest.show.look import look_of
from scoreboard.contest.show.scenes.plain import until_of
from scoreboard.contest.show.shapes import AboutScene, SceneMessage, Shows, TimerShown
from scoreboard.contest.show.table import kind_of_scene, reached
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.words import Say


class Drawing(Protocol):
    """The boards of one version, in the words of `say`."""

    book: Book
    say: Say

    def board(self, audience: Seer, stage_id: str | None = None) -> Board:
        """The board of a stage, or of the one that the hall is at."""


def scene_of(drawn: Drawing, seer: Seer) -> SceneMessage:
    """What the big screen shows by now, as an audience may be told it; made once for a version."""
    return drawn.book.cached(
        ("scene", seer),
        lambda: scene_message(drawn.book, lambda stage: drawn.board(seer, stage), seer, drawn.say),
    )


def scene_of_crew(drawn: Drawing) -> SceneMessage:
    """What the public is told, and for those who turn the scene what comes after its last step.

    Nobody else is told that: it says what is still to be told, as that there are special prizes.
    """
    show = drawn.book.show
    onward = kind_of_scene(show.scene).after(drawn.book, show)
    return {**scene_of(drawn, "public"), "onward": onward}


def scene_message(
    book: Book,
    board: Callable[[str | None], Board],
    seer: Seer,
    say: Say,
    *,
    show: Shown | None = None,
    step: int | None = None,
) -> SceneMessage:
    """What the big screen shows now, or with another `show` or `step` what it would.

    `board` gives the board of a stage as the `seer` sees it.
    """
    show = show or book.show
    at = reached(book, show)
    at = at if step is None else Reached(min(step, at.of), at.of)
    hall = Hall(
        known_book(book, seer), book, book.as_told(), show, at.step, at.of, seer, board, say
    )
    kind = kind_of_scene(show.scene)
    found: Shows | str | None = kind.shows(hall)
    return {
        **_about(book, show, at),
        "shows": None if isinstance(found, str) else found,
        "says": say(found) if isinstance(found, str) else None,
        "onward": None,
    }


def _about(book: Book, show: Shown, at: Reached) -> AboutScene:
    """What a message says beside what its step shows."""
    timer = timer_shown(book.timer)
    return {
        "event": book.event.slug,
        "ledger": book.ledger_id,
        "version": book.version,
        "at": book.at_time,
        "scene": show.scene,
        "round": show.round,
        "team": show.team,
        "stage": show.stage,
        "division": show.division,
        "text": show.text,
        "second": show.second,
        "seconds": show.seconds,
        "until": until_of(show.until, show.at),
        "hold": show.held is not None,
        "put": show.put,
        "step": at.step,
        "of": at.of,
        "timer": timer,
        "deadline": timer["deadline"] if timer else None,
        "look": look_of(book),
    }


def timer_shown(timer: Timer | None) -> TimerShown | None:
    """The timer as screens are told it."""
    if timer is None:
        return None
    return {
        "running": timer.deadline is not None,
        "deadline": _instant(timer.deadline),
        "left": None if timer.left is None else f"{timer.left:.1f}",
        "seconds": plain(timer.seconds),
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="milliseconds")
