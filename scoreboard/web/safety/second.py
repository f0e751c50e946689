"""The section on the second laptop: who writes, how far it follows, and what each had alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, TypedDict

from flask_babel import gettext

from scoreboard.contest.model import Entry
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.record.naming import Names, names_in
from scoreboard.contest.words import Say
from scoreboard.files.results.shapes import ROLE_WORDS
from scoreboard.limits import PARTED_SECONDS
from scoreboard.pair.key import written
from scoreboard.pair.pair import BY_ITSELF, TAKES_OVER
from scoreboard.pair.second import UNREACHED
from scoreboard.pair.standing import Standing, standing_of
from scoreboard.storage.chain import entry_of
from scoreboard.storage.pairing import Parted
from scoreboard.translation import say_in
from scoreboard.web.page import page_language
from scoreboard.web.permissions import current_grant
from scoreboard.web.services import pair, services

LISTED = 200


class PartedEntry(TypedDict):
    """An entry that one laptop had alone: what it says in words, and whether it came back since:
    then its id is in the other's ledger, too.
    """

    version: int
    at: str
    by: str
    what: str
    again: bool


class PartedHistory(TypedDict):
    """Both laptops had written after version `since`: what went on `here`, in the ledger that all
    show, and what was only `there`, in the one that does not go on.

    `own`: whether that one was this laptop's. `kept` is the file with all of it, in the backups of
    the laptop that had it.
    """

    own: bool
    at: str
    since: int
    kept: str
    here: list[PartedEntry]
    there: list[PartedEntry]


class SecondFacts(TypedDict):
    """How this laptop stands to the other one. Seconds are null where it was never heard.

    `part`: "alone", "first" (it writes) or "second" (it follows). `entries` and `seconds`: how far
    the copy is behind. `newest`: when the newest entry here was written. `key` is told to who may
    set up, else null. `reached`: whether the first reaches the second where that says it is.
    `writes`: whether this laptop does, as far as the pair goes. `takes_over`: after how many
    seconds without the first this one takes over by itself, null where it does not. `took_over`:
    since when this one writes in the other's place, null where it follows or always wrote.
    """

    part: Literal["alone", "first", "second"]
    other: str
    address: str
    writes: bool
    connected: bool
    heard: int | None
    entries: int
    seconds: int
    armed: bool
    lease: bool
    reached: bool
    takes_over: int | None
    took_over: str | None
    version: int
    newest: str
    trouble: str
    key: str | None
    parted: list[PartedHistory]
    warning: str


def second_facts(slug: str) -> SecondFacts:
    """What is known of the other laptop now, in the reader's language."""
    standing, say = standing_of(pair()), say_in(page_language())

    def read(book: Book) -> SecondFacts:
        newest, took_over = book.entries[-1], _took_over(standing, book)
        parted = [_side_by_side(one, book, say) for one in pair().pairing.parted(slug)]
        return {
            "part": standing.part,
            "other": standing.other,
            "address": pair().around.address(),
            "writes": standing.reason is None,
            "connected": standing.connected,
            "heard": None if standing.heard is None else int(standing.heard),
            "entries": standing.entries,
            "seconds": int(standing.seconds),
            "armed": standing.armed,
            "lease": standing.lease,
            "reached": standing.unreached is None,
            "takes_over": TAKES_OVER if standing.by_itself else None,
            "took_over": took_over,
            "version": newest.version,
            "newest": newest.at,
            "trouble": _trouble(standing, say),
            "key": written(pair().key()) if current_grant().may("set_up") else None,
            "parted": parted,
            "warning": _warning(standing, say, took_over) or _both_wrote(parted),
        }

    return services().books.read(slug, read)


def _took_over(standing: Standing, book: Book) -> str | None:
    """When this laptop took over from the other one, if it did and nothing came in between."""
    last = book.history.left[-1] if book.history.left else None
    taken = standing.part == "first" and last is not None and last.how == "takeover"
    return last.at if last is not None and taken else None


