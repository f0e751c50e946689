"""Recounts a result file from its own ledger: chain, seal, and everything that its boards say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoreboard.contest.record.book import Book
from scoreboard.contest.record.history import History
from scoreboard.contest.words import Say
from scoreboard.files.results.as_json import results_document
from scoreboard.files.results.gathered import gather
from scoreboard.recount.publishing import published_document, read_entries
from scoreboard.recount.result_file import BadFile, ResultFile
from scoreboard.storage.chain import CHAINED, link
from scoreboard.storage.seal import GivenSeal, NotASeal, is_signed

# What a row says that follows from the ledger; what is words is left to the reader.
_ROW = (
    "rank", "tied", "total", "penalty", "bonus", "cut", "barred", "provisional", "outside",
    "admitted", "absent", "corrected", "division", "group", "best", "overall", "incomplete",
    "prize", "prizes",
)  # fmt: skip
_BOARD = ("status", "ranking", "frozen", "announced", "winners", "cut_line", "places_shown")
_ALWAYS = frozenset({"rank", "tied", "total", "status", "announced", "version", "head"})
_WHOLE = (
    "event", "version", "head", "penalties", "bonuses", "changed", "setup", "published",
)  # fmt: skip
# What cannot be read or folded, however it was made up.
UNCOUNTABLE = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
    AssertionError, StopIteration,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Apart:
    """Something that does not agree: where (a stage, a team), what, as said and as counted."""

    where: tuple[str, ...]
    what: str
    said: Any
    counted: Any

    def __str__(self) -> str:
        where = "".join(f"{part}, " for part in self.where if part)
        head = f"{where.removesuffix(', ')}: " if where else ""
        return f"{head}{self.what} is {_shown(self.said)}, counted {_shown(self.counted)}"


@dataclass(frozen=True, slots=True)
class Recount:
    """What came of it: what does not agree, in the order of looking, and what could not be seen.

    `hidden` entries have only their hash checked; `sealed` says that a good seal is there.
    """

    apart: Sequence[str]
    entries: int
    hidden: int
    sealed: bool


def recount(file: ResultFile, say: Say) -> Recount:
    """Recount a file. Raises BadFile where its ledger cannot be read."""
    broken = list(_chain(file))
    seal = [] if broken else list(_seal(file))
    # A chain that is broken is said alone: what is behind the break is anybody's.
    counted = [] if broken else [str(one) for one in _counted(file, say)]
    hidden = sum(1 for entry in file.entries if entry.get("hidden"))
    sealed = file.seal is not None and not broken and not seal
    return Recount([*broken, *seal, *counted], len(file.entries), hidden, sealed)


def held_against(file: ResultFile, given: GivenSeal) -> str | None:
    """Why the file is not what a seal from elsewhere says; None where it is."""
    if given.event != file.document.get("event"):
        return f"the seal is of the event {given.event}"
    if given.version > len(file.entries):
        return f"entry {given.version} was sealed, and the file ends at {len(file.entries)}"
    hash_ = file.entries[given.version - 1]["hash"]
    if not hash_.startswith(given.hash_begins):
        return f"entry {given.version} is not the one that was sealed"
    if given.signature is None or file.seal is None:
        return None
    key, ledger = bytes.fromhex(file.seal["public_key"]), str(file.document.get("ledger"))
    return None if given.is_signed_by(key, ledger, hash_) else "the seal is by another key"


def _chain(file: ResultFile) -> Iterator[str]:
    previous = ""
    for entry in file.entries:
        if not entry.get("hidden") and entry["hash"] != link(
            previous, [entry[name] for name in CHAINED]
        ):
            yield f"entry {entry['version']} is not what was written: its hash does not fit"
            return
        previous = entry["hash"]
    head = {"version": len(file.entries), "hash": previous}
    if file.document.get("head") != head:
        yield "the end of the chain is not where the file says: entries are missing or too many"


def _seal(file: ResultFile) -> Iterator[str]:
    seal = file.seal
    if seal is None:
        return
    try:
        given = GivenSeal.parse(seal["text"])
    except NotASeal as error:
        yield f"the seal cannot be read: {error}"
        return
    said = (seal["event"], seal["ledger"], seal["version"], seal["hash"])
    signature = bytes.fromhex(seal["signature"])
    own = (file.document["event"], file.document["ledger"], len(file.entries))
    short = (seal["event"], seal["version"], seal["hash"][:16], signature)
    if said != (*own, file.entries[-1]["hash"]):
        yield "the seal is of another ledger, or of another version of this one"
    elif short != (given.event, given.version, given.hash_begins, given.signature):
        yield "the seal's text is not what its parts say"
    elif not is_signed(bytes.fromhex(seal["public_key"]), *said, signature):
        yield "the seal is not signed by the key in the file"


def _counted(file: ResultFile, say: Say) -> Iterator[Apart | str]:
    book = _book(file)
    if isinstance(book, str):
        yield book
        return
    try:
        own = (
            published_document(book, say) if file.published else results_document(gather(book, say))
        )
    except UNCOUNTABLE as error:
        yield f"the result cannot be counted: {type(error).__name__}"
        return
    yield from differences(file.document, own)


def _book(file: ResultFile) -> Book | str:
    """The book of a file's entries, or which of them cannot be counted."""
    history = History(str(file.document.get("ledger", "")))
    try:
        entries = read_entries(file.entries)
    except UNCOUNTABLE:
        raise BadFile(f"entry {_unread(file.entries)} cannot be read") from None
    try:
        return Book.replay(entries, history)
    except UNCOUNTABLE:
        book = Book(history)
        for entry in entries:
            try:
                book.extend(entry)
            except UNCOUNTABLE as error:
                return f"entry {entry.version} cannot be counted: {type(error).__name__}"
        return "the entries cannot be counted"


