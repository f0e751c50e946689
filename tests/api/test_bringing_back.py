"""Bringing back what was taken back, when the set-up has changed in between."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from scoreboard.contest.model import Event
from tests.support.site import Site
from tests.unit.contests import contest, final, heat, judged, people, points

HEAT = heat(points(), judged(), advance=1)
GONE = "What this is about is no longer part of the event."


@pytest.fixture
def site(tmp_path: Path) -> Site:
    event = contest(HEAT, final(points("last")), teams="red blue green", judges=people("lin wu"))
    return Site(tmp_path, replace(event, locale="en"))


def undo(site: Site, version: int) -> tuple[int, str]:
    body = {"id": str(uuid.uuid4()), "entry": version, "reason": "wrong"}
    answer = site.scorer.post("undo", body)
    return answer.status_code, str(answer.get_json().get("detail", ""))


def change(site: Site, made: Callable[[Event], Event]) -> None:
    event = made(site.services.books.read(site.event.slug, lambda book: book.event))
    assert site.services.preparing.set_up(event, reason="a mistake")


def without_green(event: Event) -> Event:
    return replace(event, teams=event.teams[:2])


def without_essay(event: Event) -> Event:
    stage = event.stages[0]
    return replace(event, stages=(replace(stage, rounds=stage.rounds[:1]), event.stages[1]))


def with_wu_recused(event: Event) -> Event:
    lin, wu = event.judges
    return replace(event, judges=(lin, replace(wu, recused=("green",))))


def with_low_marks(event: Event) -> Event:
    stage = event.stages[0]
    low = replace(stage.rounds[1], max=Decimal(5))
    return replace(event, stages=(replace(stage, rounds=(stage.rounds[0], low)), event.stages[1]))


@pytest.mark.parametrize("made", [without_green, with_wu_recused])
def test_a_mark_is_not_brought_back_without_its_team_or_against_a_recusal(
    site: Site, made: Callable[[Event], Event]
) -> None:
    site.scorer.set_round("open", "essay")
    site.judge("wu").mark("essay", "green", 9)
    assert undo(site, site.version)[0] == 201
    undone = site.version
    change(site, made)
    assert undo(site, undone) == (409, GONE)


def test_a_mark_is_not_brought_back_beyond_new_limits(site: Site) -> None:
    site.scorer.set_round("open", "essay")
    site.judge("wu").mark("essay", "green", 9)
    assert undo(site, site.version)[0] == 201
    undone = site.version
    change(site, with_low_marks)
    status, told = undo(site, undone)
    assert (status, "which the new limits would not allow" in told) == (409, True)


def test_an_opening_is_not_brought_back_without_its_round(site: Site) -> None:
    site.scorer.set_round("open", "essay")
    assert undo(site, site.version)[0] == 201
    undone = site.version
    change(site, without_essay)
    assert undo(site, undone) == (409, GONE)
    assert site.scorer.set_round("open", "buzzer").status_code == 200
    assert site.scorer.board("?view=desk")["next"]["round"] == "buzzer"


def test_what_the_set_up_still_has_is_brought_back(site: Site) -> None:
    site.scorer.set_round("open", "essay")
    site.judge("wu").mark("essay", "red", 9)
    assert undo(site, site.version)[0] == 201
    undone = site.version
    change(site, without_green)
    assert undo(site, undone)[0] == 201
    assert site.scorer.board("?view=desk")["marks"]["essay"]["red"]["wu"]["value"] == "9"


def test_the_desk_can_be_drawn_however_often_something_is_taken_back(site: Site) -> None:
    site.scorer.set_round("open", "buzzer")
    site.scorer.award("buzzer", "red", 5)
    for _ in range(12):
        assert undo(site, site.version)[0] == 201
    latest = site.scorer.board("?view=desk")["latest"]
    told = 0
    while latest:
        told, latest = told + 1, latest.get("voided")
    assert told <= 4
