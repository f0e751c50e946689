"""One event's ledger is damaged: it is set aside and named with its entry, the others serve."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from scoreboard.app import create_app, services_of
from scoreboard.cli import scoreboard as commands
from scoreboard.links import role_links
from scoreboard.storage.chain import CHAINED, link
from tests.support.server import free_port
from tests.support.site import TEST_KEY, Site, config_in, shipped_event
from tests.support.sweeps import later

BROKEN, WELL = "nm2024", "other"
# What is done to the broken event's rows, the entry that is named, and in which words.
DAMAGES = [
    ("UPDATE entries SET detail = '{' WHERE version = 3", 3, "entry 3 cannot be read"),
    later("UPDATE entries SET value = 'ten' WHERE version = 3", 3, "entry 3 cannot be read"),
    later("UPDATE entries SET detail = '[1]' WHERE version = 3", 3, "entry 3 cannot be read"),
    ("UPDATE entries SET value = '8' WHERE version = 3", 3, "entry 3 is not what was written"),
    ("DELETE FROM entries WHERE version = 3", 3, "entry 3 is missing"),
    later("DELETE FROM entries WHERE version > 3", 4, "entry 4 is missing"),
    ("DELETE FROM entries", 1, "all its 5 entries are missing"),
    ("DELETE FROM entries; UPDATE events SET head_version = 0", 1, "it has no entry"),
    later("UPDATE events SET head_hash = ''", 6, "what is noted of its newest entry"),
    later("UPDATE events SET head_version = 4", 6, "what is noted of its newest entry"),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two events, the first of five entries."""
    folder = tmp_path_factory.mktemp("whole")
    site = Site(folder)
    site.scorer.set_round("open", "r1")
    for team in ("hyzg", "yzwd", "hlbf"):
        assert site.judge("j1").mark("r1", team, 9).status_code == 201
    site.services.preparing.set_up(replace(shipped_event(), slug=WELL))
    site.services.database.engine.dispose()
    return folder


def damaged(whole: Path, folder: Path, change: str) -> Path:
    shutil.copy(whole / "scoreboard.db", folder / "scoreboard.db")
    with closing(sqlite3.connect(folder / "scoreboard.db")) as opened:
        for one in change.split("; "):
            column = "id" if " events " in one else "event_id"
            said = f"{one} {'AND' if 'WHERE' in one else 'WHERE'} {column} = 1"
            assert opened.execute(said).rowcount
        opened.commit()
    return folder


def started(folder: Path) -> Flask:
    return create_app(config_in(folder))