def _unread(entries: Sequence[Mapping[str, Any]]) -> int:
    for entry in entries:
        try:
            read_entries([entry])
        except UNCOUNTABLE:
            return int(entry["version"])
    return 0


def differences(said: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[Apart]:
    """What a document says otherwise than one that was counted; keys it has not are passed over."""
    yield from _keys(("",), said, own, _WHOLE)
    boards, counted = _listed(said, "boards"), _listed(own, "boards")
    stages = [_id(board, "stage") for board in boards]
    if boards:
        yield from _same((), "stages", stages, [_id(board, "stage") for board in counted])
    for board in (said, *boards):
        fitting = [one for one in counted if _id(one, "stage") == _id(board, "stage")]
        for one in fitting[:1]:
            yield from _board(board, one)
    yield from _overall(_listed(said, "overall"), _listed(own, "overall"))


def _board(said: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[Apart]:
    where = (_name(own, "stage"),)
    yield from _keys(where, said, own, _BOARD)
    rows = {_id(row, "team"): row for row in _listed(said, "rows")}
    order = [_id(row, "team") for row in _listed(own, "rows")]
    yield from _same(where, "the order of the teams", list(rows), order)
    for row in _listed(own, "rows"):
        there = rows.get(_id(row, "team"))
        if there is None:
            continue
        team = (*where, _name(row, "team"))
        yield from _same(team, "name", _name(there, "team"), _name(row, "team"))
        yield from _keys(team, there, row, _ROW)
        yield from _rounds(team, there, row, own)
        parted = bool(there.get("decided_by")), bool(row.get("decided_by"))
        yield from _same(team, "what decided the place", *parted)
    yield from _marks(where, said.get("marks"), own.get("marks"))
    yield from _people(where, _listed(said, "individuals"), _listed(own, "individuals"))


def _rounds(
    where: tuple[str, ...],
    said: Mapping[str, Any],
    own: Mapping[str, Any],
    board: Mapping[str, Any],
) -> Iterator[Apart]:
    names = {_text(one.get("id")): one.get("name") for one in _listed(board, "rounds")}
    scores = said.get("rounds")
    scores = scores if isinstance(scores, Mapping) else {}
    for a_round, score in own["rounds"].items():
        name = f"the score in {names.get(a_round, a_round)}"
        yield from _same(where, name, scores.get(a_round), score)


def _marks(where: tuple[str, ...], said: object, own: object) -> Iterator[Apart]:
    """The single marks, which the desk's file has: by round, who is marked, and judge."""
    for a_round, teams in _inside(own):
        there = _at(said, a_round)
        for team, judges in _inside(teams):
            for judge, mark in _inside(judges):
                one = _at(_at(_at(there, team), judge), "value")
                name = f"the mark of {judge} for {team} in {a_round}"
                yield from _same(where, name, one, _at(mark, "value"))


def _inside(of: object) -> Iterable[tuple[str, Any]]:
    return of.items() if isinstance(of, Mapping) else ()


def _at(of: object, key: str) -> object:
    return of.get(key) if isinstance(of, Mapping) else None


def _people(where: tuple[str, ...], said: Sequence[Any], own: Sequence[Any]) -> Iterator[Apart]:
    # They are left out of a published file.
    there = {_id(one, "member"): one for one in said}
    for one in own if said else ():
        found = there.get(_id(one, "member"))
        name = (*where, _name(one, "member"))
        yield from _same(name, "a place", found is not None, counted=True)
        if found is not None:
            yield from _keys(name, found, one, ("rank", "tied", "total", "rounds"))


def _overall(said: Sequence[Any], own: Sequence[Any]) -> Iterator[Apart]:
    keys = ("team", "rank", "tied", "stage")
    yield from _same(
        ("the ranking over all stages",),
        "the order",
        [[one.get(key) for key in keys] for one in said],
        [[one.get(key) for key in keys] for one in own],
    )


def _keys(
    where: tuple[str, ...], said: Mapping[str, Any], own: Mapping[str, Any], keys: Iterable[str]
) -> Iterator[Apart]:
    for key in keys:
        # What a later version adds an older one has not said; what always was there must be.
        if key in own and (key in said or key in _ALWAYS):
            yield from _same(where, key, said.get(key), own[key])


def _same(where: tuple[str, ...], what: str, said: Any, counted: Any) -> Iterator[Apart]:
    if isinstance(said, Mapping) and isinstance(counted, Mapping):
        for key in said:
            yield from _same(where, f"{what}.{key}", said[key], counted.get(key))
    elif isinstance(said, list) and isinstance(counted, list) and len(said) == len(counted):
        for n, (one, other) in enumerate(zip(said, counted, strict=True)):
            name = what if isinstance(one, str) else f"{what}.{n + 1}"
            yield from _same(where, name, one, other)
    # True is no 1 in a file, though it is to Python.
    elif said != counted or (isinstance(said, bool) is not isinstance(counted, bool)):
        yield Apart(where, what, said, counted)


def _listed(of: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = of.get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _id(of: Mapping[str, Any], key: str) -> str:
    found = of.get(key)
    return _text(found.get("id")) if isinstance(found, Mapping) else ""


def _name(of: Mapping[str, Any], key: str) -> str:
    found = of.get(key)
    return _text(found.get("name")) if isinstance(found, Mapping) else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _shown(value: object) -> str:
    """A value as it is said in a line; what is long is cut."""
    shown = "nothing" if value is None else str(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
