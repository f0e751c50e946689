"""A team's colour is on the board where it has one, and nothing is where it has none."""

from __future__ import annotations

from dataclasses import replace

from scoreboard.contest.model import Team
from tests.unit.contests import Scribe, contest


def test_only_a_team_with_a_colour_shows_one() -> None:
    event = contest(teams="red blue")
    event = replace(event, teams=(replace(event.teams[0], colour="#d03020"), event.teams[1]))
    teams = {row["team"]["id"]: row["team"] for row in Scribe(event).board()["rows"]}
    assert teams["red"] == {"id": "red", "name": "Red", "region": "east", "colour": "#d03020"}
    assert teams["blue"] == {"id": "blue", "name": "Blue", "region": "east"}


def test_a_set_up_of_before_there_were_colours_has_none() -> None:
    assert Team("red", "Red").colour == ""
