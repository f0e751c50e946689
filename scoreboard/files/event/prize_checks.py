"""Whether the prizes of a set-up say for whom each of them is."""

from __future__ import annotations

from scoreboard.contest.model import Event, Prize
from scoreboard.files.event.faults import Fault
from scoreboard.files.event.problems import Findings, Path


def check_prizes(event: Event, found: Findings) -> None:
    """Note everything that is wrong with the prizes."""
    for number, prize in enumerate(event.prizes):
        where: Path = ("prizes", number)
        last = _is_last(event, prize)
        if all(found.usable(where, key) for key in ("count", "share", "at_least")):
            _check_ways(prize, where, found, last=last)
        if prize.count is not None and prize.count < 1:
            found.wrong(Fault.NO_PRIZE_COUNT, (*where, "count"))
        if prize.share is not None and not 0 < prize.share <= 1:
            found.wrong(Fault.NO_PRIZE_SHARE, (*where, "share"))


def _is_last(event: Event, prize: Prize) -> bool:
    """Whether no prize comes after it that any of its divisions has."""
    prizes = event.prizes_for(prize.who)
    after = prizes[prizes.index(prize) + 1 :]
    return not any(
        not prize.division or not one.division or one.division == prize.division for one in after
    )


def _check_ways(prize: Prize, where: Path, found: Findings, *, last: bool) -> None:
    said = [key for key in ("count", "share", "at_least") if getattr(prize, key) is not None]
    if len(said) > 1:
        found.wrong(Fault.PRIZE_TWO_WAYS, (*where, said[1]))
    elif not said and not last:
        found.wrong(Fault.REST_NOT_LAST, (*where, "count"))
    if prize.share is None and prize.rounding != "half_up":
        found.wrong(Fault.ROUNDING_ALONE, (*where, "rounding"))
