"""The section on the second laptop: who writes, how far it follows, and what each had alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypedDict

from flask_babel import gettext

from scoreboard.contest.model import Entry
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.record.naming import Names, names_in
from scoreboard.contest.words import Say
from scoreboard.files.results.shapes import ROLE_WORDS
from scoreboard.pair.key import written
from scoreboard.pair.pair import Standing
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
    """Both laptops had written after version `since`: what is only `here`, and only `there`.

    `kept` is the file in the other laptop's backups that holds all it had.
    """

    at: str
    since: int
    kept: str
    here: list[PartedEntry]
    there: list[PartedEntry]


class SecondFacts(TypedDict):
    """How this laptop stands to the other one. Seconds are null where it was never heard.

    `part`: "alone", "first" (it writes) or "second" (it follows). `entries` and `seconds`: how far
    the copy is behind. `newest`: when the newest entry here was written. `key` is told to who may
    set up, else null.
    """

    part: Literal["alone", "first", "second"]
    other: str
    address: str
    connected: bool
    heard: int | None
    entries: int
    seconds: int
    armed: bool
    lease: bool
    version: int
    newest: str
    trouble: str
    key: str | None
    parted: list[PartedHistory]
    warning: str


def second_facts(slug: str) -> SecondFacts:
    """What is known of the other laptop now, in the reader's language."""
    standing, say = pair().standing(), say_in(page_language())

    def read(book: Book) -> SecondFacts:
        newest = book.entries[-1]
        return {
            "part": standing.part,
            "other": standing.other,
            "address": pair().around.address(),
            "connected": standing.connected,
            "heard": None if standing.heard is None else int(standing.heard),
            "entries": standing.entries,
            "seconds": int(standing.seconds),
            "armed": standing.armed,
            "lease": standing.lease,
            "version": newest.version,
            "newest": newest.at,
            "trouble": _trouble(standing),
            "key": written(pair().key()) if current_grant().may("set_up") else None,
            "parted": [_side_by_side(one, book, say) for one in pair().pairing.parted(slug)],
            "warning": _warning(standing, say),
        }

    return services().books.read(slug, read)


def _trouble(standing: Standing) -> str:
    said = standing.trouble
    if standing.broken is not None:
        said = gettext(
            "%(event)s: entry %(version)s that came is not what was written. Nothing is followed.",
            event=standing.broken.slug,
            version=standing.broken.version,
        )
    elif said == "key":
        said = gettext("The other laptop has another key: start `scoreboard follow` anew.")
    return said


def _warning(standing: Standing, say: Say) -> str:
    """What every page of the desk says: a pair that does not do what it is there for."""
    if standing.reason is not None and not standing.reason.planned:
        return standing.reason.said(say)
    if standing.broken is not None:
        return _trouble(standing)
    said = ""
    if standing.part == "second":
        said = gettext("This laptop only follows, and writes nothing.")
    elif standing.part == "first" and not standing.connected:
        said = gettext("The second laptop is not connected.")
    return said


def _side_by_side(parted: Parted, book: Book, say: Say) -> PartedHistory:
    names = names_in(book)
    there = [entry_of((*chained,)) for chained in parted.entries]
    here = [entry for entry in book.entries if parted.since < entry.version <= parted.until]
    brought = {entry.id for entry in there}
    return {
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
