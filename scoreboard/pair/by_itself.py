"""What this laptop does without being told: it follows, takes over, and seeks the other one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from scoreboard.pair.away import FOLLOWS_ITSELF, NO_ADDRESS, Declined, NoLine
from scoreboard.pair.pair import LOOK, TICK, Pair
from scoreboard.pair.second import Ended, Second
from scoreboard.storage.mirror import CopyBroken, DoesNotFit
from scoreboard.storage.writable import Reason

log = logging.getLogger(__name__)
Said = dict[str, Any]

# Seconds between two turns of work; and where this laptop follows and is armed.
PAUSE, PAUSE_ARMED = 1.0, 0.2


def run(pair: Pair, start: Callable[..., object], sleep: Callable[[float], object]) -> None:
    """Do all of it from now on, in tasks of their own."""

    def looks() -> None:
        while True:
            _safely(tick, pair)
            sleep(TICK)

    def works() -> None:
        while True:
            sleep(_safely(work, pair) or PAUSE)

    start(looks)
    start(works)


def _safely(do: Callable[[Pair], Any], pair: Pair) -> Any:
    try:
        return do(pair)
    except Exception:  # any failure at all: what ends here would never be looked at again
        log.exception("the other laptop could not be dealt with")
        return None


def tick(pair: Pair) -> None:
    """Look at the lease; to be called ten times a second."""
    pair.allow_or_stop()
    second = pair.second
    if second is None:
        return
    with second.turn:
        now = pair.clock()
        second.lease.look(now)
        due = second.armed and not second.taken and second.lease.may_take_over(now)
        if due:
            # From here on no answer goes out that would give the first its lease again.
            second.taken = True
    if due:
        try:
            pair.begin_to_write(second, decided=now)
        except Ended:
            second.resume()


def work(pair: Pair) -> float:
    """Follow for as long as the line holds, or look whether the other took over.

    The seconds until it is to be called again.
    """
    if pair.second is not None:
        _follow_while_it_holds(pair, pair.second)
        return PAUSE_ARMED if pair.second is not None and pair.second.armed else PAUSE
    if pair.state.part == "first" and pair.state.other:
        if _has_lost_the_second(pair):
            pair.asked(_try_to_reach(pair))
        elif pair.reach.is_due(pair.clock()):
            _try_to_reach(pair)
    return PAUSE


def _has_lost_the_second(pair: Pair) -> bool:
    overdue = pair.state.armed and pair.first.lease.left(pair.clock()) <= 0
    return overdue or not pair.first.connected


def _follow_while_it_holds(pair: Pair, second: Second) -> None:
    if second.copy.broken is not None or second.taken:
        return
    try:
        line = pair.around.line(pair.state.other, second.patience())
        try:
            _check_other(pair.meet(line))
            second.begin(line, pair.around.back_up)
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


def _check_other(about: Said) -> None:
    if about["part"] == "second":
        raise Declined(Reason(FOLLOWS_ITSELF, {"address": about["other"]}))


def _try_to_reach(pair: Pair) -> Said | None:
    """What the other laptop says it is; None where it is not reached, which is remembered."""
    about, why = None, None
    try:
        line = pair.around.line(pair.state.other, LOOK)
        try:
            about = pair.meet(line)
        finally:
            line.close()
    except NoLine as error:
        why = error.reason
    except ValueError:
        why = Reason(NO_ADDRESS, {"address": pair.state.other})
    pair.reach.took(pair.clock(), why)
    return about
