"""Whether a process may write: one place says no, before a write and again before its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoreboard.storage.database import Database
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.writable import NotWritable, Writable
from tests.support.site import Site
from tests.unit.ledgers import entry, five, write

GONE = "The file %(file)s is gone."


def test_while_there_is_a_reason_nothing_is_written_and_it_is_said(
    ledger: Ledger, database: Database
) -> None:
    five(ledger)
    database.writable.stop(GONE, file="quiz.db")
    with pytest.raises(NotWritable, match=r"The file quiz\.db is gone"):
        write(ledger, entry("e"))
    assert ledger.verify("quiz") == 5, "read is what there was"
    database.writable.allow()
    assert write(ledger, entry("e"))[0].version == 6


def test_each_gives_its_own_reason_and_takes_only_that_back() -> None:
    writable = Writable()
    writable.stop("It follows another.", of="follow", planned=True)
    writable.stop(GONE, of="file", file="quiz.db")
    writable.allow(of="follow")
    assert writable.reason is not None
    assert writable.reason.said() == "The file quiz.db is gone."
    writable.allow(of="file")
    writable.allow(of="file")
    writable.check()
    assert writable.reason is None


def test_what_is_wrong_is_said_before_what_is_planned() -> None:
    writable = Writable()
    writable.stop("It follows another.", of="follow", planned=True)
    writable.stop("The file is gone.", of="file")
    with pytest.raises(NotWritable, match="The file is gone"):
        writable.check()


def test_it_is_asked_again_after_the_commit_and_before_the_answer(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.scorer.set_round("open", "r1")
    writable, asked = site.services.database.writable, []

    def look() -> None:
        asked.append(1)
        if len(asked) == 2:
            writable.stop("The file is gone.")

    writable.questions.append(look)
    answer = site.judge("j1").mark("r1", "hyzg", 7, id="0b4d8f1c-57f0-4b52-9be8-4f8b4a3c0001")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.get_json()["detail"] == "The file is gone."
    assert len(asked) == 2
    # It stands in memory, too: nothing was rolled back, only nobody was told that it will stay.
    writable.questions.clear()
    writable.allow()
    again = site.judge("j1").mark("r1", "hyzg", 7, id="0b4d8f1c-57f0-4b52-9be8-4f8b4a3c0001")
    assert again.status_code == 200


def test_a_server_that_may_not_write_is_not_well_unless_that_is_meant(tmp_path: Path) -> None:
    site = Site(tmp_path)
    client, writable = site.app.test_client(), site.services.database.writable
    assert client.get("/healthz").get_json()["writing"] == "goes on"
    writable.stop(GONE, of="file", file="scoreboard.db")
    failing = client.get("/healthz")
    assert failing.status_code == 503
    assert failing.get_json()["status"] == "failing"
    assert failing.get_json()["writing"] == "The file scoreboard.db is gone."
    writable.allow(of="file")
    writable.stop("This laptop follows another.", of="follow", planned=True)
    well = client.get("/healthz")
    assert (well.status_code, well.get_json()["status"]) == (200, "ok")
    assert well.get_json()["writing"] == "This laptop follows another."
