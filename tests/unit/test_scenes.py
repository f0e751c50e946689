"""What each scene shows, of known people: names, orders, and only figures that are public."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.model import Event, Member, Show, Wifi
from scoreboard.contest.show import acting
from scoreboard.contest.show.message import scene_of
from scoreboard.contest.show.scenes.opening import rule_in_a_line
from scoreboard.contest.show.table import SCENES, kind_of_scene, reached
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe, contest, decimals, final, heat, judged, points

CUP = contest(heat(points(), judged("talk"), advance=2), final(points("last")), publish="team")


class Screen:
    """The big screen of a contest, on which scenes are put and turned."""

    def __init__(self, event: Event = CUP) -> None:
        self.scribe = Scribe(event)

    def put(self, scene: str, **about: Any) -> Any:
        kind, book = SCENES[scene], self.scribe.book
        said = acting.only_used({"scene": scene, **about}, kind)
        settled, detail = acting.settled(book, said, kind)
        self.scribe.write("scene", detail=detail, **settled._asdict())
        return self.message

    def turn(self, to: Any = "next") -> Any:
        book, show = self.scribe.book, self.scribe.book.show
        kind, at = kind_of_scene(show.scene), reached(book, show)
        self.scribe.write("turn", detail=acting.turn(book, kind, at, to, None, None))
        return self.message

    @property
    def message(self) -> Any:
        return scene_of(Drawn(self.scribe.book, in_english), "public")

    @property
    def shows(self) -> Any:
        return self.message["shows"]


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def played() -> Screen:
    """Red leads after the buzzer; in the talk, which goes on, blue has all its marks."""
    screen = Screen()
    screen.scribe.open("buzzer").awards("buzzer", red=30, blue=10).close("buzzer")
    screen.scribe.open("talk").marks("talk", blue="18 16", green="20 -")
    return screen


def ids(teams: Any) -> list[str]:
    return [one.get("team", one)["id"] for one in teams]


def test_the_title_says_what_it_is_where_and_by_which_network_and_no_password() -> None:
    event = replace(
        CUP,
        title="Summer meeting",
        subtitle="Spring quiz",
        wifi=Wifi("HALL", "secret"),
        show=Show(place="The hall"),
    )
    told = Screen(event).put("title")
    assert told["look"]["host"] == "Summer meeting"
    assert told["look"]["contest"] == "Spring quiz"
    assert told["shows"] == {
        "date": None, "place": "The hall", "audience": "/e/quiz", "wifi": {"name": "HALL"},
    }  # fmt: skip
    assert "secret" not in str(told)


def test_teams_come_in_one_by_one_with_seat_members_and_colour() -> None:
    red, *others = CUP.teams
    ann = Member("Ann", "captain", "m1")
    event = replace(CUP, teams=(replace(red, members=(ann,), colour="#aa0000"), *others))
    screen = Screen(event)
    told = screen.put("teams")
    assert (told["step"], told["of"]) == (0, 3)
    first = told["shows"]["teams"][0]
    assert first == {
        "seat": 1,
        "team": {
            "id": "red", "name": "Red", "region": "east", "colour": "#aa0000",
            "members": [{"id": "m1", "name": "Ann", "role": "captain"}],
        },
    }  # fmt: skip
    assert screen.turn()["step"] == 1


def test_an_order_lies_face_down_until_it_is_turned_up(screen: Screen) -> None:
    told = screen.put("order")
    assert (told["round"], told["of"]) == ("buzzer", 1)
    assert (told["shows"]["teams"], told["shows"]["count"]) == ([], 3)
    assert told["shows"]["reason"] == "As registered"
    assert ids(screen.turn()["shows"]["teams"]) == ["red", "blue", "green"]


def test_an_order_that_is_still_to_be_drawn_is_not_there_and_a_drawn_one_says_how() -> None:
    screen = Screen(contest(heat(judged("talk", appearance="draw"))))
    assert screen.put("order")["says"] == "The order is not drawn yet."
    drawn = {"order": ["green", "red", "blue"], "lots": [], "by": "draw"}
    screen.scribe.write("order", round="talk", detail=drawn)
    assert screen.turn()["shows"]["reason"] == "Drawn by lot"
    assert ids(screen.shows["teams"]) == ["green", "red", "blue"]


def test_a_round_opens_with_its_number_and_its_rule_in_a_line(screen: Screen) -> None:
    shows = screen.put("opener", round="buzzer")["shows"]
    assert (shows["name"], shows["number"], shows["of"]) == ("Buzzer", 1, 2)
    assert shows["rule"] == "Right +10 · wrong −10"
    assert screen.put("opener", round="talk")["shows"]["rule"] == "Marks from 0 to 20"


@pytest.mark.parametrize(
    ("a_round", "rule"),
    [
        (points(awards=decimals("10")), "Right +10"),
        (points(awards=decimals("10", "5", "-10")), ""),
        (points(stakes=decimals("10", "20")), "Stakes 10, 20 · right wins it, wrong loses it"),
        (
            points(stakes=decimals("10"), loss="none"),
            "Stakes 10 · right wins it, wrong loses nothing",
        ),
        (
            judged(drop_high=1, drop_low=1),
            "Marks from 0 to 20 · the highest and the lowest are left out",
        ),
    ],
)
def test_the_line_says_no_more_than_what_all_may_rely_on(a_round: Any, rule: str) -> None:
    assert rule_in_a_line(a_round, in_english) == rule


def test_a_rounds_scores_stand_best_first_and_hold_nothing_that_is_not_public(
    played: Screen,
) -> None:
    told = played.put("round")
    assert told["round"] == "talk", "the one that goes on"
    assert [(row["team"]["id"], row["score"]) for row in told["shows"]["rows"]] == [
        ("blue", "17"), ("red", None), ("green", None),
    ]  # fmt: skip
    assert [row["score"] for row in played.put("round", round="buzzer")["shows"]["rows"]] == [
        "30", "10", "0",
    ]  # fmt: skip
    assert played.put("round", round="last")["says"] == "Nothing of this round is public yet."


def test_one_team_is_shown_with_its_rounds_and_its_way(played: Screen) -> None:
    shows = played.put("team", team="blue")["shows"]
    rounds = [(one["round"]["id"], one["score"], one["rank"]) for one in shows["rounds"]]
    assert rounds == [("buzzer", "10", 2), ("talk", "17", 1)]
    assert (shows["total"], shows["rank"]) == ("27", 2)
    assert [(one["round"]["id"], one["place"]) for one in shows["path"]] == [
        ("buzzer", 2), ("talk", 2),
    ]  # fmt: skip
    assert played.put("team")["says"] == "Choose a team for this."
    played.scribe.write("on_stage", round="talk", team="green")
    assert played.put("team")["team"] == "green"


def test_the_chart_draws_totals_or_places_over_the_rounds_that_are_seen(played: Screen) -> None:
    shows = played.put("chart")["shows"]
    assert shows["of"] == "totals"
    assert [one["id"] for one in shows["rounds"]] == ["buzzer", "talk"]
    by = {one["team"]["id"]: (one["totals"], one["places"]) for one in shows["series"]}
    assert by["red"] == (["30", "30"], [1, 1])
    assert by["blue"] == (["10", "27"], [2, 2])
    assert played.put("chart", text="places")["shows"]["of"] == "places"
    assert Screen().put("chart")["says"] == "There is nothing to draw yet."


def test_a_play_off_faces_the_tied_and_says_who_is_in_front_once_it_is_over() -> None:
    screen = Screen(contest(heat(points(), advance=1), final(points("last")), publish="team"))
    screen.scribe.open("buzzer").awards("buzzer", red=10, blue=10, green=5).close("buzzer")
    shows = screen.put("face_off")["shows"]
    assert (ids(shows["teams"]), shows["place"]) == (["red", "blue"], 1)
    detail = {
        "teams": ["red", "blue"],
        "name": "Play-off",
        "min": "-9",
        "max": "9",
        "awards": ["1"],
    }
    screen.scribe.write("playoff", stage="heat", round="extra", reason="tie", detail=detail)
    screen.scribe.award("extra", "blue", 1)
    shows = screen.shows
    assert [(one["team"]["id"], one["points"]) for one in shows["teams"]] == [
        ("red", "0"), ("blue", "1"),
    ]  # fmt: skip
    assert shows["decided"] is None
    screen.scribe.close("extra")
    assert screen.shows["decided"] == "blue"
    assert ids(screen.shows["teams"]) == ["red", "blue"], "each keeps its side of the screen"


def test_a_message_needs_words_and_dark_needs_none(screen: Screen) -> None:
    assert screen.put("message")["says"] == "The message has no words yet."
    shows = screen.put("message", text="A break", second="Tea is served")["shows"]
    assert shows == {"text": "A break", "second": "Tea is served", "until": None}
    assert screen.put("blank")["shows"] == {}
    assert screen.put("sponsors")["says"] == "No sponsors have been put in."
    assert screen.put("timer")["says"] == "The timer is not set."


def test_the_timer_holds_what_is_left_to_the_tenth() -> None:
    screen = Screen()
    screen.scribe.write("timer", detail={"do": "set", "seconds": 30})
    screen.scribe.write("timer", detail={"do": "start"})
    assert screen.message["timer"]["deadline"] == "2024-11-30T15:00:33.000+08:00"
    screen.scribe.write("timer", detail={"do": "pause"})
    assert screen.message["timer"] == {
        "running": False, "deadline": None, "left": "29.0", "seconds": "30",
    }  # fmt: skip
    screen.scribe.write("timer", detail={"do": "add", "seconds": -40})
    assert screen.scribe.book.timer is not None
    assert screen.scribe.book.timer.left == Decimal(0)
    screen.scribe.write("timer", detail={"do": "end"})
    assert screen.message["timer"] is None


def test_every_scene_is_taken_before_anything_has_happened(screen: Screen) -> None:
    for name in SCENES:
        told = screen.put(name)
        assert told["scene"] == name
        assert (told["says"] is None) or (told["shows"] is None)


def test_a_scene_outlives_a_set_up_without_its_team() -> None:
    screen = Screen()
    screen.put("team", team="green")
    screen.scribe.write("setup", setup=replace(CUP, teams=CUP.teams[:2]))
    assert (screen.shows, screen.message["says"]) == (None, "Choose a team for this.")


def test_a_step_that_was_reached_stays_reached_when_a_team_comes_in_late() -> None:
    screen = Screen(replace(CUP, teams=CUP.teams[:2]))
    screen.put("teams")
    screen.turn("finish")
    screen.scribe.write("setup", setup=CUP)
    assert (screen.message["step"], screen.message["of"]) == (3, 3)
