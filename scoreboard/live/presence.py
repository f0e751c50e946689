"""Which screens are open, what each shows, and which have fallen silent; in memory only."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from itertools import count
from threading import RLock
from typing import Any

from scoreboard.limits import PLACE_KEPT_SECONDS
from scoreboard.live.places import BEFORE, KNOWN, Place, make_room, rank_in
from scoreboard.live.screen import OPEN_VIEWS, Screen
from scoreboard.live.seen import checked
from scoreboard.live.shown import EventScreens, ShownScreen, due, shown

# A connection this young may be an old screen's, loaded anew or back in the network.
RETURNS_WITHIN_SECONDS = 15.0
# Delay listing until the first heartbeat, so that the screen's name is known.
LISTED_AFTER_SECONDS = 3.0


class _EventScreens:
    """One event's screens, as this process knows them."""

    def __init__(self) -> None:
        self.screens: dict[str, Screen] = {}
        self.audience: set[str] = set()
        self.dismissed: deque[str] = deque(maxlen=100)
        self.published: deque[tuple[float, int]] = deque(maxlen=200)
        # Of which ledger these are.
        self.ledger = ""


class Presence:
    """The screens of every event that are connected to this process, or were.

    Times are seconds of `clock`, which only ever grows.
    """

    def __init__(self, process: str, clock: Callable[[], float]) -> None:
        self._process = process
        self._clock = clock
        self._events: dict[str, _EventScreens] = {}
        self._of: dict[str, tuple[str, Screen | None]] = {}
        self._count = 0
        self._lock = RLock()

    def allowed(self, slug: str, place: Place) -> Place:
        """The place that a display may take that says this: one token is for a few screens."""
        with self._lock:
            event = self._events.get(slug, _EventScreens())
            return Place(rank_in(event.screens, place), place.device)

    def arrived(
        self,
        slug: str,
        sid: str,
        view: str,
        role: str | None,
        subject: str,
        place: Place = Place(),  # noqa: B008  # it cannot be changed
    ) -> str:
        """A screen has connected; returns the key under which it is listed, empty for others."""
        now = self._clock()
        with self._lock:
            event = self._events.setdefault(slug, _EventScreens())
            for_it = None if view == "audience" else make_room(event.screens, view, place)
            if for_it is None:
                self._onlooker(slug, sid)
                return ""
            for other in for_it:
                # It looks on, and is told everything as before.
                self._onlooker(slug, other)
            self._count += 1
            key = f"{self._process}-{self._count}"
            screen = Screen(key, view, role, subject, sid, heard=now, arrived=now)
            screen.rank = screen.given = place.rank
            screen.device = place.device
            event.screens[key] = screen
            self._of[sid] = (slug, screen)
            return key

    def _onlooker(self, slug: str, sid: str) -> None:
        self._events[slug].audience.add(sid)
        self._of[sid] = (slug, None)

    def know(self, slug: str, key: str) -> str | None:
        """The desk has asked something of one display: it is known from now on.

        Its connection, where it has one in this process.
        """
        with self._lock:
            screen = self._events.setdefault(slug, _EventScreens()).screens.get(key)
            if screen is None or screen.view not in OPEN_VIEWS:
                return None
            screen.rank = KNOWN
            return screen.sid

    def due(self, sid: str) -> Place | None:
        """The place that a display is to be given a token for now; None where it has its token."""
        with self._lock:
            _, screen = self._of.get(sid, ("", None))
            if screen is None or screen.view not in OPEN_VIEWS or screen.said.id is None:
                return None
            if self._clock() - screen.arrived > PLACE_KEPT_SECONDS:
                screen.rank = max(screen.rank, BEFORE)
            if screen.rank <= screen.given and screen.device:
                return None
            if not screen.rank:
                return None
            screen.given, screen.device = screen.rank, screen.said.id
            return Place(screen.rank, screen.said.id)

    def seen(self, sid: str, said: object) -> tuple[str, str]:
        """A screen has spoken; returns its event and key, its old one where it has come back.

        Both are empty where nobody listens.
        """
        with self._lock:
            slug, screen = self._of.get(sid, ("", None))
            if screen is None or not isinstance(said, dict):
                return "", ""
            screen.heard = self._clock()
            screen.said = checked(said)
            # One that was dismissed while it was silent is back.
            self._events[slug].screens.setdefault(screen.key, screen)
            return slug, self._return(self._events[slug], screen).key

    def left(self, sid: str, *, closed: bool) -> tuple[str, str, str] | None:
        """A connection has ended; `closed`: by the page itself, not by falling silent.

        Where the screen has already connected anew, that connection takes its place: returns its
        event, key and connection, else None.
        """
        with self._lock:
            slug, screen = self._of.pop(sid, ("", None))
            event = self._events.get(slug)
            if event is None:
                return None
            event.audience.discard(sid)
            if screen is None or screen.sid != sid:
                return None
            screen.sid, screen.closed = None, closed
            if closed:
                screen.heard = self._clock()
            # A connection that never said anything was no screen that anybody knew.
            if screen.sent_away or screen.said.version is None:
                event.screens.pop(screen.key, None)
                return None
            for newer in [one for one in event.screens.values() if one.sid is not None]:
                if self._return(event, newer).key == screen.key and newer.sid is not None:
                    return slug, newer.key, newer.sid
            return None

    def forget(self, sid: str) -> None:
        """A connection is about to be ended on purpose: nobody is to miss it."""
        with self._lock:
            slug, screen = self._of.pop(sid, ("", None))
            event = self._events.get(slug)
            if event is not None:
                event.audience.discard(sid)
            if event is not None and screen is not None:
                event.screens.pop(screen.key, None)

    def published(self, slug: str, version: int, ledger: str = "") -> None:
        """Note that this version of a ledger has been published to the screens of an event."""
        with self._lock:
            event = self._events.setdefault(slug, _EventScreens())
            published = event.published
            if (published and published[-1][1] > version) or event.ledger != ledger:
                published.clear()
            event.ledger = ledger
            if not published or published[-1][1] != version:
                published.append((self._clock(), version))

    def ask(self, slug: str, key: str | None, command: dict[str, Any]) -> dict[str, Any]:
        """The command with a number of its own; kept for the screens it is for until they say it.

        `key` None: every display and tablet. A key that is not known here belongs to nobody, or to
        another process.
        """
        with self._lock:
            self._count += 1
            numbered = command | {"n": f"{self._process}-{self._count}"}
            self.owe(slug, key, numbered)
            return numbered

    def owe(self, slug: str, key: str | None, numbered: dict[str, Any]) -> None:
        """Keep a command that has its number for the screens of this process that it is for."""
        now = self._clock()
        with self._lock:
            screens = self._events.setdefault(slug, _EventScreens()).screens
            for screen in screens.values():
                if screen.key == key or (key is None and screen.view != "desk"):
                    screen.ask(numbered, now)

    def owing(self, sid: str) -> list[dict[str, Any]]:
        """What the screen on this connection is to be asked once more, and has not heard yet."""
        now = self._clock()
        with self._lock:
            _, screen = self._of.get(sid, ("", None))
            return screen.ask_again(now) if screen is not None else []

    def number(self, sid: str, elsewhere: Iterable[ShownScreen] = ()) -> int | None:
        """The number that a display is given, where it says another one or none; else None.

        It keeps the one it says, unless another display that is listed has that, here or
        `elsewhere`: then it is given the lowest that is free. Of two that were given one number by
        two processes at once the one with the lower key keeps it.
        """
        with self._lock:
            slug, screen = self._of.get(sid, ("", None))
            if screen is None or screen.view not in OPEN_VIEWS or screen.said.id is None:
                return None
            now = self._clock()
            others = [one for one in self._events[slug].screens.values() if one is not screen]
            taken = {one.number for one in others if one.number and not one.is_gone(now)}
            # One that has moved here is still listed there, as silent.
            apart = [one for one in elsewhere if one["number"] and one["id"] != screen.said.id]
            taken |= {one["number"] for one in apart}
            first = {one["number"] for one in apart if one["key"] < screen.key}
            if not screen.number or screen.number in first:
                said = screen.said.number
                free = next(n for n in count(1) if n not in taken)
                screen.number = said if said and said not in taken else free
            return None if screen.said.number == screen.number else screen.number

    def dismiss(self, slug: str, key: str) -> None:
        """List a silent screen no longer; another process's key is passed on by `share`."""
        with self._lock:
            event = self._events.setdefault(slug, _EventScreens())
            screen = event.screens.get(key)
            if screen is not None and screen.state(self._clock()) != "live":
                event.screens.pop(key)
            elif screen is None and key not in event.dismissed:
                event.dismissed.append(key)

    def send_away(self, slug: str, key: str) -> None:
        """A screen is sent to another event: when it goes it is not missed here."""
        with self._lock:
            screen = self._events.setdefault(slug, _EventScreens()).screens.get(key)
            if screen is not None:
                screen.sent_away = True

    @property
    def process(self) -> str:
        """The name of this process, under which it shares what it knows."""
        return self._process

    def slugs(self) -> list[str]:
        """The events that have had a screen in this process."""
        with self._lock:
            return list(self._events)

    def connected(self) -> dict[str, int]:
        """How many screens are connected to this process, by view."""
        with self._lock:
            views = Counter(
                "audience" if screen is None else screen.view for _, screen in self._of.values()
            )
        return dict(views)

    def share(self, slug: str) -> EventScreens:
        """The part of the list of screens that this process knows; the desk's page merges them."""
        now = self._clock()
        with self._lock:
            event = self._events.setdefault(slug, _EventScreens())
            for gone in [one for one in event.screens.values() if one.is_gone(now)]:
                event.screens.pop(gone.key)
            newest = due(event.published, now)
            return {
                "event": slug,
                "process": self._process,
                "audience": len(event.audience),
                "dismissed": list(event.dismissed),
                "screens": [
                    shown(screen, event.ledger, newest, now)
                    for screen in event.screens.values()
                    if screen.said.version is not None
                    or now - screen.arrived > LISTED_AFTER_SECONDS
                ],
            }

    def _return(self, event: _EventScreens, screen: Screen) -> Screen:
        """The screen, in the place it had before it fell silent or was loaded anew."""
        now = self._clock()
        if screen.said.id is None or now - screen.arrived > RETURNS_WITHIN_SECONDS:
            return screen
        for old in list(event.screens.values()):
            same = (old.said.id, old.view) == (screen.said.id, screen.view)
            if old is not screen and same and (old.sid is None or old.state(now) == "silent"):
                event.screens.pop(screen.key, None)
                if old.sid is not None:
                    # The line that fell silent has lost its screen, should it ever close.
                    self._of.pop(old.sid, None)
                screen.key, screen.number = old.key, old.number or screen.number
                screen.rank = max(screen.rank, old.rank)
                screen.owed = [*old.owed, *screen.owed]
                event.screens[old.key] = screen
                break
        return screen
