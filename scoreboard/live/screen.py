"""One screen, for as long as it is listed, and whether it is well."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from scoreboard.live.seen import Said

# Screens speak every three to five seconds; one that has not for this long is silent.
SILENT_AFTER_SECONDS = 8.0
# A page that is loaded anew closes for a moment; one that has not come back by then is closed.
CLOSED_AFTER_SECONDS = 3.0
# Whoever closes a tab means it: it is told for so long, and then listed no longer.
CLOSED_FOR_SECONDS = 30.0
# Those that anybody may open; only so many are listed, and those who signed in come apart.
OPEN_VIEWS = ("display", "overlay")
# What the desk asked of a screen waits this long for it: it may be between two pages just then.
OWED_SECONDS = 15.0
# It may have gone out on a line that was about to close, and is sent again no sooner than this.
ASK_AGAIN_SECONDS = 2.0
# Not for ever: one that keeps nothing and is loaded anew each time must come to rest.
MOST_TIMES_ASKED = 3


ScreenState = Literal["live", "silent", "closed"]


@dataclass(slots=True)
class Owed:
    """What the desk asked of a screen, until the screen says that it has heard it."""

    command: dict[str, Any]
    since: float
    asked: float
    sid: str | None
    times: int = 1


@dataclass(slots=True)
class Screen:
    """One screen, for as long as it is listed; `sid` is its connection while it has one."""

    key: str
    view: str
    role: str | None
    subject: str
    sid: str | None
    heard: float
    arrived: float
    said: Said = field(default_factory=Said)
    closed: bool = False
    # Which of the event's displays it is, as the server has numbered it; 0 for none.
    number: int = 0
    # How well its place is kept (`places.py`), whose token says so, and the best it was given.
    rank: int = 0
    device: str = ""
    given: int = 0
    # Sent to another event's page: its leaving is no silence.
    sent_away: bool = False
    owed: list[Owed] = field(default_factory=list)

    def ask(self, numbered: dict[str, Any], now: float) -> None:
        """Keep a command, which has a number, until the screen says that it has heard it."""
        self.owed.append(Owed(numbered, now, now, self.sid))

    def ask_again(self, now: float) -> list[dict[str, Any]]:
        """The commands that are to be sent once more, and have not been heard yet."""
        # A page of before there were numbers says none, and is not asked twice.
        if self.said.obeyed is None:
            return []
        self.owed = [
            one
            for one in self.owed
            if one.command["n"] not in self.said.obeyed
            and now - one.since <= OWED_SECONDS
            and one.times < MOST_TIMES_ASKED
        ]
        again = [
            one for one in self.owed if one.sid != self.sid or now - one.asked >= ASK_AGAIN_SECONDS
        ]
        for one in again:
            one.sid, one.asked, one.times = self.sid, now, one.times + 1
        return [one.command for one in again]

    def state(self, now: float) -> ScreenState:
        """`live`, `silent` (nothing comes any more) or `closed` (its page said goodbye)."""
        quiet = now - self.heard > SILENT_AFTER_SECONDS
        if self.sid is not None:
            # A client that says no id beats no heart: its connection is its word.
            return "silent" if quiet and self.said.id is not None else "live"
        if self.closed:
            return "closed" if now - self.heard > CLOSED_AFTER_SECONDS else "live"
        return "silent"

    def is_gone(self, now: float) -> bool:
        """Whether its page was closed so long ago that nobody asks for it."""
        return self.sid is None and self.closed and now - self.heard > CLOSED_FOR_SECONDS
