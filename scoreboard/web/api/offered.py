"""Judges' acts that another history acknowledged, offered to the one that goes on from it.

A tablet offers them by itself, under their ids. What may be now is taken as at any time; what may
not is kept for the desk and answered 202: a judge was told once that it is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from flask import request

from scoreboard.contest.acts import marking
from scoreboard.contest.acts.beginning import UNKNOWN, Line, check_same_ledger, line_of
from scoreboard.contest.model import Event
from scoreboard.contest.numbers import plain, read_number
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.criteria import read_parts
from scoreboard.contest.words import Refusal, not_now
from scoreboard.storage.book_cache import Written
from scoreboard.storage.offers import Kind, Offer, State
from scoreboard.translation import say_in
from scoreboard.web.api.answers import KeptForTheDesk, KeptOffer
from scoreboard.web.api.bodies import AwardBody, MarkBody
from scoreboard.web.api.late import note_late
from scoreboard.web.permissions import current_grant, require
from scoreboard.web.services import services

# The ledger that acknowledged the act; and when it was entered, by the sender's clock.
OFFERED, GIVEN = "X-Scoreboard-Offered", "X-Scoreboard-Given"


@dataclass(frozen=True, slots=True)
class Act:
    """What a judge sends, by the id of its entry; of a withdrawal by that of the award."""

    kind: Kind
    uid: str
    said: Mapping[str, Any]
    body: MarkBody | AwardBody | None = None


def act_of(kind: Kind, body: MarkBody | AwardBody) -> Act:
    """The act that a body asks for."""
    said = body.model_dump(mode="json", exclude={"id", "ledger", "replaces"}, exclude_none=True)
    return Act(kind, str(body.id), said, body)


def offered_ledger() -> str:
    """The ledger that acknowledged what a judge sends now; empty for what was never sent before.

    The desk looks at what it enters again, and reads at once why it is refused.
    """
    return request.headers.get(OFFERED, "")[:64] if current_grant().may("mark") else ""


def settled(slug: str, act: Act, write: Callable[[], Written]) -> Written | KeptForTheDesk:
    """The entry that `write` brings; of what was offered again, what is kept for the desk.

    Raises as `write` does for what is sent for the first time, and for what does not count here.
    """
    ledger = offered_ledger()
    if not ledger:
        return write()
    before = services().offers.find(slug, act.uid)
    if before is not None and before.state in ("taken", "left"):
        return _kept(before)
    line, known = services().books.read(slug, lambda book: _stands(book, act, ledger))
    if known is not None:
        return known
    if line == "unknown":
        require(slug, "mark")
        return _keep(slug, act, ledger, not_now(UNKNOWN))
    try:
        done = write()
    except Refusal as refusal:
        return _keep(slug, act, ledger, refusal)
    if done.new:
        _note(slug, act, ledger)
    return done


def _stands(book: Book, act: Act, ledger: str) -> tuple[Line, Written | None]:
    """How the ledger lies to this one, and the entry where the act has brought it before.

    Raises Refusal for what does not count here, and for what can be read at no time.
    """
    line = line_of(book, ledger)
    if line == "aside":
        check_same_ledger(book, ledger)
    if isinstance(act.body, MarkBody):
        marking.read_given(act.body.value, act.body.values)
    elif act.body is not None:
        read_number(act.body.points, "points")
    entry = book.by_id.get(act.uid)
    again = entry is not None and act.body is not None and entry.by == current_grant().name
    return line, Written(entry, new=False) if entry is not None and again else None


def _keep(slug: str, act: Act, ledger: str, refusal: Refusal) -> KeptForTheDesk:
    if act.kind == "withdrawal" and refusal.because == "unknown":
        # The award itself waits, or never comes: then there is nothing to give out.
        services().offers.settle(slug, act.uid, "left")
        return _kept(services().offers.find(slug, act.uid) or _offer_of(slug, act, ledger, "left"))
    offer = _note(slug, act, ledger, refusal)
    if act.body is not None and refusal.because == "not_now":
        value = act.body.value if isinstance(act.body, MarkBody) else act.body.points
        kind: Literal["mark", "award"] = "mark" if isinstance(act.body, MarkBody) else "award"
        note_late(slug, kind, act.body, value, refusal)
    return _kept(offer)


def _kept(offer: Offer) -> KeptForTheDesk:
    state = "kept" if offer.state == "back" else offer.state
    said: KeptOffer = {"id": offer.uid, "state": state, "closed": offer.closed, "why": offer.why}
    return {"offered": said}


def _note(slug: str, act: Act, ledger: str, refusal: Refusal | None = None) -> Offer:
    offer = _offer_of(slug, act, ledger, "kept" if refusal else "back", refusal)
    services().offers.note(slug, offer)
    return offer


def _offer_of(
    slug: str, act: Act, ledger: str, state: State, refusal: Refusal | None = None
) -> Offer:
    def read(book: Book) -> Offer:
        say = say_in(book.event.locale)
        a_round = book.round(act.said.get("round", ""))
        return Offer(
            uid=act.uid,
            origin=book.origin_id,
            ledger=ledger,
            kind=act.kind,
            judge=current_grant().subject,
            at=services().writer.time_in(book.event, "milliseconds"),
            state=state,
            given=_given(book.event),
            why=say(refusal.text, **refusal.names) if refusal else "",
            closed=a_round is not None and book.round_record(a_round.id).state != "open",
            body=_plainly(act),
        )

    return services().books.read(slug, read)


def _plainly(act: Act) -> Mapping[str, Any]:
    """What was sent, with its numbers as the ledger writes them."""
    said = dict(act.said)
    for key in {"value", "points", "stake"} & said.keys():
        said[key] = plain(read_number(said[key], key))
    if "values" in said:
        said["values"] = dict(read_parts(said["values"]))
    return said


def _given(event: Event) -> str:
    """When it was entered, as its sender says, in the event's time zone; "" where it does not."""
    try:
        said = datetime.fromisoformat(request.headers.get(GIVEN, ""))
        return said.astimezone(ZoneInfo(event.timezone)).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""
