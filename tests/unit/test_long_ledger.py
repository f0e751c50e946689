"""A long ledger: written in bulk as one entry after the other is, and read with word of how far."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import bulk
from scoreboard.cli import common
from scoreboard.contest.record.book import Book
from scoreboard.services import open_services
from tests.support.site import config_in

ENTRIES = 320


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    bulk.write(open_services(config_in(tmp_path)), ENTRIES, bulk.event(7, 5))
    return tmp_path


def test_a_ledger_in_bulk_is_as_long_as_asked_for_and_its_chain_holds(folder: Path) -> None:
    services = open_services(config_in(folder))
    assert services.ledger.verify(bulk.SLUG) == ENTRIES
    entries = services.ledger.since(bulk.SLUG, 0)
    assert [entry.version for entry in entries] == list(range(1, ENTRIES + 1))
    assert len({entry.id for entry in entries}) == ENTRIES


def test_however_long_it_is_all_marks_stand_and_the_last_round_is_open(tmp_path: Path) -> None:
    short, long = tmp_path / "short", tmp_path / "long"
    for folder, length in ((short, 0), (long, ENTRIES)):
        folder.mkdir()
        bulk.write(open_services(config_in(folder)), length, bulk.event(7, 5))
        book = Book.replay(open_services(config_in(folder)).ledger.since(bulk.SLUG, 0))
        for name in bulk.MARKED:
            marks = book.round_record(name).marks
            assert {team: len(given) for team, given in marks.items()} == {
                team.id: 5 for team in book.event.teams
            }
        assert len(book.round_record(bulk.GIVEN).awards) == 7
        assert [a_round.id for a_round in book.open_rounds] == [bulk.OPEN]


def test_who_starts_it_is_told_how_far_the_reading_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scoreboard.storage.stored_entries.PIECE", 100)
    told: list[tuple[str, int, int]] = []
    open_services(config_in(folder), reading=lambda *said: told.append(said))
    assert told == [(bulk.SLUG, read, ENTRIES) for read in (100, 200, 300, ENTRIES)]
    monkeypatch.setattr(common, "LONG_LEDGER", 200)
    for said in told:
        common._say_reading(*said)
    assert capsys.readouterr().out.splitlines() == [
        "Reading bulk: 200 of 320 entries",
        "Reading bulk: 320 of 320 entries",
    ]


def test_a_short_ledger_is_read_without_a_word(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_services(config_in(folder), reading=common._say_reading)
    assert capsys.readouterr().out == ""


def test_entries_share_in_memory_what_they_have_in_common(folder: Path) -> None:
    entries = open_services(config_in(folder)).ledger.since(bulk.SLUG, 0)
    marks = [entry for entry in entries if entry.kind == "mark" and entry.judge == "j1"]
    assert len(marks) > 20
    for name in ("kind", "by", "judge", "detail"):
        assert len({id(getattr(mark, name)) for mark in marks}) == 1, name
