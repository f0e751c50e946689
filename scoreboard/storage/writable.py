"""Whether this process may write: the one place that says no, and why, in words for a scorer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from scoreboard.contest.words import N_, Say, in_english


@dataclass(frozen=True, slots=True)
class Reason:
    """Why nothing is written: a message id with the names in it.

    `planned`: the process serves without writing on purpose, and is well. `then` is what is done
    about it, or to be done, and `place` where: a part of the page "Safety".
    """

    text: str
    names: Mapping[str, object] = field(default_factory=dict)
    planned: bool = False
    then: Reason | None = None
    place: str = ""

    def said(self, say: Say = in_english) -> str:
        """The sentences, as `say` has them."""
        names = {k: v.said(say) if isinstance(v, Reason) else v for k, v in self.names.items()}
        first = say(self.text, **names)
        if self.then is None:
            return first
        return say(N_("%(first)s %(then)s"), first=first, then=self.then.said(say))

    def in_short(self) -> str:
        """The first sentence for whoever may ask: of a file its name, not where it is."""
        names = {k: v.name if isinstance(v, Path) else v for k, v in self.names.items()}
        return Reason(self.text, names).said()


class NotWritable(SQLAlchemyError):
    """Nothing may be written here, or nobody may be told that what was just written will stay."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.said())
        self.reason = reason


class Writable:
    """Asked where a write begins, and again after its commit, before anybody is told of it."""

    def __init__(self) -> None:
        self._reasons: dict[str, Reason] = {}
        # Asked each time, for what may have changed since: each may call `stop` or `allow`. They
        # take microseconds, and let no other green thread run.
        self.questions: list[Callable[[], object]] = []

    def stop(self, text: str, *, of: str = "", planned: bool = False, **names: object) -> None:
        """From now on nothing is written, for this reason: a message id with its names.

        `of` names who says so; whoever else stopped it must allow it, too.
        """
        self.stop_for(Reason(text, names, planned), of=of)

    def stop_for(self, reason: Reason, *, of: str = "") -> None:
        """As `stop`, for a reason that is there already."""
        self._reasons[of] = reason

    def allow(self, *, of: str = "") -> None:
        """Take the reason back that was given under this name; none is fine."""
        self._reasons.pop(of, None)

    def stopped_by(self, of: str) -> bool:
        """Whether a reason stands that was given under this name."""
        return of in self._reasons

    @property
    def reason(self) -> Reason | None:
        """Why nothing is written just now; of several what is wrong goes before what is planned."""
        return min(self._reasons.values(), key=lambda reason: reason.planned, default=None)

    def check(self, *, but: str | None = None) -> None:
        """Raises NotWritable while there is a reason; `but` names who is not asked."""
        for question in self.questions:
            question()
        if not self._reasons:
            return
        reasons = [reason for of, reason in self._reasons.items() if of != but]
        if reasons:
            raise NotWritable(min(reasons, key=lambda reason: reason.planned))
