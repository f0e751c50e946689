"""One server at a time on a data folder: the second is told who is there."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoreboard.cli import scoreboard as commands
from scoreboard.cli.checking import disk
from scoreboard.storage.serving_lock import Served, holder, lock_file, say_where, take
from tests.support.server import free_port
from tests.support.site import TEST_KEY, Site

NOW = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)


def test_the_second_is_told_who_serves_and_let_in_when_that_has_ended(tmp_path: Path) -> None:
    database = tmp_path / "scoreboard.db"
    assert holder(database) is None
    first = take(database, NOW)
    assert first
    with pytest.raises(Served) as served:
        take(database, NOW)
    assert served.value.holder.process == os.getpid()
    assert str(holder(database)) == f"process {os.getpid()}, since 2026-11-26T14:00:00+00:00"
    first.close()
    assert holder(database) is None, "a file that is left means nothing"
    again = take(database, NOW)
    assert again
    again.close()


def test_a_lock_whose_holder_has_not_written_yet_is_a_lock(tmp_path: Path) -> None:
    database = tmp_path / "scoreboard.db"
    first = take(database, NOW)
    assert first
    lock_file(database).write_text("")
    assert str(holder(database)) == "another process"
    first.close()


def test_where_no_lock_can_be_made_it_is_served_without(tmp_path: Path) -> None:
    assert take(tmp_path / "nowhere" / "scoreboard.db", NOW) is None


def test_a_second_serve_a_restore_and_the_pre_flight_say_who_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "MESSAGE_QUEUE", "ASYNC_MODE", "DATA"):
        monkeypatch.delenv(f"SCOREBOARD_{name}", raising=False)
    monkeypatch.setenv("SCOREBOARD_SECRET_KEY", TEST_KEY)
    Site(tmp_path).services.database.engine.dispose()
    copy = tmp_path / "copy.db"
    shutil.copy(tmp_path / "scoreboard.db", copy)
    lock = take(tmp_path / "scoreboard.db", NOW)
    assert lock

    def said(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(commands, [*words, "--data", str(tmp_path)])
        return done.exit_code, done.output

    port = str(free_port())
    code, told = said("serve", "--port", port)
    assert code == 1
    assert f"another scoreboard serves {tmp_path} already (process {os.getpid()}" in told
    assert told.count("\n") == 1
    code, told = said("restore", str(copy), "--force")
    assert (code, "stop it before you restore" in told) == (1, True)
    assert f"it is served now, by process {os.getpid()}" in said("doctor", "--port", port)[1]
    lock.close()
    assert "it is served now" not in said("doctor", "--port", port)[1]


def test_links_begin_as_the_running_server_says_else_as_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "MESSAGE_QUEUE", "ASYNC_MODE", "DATA", "HOSTS", "TRUSTED_PROXIES"):
        monkeypatch.delenv(f"SCOREBOARD_{name}", raising=False)
    monkeypatch.setenv("SCOREBOARD_SECRET_KEY", TEST_KEY)
    monkeypatch.setattr("scoreboard.cli.common.lan_address", lambda: "192.168.7.7")
    Site(tmp_path).services.database.engine.dispose()

    def begin(*words: str) -> str:
        done = CliRunner().invoke(commands, ["links", *words, "--json", "--data", str(tmp_path)])
        assert done.exit_code == 0, done.output
        return str(json.loads(done.output)["organiser"]).partition("/join/")[0]

    assert begin() == "http://192.168.7.7:8000"
    monkeypatch.setenv("SCOREBOARD_HOSTS", "quiz.example, 192.168.7.8:8001")
    assert begin() == "http://quiz.example:8000"
    monkeypatch.setenv("SCOREBOARD_TRUSTED_PROXIES", "1")
    assert begin() == "http://quiz.example"
    with contextlib.closing(take(tmp_path / "scoreboard.db", NOW)) as lock:  # type: ignore[type-var]
        assert begin() == "http://quiz.example", "it has not said yet where it is"
        say_where(lock, "http://0.0.0.0:8123")
        # Looked up now: a laptop changes networks.
        assert begin() == "http://192.168.7.7:8123"
        say_where(lock, "https://scores.local:8443")
        assert begin() == "https://scores.local:8443"
        assert begin("--base-url", "http://hall:1/") == "http://hall:1"
        assert str(holder(tmp_path / "scoreboard.db")).startswith(f"process {os.getpid()}, since")
    assert begin() == "http://quiz.example", "a file that is left means nothing"


def test_a_slow_disk_is_worth_a_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk(tmp_path).grade == "ok"
    monkeypatch.setattr("scoreboard.cli.checking._seconds_to_keep", lambda _folder: 0.7)
    slow = disk(tmp_path)
    assert slow.grade == "look"
    assert "each mark waits 0.7 s" in slow.said
