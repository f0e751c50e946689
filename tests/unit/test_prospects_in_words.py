"""What if, as the desk reads it: every line and every sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.explaining.prospects import Prospects, prospects
from scoreboard.contest.rules.kinds.points import questions_left
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe, contest, final, heat, judged, points

COUNTED = (
    "A place is counted as the teams ahead, and one. Equal totals count for a team in its "
    "best place and against it in its worst: a tie-break, a play-off or lots may part them."
)
GIVEN = (
    "Marks that are given are taken as they stand, though a judge may still change "
    "them; every missing mark is taken to come."
)
ASKED = "Each team's questions are its own, whatever the others are asked."
TO_COME = "Penalties, bonuses, fouls, corrections and withdrawals to come are not counted."


def what_if(scribe: Scribe) -> Prospects:
    return prospects(scribe.book, scribe.book.stage, in_english)


def lines(scribe: Scribe) -> list[tuple[Any, ...]]:
    """Each team with its total, the limits, the best and worst place, and what it needs."""
    return [
        (p["team"]["id"], p["total"], p["lowest"], p["highest"], p["best"], p["worst"],
         p["outcome"], p["needs"], p["target"], p["words"])
        for p in what_if(scribe)["teams"]
    ]  # fmt: skip


def quiz(advance: int | None, red: int, blue: int, green: int) -> Scribe:
    """One closed round, and one to come in which a team is asked one question for 10."""
    scribe = Scribe(contest(heat(points("one"), points("two", questions=1), advance=advance)))
    scribe.open("one").awards("one", red=red, blue=blue, green=green)
    return scribe.close("one")


def test_the_desk_reads_what_is_possible_line_by_line() -> None:
    scribe = quiz(2, red=50, blue=35, green=30)
    assert lines(scribe) == [
        ("red", "50", "40", "60", 1, 3, "needs", "-9", "41",
         "Is through with a total of 41 or more"),
        ("blue", "35", "25", "45", 1, 3, "needs", "6", "41",
         "Needs 6+ more, for a total of 41"),
        ("green", "30", "20", "40", 1, 3, "open", None, None, "Depends on others"),
    ]  # fmt: skip
    told = what_if(scribe)
    stage = {"id": "heat", "name": "Heat", "advance": 2, "goes_on": "the first 2"}
    assert (told["event"], told["version"], told["stage"]) == ("quiz", 6, stage)
    assert (told["seats"], told["open_ended"]) == (2, [])
    assert told["rounds_left"] == [
        {"id": "two", "name": "Two", "kind": "points", "state": "pending",
         "words": "Questions to a team: 1, each from −10 to 10"},
    ]  # fmt: skip
    assert told["teams"][0]["team"]["name"] == "Red"


def test_red_has_it_in_its_own_hands_even_where_it_takes_all_it_can_get() -> None:
    scribe = quiz(1, red=50, blue=49, green=0)
    assert lines(scribe)[0][6:9] == ("needs", "10", "60")
    assert lines(scribe)[1][6:9] == ("open", None, None)


def test_once_all_is_closed_a_total_is_its_own_limit() -> None:
    scribe = Scribe(contest(heat(points(), advance=1))).open("buzzer")
    scribe.awards("buzzer", red=9, blue=5).close("buzzer")
    assert lines(scribe)[:2] == [
        ("red", "9", "9", "9", 1, 1, "through", None, None, "Is through"),
        ("blue", "5", "5", "5", 2, 2, "out", None, None, "Is out"),
    ]
    assert what_if(scribe)["notes"] == [COUNTED]


@pytest.mark.parametrize("advance", [1, None])
def test_where_nothing_bounds_a_round_the_desk_is_told_so(advance: int | None) -> None:
    scribe = Scribe(contest(heat(points(), advance=advance)))
    told = what_if(scribe)
    assert {p["words"] for p in told["teams"]} == {"Open: a round that is left has no limit"}
    assert told["notes"] == [COUNTED, TO_COME]
    no_limit = "No limit: the event does not say how many questions a team is asked"
    assert [r["words"] for r in told["rounds_left"]] == [no_limit]


def test_how_it_was_counted_is_told_as_far_as_it_matters() -> None:
    scribe = Scribe(contest(heat(judged(), points(questions=2), advance=1), final(judged("talk"))))
    assert what_if(scribe)["notes"] == [COUNTED, ASKED, TO_COME]
    scribe.open("essay")
    assert what_if(scribe)["notes"] == [COUNTED, GIVEN, ASKED, TO_COME]
    scribe.close("essay").open("buzzer")
    assert what_if(scribe)["notes"] == [COUNTED, ASKED, TO_COME]
    scribe.close("buzzer").advance("heat", "red")
    scribe.open("talk")
    assert what_if(scribe)["notes"] == [COUNTED, GIVEN, TO_COME]


def test_where_no_question_is_asked_none_is_left() -> None:
    scribe = Scribe(contest(heat(points(questions=0), points("two"), judged(weight=Decimal(0)))))
    assert [questions_left(a_round, 0) for a_round in scribe.book.stage.rounds[:2]] == [0, 0]


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ((9, 5, 5), ["Is first", "Cannot be first any more", "Cannot be first any more"]),
        ((9, 9, 5), ["Shares the first place"] * 2 + ["Cannot be first any more"]),
    ],
)
def test_in_the_last_stage_it_is_about_being_first(totals: tuple[int, ...], words: Any) -> None:
    scribe = Scribe(contest(heat(points()))).open("buzzer")
    scribe.awards("buzzer", **dict(zip(("red", "blue", "green"), totals, strict=True)))
    scribe.close("buzzer")
    assert [line[-1] for line in lines(scribe)] == words


def test_blue_cannot_do_it_alone_where_red_can_win_everything() -> None:
    scribe = quiz(None, red=50, blue=45, green=0)
    assert [line[-1] for line in lines(scribe)] == [
        "Needs 6+ more to be first, for a total of 56",
        "Being first depends on others",
        "Cannot be first any more",
    ]


def test_the_desk_counts_with_what_the_hall_does_not_see_yet() -> None:
    event = contest(heat(points("one", questions=2), advance=1), publish="round")
    scribe = Scribe(event).open("one").awards("one", red=10)
    assert lines(scribe)[0][:4] == ("red", "10", "0", "20")