def _trouble(standing: Standing, say: Say) -> str:
    said = standing.trouble or standing.unreached
    if standing.broken is not None:
        return str(
            gettext(
                "%(event)s: entry %(version)s that came is not what was written. Nothing is "
                "followed.",
                event=standing.broken.slug,
                version=standing.broken.version,
            )
        )
    if said is None:
        return ""
    if standing.part == "second" and said is standing.unreached:
        return say(UNREACHED, address=pair().around.address())
    return said.said(say)


def _warning(standing: Standing, say: Say, took_over: str | None) -> str:
    """What every page of the desk says: a pair that does not do what it is there for."""
    if standing.reason is not None and not standing.reason.planned:
        return standing.reason.said(say)
    if standing.broken is not None:
        return _trouble(standing, say)
    if standing.part == "second":
        return _follows(standing, say)
    if standing.part == "alone" or (standing.connected and standing.unreached is None):
        return ""
    return f"{_lost(standing, took_over)} {_trouble(standing, say)}".strip()


def _both_wrote(parted: Sequence[PartedHistory]) -> str:
    """That there is something to look through, while tablets offer again what they hold."""
    since = pair().around.now() - timedelta(seconds=PARTED_SECONDS)
    for one in parted:
        if datetime.fromisoformat(one["at"]) > since and not all(e["again"] for e in one["there"]):
            said = gettext(
                "Both laptops wrote: look on the page Safety what the other had alone, and enter "
                "what should count."
            )
            return str(said)
    return ""


def _follows(standing: Standing, say: Say) -> str:
    said = gettext("This laptop only follows, and writes nothing.")
    if standing.by_itself:
        said = f"{said} {say(BY_ITSELF, n=TAKES_OVER)}"
    if standing.unreached is not None:
        said = f"{said} {_trouble(standing, say)}"
    return str(said)


def _lost(standing: Standing, took_over: str | None) -> str:
    """Of the second, as the first sees it."""
    if standing.connected:
        return str(gettext("The second laptop follows, but this one does not reach it."))
    if standing.heard is None and standing.unreached is not None and not standing.took_over:
        said = gettext(
            "This laptop writes, and could not ask the second whether that has taken over: make "
            "sure that it has not."
        )
        return str(said)
    if took_over is not None:
        said = gettext("This laptop took over, and writes alone: the other one is not connected.")
        return str(said)
    return str(gettext("The second laptop is not connected."))


def _side_by_side(parted: Parted, book: Book, say: Say) -> PartedHistory:
    names = names_in(book)
    there = [entry_of((*chained,)) for chained in parted.entries]
    here = [entry for entry in book.entries if parted.since < entry.version <= parted.until]
    brought = {entry.id for entry in there}
    return {
        "own": (services().keeper.backups.folder / parted.kept).is_file(),
        "at": parted.at,
        "since": parted.since,
        "kept": parted.kept,
        "here": _told(here, names, brought, say),
        "there": _told(there, names, book.by_id.keys(), say),
    }


def _told(entries: Sequence[Entry], names: Names, also: Any, say: Say) -> list[PartedEntry]:
    return [
        {
            "version": entry.version,
            "at": entry.at,
            "by": _by(entry, names, say),
            "what": _what(entry, names, say),
            "again": entry.id in also,
        }
        for entry in entries[:LISTED]
    ]


def _by(entry: Entry, names: Names, say: Say) -> str:
    if entry.by_judge is not None:
        return names["judges"].get(entry.by_judge, entry.by_judge)
    word, _, subject = entry.by.partition(":")
    return f"{say(ROLE_WORDS[word]) if word in ROLE_WORDS else word} {subject}".strip()


def _what(entry: Entry, names: Names, say: Say) -> str:
    value = None if entry.value is None else plain(entry.value)
    parts = (
        say(KINDS[entry.kind].label),
        names["rounds"].get(entry.round or "", ""),
        names["teams"].get(entry.team or "", ""),
        value,
        entry.reason,
    )
    return " · ".join(filter(None, parts))
