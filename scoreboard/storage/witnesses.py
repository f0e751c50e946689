"""What backups in the data folder know of a ledger: a tail cut off, and the head set back to it.

A chain alone cannot tell: without its last entries, and with the head set back, it holds. Every
backup that was made before remembers how far the ledger had come.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from math import inf
from pathlib import Path
from typing import NamedTuple

from scoreboard.contest.record.history import History
from scoreboard.storage.checked import ChainEnd

# What a restore has replaced, perhaps because it was wrong: no witness against what it put back.
REPLACED = "before-restore-"


class Witness(NamedTuple):
    """What a backup holds of an event: which ledger, and where it ended then."""

    file: Path
    ledger: str
    end: ChainEnd


def contradictions(
    backups: Path, slug: str, ledger: str, history: History, hash_at: Callable[[int], str]
) -> list[str]:
    """A sentence for each backup that holds an entry which a ledger lacks, the newest first.

    `hash_at` is the hash of its own entry at a version, "" where there is none. What a restore or a
    take-over has left behind on purpose is none of it.
    """
    found = []
    for witness in _witnesses(backups, slug):
        file, known, (version, hash_) = witness
        if _shared(known, ledger, history) < version:
            # Of another history: its last entry is not to be here.
            continue
        here = hash_at(version)
        if not here:
            found.append(f"{file.name} holds entry {version}, and the database does not")
        elif here != hash_:
            found.append(f"{file.name} holds another entry {version} than the database")
    return found


def put_back(
    backups: Path, slug: str, ledger: str, generations: Mapping[tuple[str, str, str], int]
) -> list[str]:
    """A sentence for each link in force that a backup of the same ledger knows as ended.

    `generations` are those in force by event, role and subject, the whole server's too. A
    generation only grows; a restore and a take-over begin another ledger.
    """
    found: dict[tuple[str, str, str], str] = {}
    for witness in _witnesses(backups, slug):
        if witness.ledger != ledger:
            continue
        for link, generation in _links(witness.file, slug).items():
            now = generations.get(link, generation)
            if now < generation and link not in found:
                _, role, subject = link
                named = f"{role}:{subject}" if subject else role
                found[link] = (
                    f"{witness.file.name} knows that link {now} of {named} was ended, and it is in "
                    "force"
                )
    return list(found.values())


def _links(file: Path, slug: str) -> dict[tuple[str, str, str], int]:
    """The generation of each link that a backup holds, by event, role and subject."""
    asked = "SELECT event_slug, role, subject, generation FROM access WHERE event_slug IN (?, '')"
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            return {(row[0], row[1], row[2]): row[3] for row in opened.execute(asked, (slug,))}
    except sqlite3.Error:
        return {}


def _shared(known: str, ledger: str, history: History) -> int | float:
    """Up to which version a ledger is the same as the one that a backup knows."""
    if known == ledger:
        return inf
    at = next((n for n, left in enumerate(history.left) if left.ledger == known), None)
    return 0 if at is None else history.shared(at)


def _witnesses(backups: Path, slug: str) -> list[Witness]:
    files = (path for path in backups.glob("*.db") if not path.name.startswith(REPLACED))
    held = (_witness(path, slug) for path in sorted(files, key=_made_at, reverse=True))
    return [witness for witness in held if witness is not None]


def _made_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _witness(path: Path, slug: str) -> Witness | None:
    """What a file says of an event; None where it holds none of it, or is no backup."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            opened.row_factory = sqlite3.Row
            event = opened.execute("SELECT * FROM events WHERE slug = ?", (slug,)).fetchone()
            if event is None:
                return None
            first = opened.execute(
                "SELECT uid FROM entries WHERE event_id = ? AND version = 1", (event["id"],)
            ).fetchone()
    except sqlite3.Error:
        return None
    named = event["ledger"] if "ledger" in event.keys() else ""  # noqa: SIM118  # a row's columns
    if not (named or first):
        return None
    return Witness(path, named or first[0], ChainEnd(event["head_version"], event["head_hash"]))
