"""What this laptop is to the other one: alone, the first that writes, or the second that follows.

Roles change by acts of people at the desk, by the lease where the first is armed, and by what the
other laptop says: of two that write the one that took over last goes on, the other one follows it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from threading import RLock
from typing import Any

from scoreboard.contest.words import N_, not_now
from scoreboard.limits import LEASE_MARGIN_MS, LEASE_MS
from scoreboard.pair.away import NoLine
from scoreboard.pair.first import First
from scoreboard.pair.key import pair_key
from scoreboard.pair.lease import Clock, awake_clock
from scoreboard.pair.line import Line
from scoreboard.pair.reach import Reach
from scoreboard.pair.second import Ended, Second
from scoreboard.storage.database import Database
from scoreboard.storage.histories import begin_histories
from scoreboard.storage.mirror import CopyBroken, DoesNotFit, go_on_counting
from scoreboard.storage.pairing import FOLLOWS, PAIR, Pairing, PairState, change_in
from scoreboard.storage.writable import NotWritable, Reason

log = logging.getLogger(__name__)
Said = dict[str, Any]

LOST = N_(
    "The second laptop does not answer, and nothing is written without it. Wait for it, or let the "
    "desk go on alone."
)
FIRST_AWAY = N_(
    "The first laptop, %(address)s, does not answer, and this one writes nothing until it takes "
    "over."
)
BY_ITSELF = N_("It is armed: about %(n)s seconds after the first is gone it takes over by itself.")
LOOKING = N_("This laptop first asks the second one whether that has taken over. Wait a moment.")
HANDING = N_("The second laptop is taking over. Wait a moment.")

# Seconds: between two looks at the lease; for an answer of the other laptop, where it is not a
# question that is held back; and until the desk is answered that the second does not join in.
TICK, LOOK, JOIN = 0.1, 2.0, 3.0
# Whole seconds, as people count them, after which an armed second takes over by itself.
TAKES_OVER = ceil((LEASE_MS + LEASE_MARGIN_MS) / 1000)


@dataclass(frozen=True, slots=True)
class Around:
    """What a pair needs of the process that it is in."""

    now: Callable[[], datetime]
    # Told the events that have changed; "*" is all of them.
    published: Callable[[set[str]], object]
    # Copies all that is here; the file's name.
    back_up: Callable[[], str]
    # Where this laptop is reached.
    address: Callable[[], str] = lambda: ""
    sleep: Callable[[float], object] = time.sleep
    # Whether several processes serve: then there is no second laptop.
    many: bool = False
    # A line to another laptop at an address, on which an answer is waited for so many seconds.
    line: Callable[[str, float], Line] = Line


class Pair:
    """One laptop's part in the pair."""

    def __init__(
        self, database: Database, secret_key: str, around: Around, clock: Clock = awake_clock
    ) -> None:
        self._database = database
        self.secret_key = secret_key
        self.around = around
        self.clock = clock
        self.pairing = Pairing(database)
        self.state = self.pairing.read()
        self.first = First(database, clock)
        self.second: Second | None = None
        self.reach = Reach()
        # What the other laptop calls itself, as its own pages and cards do; "" before it was met.
        self.called = ""
        # Whether it has taken over since it was started.
        self.took_over = False
        # Whether the second is taking over, so that nothing is written here any more.
        self._handing = False
        # Whether the second has been asked if it took over while this laptop was away.
        self._has_asked = not (self.state.part == "first" and self.state.other)
        self._turn = RLock()
        database.writable.questions.append(self.allow_or_stop)
        if self.state.part == "second":
            self._begin_to_follow()
        self.allow_or_stop()

    # What may be written.

    def reason(self) -> Reason | None:
        """Why this laptop must not write now."""
        state = self.state
        if state.part == "alone":
            return None
        if state.part == "second":
            itself = Reason(BY_ITSELF, {"n": TAKES_OVER}) if self.is_armed else None
            text = FOLLOWS if self.hears else FIRST_AWAY
            other: dict[str, object] = {"address": state.other}
            return Reason(text, other, planned=True, then=itself, place="second-take")
        if self._handing:
            return Reason(HANDING)
        if state.armed:
            lost = self.first.lease.left(self.clock()) <= 0
            return Reason(LOST, place="second-alone") if lost else None
        return None if self._has_asked else Reason(LOOKING)

    def allow_or_stop(self) -> None:
        """Let the database be written, or not, as things stand now."""
        reason, writable = self.reason(), self._database.writable
        if reason is None:
            writable.allow(of=PAIR)
        else:
            writable.stop_for(reason, of=PAIR)

    def confirm(self) -> None:
        """To be called before a write is acknowledged: waits until the second holds it.

        Raises NotWritable where it may not be acknowledged now.
        """
        if self.state.part == "alone" or not (self.state.armed or self._handing):
            return
        if self._handing or not self.first.wait_held() or self.state.part != "first":
            raise NotWritable(self.reason() or Reason(LOST))

    @property
    def hears(self) -> bool:
        """Whether the other laptop has been heard lately."""
        return self.second.connected if self.second is not None else self.first.connected

    @property
    def is_armed(self) -> bool:
        """Whether the second takes over by itself, as far as this laptop knows."""
        if self.second is not None:
            return self.second.armed and self.second.lease.is_by_itself
        return self.state.armed

    # The other laptop.

    def key(self) -> bytes:
        """The key in force; it is printed, and typed at the second laptop."""
        return pair_key(self.secret_key, self.pairing.read().generation)

    def open_line(self, patience: float = LOOK) -> Line:
        """A line to the other laptop, that has greeted. Raises as `Line.greet`."""
        line = self.around.line(self.state.other, patience)
        self.meet(line)
        return line

    def meet(self, line: Line) -> Said:
        """What the other laptop says it is. Raises as `Line.greet`."""
        about = line.greet(self.key())
        self.called = str(about.get("address") or "")
        return about

    def asked(self, about: Said | None) -> None:
        """The other laptop was asked what it is: `about` is its answer, None where there was none.

        It writes where it has taken over since, and is followed then.
        """
        if about is not None:
            if about["part"] == "first" and about["term"] > self.state.term:
                self.follow(self.state.other, about["term"])
            # It did not take over in the end.
            self._handing = False
        self._has_asked = True
        self.allow_or_stop()

    # As the second.

    def follow(self, address: str, term: int | None = None) -> None:
        """From now on follow the laptop at this address."""
        with self._turn:
            term = self.state.term if term is None else term
            self.first.lease.drop()
            self.state = self.pairing.change(part="second", other=address, armed=False, term=term)
            self._handing = self.first.disarming = False
            self._begin_to_follow()
            self.allow_or_stop()
        log.warning("this laptop follows %s now, and writes nothing", address)

    def _begin_to_follow(self) -> None:
        self.second = Second(self._database, self.clock, self._address, self._publish)

    # Asked each time: a server learns its address only when it serves, after a pair was made.

    def _address(self) -> str:
        return self.around.address()

    def _publish(self, slugs: set[str]) -> None:
        self.around.published(slugs)

    def copy_once(self, told: Callable[[Said], object] = lambda _: None) -> None:
        """Take in all that there is, before this laptop serves it. Raises as `Second.follow`."""
        if (second := self.second) is None:
            return
        line = self.open_line()
        try:
            second.begin(line, self.around.back_up)
            second.follow(line, until=lambda: True, told=told)
        finally:
            line.close()

    def take_over(self) -> None:
        """A person's word: the first is off, or is to stop. Raises Refusal where it cannot be."""
        second = self.second
        if self.state.part != "second" or second is None:
            raise not_now("This laptop writes already.")
        # Its own line ends: the one on which the first hands over is another.
        second.end()
        handed = second.connected and self._is_handed(second)
        while second.armed and not handed and not second.lease.ran_out(self.clock()):
            self.around.sleep(TICK)
        self.begin_to_write(second)

    def _is_handed(self, second: Second) -> bool:
        """Whether the first has given all it had, and stopped; it may not answer any more."""
        try:
            line = self.around.line(self.state.other, LOOK)
            line.greet(self.key())
            try:
                second.begin(line, self.around.back_up)
                return second.take_rest(line)
            finally:
                line.close()
        except (NoLine, CopyBroken, DoesNotFit, Ended) as error:
            log.warning("the first laptop did not hand over: %s", error)
            return False

    def begin_to_write(self, second: Second, decided: float | None = None) -> None:
        """Write from now on, in a ledger of its own name.

        `decided`: when the lease was looked at; who slept since then takes over nothing.
        """
        with self._turn, second.turn:
            if self.second is not second:
                return
            with self._database.writing(unasked=PAIR) as session:
                go_on_counting(session)
                begin_histories(session, "takeover", self.around.now())
                term = self.state.term + 1
                state = change_in(session, part="first", armed=False, term=term)
                if decided is not None and self.clock() - decided > LEASE_MS / 1000:
                    raise Ended
            second.end()
            self.state, self.second = state, None
            self._handing = False
            self.first.follower = None
            self._has_asked = self.took_over = True
            self.allow_or_stop()
        log.warning("this laptop has taken over, and writes now")
        self.around.published({"*"})

    # As the first: what the second does.

    def read_again(self) -> PairState:
        """The state as it is kept, which a command may have changed meanwhile."""
        self.state = self.pairing.read()
        return self.state

    def be_followed(self, address: str) -> None:
        """The laptop at this address follows now: this one is the first."""
        if (self.state.part, self.state.other) != ("first", address):
            self.state = self.pairing.change(part="first", other=address)
        self.reach.try_soon()

    def begin_to_hand_over(self) -> None:
        """Write no more: the second is taking over."""
        with self._turn:
            self._handing = True
            self.allow_or_stop()

    def end_disarming(self) -> None:
        """The second knows that it does nothing by itself any more."""
        self.state = self.pairing.change(armed=False)
        self.first.disarming = False

    # At the first's desk.

    def arm(self) -> None:
        """Acknowledge nothing from now on that the second does not hold. Raises Refusal."""
        if self.state.part != "first" or not self.first.connected:
            raise not_now("The second laptop is not connected.")
        if self.state.armed:
            return
        with self._turn:
            self.first.lease.drop()
            self.first.disarming = False
            self.state = self.pairing.change(armed=True)
        self.first.wake()
        self.first.wait_for("lease", JOIN)

    def disarm(self) -> None:
        """Let the second know first that it does nothing by itself any more. Raises Refusal."""
        if not self.state.armed:
            return
        self.first.disarming = True
        self.first.wake()
        if not self.first.connected or not self.first.wait_for("disarmed", JOIN):
            raise not_now("The second laptop does not answer. Go on alone, if it is off.")
        self.end_disarming()

    def go_on_alone(self) -> None:
        """A person's word: the second is off. Raises Refusal while it still answers."""
        if self.state.part != "first":
            raise not_now("This laptop follows another one.")
        if self.state.armed and self.first.lease.left(self.clock()) > 0:
            raise not_now("The second laptop answers. It can be disarmed.")
        with self._turn:
            self.first.lease.drop()
            self.state = self.pairing.change(armed=False)
            self._handing, self._has_asked = False, True
            self.allow_or_stop()
