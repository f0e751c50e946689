"""The first laptop's side: it gives out what it writes, and while armed waits to be followed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

from sqlalchemy import select

from scoreboard.contest.words import N_
from scoreboard.limits import (
    FOLLOW_ARMED_MS,
    FOLLOW_GREETINGS,
    FOLLOW_LOST_SECONDS,
    FOLLOW_SECONDS,
)
from scoreboard.pair.channel import Channel, Hello, NotTrusted, greeting_of
from scoreboard.pair.lease import Clock, FirstLease
from scoreboard.storage.database import Database
from scoreboard.storage.outgoing import Outgoing, in_common
from scoreboard.storage.pairing import PairState, Parted
from scoreboard.storage.tables import EventRow

Said = dict[str, Any]


ANOTHER = N_("Another laptop follows already: %(address)s. There is one second laptop, not two.")


class NotYours(Exception):
    """What came cannot be followed up; the sentence is for whoever starts the second laptop."""

    def __init__(self, text: str, **names: object) -> None:
        super().__init__(text % names if names else text)
        self.text, self.names = text, names


@dataclass(slots=True)
class Follower:
    """A second laptop that has greeted; `trusted` once it has shown that it knows the key."""

    channel: Channel
    trusted: bool = False
    outgoing: Outgoing | None = None
    address: str = ""
    # When it was last heard, and up to which of this process's commits it holds all.
    heard: float = 0.0
    held: int = -1
    # What it says of itself.
    armed: bool = False
    taken: bool = False
    # What only it had, piece by piece, by event.
    alone: dict[str, list[list[Any]]] = field(default_factory=dict)


class First:
    """Who follows, how far, and whether what was committed may be acknowledged."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.lease = FirstLease()
        self._changed = Condition()
        # How often this process has committed, and when it was first ahead of what is held.
        self._commits = 0
        self._waits_since: float | None = None
        self._greeted: dict[str, Follower] = {}
        self.follower: Follower | None = None
        # While it is to be armed no more, until the second knows.
        self.disarming = False
        database.committed.append(self._committed)

    def _wait(self, seconds: float) -> None:
        """Wait for a change, with the lock held; it is given away meanwhile."""
        self._changed.wait(seconds)

    def _committed(self) -> None:
        # Nobody yields here: the number counts without the lock, which others wait with.
        self._commits += 1
        if self._waits_since is None:
            self._waits_since = self._clock()
        if self.follower is not None:
            self._wake()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def greet(self, key: bytes, said: Mapping[str, Any], about: Said) -> Said:
        """Answer a greeting: with the proof, and what this laptop is, for who knows the key.

        Raises NotTrusted where it is none.
        """
        hello = Hello()
        proof, channel = hello.as_first(key, greeting_of(said))
        name = secrets.token_hex(16)
        strangers = [one for one, follower in self._greeted.items() if not follower.trusted]
        for oldest in strangers[: max(0, len(strangers) - FOLLOW_GREETINGS + 1)]:
            del self._greeted[oldest]
        self._greeted[name] = Follower(channel, heard=self._clock())
        said = hello.greeting.as_json()
        return {**said, "proof": proof, "line": name, "frame": channel.say(about)}

    def open(self, name: str, frame: str) -> tuple[Follower, Said]:
        """Who greeted on the line of that name, and what the next frame says. Raises NotTrusted."""
        follower = self._greeted.get(name)
        if follower is None:
            raise NotTrusted
        said = follower.channel.hear(frame)
        follower.trusted, follower.heard = True, self._clock()
        return follower, said

    def begin(self, follower: Follower, said: Said) -> Said:
        """A second laptop begins to follow, with what it has; what both have is the answer.

        Raises NotYours where another one follows.
        """
        known = self.follower
        if known is not None and self.connected and known.address != said["address"]:
            raise NotYours(ANOTHER, address=known.address)
        common = in_common(self._database, said["held"])
        follower.outgoing = Outgoing(self._database, said["held"], common)
        follower.address, follower.held = said["address"], -1
        self.follower = follower
        self._greeted = {name: one for name, one in self._greeted.items() if one is follower}
        self._wake()
        return {"common": {str(number): version for number, version in common.items()}}

    def take_alone(self, follower: Follower, said: Said, at: str) -> Parted | None:
        """A piece of what only the second had; all of it in one, when the last piece has come."""
        pieces = follower.alone.setdefault(said["event"], [])
        pieces += said["entries"]
        if not said["last"]:
            return None
        del follower.alone[said["event"]]
        return Parted(
            said["event"], at, said["since"], self._version(said["event"]),
            tuple(map(tuple, pieces)), said["kept"],
        )  # fmt: skip

    def follow_up(self, follower: Follower, said: Said, state: PairState) -> None:
        """What a question of the second says: what it holds, and that it has renewed the lease."""
        follower.held = max(follower.held, said["held"])
        follower.armed = said["armed"]
        if follower is not self.follower:
            return
        if state.armed and said["armed"] and not said.get("taken"):
            self.lease.answered(said["renews"])
        if follower.held >= self._commits:
            self._waits_since = None
        self._wake()

    def next(self, follower: Follower, state: PairState, *, at_once: bool = False) -> Said:
        """What it is sent next: at once where there is something, else after a while."""
        if follower.outgoing is None:
            raise NotTrusted
        held_back = FOLLOW_ARMED_MS / 1000 if state.armed else FOLLOW_SECONDS
        if not at_once:
            with self._changed:
                if follower.held >= self._commits and follower is self.follower:
                    self._wait(held_back)
        if follower is not self.follower:
            # It has greeted anew meanwhile, and is answered there.
            raise NotTrusted
        commits = self._commits
        batch = follower.outgoing.next()
        # Now, not before it waited: the lease counts from here.
        asks = self.lease.ask(self._clock())
        return {"batch": batch, "commits": -1 if batch["more"] else commits, "asks": asks}

    @property
    def connected(self) -> bool:
        """Whether a second laptop has been heard lately."""
        follower = self.follower
        return follower is not None and self._clock() - follower.heard < FOLLOW_LOST_SECONDS

    @property
    def commits(self) -> int:
        """How often this process has committed."""
        return self._commits

    @property
    def holds_all(self) -> bool:
        """Whether the second holds all that this process has committed."""
        return self.follower is not None and self.follower.held >= self._commits

    def wait_held(self) -> bool:
        """Wait until the second holds all that is committed; False where it may not be said.

        It may be said only while the lease lasts.
        """
        wanted = self._commits
        with self._changed:
            while True:
                left = self.lease.left(self._clock())
                if left <= 0:
                    return False
                if self.follower is not None and self.follower.held >= wanted:
                    return True
                self._wait(left)

    def wait_for(self, what: str, seconds: float) -> bool:
        """Wait until the lease is given ("lease"), or the second is armed no more ("disarmed")."""
        ends = self._clock() + seconds
        with self._changed:
            while not self._is(what):
                left = ends - self._clock()
                if left <= 0:
                    return False
                self._wait(left)
        return True

    def _is(self, what: str) -> bool:
        if what == "lease":
            return self.lease.left(self._clock()) > 0
        return self.follower is not None and not self.follower.armed

    def wake(self) -> None:
        """Let the second hear at once what has changed here."""
        # What it holds is asked for again, so that nobody waits for the end of a long question.
        self._commits += 1
        self._wake()

    def behind(self) -> tuple[int, float]:
        """How many entries the second lacks, and for how many seconds it has lacked the oldest."""
        follower = self.follower
        if follower is None or follower.outgoing is None:
            return 0, 0.0
        since = self._waits_since
        if self.holds_all or since is None:
            return 0, 0.0
        with self._database.reading() as session:
            heads = dict(session.execute(select(EventRow.id, EventRow.head_version)).all())
        return follower.outgoing.behind(heads), max(0.0, self._clock() - since)

    def _version(self, slug: str) -> int:
        with self._database.reading() as session:
            wanted = select(EventRow.head_version).where(EventRow.slug == slug)
            return session.scalar(wanted) or 0
