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
from math import ceil, inf
from threading import RLock
from typing import Any

from scoreboard.contest.words import N_, not_now
from scoreboard.limits import FOLLOW_LOST_SECONDS, LEASE_MARGIN_MS, LEASE_MS
from scoreboard.pair.away import NO_ADDRESS, Declined, NoLine
from scoreboard.pair.first import First, NotYours
from scoreboard.pair.first import Line as FirstLine
from scoreboard.pair.key import pair_key
from scoreboard.pair.lease import Clock, awake_clock
from scoreboard.pair.line import Line
from scoreboard.pair.reach import Reach
from scoreboard.pair.second import Ended, Second
from scoreboard.storage.database import Database
from scoreboard.storage.histories import begin_histories
from scoreboard.storage.mirror import CopyBroken, DoesNotFit, go_on_counting
from scoreboard.storage.pairing import FOLLOWS, PAIR, Pairing, Part, change_in
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
BROKEN = N_("%(event)s: entry %(version)s that came is not what was written. Nothing is followed.")
FOLLOWS_ITSELF = N_("That laptop follows %(address)s itself: follow that one.")
PROCESSES = N_("Several processes serve there: let PostgreSQL keep the second copy.")

# Seconds: between two looks at the lease; for the other laptop when it is only asked what it is;
# until the desk is answered that the second does not join in; and between two tries to reach it.
TICK, LOOK, JOIN = 0.1, 2.0, 3.0
# Whole seconds, as people count them, after which an armed second takes over by itself.
TAKES_OVER = ceil((LEASE_MS + LEASE_MARGIN_MS) / 1000)
PAUSE, PAUSE_ARMED = 1.0, 0.2


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


@dataclass(frozen=True, slots=True)
class Standing:
    """How this laptop stands to the other one now. Seconds; None: never heard.

    `entries` and `seconds`: how far the copy is behind. `lease`: whether what is written may be
    acknowledged, where it is armed. `reason`: why nothing is written. `trouble`: why nothing is
    followed. `unreached`: why the first does not reach the second. `by_itself`: whether this one
    takes over by itself when the first is gone. `took_over`: whether this one did since it was
    started, so that the other cannot have done so after it unless it was heard.
    """

    part: Part
    other: str
    connected: bool
    heard: float | None
    entries: int
    seconds: float
    armed: bool
    lease: bool
    reason: Reason | None
    trouble: Reason | None = None
    broken: CopyBroken | None = None
    unreached: Reason | None = None
    by_itself: bool = False
    took_over: bool = False


