"""The results as JSON, with the ledger that they follow from and its seal, in parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from scoreboard.contest.model import Entry
from scoreboard.files.results.as_json import (
    END,
    ChainedEntry,
    head_of,
    lines_of,
)
from scoreboard.files.results.chained import desk_entry
from scoreboard.files.results.sealed import SealDocument, seal_document
from scoreboard.in_thread import InThread, here

# By type only: it is handed on, and nothing here rests on how it is made.
if TYPE_CHECKING:
    from scoreboard.services import Services


def with_ledger(
    services: Services,
    slug: str,
    document: Mapping[str, Any],
    entries: Sequence[Entry],
    *,
    whole: bool = False,
    in_thread: InThread = here,
) -> Iterator[bytes]:
    """The file for the desk, in parts: results as one document, with ledger and seal.

    A large ledger is never in memory as text. `document` is of the version that the `entries` make;
    `whole` leaves the hall's Wi-Fi in them.
    """
    seal, ledger, last = None, str(document["ledger"]), entries[-1]
    if not document["rehearsal"]:
        seal = seal_document(services.seals.of(slug, ledger, last.version, last.hash))
    pieces = _pieces(services, slug, ledger, len(entries), whole=whole)
    return _parts(document, seal, pieces, in_thread)


def _parts(
    document: Mapping[str, Any],
    seal: SealDocument | None,
    pieces: Iterator[list[ChainedEntry]],
    in_thread: InThread,
) -> Iterator[bytes]:
    yield in_thread(partial(head_of, document, seal))
    first = True
    for piece in pieces:
        yield in_thread(partial(lines_of, piece, first=first))
        first = False
    yield END


def _pieces(
    services: Services, slug: str, ledger: str, last: int, *, whole: bool
) -> Iterator[list[ChainedEntry]]:
    """The entries of a ledger, piece by piece up to a version."""
    after = 0
    while after < last and (rows := services.ledger.rows(slug, ledger, after, last)):
        yield [desk_entry(row, whole=whole) for row in rows]
        after = rows[-1]["version"]
