"""Names in a second language: beside the first ones, and only where the event has them."""

from __future__ import annotations

from dataclasses import replace

from scoreboard.contest.boards.board import board as board_of
from scoreboard.contest.model import Event
from tests.unit.contests import Scribe, contest, heat, points


def in_two_languages() -> Event:
    event = contest(heat(points()))
    red, *others = event.teams
    (stage,) = event.stages
    (buzzer,) = stage.rounds
    named = replace(stage, name_en="Heat", rounds=(replace(buzzer, name_en="Buzzer"),))
    return replace(
        event,
        title="春季竞赛",
        title_en="Spring quiz",
        teams=(replace(red, name="红队", name_en="Reds"), *others),
        stages=(named,),
    )


def test_a_board_says_the_second_names_by_the_first_ones() -> None:
    board = board_of(Scribe(in_two_languages()).book, "public")
    event = in_two_languages()
    assert board["names_en"] == {
        "红队": "Reds",
        event.stages[0].name: "Heat",
        event.stages[0].rounds[0].name: "Buzzer",
        "春季竞赛": "Spring quiz",
    }
    teams = {row["team"]["id"]: row["team"] for row in board["rows"]}
    assert teams["red"].get("name_en") == "Reds"
    assert "name_en" not in teams["blue"]


def test_an_event_in_one_language_has_none() -> None:
    board = board_of(Scribe(contest()).book, "public")
    assert "names_en" not in board
    assert all("name_en" not in row["team"] for row in board["rows"])
