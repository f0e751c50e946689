"""The settings: read once, strictly, and a refused start leaves nothing behind."""

from __future__ import annotations

import errno
import multiprocessing
import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from scoreboard import config
from scoreboard.config import BadSetting, Config, from_environment, read_async_mode

MODE, PROXIES = "SCOREBOARD_ASYNC_MODE", "SCOREBOARD_TRUSTED_PROXIES"
QUEUE, URL = "SCOREBOARD_MESSAGE_QUEUE", "SCOREBOARD_DATABASE_URL"
KEY, DATA = "SCOREBOARD_SECRET_KEY", "SCOREBOARD_DATA"
POLL = "SCOREBOARD_PHONES_POLL"


def test_without_any_setting_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    made = from_environment({}, tmp_path / "hall")
    folder = tmp_path / "hall"
    assert made == Config(
        folder, f"sqlite:///{folder / 'scoreboard.db'}", made.secret_key, None, "eventlet", 0
    )
    assert made.database_file == folder / "scoreboard.db"


def test_the_environment_names_the_folder_and_the_command_line_overrules_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {DATA: str(tmp_path / "environment")}
    assert from_environment(environ).data == tmp_path / "environment"
    assert from_environment(environ, tmp_path / "flag").data == tmp_path / "flag"
    monkeypatch.chdir(tmp_path)
    assert from_environment({DATA: ""}).data == tmp_path / "scoreboard-data"


def test_every_setting_is_taken_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MODE, "threading")
    monkeypatch.setenv(PROXIES, "2")
    monkeypatch.setenv(POLL, "60")
    monkeypatch.setenv(QUEUE, "redis://queue:6379/0")
    monkeypatch.setenv(URL, f"sqlite:///{tmp_path / 'other.db'}")
    monkeypatch.setenv(KEY, "sixteen letters!")
    made = from_environment(data=tmp_path)
    assert (made.async_mode, made.trusted_proxies) == ("threading", 2)
    assert made.phones_poll == 60
    assert made.message_queue == "redis://queue:6379/0"
    assert made.database_file == tmp_path / "other.db"
    assert made.secret_key == "sixteen letters!"
    assert not (tmp_path / "secret_key").exists()


def test_a_database_server_has_no_file() -> None:
    assert Config(Path(), "postgresql+psycopg://u@db/contest", "k").database_file is None


def test_an_empty_setting_is_as_good_as_none(tmp_path: Path) -> None:
    made = from_environment(dict.fromkeys((MODE, PROXIES, QUEUE, URL, DATA), ""), tmp_path)
    assert (made.async_mode, made.trusted_proxies, made.message_queue) == ("eventlet", 0, None)


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({MODE: "uvloop"}, "eventlet, gevent, threading"),
        ({MODE: "Eventlet"}, "eventlet, gevent, threading"),
        *(({PROXIES: bad}, "0 to 10") for bad in ("11", "-1", "1.5", "two", "１", "²", "9" * 5000)),
        ({POLL: "61"}, "0 to 60"),
        *(({QUEUE: bad}, "redis://") for bad in ("localhost", "amqp://queue", "redis:queue")),
        *(
            ({URL: bad}, "sqlite:///FILE or postgresql+psycopg://")
            for bad in (
                "sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///:memory:?x=1",
                "mysql://db/contest", "postgresql://db/contest", "contest.db", "sqlite:",
                "postgresql+psycopg://u@h:port/db", "sqlite:///file:x?mode=memory&uri=true",
            )
        ),
        ({KEY: "short"}, "at least 16"),
        ({KEY: ""}, "at least 16"),
        ({KEY: "fifteen letters"}, "at least 16"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_setting_that_cannot_be_read_gives_the_accepted_values_and_leaves_nothing(
    tmp_path: Path, environ: Mapping[str, str], says: str
) -> None:
    with pytest.raises(BadSetting) as bad:
        from_environment(environ, tmp_path / "hall")
    (name,) = environ
    assert name in str(bad.value)
    assert says in str(bad.value)
    assert not (tmp_path / "hall").exists()


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_every_kind_of_server_can_be_asked_for(mode: str) -> None:
    assert read_async_mode({MODE: mode}) == mode


def test_a_new_key_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    sync, link = os.fsync, os.link

    def synced(handle: int) -> None:
        kept.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "key")
        sync(handle)

    def linked(one: Path, other: Path) -> None:
        kept.append("name")
        link(one, other)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", linked)
    from_environment({}, tmp_path)
    # Else the lights going out leaves an empty file, and the printed cards are dead.
    assert kept == ["key", "name", "folder"]