class Pair:
    """One laptop's part in the pair."""

    def __init__(
        self, database: Database, secret_key: str, around: Around, clock: Clock = awake_clock
    ) -> None:
        self._database = database
        self._secret_key = secret_key
        self.around = around
        self._clock = clock
        self.pairing = Pairing(database)
        self.state = self.pairing.read()
        self.first = First(database, clock)
        self.second: Second | None = None
        self.reach = Reach()
        # What the other laptop calls itself, as its own pages and cards do; "" before it was met.
        self.called = ""
        self._handing = self._took = False
        # Whether the second has been asked if it took over while this laptop was away.
        self._looked = not (self.state.part == "first" and self.state.other)
        self._turn = RLock()
        database.writable.questions.append(self._ask)
        if self.state.part == "second":
            self._begin_to_follow()
        self._ask()

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
            lost = self.first.lease.left(self._clock()) <= 0
            return Reason(LOST, place="second-alone") if lost else None
        return None if self._looked else Reason(LOOKING)

    def _ask(self) -> None:
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

    def standing(self) -> Standing:
        """How it stands to the other laptop now."""
        state, now, second = self.state, self._clock(), self.second
        if second is not None:
            copy = second.copy
            behind = max(0.0, now - copy.whole) if copy.whole > -inf else 0.0
            return Standing(
                state.part, state.other, second.connected, _since(now, copy.heard),
                0, behind if behind > FOLLOW_LOST_SECONDS else 0.0, second.armed,
                not second.lease.ran_out(now), self.reason(), copy.trouble, copy.broken,
                copy.unreached, self.is_armed,
            )  # fmt: skip
        first = self.first
        heard = -inf if first.line is None else first.line.heard
        return Standing(
            state.part, state.other, first.connected, _since(now, heard), *first.behind(),
            state.armed, first.lease.left(now) > 0, self.reason(),
            unreached=self.reach.trouble(now), took_over=self._took,
        )  # fmt: skip

    # As the first: what the second asks.

    def key(self) -> bytes:
        """The key in force; it is printed, and typed at the second laptop."""
        return pair_key(self._secret_key, self.pairing.read().generation)

    def greet(self, said: Said) -> Said:
        """Answer a greeting. Raises NotTrusted where it is none."""
        state = self.state = self.pairing.read()
        about = {
            "part": state.part,
            "term": state.term,
            "other": state.other,
            "address": self.around.address(),
        }
        return self.first.greet(self.key(), said, about)

    def hear(self, name: str, frame: str, known: Callable[[], object] = lambda: None) -> str:
        """The answer to a frame on a line; `known` is called where it is the pair's.

        Raises NotTrusted.
        """
        line, said = self.first.open(name, frame)
        known()
        try:
            answer = self._answer(line, said)
        except NotYours as no:
            answer = {"declined": no.text, "names": no.names}
        return line.channel.say(answer)

    def _answer(self, line: FirstLine, said: Said) -> Said:
        if self.state.part == "second":
            raise NotYours(FOLLOWS_ITSELF, address=self.state.other)
        if self.around.many:
            raise NotYours(PROCESSES)
        if said["do"] == "secret":
            return {"secret_key": self._secret_key, "generation": self.state.generation}
        if said["do"] == "begin":
            return self._begin(line, said)
        if said["do"] == "alone":
            at = self.around.now().isoformat(timespec="seconds")
            if (parted := self.first.take_alone(line, said, at)) is not None:
                self.pairing.keep_parted(parted)
            return {}
        self.first.follow_up(line, said, self.state)
        if said["do"] == "take":
            return self._hand_over(line)
        if self.first.disarming and not said["armed"]:
            self.first.disarming = False
            self.state = self.pairing.change(armed=False)
        answer = self.first.next(line, self.state)
        return {**answer, "state": self._told()}

    def _begin(self, line: FirstLine, said: Said) -> Said:
        answer = self.first.begin(line, said)
        if (self.state.part, self.state.other) != ("first", said["address"]):
            self.state = self.pairing.change(part="first", other=said["address"])
        self.reach.try_soon()
        return answer

    def _told(self) -> Said:
        """What the second is told of this laptop."""
        state = self.state
        armed = state.armed and not self.first.disarming
        unreached = self.reach.trouble(self._clock())
        return {
            "armed": armed,
            "generation": state.generation,
            "term": state.term,
            "unreached": unreached and [unreached.text, dict(unreached.names)],
        }

    def _hand_over(self, line: FirstLine) -> Said:
        """Write no more, and give what is left; then follow whom it is given to."""
        with self._turn:
            self._handing = True
            self._ask()
        if not line.held >= self.first.commits:
            answer = self.first.next(line, self.state, at_once=True)
            return {**answer, "state": self._told(), "yours": False}
        term = self.state.term + 1
        self.follow(line.address, term)
        return {"yours": True, "term": term}

    # As the second.

    def follow(self, address: str, term: int | None = None) -> None:
        """From now on follow the laptop at this address."""
        with self._turn:
            term = self.state.term if term is None else term
            self.first.lease.drop()
            self.state = self.pairing.change(part="second", other=address, armed=False, term=term)
            self._handing = self.first.disarming = False
            self._begin_to_follow()
            self._ask()
        log.warning("this laptop follows %s now, and writes nothing", address)

    def _begin_to_follow(self) -> None:
        self.second = Second(
            self._database,
            self._clock,
            self._address,
            self._publish,
        )

    # What is around may be told only after this began.

    def _address(self) -> str:
        return self.around.address()

    def _publish(self, slugs: set[str]) -> None:
        self.around.published(slugs)

    def open_line(self, patience: float = LOOK) -> Line:
        """A line to the other laptop, that has greeted. Raises as `Line.greet`."""
        line = self.around.line(self.state.other, patience)
        self._meet(line)
        return line

    def _meet(self, line: Line) -> Said:
        """What the other laptop says it is. Raises as `Line.greet`."""
        about = line.greet(self.key())
        self.called = str(about.get("address") or "")
        return about

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
        while second.armed and not handed and not second.lease.ran_out(self._clock()):
            self.around.sleep(TICK)
        self._take(second)

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

    def _take(self, second: Second, decided: float | None = None) -> None:
        """Write from now on, in a ledger of its own name.

        `decided`: when the lease was looked at; who slept since then takes over nothing.
        """
        with self._turn, second.turn:
            if self.second is not second:
                return
            with self._database.writing(unasked=PAIR) as session:
                go_on_counting(session)
                begin_histories(session, "takeover", self.around.now())
                state = change_in(
                    session, part="first", armed=False, term=self.state.term + 1
                )  # fmt: skip
                if decided is not None and self._clock() - decided > LEASE_MS / 1000:
                    raise Ended
            second.end()
            self.state, self.second = state, None
            self._handing = False
            self.first.line = None
            self._looked = self._took = True
            self._ask()
        log.warning("this laptop has taken over, and writes now")
        self.around.published({"*"})

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
        self.state = self.pairing.change(armed=False)
        self.first.disarming = False

    def go_on_alone(self) -> None:
        """A person's word: the second is off. Raises Refusal while it still answers."""
        if self.state.part != "first":
            raise not_now("This laptop follows another one.")
        if self.state.armed and self.first.lease.left(self._clock()) > 0:
            raise not_now("The second laptop answers. It can be disarmed.")
        with self._turn:
            self.first.lease.drop()
            self.state = self.pairing.change(armed=False)
            self._handing, self._looked = False, True
            self._ask()

    # By itself.

    def tick(self) -> None:
        """Look at the lease; to be called ten times a second."""
        self._ask()
        second = self.second
        if second is None:
            return
        with second.turn:
            now = self._clock()
            second.lease.look(now)
            due = second.armed and not second.taken and second.lease.may_take_over(now)
            if due:
                # From here on no answer goes out that would give the first its lease again.
                second.taken = True
        if due:
            try:
                self._take(second, decided=now)
            except Ended:
                second.resume()

    def work(self) -> float:
        """Follow for as long as the line holds, or look whether the other took over.

        The seconds until it is to be called again.
        """
        if self.second is not None:
            self._follow_while_it_holds(self.second)
            return PAUSE_ARMED if self.second is not None and self.second.armed else PAUSE
        if self.state.part == "first" and self.state.other:
            if self._has_lost_the_second():
                self._look()
            elif self.reach.is_due(self._clock()):
                self._try_to_reach()
        return PAUSE

    def _has_lost_the_second(self) -> bool:
        overdue = self.state.armed and self.first.lease.left(self._clock()) <= 0
        return overdue or not self.first.connected

    def _follow_while_it_holds(self, second: Second) -> None:
        if second.copy.broken is not None or second.taken:
            return
        try:
            line = self.around.line(self.state.other, second.patience())
            try:
                self._check_other(self._meet(line))
                second.begin(line, self.around.back_up)
                second.follow(line)
            finally:
                line.close()
        except Ended:
            return
        except CopyBroken as broken:
            log.warning("nothing is followed any more: %s", broken)
        except NoLine as error:
            second.copy.trouble = error.reason
        except DoesNotFit:
            # Both begin anew.
            second.copy.trouble = None

    def _check_other(self, about: Said) -> None:
        if about["part"] == "second":
            raise Declined(Reason(FOLLOWS_ITSELF, {"address": about["other"]}))

    def _look(self) -> None:
        """Ask the other laptop what it is; it writes where it has taken over since."""
        about = self._try_to_reach()
        if about is not None:
            if about["part"] == "first" and about["term"] > self.state.term:
                self.follow(self.state.other, about["term"])
            # It did not take over in the end.
            self._handing = False
        self._looked = True
        self._ask()

    def _try_to_reach(self) -> Said | None:
        """What the other laptop says it is; None where it is not reached, which is remembered."""
        about, why = None, None
        try:
            line = self.around.line(self.state.other, LOOK)
            try:
                about = self._meet(line)
            finally:
                line.close()
        except NoLine as error:
            why = error.reason
        except ValueError:
            why = Reason(NO_ADDRESS, {"address": self.state.other})
        self.reach.took(self._clock(), why)
        return about

    def run(self, start: Callable[..., object], sleep: Callable[[float], object]) -> None:
        """Do all of it from now on, in tasks of their own."""

        def looks() -> None:
            while True:
                self._safely(self.tick)
                sleep(TICK)

        def works() -> None:
            while True:
                sleep(self._safely(self.work) or PAUSE)

        start(looks)
        start(works)

    @staticmethod
    def _safely(work: Callable[[], Any]) -> Any:
        try:
            return work()
        except Exception:  # any failure at all: what ends here would never be looked at again
            log.exception("the other laptop could not be dealt with")
            return None


def _since(now: float, then: float) -> float | None:
    return None if then == -inf else max(0.0, now - then)
