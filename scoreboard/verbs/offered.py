"""What was offered again and waits for the desk: what forbids it now, if anything still does."""

from __future__ import annotations

from scoreboard.contest.acts.beginning import UNKNOWN, line_of
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal, not_now
from scoreboard.storage.access import Grant
from scoreboard.storage.offers import Offer
from scoreboard.verbs.scorekeeping import GiveAward, SubmitMark, TakeBackAward
from scoreboard.verbs.verb import Verb, new_id


def forbids(book: Book, offer: Offer) -> Refusal | None:
    """Why its judge could not enter it now; None where it is taken when it is offered again."""
    if line_of(book, offer.ledger) == "unknown":
        return not_now(UNKNOWN)
    verb = _verb(book, offer)
    try:
        verb.allow(book, verb.draft(book).entry(verb.uid, verb.by, offer.at))
    except Refusal as refusal:
        return refusal
    return None


def _verb(book: Book, offer: Offer) -> Verb:
    """What its tablet asks for, as of somebody who has seen no mark here."""
    by, said = Grant(book.event.slug, "judge", offer.judge, 0), offer.body
    if offer.kind == "withdrawal":
        return TakeBackAward(by, new_id(), offer.uid)
    if offer.kind == "award":
        return GiveAward(by, offer.uid, **{**said, "ledger": offer.ledger, "offered": True})
    return SubmitMark(
        by, offer.uid, said["round"], said["team"], said.get("value"), 0, offer.ledger,
        said.get("values"), said.get("member"), offered=True,
    )  # fmt: skip