def test_the_secret_key_is_made_once_and_is_nobody_elses_to_read(tmp_path: Path) -> None:
    first = from_environment({}, tmp_path)
    file = tmp_path / "secret_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(first.secret_key) == 64
    assert from_environment({}, tmp_path).secret_key == first.secret_key
    assert file.read_text(encoding="ascii").strip() == first.secret_key
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_two_servers_have_two_keys(tmp_path: Path) -> None:
    keys = {from_environment({}, tmp_path / name).secret_key for name in "abc"}
    assert len(keys) == 3


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff\xfe" * 40, "密钥".encode() * 20])
def test_a_file_that_holds_no_key_is_named_and_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "secret_key"
    file.write_bytes(content)
    with pytest.raises(BadSetting, match="secret_key"):
        from_environment({}, tmp_path)
    assert file.read_bytes() == content


def test_what_cannot_be_made_or_read_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "hall" / "secret_key").mkdir(parents=True)
    for folder in (tmp_path / "file", tmp_path / "file" / "inside", tmp_path / "hall"):
        with pytest.raises(BadSetting) as bad:
            from_environment({}, folder)
        assert str(folder) in str(bad.value)
        assert "\n" not in str(bad.value)


def test_a_process_that_starts_while_another_makes_the_key_gets_the_same_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, keys = config.secrets.token_hex, []

    def interrupted(count: int) -> str:
        # Between deciding to make a key and having written it, a second process starts.
        monkeypatch.setattr(config.secrets, "token_hex", original)
        keys.append(from_environment({}, tmp_path).secret_key)
        return original(count)

    monkeypatch.setattr(config.secrets, "token_hex", interrupted)
    keys.append(from_environment({}, tmp_path).secret_key)
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert from_environment({}, tmp_path).secret_key == keys[0]


def test_where_a_file_cannot_have_two_names_the_key_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    first = from_environment({}, tmp_path)
    assert len(first.secret_key) == 64
    assert from_environment({}, tmp_path).secret_key == first.secret_key
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("there", [True, False])
def test_postgresql_is_taken_where_its_driver_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    monkeypatch.setattr(config, "find_spec", lambda _name: object() if there else None)
    environ = {URL: "postgresql+psycopg://u@db/contest"}
    if there:
        assert from_environment(environ, tmp_path).database_url == environ[URL]
    else:
        with pytest.raises(BadSetting, match=r"pip install 'scoreboard\[large\]'"):
            from_environment(environ, tmp_path)


def _start(folder: Path, barrier: object, keys: object) -> None:
    barrier.wait()  # type: ignore[attr-defined]
    keys.put(from_environment({}, folder).secret_key)  # type: ignore[attr-defined]


def test_processes_that_start_together_get_one_key(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    barrier, keys = spawn.Barrier(2), spawn.Queue()
    processes = [spawn.Process(target=_start, args=(tmp_path, barrier, keys)) for _ in range(2)]
    for process in processes:
        process.start()
    got = {keys.get(timeout=60) for _ in processes}
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert len(got) == 1
    assert got == {from_environment({}, tmp_path).secret_key}


def test_the_settings_can_be_read_before_green_threads_without_loading_what_they_patch() -> None:
    loaded = "print(sorted({'flask', 'sqlalchemy', 'socketio', 'requests'} & set(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, scoreboard.config; {loaded}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.strip() == "[]"
