"""Names in a second language: beside the first ones, and only where the event has them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.boards.board import board as board_of
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.model import Division, Event, Group
from scoreboard.contest.words import in_english
from scoreboard.files.sheets.named import read_named, write_named
from tests.unit.contests import Scribe, contest, heat, points
from tests.unit.setups import IDS, MAYBE, NAMES


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


def test_divisions_and_groups_have_second_names_too() -> None:
    event = replace(
        in_two_languages(),
        divisions=(Division("junior", "初级组", "Juniors"),),
        groups=(Group("a", "A组"),),
    )
    names = event.names_en
    assert names["初级组"] == "Juniors"
    assert "A组" not in names


def test_a_name_that_is_changed_while_the_board_is_frozen_changes_in_both_languages() -> None:
    scribe = Scribe(in_two_languages())
    scribe.write("freeze", stage="heat")
    event = in_two_languages()
    (stage,) = event.stages
    (buzzer,) = stage.rounds
    now = replace(stage, rounds=(replace(buzzer, name="抢答", name_en="First answer"),))
    scribe.write("setup", setup=replace(event, stages=(now,)))
    board = Drawn(scribe.book, in_english).board("public")
    assert board["rounds"][0]["name"] == "抢答"
    assert board["names_en"]["抢答"] == "First answer"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("初级组 = Juniors #junior; 高级组 #senior",
         [{"name": "初级组", "name_en": "Juniors", "id": "junior"},
          {"name": "高级组", "id": "senior"}]),
        ("A = B = C\nD=E\n", [{"name": "A = B", "name_en": "C"}, {"name": "D=E"}]),
    ],
)  # fmt: skip
def test_a_cell_of_divisions_says_their_second_names(cell: str, read: list[dict[str, str]]) -> None:
    assert read_named(cell) == read


@given(st.lists(st.builds(Division, IDS, NAMES, MAYBE), min_size=1, max_size=3))
def test_a_cell_that_is_written_reads_the_same(divisions: list[Division]) -> None:
    read = [Division(one["id"], one["name"], one.get("name_en", ""))
            for one in read_named(write_named(divisions))]  # fmt: skip
    assert read == divisions


def test_an_event_in_one_language_has_none() -> None:
    board = board_of(Scribe(contest()).book, "public")
    assert "names_en" not in board
    assert all("name_en" not in row["team"] for row in board["rows"])
