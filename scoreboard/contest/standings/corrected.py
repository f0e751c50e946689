"""The entries that have changed a result since it was announced."""

from __future__ import annotations

from scoreboard.contest.model import Entry, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS, Alters


def newest_correction(book: Book, stage: Stage) -> Entry | None:
    """The newest act since the announcement that can have changed its result, if there is one."""
    since = book.entries[book.announced[stage.id].version :]
    return next((entry for entry in reversed(since) if _corrects(book, entry, stage)), None)


def changed_since(book: Book, stage: Stage) -> list[Entry]:
    """The entries that altered a stage's result after it was first announced, oldest first.

    An announcement that was taken back has been heard all the same. What is about no stage, such
    as a withdrawal or a set-up, alters them all.
    """
    run = book.entries[book.begun_at :]
    heard = next((e.version for e in run if _announces(e, stage)), book.version)
    return [
        entry
        for entry in book.entries[heard:]
        if entry.version not in book.voided
        and alters(book, entry)
        and book.stage_about(book.origin(entry)) in (None, stage)
    ]


def alters(book: Book, entry: Entry) -> Alters | None:
    """What an entry can do to an announced result; an undo, by what it takes back.

    Undoing what is not played, such as a begin, restores the earlier state and corrects nothing.
    """
    if entry.kind != "undo":
        return KINDS[entry.kind].alters
    origin = KINDS[book.origin(entry).kind]
    return (origin.alters or "figures") if origin.played else None


def _announces(entry: Entry, stage: Stage) -> bool:
    return entry.kind == "advance" and entry.stage == stage.id


def _corrects(book: Book, entry: Entry, stage: Stage) -> bool:
    """Whether an entry dates the correction of a stage's figures, or of those before it.

    What was taken back needs no look: the undo is newer, and about the same. Every undo of what
    was played dates it, that of an excuse too: so it was from the first, and the boards of old
    ledgers stay as they were.
    """
    altered = alters(book, entry)
    if altered is None or (altered == "completeness" and entry.kind != "undo"):
        return False
    about, stages = book.stage_about(entry), book.event.stages
    return about is None or stages.index(about) <= stages.index(stage)
