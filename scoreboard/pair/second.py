"""The second laptop's side: it asks the first again and again, and takes in what comes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf
from threading import RLock
from typing import Any

from scoreboard.contest.words import N_, in_english
from scoreboard.limits import FOLLOW_ARMED_MS, FOLLOW_LOST_SECONDS, FOLLOW_SECONDS, LEASE_MS
from scoreboard.pair.lease import Clock, SecondLease
from scoreboard.pair.line import Line
from scoreboard.storage.database import Database
from scoreboard.storage.mirror import CopyBroken, take_in
from scoreboard.storage.mirrored import Batch
from scoreboard.storage.outgoing import Alone, alone_here, held_here
from scoreboard.storage.pairing import PAIR, change_in
from scoreboard.storage.writable import Reason

log = logging.getLogger(__name__)
UNREACHED = N_(
    "The first laptop does not reach this one at %(address)s, so neither would open pages. Start "
    "`scoreboard follow` anew with the --address at which others find this laptop."
)
# So much, as it is and before it is sealed, goes in one request.
PIECE_BYTES = 100_000
Said = dict[str, Any]


class Ended(Exception):
    """It follows no longer."""


@dataclass(slots=True)
class Copy:
    """How the copy stands. Times are of the clock; -inf: never."""

    heard: float = -inf
    # When it last held all that the first had then.
    whole: float = -inf
    broken: CopyBroken | None = None
    trouble: Reason | None = None
    # Why the first does not reach this laptop, as it says.
    unreached: Reason | None = None


class Second:
    """Follows one first laptop. `published` is told the events that have changed."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        address: Callable[[], str],
        published: Callable[[set[str]], object],
    ) -> None:
        """`address`: where this laptop is reached now, as the first tells it to pages."""
        self._database = database
        self._clock = clock
        self._published = published
        self._address = address
        self.lease = SecondLease(clock())
        self.copy = Copy()
        self.armed = False
        # What the first last said of itself, which of its commits are held, and its last question.
        self._state: Said = {}
        self._held, self._asks = -1, 0
        # Held by whoever takes in, gives the lease, or takes over: one after the other.
        self.turn = RLock()
        self.taken = False

    @property
    def connected(self) -> bool:
        """Whether the first has been heard lately."""
        return self._clock() - self.copy.heard < FOLLOW_LOST_SECONDS

    def patience(self) -> float:
        """For how long an answer is waited for."""
        held = FOLLOW_ARMED_MS / 1000 if self.armed else FOLLOW_SECONDS
        return held + (LEASE_MS / 3000 if self.armed else FOLLOW_LOST_SECONDS / 2)

    def begin(self, line: Line, back_up: Callable[[], str]) -> None:
        """Tell the first what is here, and what only is here, which is then kept in a backup.

        `back_up` gives the file's name. Raises as `Line.ask`.
        """
        held = held_here(self._database)
        began = line.ask({"do": "begin", "held": held, "address": self._address()})
        self._hear()
        self._held, self._asks = -1, 0
        common = {int(number): version for number, version in began["common"].items()}
        alone = alone_here(self._database, common)
        kept = back_up() if alone else ""
        for one in alone:
            for piece in _pieces(one, kept):
                line.ask(piece)

    def follow(
        self,
        line: Line,
        until: Callable[[], bool] = lambda: False,
        told: Callable[[Batch], object] = lambda _: None,
    ) -> None:
        """Ask and take in, until the line breaks or `until` holds, asked where the copy is whole.

        `told` is given each batch. Raises as `Line.ask`; CopyBroken and DoesNotFit as `take_in`;
        and Ended.
        """
        while True:
            told(self.once(line))
            if self.is_whole and until():
                return

    def once(self, line: Line) -> Batch:
        """Ask once, and take in what comes, which is the answer. Raises as `follow`."""
        answer = line.ask(self._question())
        with self.turn:
            self._check()
            self._hear()
            self._asks = answer["asks"]
            self._take_unreached(answer["state"].get("unreached"))
            self.armed = bool(answer["state"]["armed"])
            if not self.armed:
                self.lease.withdraw()
            self._take_in(answer["batch"], answer["state"])
            self._held = answer["commits"]
            if self.is_whole:
                self.copy.whole = self._clock()
        batch: Batch = answer["batch"]
        self._publish(batch)
        return batch

    @property
    def is_whole(self) -> bool:
        """Whether all was taken in that the first had when it last answered."""
        return self._held >= 0

    def take_rest(self, line: Line) -> bool:
        """Let the first stop, and take in all that it has written; False where it did not end so.

        Raises as `follow`.
        """
        held = -1
        while True:
            answer = line.ask(
                {"do": "take", "held": held, "renews": 0, "armed": False, "taken": True}
            )
            if answer["yours"]:
                return True
            self._take_in(answer["batch"], answer["state"])
            held = answer["commits"]

    def _publish(self, batch: Batch) -> None:
        if changed := {ledger["about"]["slug"] for ledger in batch["ledgers"]}:
            self._published(changed)

    def _question(self) -> Said:
        with self.turn:
            self._check()
            if self.armed:
                self.lease.give(self._clock())
            said = {"held": self._held, "renews": self._asks, "armed": self.armed}
            return {"do": "next", **said}

    def _check(self) -> None:
        if self.taken:
            raise Ended

    def _hear(self) -> None:
        self.copy.heard = self._clock()
        self.copy.trouble = None

    def _take_unreached(self, said: list[Any] | None) -> None:
        why = None if said is None else Reason(*said)
        if why is not None and self.copy.unreached is None:
            log.warning("%s %s", in_english(UNREACHED, address=self._address()), why.said())
        self.copy.unreached = why

    def _take_in(self, batch: Batch, state: Said) -> None:
        if not any(batch.values()) and state == self._state:
            return
        self._state = state
        try:
            with self._database.writing(unasked=PAIR) as session:
                take_in(session, batch)
                change_in(session, **{name: state[name] for name in ("generation", "term")})
        except CopyBroken as broken:
            self.copy.broken = broken
            raise

    def resume(self) -> None:
        """It did not take over: it follows on, and does nothing by itself until it has heard."""
        with self.turn:
            self.lease.withdraw()
            self.taken = False

    def end(self) -> None:
        """It follows no longer, and gives the first no lease any more."""
        with self.turn:
            self.taken = True


def _pieces(alone: Alone, kept: str) -> Iterator[Said]:
    """What only is here, in requests that are not too large: a set-up is an entry, too."""
    pieces: list[list[list[Any]]] = [[]]
    room = PIECE_BYTES
    for entry in alone.entries:
        room -= sum(len(str(column)) for column in entry)
        if room < 0 and pieces[-1]:
            pieces.append([])
            room = PIECE_BYTES
        pieces[-1].append(entry)
    for number, piece in enumerate(pieces, start=1):
        yield {
            "do": "alone",
            "event": alone.event,
            "since": alone.since,
            "entries": piece,
            "last": number == len(pieces),
            "kept": kept,
        }
