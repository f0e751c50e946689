"""`scoreboard verify EVENT --seal TEXT` on a data folder that somebody has written into."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoreboard.cli.setup import verify
from scoreboard.services import open_services
from scoreboard.storage.backup import back_up, restore
from scoreboard.storage.chain import CHAINED, link
from tests.support.site import config_in
from tests.unit.test_old_events import SLUG, restored

Change = Callable[[sqlite3.Connection], object]


def sealed(folder: Path) -> str:
    """The seal of the event in a data folder, as it is printed."""
    services = open_services(config_in(restored(folder)))
    seal = services.seals.now(SLUG)
    assert seal is not None
    services.database.engine.dispose()
    return seal.text


def verified(folder: Path, *seal: str) -> Result:
    options = ["--data", str(folder), *(["--seal", *seal] if seal else [])]
    return CliRunner().invoke(verify, [SLUG, *options], catch_exceptions=False)


def changed(folder: Path, change: Change) -> None:
    with closing(sqlite3.connect(folder / "scoreboard.db")) as database, database:
        change(database)


def cut(database: sqlite3.Connection) -> None:
    """Take away the last five entries, and mend the head."""
    [(last,)] = database.execute("SELECT max(version) - 5 FROM entries")
    database.execute("DELETE FROM entries WHERE version > ?", (last,))
    [(hash_,)] = database.execute("SELECT hash FROM entries WHERE version = ?", (last,))
    database.execute("UPDATE events SET head_version = ?, head_hash = ?", (last, hash_))


def hash_anew(database: sqlite3.Connection) -> None:
    """Give a mark another value, and chain all entries anew."""
    database.execute(
        "UPDATE entries SET value = '1' WHERE version ="
        " (SELECT min(version) FROM entries WHERE kind = 'mark')"
    )
    previous = ""
    rows = database.execute(f"SELECT {', '.join(CHAINED)} FROM entries ORDER BY version")
    for row in rows.fetchall():
        previous = link(previous, row)
        database.execute("UPDATE entries SET hash = ? WHERE version = ?", (previous, row[0]))
    database.execute("UPDATE events SET head_hash = ?", (previous,))


def test_a_ledger_that_is_what_was_sealed_is_said_to_be(tmp_path: Path) -> None:
    seal = sealed(tmp_path)
    done = verified(tmp_path, f" {seal.lower()} ")
    assert done.exit_code == 0
    version = seal.split(".")[1]
    assert f"The seal is good: entry {version} and all before it" in done.stdout
    short = verified(tmp_path, ".".join(seal.split(".")[:3]))
    assert short.exit_code == 0
    assert "no signature that could be checked" in short.stdout


@pytest.mark.parametrize(
    ("change", "says"),
    [(cut, "the ledger ends at"), (hash_anew, "is not the one that was sealed")],
)
def test_what_the_chain_does_not_find_the_seal_does(
    tmp_path: Path, change: Change, says: str
) -> None:
    seal = sealed(tmp_path)
    changed(tmp_path, change)
    # A backup that is left would tell, too.
    shutil.rmtree(tmp_path / "backups", ignore_errors=True)
    assert verified(tmp_path).exit_code == 0, "without a witness from outside it looks whole"
    done = verified(tmp_path, seal)
    assert (done.exit_code, done.stdout) == (1, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_seal_of_another_event_and_of_another_key_are_refused(tmp_path: Path) -> None:
    seal = sealed(tmp_path)
    other = seal.replace(SLUG, "autumn2024")
    assert verified(tmp_path, other).exit_code == 2, "its letters fit no other event"
    assert "is of the event autumn2024" in verified(tmp_path, ".".join(other.split(".")[:3])).stderr
    (tmp_path / "seal_key").unlink()
    changed(tmp_path, lambda database: database.execute("DELETE FROM seal_keys"))
    done = verified(tmp_path, seal)
    assert done.exit_code == 1
    assert "signed by no key that has sealed here" in done.stderr


def test_a_new_key_leaves_an_old_seal_good(tmp_path: Path) -> None:
    seal = sealed(tmp_path)
    (tmp_path / "seal_key").unlink()
    assert verified(tmp_path, seal).exit_code == 0
    assert sealed_again(tmp_path) != seal


def sealed_again(folder: Path) -> str:
    seal = open_services(config_in(folder)).seals.now(SLUG)
    assert seal is not None
    return seal.text


@pytest.mark.parametrize("text", ["", "nonsense", "a.1.b", "x" * 10_000])
def test_what_is_no_seal_is_wrong_use(tmp_path: Path, text: str) -> None:
    sealed(tmp_path)
    done = verified(tmp_path, text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "This is no seal" in done.stderr


@pytest.fixture
def ended(tmp_path: Path) -> Path:
    """A data folder in which a judge's link was ended before the newest backup was made."""
    services = open_services(config_in(restored(tmp_path)))
    for _ in "12":
        services.access.revoke(SLUG, "judge", "chen")
    services.backups.folder.mkdir(exist_ok=True)
    services.database.engine.dispose()
    database = tmp_path / "scoreboard.db"
    back_up(database, services.backups.folder / "20241130T070005.db")
    return tmp_path


def set_generation(number: int) -> Change:
    where = "role = 'judge' AND subject = 'chen'"
    return lambda database: database.execute(
        f"UPDATE access SET generation = {number} WHERE {where}"
    )


def test_an_ended_link_that_is_in_force_again_is_found_by_a_backup(ended: Path) -> None:
    assert verified(ended).exit_code == 0
    changed(ended, set_generation(2))
    done = verified(ended)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "20241130T070005.db knows that link 2 of judge:chen was ended" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_link_ended_since_the_backup_and_a_backup_put_back_are_as_they_should_be(
    ended: Path,
) -> None:
    changed(ended, set_generation(7))
    assert verified(ended).exit_code == 0
    # A restore puts back the links of its copy too: the ledger that goes on is another one.
    copy = next((ended / "backups").glob("2024*.db"))
    services = open_services(config_in(ended))
    services.access.revoke(SLUG, "judge", "chen")
    services.database.engine.dispose()
    back_up(ended / "scoreboard.db", ended / "backups" / "20241130T080005.db")
    restore(copy, ended / "scoreboard.db", datetime.now(UTC))
    assert verified(ended).exit_code == 0
