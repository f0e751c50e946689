"""Marks and awards that came too late: refused, and shown to the desk; in memory only.

The judge sees the refusal on the tablet; but it is the desk that can reopen the round or enter the
mark, and it would not know of it. Nothing of this is public, nor seen by another judge.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from threading import RLock
from typing import Any, Literal

from scoreboard.contest.model import Round, entrant_of
from scoreboard.contest.numbers import plain, read_score
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import Mark
from scoreboard.contest.rules.criteria import parts_of, read_parts
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.words import Refusal

# A tablet that repeats itself for ever fills neither the memory nor the desk.
MOST = 60
MOST_OF_ONE_JUDGE = 12

Kind = Literal["mark", "award"]


@dataclass(frozen=True, slots=True)
class Late:
    """What a judge sent in vain: `version` and `ledger` are the book's when it was refused.

    `closed`: its round is not open; else `why` says it, in the event's language.
    """

    id: str
    kind: Kind
    ledger: str
    version: int
    round: str
    team: str
    judge: str
    value: str
    closed: bool
    why: str
    at: str
    values: Mapping[str, str] = field(default_factory=dict)
    member: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A mark or an award as a judge sent it; `value` as it came, or `values` of the criteria."""

    kind: Kind
    id: str
    judge: str
    round: str
    team: str
    value: object
    values: Mapping[str, object] | None = None
    member: str | None = None


def late_of(book: Book, sent: Sent, why: str, at: str) -> Late | None:
    """What the desk is to know of a refused mark; None where nothing of it could count.

    An award that the open round refuses is asked about on the tablet itself, and a mark that
    stands already is not lost.
    """
    event = book.event
    known = event.team(sent.team) is not None and event.judge(sent.judge) is not None
    a_round = book.round(sent.round)
    if a_round is None or not known:
        return None
    try:
        parts = read_parts(sent.values or {})
        number = read_score(sent.value) if sent.values is None else _sum(a_round, parts)
    except Refusal:
        return None
    kept = book.round_record(sent.round)
    closed = kept.state != "open"
    marks = kept.marks.get(entrant_of(sent.team, sent.member), {})
    mark = marks.get(sent.judge) if sent.kind == "mark" else None
    if (sent.kind == "award" and not closed) or _stands(mark, number, parts):
        return None
    return Late(
        id=sent.id,
        kind=sent.kind,
        ledger=book.ledger_id,
        version=book.version,
        round=sent.round,
        team=sent.team,
        judge=sent.judge,
        value=plain(number),
        closed=closed,
        why=why,
        at=at,
        values=parts,
        member=sent.member or "",
    )


def _sum(a_round: Round, parts: Mapping[str, str]) -> Decimal:
    """The mark that the parts come to. Raises Refusal where they are none of the round's."""
    return kind_of(a_round).settle(a_round, None, {"values": parts})


def _stands(mark: Mark | None, value: Decimal, parts: Mapping[str, str]) -> bool:
    """Whether the judge's mark is the one that was sent."""
    return mark is not None and (mark.value, mark.parts) == (value, parts_of({"values": parts}))


def still_lacking(book: Book, late: Late) -> bool:
    """Whether the mark is still not there: neither sent again since, nor entered by the desk."""
    if late.ledger != book.ledger_id or book.round(late.round) is None:
        return False
    entrant = entrant_of(late.team, late.member)
    mark = book.round_record(late.round).marks.get(entrant, {}).get(late.judge)
    return late.kind == "award" or mark is None or mark.version <= late.version


class LateMarks:
    """What was refused as too late, by event, as far as this process knows."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, Late]] = {}
        self._dismissed: dict[str, deque[str]] = {}
        self._lock = RLock()

    def add(self, slug: str, late: Late) -> None:
        """Keep one more; the same judge's newer mark for the team takes the older one's place."""
        with self._lock:
            kept = self._kept.setdefault(slug, {})
            about = (late.kind, late.ledger, late.round, late.team, late.member, late.judge)
            for one in list(kept.values()):
                own = (one.kind, one.ledger, one.round, one.team, one.member, one.judge)
                same = own == about
                if one.id == late.id or (same and late.kind == "mark"):
                    del kept[one.id]
            kept[late.id] = late
            mine = [one.id for one in kept.values() if one.judge == late.judge]
            for old in [*mine[:-MOST_OF_ONE_JUDGE], *list(kept)[:-MOST]]:
                kept.pop(old, None)

    def dismiss(self, slug: str, late_id: str) -> None:
        """The desk knows; another process's is passed on by `share`."""
        with self._lock:
            if self._kept.get(slug, {}).pop(late_id, None) is None:
                self._dismissed.setdefault(slug, deque(maxlen=MOST)).append(late_id)

    def slugs(self) -> list[str]:
        """The events of which something is kept."""
        with self._lock:
            return [slug for slug, kept in self._kept.items() if kept]

    def share(self, slug: str, book: Book) -> dict[str, Any]:
        """What the desk is to know now, the oldest first."""
        with self._lock:
            kept = [late for late in self._kept.get(slug, {}).values() if still_lacking(book, late)]
            return {
                "event": slug,
                "marks": [asdict(late) for late in kept],
                "dismissed": list(self._dismissed.get(slug, ())),
            }
