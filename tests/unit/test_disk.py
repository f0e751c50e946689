"""A disk that is slow keeps nobody waiting but those who write; what it refuses was not written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.disk import COMMIT_ASIDE_SECONDS, COMMIT_ON_LOOP_MS


class Clock:
    """Time, which passes while the disk takes its time."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("scoreboard.storage.disk.time", made)
    return made


class Thread:
    """The thread beside the loop: what it was given, and how long the disk takes there."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.seconds, self.commits = clock, 0.0, 0

    def __call__(self, work: Callable[[], object]) -> object:
        self.commits += 1
        self.clock.now += self.seconds
        return work()


@pytest.fixture
def database(tmp_path: Path, clock: Clock) -> Database:
    database = Database(make_engine(f"sqlite:///{tmp_path / 'scores.db'}"))
    with database.writing() as session:
        session.execute(text("CREATE TABLE marks (value INTEGER)"))
    database.disk.aside = Thread(clock)
    return database


def mark(database: Database, value: int) -> None:
    with database.writing() as session:
        session.execute(text("INSERT INTO marks VALUES (:value)"), {"value": value})


def marks(database: Database) -> list[int]:
    with database.reading() as session:
        return list(session.scalars(text("SELECT value FROM marks")))


def slow(database: Database) -> Thread:
    """As after a commit that has taken too long."""
    database.disk._took((COMMIT_ON_LOOP_MS + 1) / 1000)
    thread = database.disk.aside
    assert isinstance(thread, Thread)
    return thread


def test_on_a_good_disk_no_thread_is_asked(database: Database) -> None:
    mark(database, 1)
    mark(database, 2)
    thread = database.disk.aside
    assert isinstance(thread, Thread)
    assert (thread.commits, marks(database)) == (0, [1, 2])


def test_after_a_slow_commit_the_next_are_kept_aside_until_it_is_good_again(
    database: Database, clock: Clock
) -> None:
    thread = slow(database)
    thread.seconds = COMMIT_ON_LOOP_MS / 1000 + 1
    mark(database, 1)
    clock.now += COMMIT_ASIDE_SECONDS - 1
    # It has lasted since: each commit that is slow counts.
    thread.seconds = 0
    mark(database, 2)
    assert thread.commits == 2
    clock.now += 2
    mark(database, 3)
    assert (thread.commits, marks(database)) == (2, [1, 2, 3])


def test_what_the_disk_refuses_in_the_thread_is_refused_and_not_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = slow(database)
    heard: list[str] = []
    database.failed.append(lambda error: heard.append(str(error.__cause__)))

    def full(_work: Callable[[], object]) -> object:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(database.disk, "aside", full)
    with pytest.raises(OperationalError, match="disk is full"):
        mark(database, 1)
    assert heard == ["database or disk is full"]
    monkeypatch.setattr(database.disk, "aside", thread)
    assert marks(database) == []
    mark(database, 2)
    assert marks(database) == [2]


def test_whoever_reads_meanwhile_sees_what_was_kept_and_who_writes_waits(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(database, 1)
    slow(database)
    seen: list[object] = []

    def meanwhile(work: Callable[[], object]) -> object:
        seen.append(marks(database))
        monkeypatch.setattr("scoreboard.storage.database.WRITE_SECONDS", 0)
        with pytest.raises(Exception, match="another process writes"):
            mark(database, 3)
        return work()

    monkeypatch.setattr(database.disk, "aside", meanwhile)
    mark(database, 2)
    assert (seen, marks(database)) == ([[1]], [1, 2])
