"""Backup, restore and the pre-flight as commands: what they say, and their exit codes."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoreboard.cli import scoreboard as commands
from scoreboard.cli.checking import other_laptop
from scoreboard.config import Config
from scoreboard.limits import IDLE_SECONDS
from scoreboard.pair.line import Line
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import migrate
from scoreboard.storage.pairing import Pairing
from tests.support.server import free_port
from tests.unit.ledgers import setup, write


def scoreboard(*words: str | Path, data: Path) -> Result:
    """Run one command in this process."""
    return CliRunner().invoke(commands, [*map(str, words), "--data", str(data)])


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the developer has set for servers of their own does not reach the tests."""
    for name in ("DATABASE_URL", "MESSAGE_QUEUE", "ASYNC_MODE", "SECRET_KEY", "DATA"):
        monkeypatch.delenv(f"SCOREBOARD_{name}", raising=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one event loaded."""
    folder = tmp_path / "data"
    folder.mkdir()
    file = folder / "scoreboard.db"
    engine = make_engine(f"sqlite:///{file}")
    migrate(engine, file, folder / "backups", datetime.now(UTC))
    write(Ledger(Database(engine)), setup())
    engine.dispose()
    return folder


def test_a_backup_is_put_back_on_another_machine(data: Path, tmp_path: Path) -> None:
    copy, other = tmp_path / "copy.db", tmp_path / "other"
    made = scoreboard("backup", copy, data=data)
    assert (made.exit_code, made.stderr) == (0, "")
    assert "(1 entry)" in made.stdout
    assert scoreboard("backup", copy, data=data).exit_code == 0, "a backup may be replaced"
    assert scoreboard("restore", copy, data=other).exit_code == 0
    assert scoreboard("verify", "quiz", data=other).exit_code == 0


def test_of_a_pair_the_other_laptop_is_asked_and_its_silence_is_put_into_words(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Database(make_engine(f"sqlite:///{data / 'scoreboard.db'}"))
    assert list(other_laptop(opened, "k" * 32)) == [], "there is none"
    address = f"http://127.0.0.1:{free_port()}"
    Pairing(opened).change(part="first", other=address)
    (silent,) = other_laptop(opened, "k" * 32)
    assert (silent.subject, silent.grade) == ("second", "look")
    assert silent.said.startswith(f"Nothing answers at {address}. Is Scoreboard started")
    for part, grade in (("second", "ok"), ("first", "bad")):
        monkeypatch.setattr(Line, "greet", lambda _line, _key, part=part: {"part": part})
        (found,) = other_laptop(opened, "k" * 32)
        assert found.grade == grade
    assert "both write" in found.said
    opened.engine.dispose()


def test_restore_replaces_nothing_unasked_and_keeps_what_it_replaces(
    data: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    scoreboard("backup", copy, data=data)
    refused = scoreboard("restore", copy, data=data)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert refused.stderr.count("\n") == 1
    done = scoreboard("restore", copy, "--force", data=data)
    assert (done.exit_code, done.stderr) == (0, "")
    assert len(list((data / "backups").glob("before-restore-*.db"))) == 1


@pytest.mark.parametrize("words", [("backup", "notes.txt"), ("restore", "notes.txt", "--force")])
def test_what_is_no_backup_is_neither_replaced_nor_restored(
    data: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("buy water", "utf-8")
    before = (data / "scoreboard.db").read_bytes()
    command, _, *options = words
    done = scoreboard(command, notes, *options, data=data)
    assert done.exit_code in (1, 2)
    assert "Traceback" not in done.stderr
    assert notes.read_text("utf-8") == "buy water"
    assert (data / "scoreboard.db").read_bytes() == before


def test_nothing_to_copy_is_said_in_one_line(tmp_path: Path) -> None:
    empty = scoreboard("backup", tmp_path / "copy.db", data=tmp_path / "empty")
    assert (empty.exit_code, empty.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_of_a_database_server_no_file_that_is_there_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    far = Config(tmp_path, "postgresql+psycopg://somebody@far/events", "a key of nobody")
    monkeypatch.setattr("scoreboard.cli.backups.settings", lambda _data: far)
    copy = tmp_path / "copy.db"
    copy.write_text("buy water", "utf-8")
    done = scoreboard(command, copy, data=tmp_path)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    said = {"backup": "is no backup", "restore": "restored into a data folder"}
    assert said[command] in done.stderr
    assert copy.read_text("utf-8") == "buy water"


def verdicts(told: str) -> dict[str, str]:
    """Each subject's verdict and words."""
    lines = (line.split(maxsplit=1) for line in told.splitlines())
    return {words[0]: words[1] for words in lines if len(words) == 2}


def test_the_pre_flight_says_of_each_part_how_it_is(data: Path) -> None:
    done = scoreboard("doctor", "--port", str(free_port()), data=data)
    found = verdicts(done.stdout)
    assert list(found)[:7] == ["address", "port", "disk", "clock", "database", "queue", "fonts"]
    assert {found[part].split()[0] for part in ("port", "disk", "clock", "database", "queue")} == {
        "good"
    }
    assert "every chain holds" in found["database"]
    assert f"silent ones end after {IDLE_SECONDS} s" in found["lines"]
    assert "doctor --limits" in found["lines"]


def test_a_rehearsal_that_was_not_ended_is_worth_a_look(data: Path) -> None:
    engine = make_engine(f"sqlite:///{data / 'scoreboard.db'}")
    with Ledger(Database(engine)).writing("quiz") as page:
        page.rehearse(setup("copy"))
    engine.dispose()
    done = scoreboard("doctor", "--port", str(free_port()), data=data)
    assert "quiz is in rehearsal" in done.stdout
    assert scoreboard("verify", "quiz", data=data).exit_code == 0


def test_what_will_go_wrong_is_marked_and_told_by_the_exit_code(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # as the server would
        taken.listen()
        done = scoreboard("doctor", "--port", str(taken.getsockname()[1]), data=data)
    assert done.exit_code == 1
    assert verdicts(done.stdout)["port"].startswith("BAD")
    assert "Traceback" not in done.stderr


def test_the_pre_flight_changes_nothing(tmp_path: Path) -> None:
    done = scoreboard("doctor", "--port", str(free_port()), data=tmp_path / "new")
    assert verdicts(done.stdout)["database"].startswith("look")
    assert not (tmp_path / "new" / "scoreboard.db").exists()
