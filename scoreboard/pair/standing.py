"""How this laptop stands to the other one, in figures for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from scoreboard.limits import FOLLOW_LOST_SECONDS
from scoreboard.pair.pair import Pair
from scoreboard.storage.mirror import CopyBroken
from scoreboard.storage.pairing import Part
from scoreboard.storage.writable import Reason


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


def standing_of(pair: Pair) -> Standing:
    """How a pair's laptop stands to the other one now."""
    state, now, second = pair.state, pair.clock(), pair.second
    if second is not None:
        copy = second.copy
        behind = max(0.0, now - copy.whole) if copy.whole > -inf else 0.0
        return Standing(
            state.part, state.other, second.connected, _since(now, copy.heard),
            0, behind if behind > FOLLOW_LOST_SECONDS else 0.0, second.armed,
            not second.lease.ran_out(now), pair.reason(), copy.trouble, copy.broken,
            copy.unreached, pair.is_armed,
        )  # fmt: skip
    first = pair.first
    heard = -inf if first.follower is None else first.follower.heard
    return Standing(
        state.part, state.other, first.connected, _since(now, heard), *first.behind(),
        state.armed, first.lease.left(now) > 0, pair.reason(),
        unreached=pair.reach.trouble(now), took_over=pair.took_over,
    )  # fmt: skip


def _since(now: float, then: float) -> float | None:
    return None if then == -inf else max(0.0, now - then)
