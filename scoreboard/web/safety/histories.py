"""The section on histories: which copy this one goes on from, what came back, and what waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from flask_babel import gettext

from scoreboard.contest.acts.beginning import line_of
from scoreboard.contest.model import entrant_of
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.history import How
from scoreboard.contest.record.state import Mark
from scoreboard.contest.rules.criteria import parts_of
from scoreboard.contest.words import Refusal
from scoreboard.storage.offers import Kind, Offer
from scoreboard.translation import say_in
from scoreboard.web.services import services

LISTED = 60


class LeftLedger(TypedDict):
    """A ledger that was left at a version for the one that goes on; `at` is in its time zone."""

    version: int
    how: How
    at: str


class OfferedAct(TypedDict):
    """What a judge was told is saved, and this copy did not have.

    `given` is when it was entered by its tablet's clock, or "". `closed`: its round is not open
    now; `why` says what forbids it now, in the event's language, "" where nothing does any more.
    `alone`: its tablet enters it by itself once nothing forbids it. `stands` is the judge's mark
    that is in force instead, if one is. `values` are those of the criteria.
    """

    id: str
    kind: Kind
    judge_name: str
    round_name: str
    team_name: str
    value: str
    values: dict[str, str]
    given: str
    at: str
    closed: bool
    why: str
    alone: bool
    stands: str | None


class HistoryFacts(TypedDict):
    """What this ledger goes on from, oldest first; what judges offered again, oldest first.

    `waiting` is for the desk to decide; `back` is in the ledger again. `warning` says how much
    waits, else "".
    """

    left: list[LeftLedger]
    waiting: list[OfferedAct]
    back: list[OfferedAct]
    warning: str


# Why what was offered may not be entered now; None where it may.
Forbids = Callable[[Book, Offer], Refusal | None]


def history_facts(slug: str, forbids: Forbids) -> HistoryFacts:
    """What is known of the event's histories now. Raises NoSuchEvent."""
    origin, left = services().books.read(slug, lambda book: (book.origin_id, book.history.left))
    offers = services().offers.of(slug, origin) if left else []

    def read(book: Book) -> HistoryFacts:
        waiting = [one for one in offers if one.state == "kept" and _is_lacking(book, one)]
        back = [one for one in offers if one.state == "back"]
        return {
            "left": [{"version": one.version, "how": one.how, "at": one.at} for one in left],
            "waiting": [_act(book, one, forbids(book, one)) for one in waiting],
            "back": [_act(book, one, None) for one in back[-LISTED:]],
            "warning": _warning(len(waiting)),
        }

    return services().books.read(slug, read, newest=False)


def _warning(waiting: int) -> str:
    if waiting == 0:
        return ""
    if waiting == 1:
        return str(gettext("Of what judges were told is saved, one entry waits for the desk."))
    text = gettext("Of what judges were told is saved, %(n)s entries wait for the desk.", n=waiting)
    return str(text)


def _is_lacking(book: Book, offer: Offer) -> bool:
    """Whether it is still to be decided: it is not there, nor has anybody entered the same."""
    if offer.kind == "withdrawal":
        award = book.by_id.get(offer.uid)
        return award is not None and award.version not in book.voided
    mark = _in_force(book, offer)
    if mark is None:
        return offer.uid not in book.by_id
    parts = parts_of(offer.body)
    return mark.parts != parts if parts else plain(mark.value) != offer.body.get("value")


def _in_force(book: Book, offer: Offer) -> Mark | None:
    """The judge's mark for the same, as it stands."""
    said = offer.body
    if offer.kind != "mark" or book.round(said["round"]) is None:
        return None
    entrant = entrant_of(said["team"], said.get("member"))
    return book.round_record(said["round"]).marks.get(entrant, {}).get(offer.judge)


def _act(book: Book, offer: Offer, refusal: Refusal | None) -> OfferedAct:
    event, said = book.event, _said(book, offer)
    a_round, team = book.round(said.get("round", "")), event.team(said.get("team", ""))
    judge = event.judge(offer.judge)
    member = team.member(said["member"]) if team and said.get("member") else None
    named = team.name if team else said.get("team", "")
    stands = _in_force(book, offer)
    say = say_in(event.locale)
    return {
        "id": offer.uid,
        "kind": offer.kind,
        "judge_name": judge.name if judge else offer.judge,
        "round_name": a_round.name if a_round else said.get("round", ""),
        "team_name": f"{named} · {member.name}" if member else named,
        "value": said.get("value", said.get("points", "")),
        "values": said.get("values", {}),
        "given": offer.given,
        "at": offer.at,
        "closed": a_round is not None and book.round_record(a_round.id).state != "open",
        "why": say(refusal.text, **refusal.names) if refusal else "",
        "alone": line_of(book, offer.ledger) != "unknown",
        "stands": plain(stands.value) if stands else None,
    }


def _said(book: Book, offer: Offer) -> Mapping[str, Any]:
    """What was sent; of a withdrawal what the award says that is taken back."""
    award = book.by_id.get(offer.uid) if offer.kind == "withdrawal" else None
    if award is None:
        return offer.body
    points = plain(award.value) if award.value is not None else ""
    return {"round": award.round or "", "team": award.team or "", "points": points}
