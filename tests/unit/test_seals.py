"""A seal held against a ledger: what the chain alone does not find, on a real database file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Entry
from scoreboard.contest.words import in_english
from scoreboard.storage.chain import link, row_of, said_by
from scoreboard.storage.checked import BrokenChain
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.event_rows import NoSuchEvent
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import migrate
from scoreboard.storage.seal import GivenSeal, SealKey
from scoreboard.storage.seals import Seals
from tests.unit.ledgers import entry, execute, five, setup, write

NOW = datetime(2024, 11, 30, 7, 0, 5, tzinfo=UTC)


class Hall:
    """A data folder's database with the event "quiz" of five entries, and its seals."""

    def __init__(self, folder: Path, key: bytes = bytes(32)) -> None:
        file = folder / "scoreboard.db"
        engine = make_engine(f"sqlite:///{file}")
        migrate(engine, file, folder / "backups", NOW)
        self.database = Database(engine)
        self.ledger = Ledger(self.database)
        self.seals = Seals(self.database, self.ledger, SealKey(key), lambda: NOW)
        self.seals.register()

    def held(self, text: str) -> str | None:
        """Why the ledger does not hold what the seal says; None where it does."""
        no = self.seals.hold("quiz", GivenSeal.parse(text)).no
        return None if no is None else no.said(in_english)

    def chain_holds(self) -> bool:
        try:
            self.ledger.check("quiz")
        except BrokenChain:
            return False
        return True


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    made = Hall(tmp_path)
    five(made.ledger)
    return made


@pytest.fixture
def sealed(hall: Hall) -> str:
    seal = hall.seals.now("quiz")
    assert seal is not None
    return seal.text


def test_the_ledger_holds_what_was_sealed_also_when_it_has_grown(hall: Hall, sealed: str) -> None:
    assert hall.held(sealed) is None
    write(hall.ledger, entry("later"))
    assert hall.held(sealed) is None
    assert hall.seals.hold("quiz", GivenSeal.parse(sealed)).signed


def test_the_short_form_is_held_against_the_hash_and_said_to_be_unsigned(hall: Hall) -> None:
    seal = hall.seals.now("quiz")
    assert seal is not None
    held = hall.seals.hold("quiz", GivenSeal.parse(seal.short))
    assert (held.no, held.signed) == (None, False)


def cut_the_tail(hall: Hall) -> None:
    execute(hall.database, "DELETE FROM entries WHERE version > 3")
    last = hall.ledger.since("quiz", 2)[-1]
    execute(hall.database, f"UPDATE events SET head_version = 3, head_hash = '{last.hash}'")


def chain_anew(hall: Hall, change: Callable[[dict[str, Any]], object]) -> None:
    previous = ""
    for one in hall.ledger.since("quiz", 0):
        row = row_of(one, 1)
        if one.version == 2:
            change(row)
        previous = link(previous, said_by(row))
        value = f", value = '{row['value']}'" if row["value"] else ""
        hashed = f"UPDATE entries SET hash = '{previous}'{value} WHERE version = {one.version}"
        execute(hall.database, hashed)
    execute(hall.database, f"UPDATE events SET head_hash = '{previous}'")


def test_a_tail_that_is_cut_with_its_head_mended_is_found(hall: Hall, sealed: str) -> None:
    cut_the_tail(hall)
    assert hall.chain_holds(), "the chain alone knows nothing of it"
    assert "the ledger ends at 3" in (hall.held(sealed) or "")


def test_a_tail_that_grew_again_after_the_cut_is_found(hall: Hall, sealed: str) -> None:
    cut_the_tail(hall)
    write(hall.ledger, entry("x"), entry("y"), entry("z"))
    assert hall.chain_holds()
    assert "Entry 5 is not the one that was sealed" in (hall.held(sealed) or "")


def test_a_chain_that_was_hashed_anew_is_found(hall: Hall, sealed: str) -> None:
    chain_anew(hall, lambda row: row.update(value="20"))
    assert hall.chain_holds()
    assert "Entry 5 is not the one that was sealed" in (hall.held(sealed) or "")


def test_the_seal_of_another_event_is_told_by_its_name(hall: Hall) -> None:
    write(hall.ledger, setup("s2"), entry("a2"), slug="other")
    seal = hall.seals.now("other")
    assert seal is not None
    assert hall.held(seal.text) == "The seal is of the event other, not of quiz."


def test_an_event_in_the_place_of_another_is_found(hall: Hall, sealed: str) -> None:
    others: list[Entry] = [setup("s2"), *(entry(uid) for uid in "vwxyz")]
    write(hall.ledger, *others, slug="other")
    execute(hall.database, "UPDATE events SET slug = 'gone' WHERE slug = 'quiz'")
    execute(hall.database, "UPDATE events SET slug = 'quiz' WHERE slug = 'other'")
    assert hall.chain_holds()
    assert "not the one that was sealed" in (hall.held(sealed) or "")


def test_a_seal_by_a_key_that_never_sealed_here_is_refused(hall: Hall) -> None:
    end = hall.ledger.end("quiz")
    forged = SealKey(b"\1" * 32).seal("quiz", *end)
    assert hall.held(forged.text) == "The seal was signed by no key that has sealed here."


def test_an_old_seal_stays_good_under_a_new_key(tmp_path: Path, hall: Hall, sealed: str) -> None:
    later = Hall(tmp_path, key=b"\2" * 32)
    assert later.held(sealed) is None
    assert later.seals.known_keys()[0] == later.seals.public_key != hall.seals.public_key


def test_what_somebody_else_wrote_among_the_keys_is_none(hall: Hall, sealed: str) -> None:
    execute(hall.database, "INSERT INTO seal_keys VALUES ('no key at all', '')")
    assert hall.held(sealed) is None


def test_a_rehearsal_is_not_sealed(hall: Hall) -> None:
    before = hall.seals.now("quiz")
    with hall.ledger.writing("quiz") as page:
        page.rehearse(setup("rehearsal"))
    assert hall.seals.now("quiz") == before


def test_what_is_not_there_is_sealed_by_nobody(hall: Hall) -> None:
    with pytest.raises(NoSuchEvent):
        hall.seals.now("nothing")
