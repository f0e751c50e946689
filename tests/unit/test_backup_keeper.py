"""Backups made by themselves: after what completes something, of the rest in time, told if not."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from scoreboard.limits import BACKUP_AGAIN_SECONDS, BACKUP_PAUSE_SECONDS, BACKUP_SECONDS
from scoreboard.storage.backup import check
from scoreboard.storage.backup_keeper import BackupKeeper
from tests.support.site import Site
from tests.unit.contests import contest, final, heat, judged, people

EVENT = contest(heat(judged(), advance=2), final(judged("talk")), judges=people("lin"))


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Day:
    """An event with its keeper, on a clock of its own."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder, EVENT)
        self.clock = Clock()
        self.keeper = self.site.services.keeper
        self.keeper._clock = self.clock
        self.keeper.begin()
        self.keeper.make(EVENT.slug)
        self.clock.now += BACKUP_PAUSE_SECONDS

    @property
    def folder(self) -> Path:
        return self.keeper.backups.folder

    def mark(self) -> None:
        for team in EVENT.teams:
            answer = self.site.judge("lin").mark("essay", team.id, 10)
            assert answer.status_code == 201

    def made(self) -> bool:
        return self.keeper.look() is not None


@pytest.fixture
def day(tmp_path: Path) -> Day:
    return Day(tmp_path)


def test_a_mark_alone_makes_no_backup_and_a_closed_round_does(day: Day) -> None:
    day.site.scorer.set_round("open", "essay")
    day.mark()
    assert not day.made()
    day.site.scorer.set_round("close", "essay")
    newest = day.site.version
    made = day.keeper.look()
    assert made is not None
    assert f"-{EVENT.slug}.{newest}." in made.name, "it is named by the seal of what it holds"
    assert check(day.folder / made.name) == {EVENT.slug: newest}
    assert day.keeper.waiting_seconds == 0
    day.clock.now += BACKUP_PAUSE_SECONDS
    assert not day.made(), "nothing was written since"


def test_an_announcement_makes_one(day: Day) -> None:
    scorer = day.site.scorer
    scorer.set_round("open", "essay")
    for n, team in enumerate(EVENT.teams):
        assert day.site.judge("lin").mark("essay", team.id, n).status_code == 201
    scorer.set_round("close", "essay")
    assert day.made()
    day.clock.now += BACKUP_PAUSE_SECONDS
    assert scorer.post("stages/heat/advance").status_code == 200
    assert day.made()


def test_what_is_written_without_an_end_is_kept_in_time(day: Day) -> None:
    day.site.scorer.set_round("open", "essay")
    day.clock.now += BACKUP_SECONDS - 1
    assert not day.made()
    assert day.keeper.waiting_seconds == BACKUP_SECONDS - 1
    day.clock.now += 1
    assert day.made()
    day.clock.now += BACKUP_SECONDS
    assert not day.made(), "nothing was written since"


def test_rounds_closed_together_are_in_one_backup(day: Day) -> None:
    day.site.scorer.set_round("open", "essay")
    day.mark()
    day.site.scorer.set_round("close", "essay")
    assert day.made()
    day.site.scorer.set_round("reopen", "essay")
    day.site.scorer.set_round("close", "essay")
    assert not day.made(), "another one was made a moment ago"
    day.clock.now += BACKUP_PAUSE_SECONDS
    assert day.made()


def test_a_backup_that_fails_is_told_at_the_desk_and_stops_no_mark(
    day: Day, caplog: pytest.LogCaptureFixture
) -> None:
    for path in day.folder.iterdir():
        path.unlink()
    day.folder.rmdir()
    day.folder.write_text("in the way")
    day.site.scorer.set_round("open", "essay")
    day.mark()
    day.site.scorer.set_round("close", "essay")
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert not day.made()
            day.clock.now += BACKUP_AGAIN_SECONDS
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 1, "it is logged once"
    facts = day.site.scorer.get("safety?lang=zh-CN").get_json()["backups"]
    assert facts["warning"].startswith("上一次备份没有做成：")
    assert facts["waiting"] == 3 * BACKUP_AGAIN_SECONDS
    day.folder.unlink()
    assert day.made(), "as soon as it can be made it is"
    assert day.site.scorer.get("safety").get_json()["backups"]["warning"] == ""


def test_a_failed_attempt_is_not_repeated_at_once(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def full(slug: str) -> None:
        tries.append(slug)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(day.keeper.backups, "make", full)
    assert day.keeper.make(EVENT.slug) is None
    day.site.scorer.set_round("open", "essay")
    day.mark()
    day.site.scorer.set_round("close", "essay")
    day.keeper.look()
    assert len(tries) == 1
    day.clock.now += BACKUP_AGAIN_SECONDS
    day.keeper.look()
    assert len(tries) == 2


def test_what_was_written_before_the_start_and_is_in_no_backup_is_kept_soon(day: Day) -> None:
    for path in day.folder.iterdir():
        path.unlink()
    services = Site(day.folder.parent, EVENT).services
    clock = Clock()
    keeper = BackupKeeper(services.keeper.backups, services.books, clock)
    keeper.begin()
    assert keeper.look() is None
    clock.now += BACKUP_SECONDS
    assert keeper.look() is not None
