"""What a team still needs, from what is public: nothing hidden shows, not even by a difference."""

from __future__ import annotations

from typing import Any

import pytest

from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Event
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe, contest, heat, judged, people, points


def told(scribe: Scribe, audience: Any = "public") -> dict[str, Any]:
    """What is said of each team, and which rounds are said to be left."""
    found = prospects(scribe.book, scribe.book.stage, in_english, audience)
    return {"left": [one["id"] for one in found["rounds_left"]], "teams": found["teams"]}


def talk(**rest: Any) -> Event:
    usual = {"publish": "team", "judges": people("lin wu")}
    return contest(heat(judged(), advance=1), **{**usual, **rest})


@pytest.mark.parametrize("publish", ["team", "round"])
def test_marks_that_the_hall_does_not_see_change_nothing_of_what_it_is_told(publish: str) -> None:
    scribe = Scribe(talk(publish=publish)).open("essay")
    before = told(scribe)
    scribe.marks("essay", red="20 -", blue="- 0")
    assert told(scribe) == before
    assert told(scribe, "desk")["teams"] != before["teams"]
    assert all((one["lowest"], one["highest"]) == ("0", "20") for one in before["teams"])


def test_a_score_that_is_public_counts_and_the_others_are_still_to_come() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="10 12", blue="20 -", green="1 -")
    one = {p["team"]["id"]: (p["lowest"], p["highest"]) for p in told(scribe)["teams"]}
    assert one == {"red": ("11", "11"), "blue": ("0", "20"), "green": ("0", "20")}


def test_a_score_held_back_when_its_round_closed_is_still_to_come() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="10 12", blue="20 -", green="9 9")
    scribe.close("essay")
    assert told(scribe)["left"] == ["essay"]
    assert told(scribe, "desk")["left"] == []
    one = {p["team"]["id"]: (p["lowest"], p["highest"]) for p in told(scribe)["teams"]}
    assert one == {"red": ("11", "11"), "blue": ("0", "20"), "green": ("9", "9")}


def test_points_that_wait_for_the_end_of_their_round_are_still_to_come() -> None:
    event = contest(heat(points("buzzer", questions=3), advance=1), publish="round")
    scribe = Scribe(event).open("buzzer")
    before = told(scribe)
    assert told(scribe.awards("buzzer", red=10)) == before
    assert told(scribe, "desk") != before


def test_where_all_is_public_everybody_is_told_the_same() -> None:
    event = contest(heat(points("one"), points("two", questions=3), advance=1))
    scribe = Scribe(event).open("one").awards("one", red=100, blue=40, green=39).close("one")
    assert told(scribe) == told(scribe, "desk")
