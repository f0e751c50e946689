"""Reading a ledger's rows: each is readable, follows the one before, and is what was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from scoreboard.contest.model import Entry
from scoreboard.contest.words import N_
from scoreboard.storage.chain import entry_of, link
from scoreboard.storage.writable import Reason

CHANGED = N_("entry %(entry)s is not what was written")
MISSING = N_("entry %(entry)s is missing")
UNREADABLE = N_("entry %(entry)s cannot be read")
UNKNOWN = N_("entry %(entry)s is of a kind that is not known here")
UNFIT = N_("entry %(entry)s does not fit what comes before it")
EMPTIED = N_("all its %(count)s entries are missing")
EMPTY = N_("it has no entry, not even the first")
HEAD_CHANGED = N_("what is noted of its newest entry does not fit the %(count)s that are there")


class BrokenChain(Exception):
    """A ledger that does not hold; `version` is the first bad entry, `reason` what is wrong.

    `detail` is for the log and the command line alone: a program's words.
    """

    def __init__(
        self, version: int, text: str = CHANGED, detail: str = "", **names: object
    ) -> None:
        self.version, self.detail = version, detail
        self.reason = Reason(text, {"entry": version, **names})
        super().__init__(self.reason.said() + (f" ({detail})" if detail else ""))


class ChainEnd(NamedTuple):
    """How many entries a chain holds, and the hash of the last."""

    entries: int
    hash: str


START = ChainEnd(0, "")


def read_entries(rows: Sequence[Sequence[Any]], end: ChainEnd) -> list[Entry]:
    """The entries of rows (CHAINED, then the hash) that follow an end. Raises BrokenChain."""
    entries = []
    for row in rows:
        check_number(row[0], end)
        try:
            entries.append(entry_of(row))
        except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
            raise BrokenChain(row[0], UNREADABLE, in_short(error)) from error
        end = linked(row, end)
    return entries


def linked(row: Sequence[Any], end: ChainEnd) -> ChainEnd:
    """The end behind a row. Raises BrokenChain where it is not what was written."""
    number, *rest, hash_ = row
    check_number(number, end)
    if hash_ != link(end.hash, (number, *rest)):
        raise BrokenChain(number)
    return ChainEnd(number, hash_)


def check_number(number: int, end: ChainEnd) -> None:
    """Raises BrokenChain where a row is not the next one."""
    if number != end.entries + 1:
        raise BrokenChain(end.entries + 1, MISSING)


def check_end(end: ChainEnd, head: ChainEnd) -> None:
    """Raises BrokenChain where a ledger ends elsewhere than is noted of it."""
    if end.entries == 0:
        raise BrokenChain(1, EMPTIED if head.entries else EMPTY, count=head.entries)
    if end.entries < head.entries:
        raise BrokenChain(end.entries + 1, MISSING)
    if end != head:
        raise BrokenChain(end.entries + 1, HEAD_CHANGED, count=end.entries)


def in_short(error: Exception) -> str:
    """What an error says, on one line."""
    said = str(error).splitlines()
    return f"{type(error).__name__}: {said[0]}" if said else type(error).__name__
