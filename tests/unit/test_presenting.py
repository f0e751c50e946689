"""The presenter's sheet: who is on, what comes next, and what can be said, all of it public."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.contest.explaining.presenting import HostSheet, host_sheet
from scoreboard.contest.explaining.prospects import needed
from scoreboard.contest.model import Event, Member, Round
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points


def sheet(scribe: Scribe) -> HostSheet:
    book = scribe.book
    needs = needed(book, book.stage, in_english, "public")
    return host_sheet(book, scribe.board(), needs, in_english)


def of_team(told: HostSheet, team: str) -> dict[str, Any]:
    return next(dict(one) for one in told["teams"] if one["id"] == team)


def quiz() -> Event:
    """Two rounds in the heat, of which one team goes on to a final."""
    return contest(heat(points("one"), points("two", questions=3), advance=1), final(points("f1")))


def test_the_sheet_says_what_is_open_and_what_comes_next() -> None:
    scribe = Scribe(quiz())
    assert (sheet(scribe)["running"], sheet(scribe)["upcoming"]) == (
        [],
        {"id": "one", "name": "One"},
    )
    scribe.open("one")
    told = sheet(scribe)
    assert [one["id"] for one in told["running"]] == ["one"]
    assert told["upcoming"] == {"id": "two", "name": "Two"}
    scribe.close("one").open("two").close("two")
    assert sheet(scribe)["upcoming"] == {"id": "f1", "name": "F1"}, "the final comes after the heat"


def test_ties_and_distances_are_said_in_words() -> None:
    scribe = Scribe(quiz()).open("one").awards("one", red=50, blue=40, green=40).close("one")
    told = sheet(scribe)
    assert told["facts"] == [
        "Red leads by 10.",
        "Place 2 is shared at 40: Blue, Green.",
        "Red is the last to go on as it stands, 10 ahead of Blue.",
    ]
    red, green = of_team(told, "red"), of_team(told, "green")
    assert (red["rank"], red["total"], red["behind"]) == (1, "50", None)
    assert (green["rank"], green["tied"], green["behind"]) == (2, True, "10")
    assert red["needs"] == "Needs 21+ more, for a total of 71"


def test_nobody_leads_by_nothing_where_a_tie_break_parts_the_first() -> None:
    event = quiz()
    scribe = Scribe(replace(event, rules=replace(event.rules, tie_breaks=("latest_round",))))
    scribe.open("one").awards("one", red=20, blue=10).close("one")
    scribe.open("two").awards("two", red=10, blue=20).close("two")
    told = sheet(scribe)
    assert (of_team(told, "blue")["rank"], of_team(told, "red")["rank"]) == (1, 2)
    assert not [fact for fact in told["facts"] if "leads" in fact]


def test_before_anything_is_scored_nothing_is_said_of_places() -> None:
    event = contest(replace(heat(points("one")), base=100), final(points("f1")))
    told = sheet(Scribe(event))
    assert {(one["rank"], one["tied"], one["total"]) for one in told["teams"]} == {
        (None, False, "100")
    }, "the hall shows a dash, too"
    told = sheet(Scribe(quiz()))
    assert told["facts"] == []
    assert [one["rank"] for one in told["teams"]] == [None, None, None]


def test_marks_that_are_not_public_show_nowhere_in_the_sheet() -> None:
    event = contest(heat(judged(), advance=1), publish="team", judges=people("lin wu"))
    scribe = Scribe(event).open("essay")
    before = {**sheet(scribe), "version": 0}
    scribe.marks("essay", red="20 -", blue="- 0")
    assert {**sheet(scribe), "version": 0} == before


def test_names_come_with_their_reading_and_their_members() -> None:
    event = quiz()
    red, *others = event.teams
    red = replace(
        red, reading="hóng", name_en="Red", members=(Member(id="m1", name="Lin", role="captain"),)
    )
    told = of_team(sheet(Scribe(replace(event, teams=(red, *others)))), "red")
    assert (told["reading"], told["name_en"]) == ("hóng", "Red")
    assert told["members"] == [{"name": "Lin", "role": "captain"}]


def test_the_order_of_appearance_says_who_has_been_who_is_on_and_who_is_away() -> None:
    event = contest(heat(judged(), advance=1), publish="team", judges=people("lin"))
    scribe = Scribe(event)

    def turns() -> list[tuple[str, str]]:
        shown = sheet(scribe)["appearance"]
        assert shown is not None
        return [(one["team"], one["turn"]) for one in shown["teams"]]

    assert turns() == [("red", "next"), ("blue", "waiting"), ("green", "waiting")]
    scribe.open("essay").write("absent", round="essay", team="blue", reason="late")
    scribe.write("on_stage", round="essay", team="red")
    assert turns() == [("red", "on"), ("blue", "away"), ("green", "next")]
    scribe.write("on_stage", round="essay", team="green")
    assert turns() == [("red", "gone"), ("blue", "away"), ("green", "on")]


@pytest.mark.parametrize(
    ("a_round", "called", "turns"),
    [
        (judged(), True, 3),
        (points("buzzer"), False, 3),
        (points("quiz", appearance="draw"), True, 0),
    ],
)
def test_the_sheet_says_whether_teams_are_called_up_one_by_one(
    a_round: Round, called: bool, turns: int
) -> None:
    event = contest(heat(a_round, advance=1), publish="team", judges=people("lin"))
    shown = sheet(Scribe(event).open(a_round.id))["appearance"]
    assert shown is not None
    assert (shown["called"], len(shown["teams"])) == (called, turns)


def test_where_somebody_is_on_stage_teams_are_called_up_whatever_the_round() -> None:
    scribe = Scribe(quiz()).open("one")
    scribe.write("on_stage", round="one", team="red")
    shown = sheet(scribe)["appearance"]
    assert shown is not None
    assert shown["called"]