@pytest.mark.parametrize(("change", "entry", "words"), DAMAGES)
def test_the_others_are_served_and_the_damaged_one_says_which_entry(
    whole: Path, tmp_path: Path, change: str, entry: int, words: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with caplog.at_level(logging.ERROR):
        app = started(damaged(whole, tmp_path, change))
    assert [r.getMessage() for r in caplog.records if words in r.getMessage()], "said at the start"
    client = app.test_client()
    assert client.get(f"/api/v1/events/{WELL}/board").status_code == 200
    assert client.get(f"/e/{WELL}/display").status_code == 200
    for path in (f"/e/{BROKEN}", f"/e/{BROKEN}/display", f"/api/v1/events/{BROKEN}/board"):
        answer = client.get(f"{path}?lang=en")
        assert answer.status_code == 503, path
        assert words in answer.text
        assert f"{BROKEN} is set aside" in answer.text
        assert "Error" not in answer.text, "a program's words are for the log"
    assert services_of(app).books.aside()[BROKEN].version == entry


def test_the_list_of_events_names_it_in_the_readers_language(whole: Path, tmp_path: Path) -> None:
    app = started(damaged(whole, tmp_path, DAMAGES[0][0]))
    client = app.test_client()
    page = client.get("/?lang=zh-CN").text
    assert f'data-aside="{BROKEN}"' in page
    assert "第 3 条" in page
    assert f'data-event="{WELL}"' in page
    listed = client.get("/api/v1/events").get_json()["events"]
    assert [event["slug"] for event in listed] == [WELL]


def test_nothing_is_written_into_it_and_its_links_stay(whole: Path, tmp_path: Path) -> None:
    services = services_of(started(whole_copy(whole, tmp_path / "a")))
    before = role_links(services.books, services.access, BROKEN, "http://hall")
    app = started(damaged(whole, tmp_path, DAMAGES[0][0]))
    token = before["judges"][0]["url"].rsplit("/", 1)[1]
    refused = app.test_client().post(
        f"/api/v1/events/{BROKEN}/scores",
        json={"id": "5e0c9f3e-5d2b-4a5c-9a52-1f1f0d6e0001", "round": "r1", "team": "hyzg",
              "value": 3},
        headers={"Authorization": f"Bearer {token}"},
    )  # fmt: skip
    assert refused.status_code == 503
    assert services_of(app).ledger.head(BROKEN) == services.ledger.head(BROKEN)
    tokens = {token for _, token, _ in services_of(app).access.links(BROKEN)}
    assert token in tokens


def whole_copy(whole: Path, folder: Path) -> Path:
    folder.mkdir()
    shutil.copy(whole / "scoreboard.db", folder / "scoreboard.db")
    return folder


def test_a_kind_that_is_not_known_here_is_named(whole: Path, tmp_path: Path) -> None:
    folder = damaged(whole, tmp_path, "UPDATE entries SET kind = 'telepathy' WHERE version = 5")
    rehash(folder)
    app = started(folder)
    aside = services_of(app).books.aside()[BROKEN]
    assert aside.version == 5
    assert "entry 5 is of a kind that is not known here" in str(aside)
    assert "(telepathy)" in str(aside)


def test_an_entry_that_fits_nothing_before_it_is_named(whole: Path, tmp_path: Path) -> None:
    folder = damaged(whole, tmp_path, "UPDATE entries SET round = 'nowhere' WHERE version = 4")
    rehash(folder)
    aside = services_of(started(folder)).books.aside()[BROKEN]
    assert aside.version == 4
    assert "does not fit what comes before it" in str(aside)


def rehash(folder: Path) -> None:
    """Make the broken event's chain hold again, as whoever knows how it is made could."""
    columns = ", ".join(f'"{name}"' for name in CHAINED)
    with closing(sqlite3.connect(folder / "scoreboard.db")) as opened:
        previous = ""
        said = f"SELECT {columns} FROM entries WHERE event_id = 1 ORDER BY version"
        for row in opened.execute(said).fetchall():
            previous = link(previous, row)
            opened.execute(
                "UPDATE entries SET hash = ? WHERE event_id = 1 AND version = ?",
                (previous, row[0]),
            )
        opened.execute("UPDATE events SET head_hash = ? WHERE id = 1", (previous,))
        opened.commit()


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("DATABASE_URL", "MESSAGE_QUEUE", "ASYNC_MODE", "DATA"):
        monkeypatch.delenv(f"SCOREBOARD_{name}", raising=False)
    monkeypatch.setenv("SCOREBOARD_SECRET_KEY", TEST_KEY)

    def run(*words: str) -> Result:
        done = CliRunner().invoke(commands, [*words, "--data", str(tmp_path)])
        assert "Traceback" not in done.output
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return run


@pytest.mark.parametrize(("change", "entry", "words"), DAMAGES)
def test_commands_on_other_events_work_and_on_this_one_say_what_is_wrong(
    whole: Path, tmp_path: Path, command: Any, change: str, entry: int, words: str
) -> None:
    damaged(whole, tmp_path, change)
    for words_of_command in (["links", WELL], ["verify", WELL], ["export", WELL]):
        done = command(*words_of_command)
        assert (done.exit_code, done.stderr) == (0, ""), words_of_command
    for words_of_command in (["links", BROKEN], ["verify", BROKEN], ["export", BROKEN]):
        done = command(*words_of_command)
        assert done.exit_code == 1, words_of_command
        assert done.stderr.count("\n") == 1
        assert BROKEN in done.stderr
        assert words in done.stderr or f"entry {entry} " in done.stderr
    checked = command("doctor", "--port", str(free_port()))
    assert checked.exit_code == 1
    assert f"{BROKEN} will be set aside: " in checked.stdout
    assert f"every chain holds: {WELL}" in checked.stdout


def test_a_damaged_file_is_named_by_verify_and_doctor(
    whole: Path, tmp_path: Path, command: Any
) -> None:
    whole_copy(whole, tmp_path / "a")
    file = tmp_path / "scoreboard.db"
    shutil.copy(whole / "scoreboard.db", file)
    with closing(sqlite3.connect(file)) as opened:
        # A row that an index no longer knows: only SQLite's own check finds it.
        opened.execute("PRAGMA writable_schema = ON")
        opened.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'ix_access_pin_hash'")
        opened.commit()
    for words in (["verify", WELL], ["doctor", "--port", str(free_port())]):
        done = command(*words)
        assert done.exit_code in (1, 2), words
        assert "damaged" in done.output + done.stderr or "cannot be used" in done.stderr


def test_a_tail_that_was_cut_with_the_head_mended_is_told_by_a_backup(
    whole: Path, tmp_path: Path, command: Any
) -> None:
    whole_copy(whole, tmp_path / "backups")
    (tmp_path / "backups" / "scoreboard.db").rename(tmp_path / "backups" / "before.db")
    damaged(whole, tmp_path, "DELETE FROM entries WHERE version > 3")
    with closing(sqlite3.connect(tmp_path / "scoreboard.db")) as opened:
        opened.execute(
            "UPDATE events SET head_version = 3, head_hash = (SELECT hash FROM entries "
            "WHERE event_id = 1 AND version = 3) WHERE id = 1"
        )
        opened.commit()
    done = command("verify", BROKEN)
    assert done.exit_code == 1
    assert "before.db holds entry 5, and the database does not" in done.stderr
    assert command("verify", WELL).exit_code == 0


def test_a_chain_hashed_anew_is_told_by_a_backup_and_a_restore_is_not_accused(
    whole: Path, tmp_path: Path, command: Any
) -> None:
    whole_copy(whole, tmp_path / "backups")
    backup = tmp_path / "backups" / "scoreboard.db"
    damaged(whole, tmp_path, "UPDATE entries SET value = '20' WHERE version = 4")
    rehash(tmp_path)
    done = command("verify", BROKEN)
    assert done.exit_code == 1
    assert "scoreboard.db holds another entry 5 than the database" in done.stderr
    assert command("restore", str(backup), "--force").exit_code == 0
    # What stood there before is kept in the folder, too, and is of the history that was left.
    assert command("verify", BROKEN).exit_code == 0
