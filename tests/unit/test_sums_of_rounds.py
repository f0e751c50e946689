"""Ties broken by the sum of several rounds: what it compares, and what it is called."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.setup_differences import changes
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Event, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.consequences import consequences
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.standings.deciding import decided
from scoreboard.contest.words import in_english
from scoreboard.files.sheets.staging import round_breaks
from tests.unit.breakdowns import why
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points

SUM = "rounds:one,two"
THREE = heat(points("one"), points("two"), points("three"))


def quiz(*stages: Stage, **rest: Any) -> Event:
    return contest(*(stages or (THREE,)), tie_breaks=(SUM,), **rest)


def test_the_rounds_that_are_named_are_added_up() -> None:
    # All 60. One and two: Red 10 + 20 = 30, Blue 25 + 10 = 35, Green 5 + 30 = 35.
    scribe = Scribe(quiz())
    scribe.open("one").awards("one", red=10, blue=25, green=5).close("one")
    scribe.open("two").awards("two", red=20, blue=10, green=30).close("two")
    scribe.open("three").awards("three", red=30, blue=25, green=25).close("three")
    assert [(row.team.id, row.rank, row.decided_by) for row in scribe.rows()] == [
        ("blue", 1, SUM), ("green", 1, SUM), ("red", 2, SUM),
    ]  # fmt: skip
    tried = why(scribe, "red")["ties"]["tried"][0]
    assert (tried["words"], tried["result"]) == ("One + Two", "decided")
    assert [team["value"] for team in tried["teams"]] == ["35", "35", "30"]
    assert scribe.board("public")["rows"][2]["decided_by"] == "One + Two"


def test_of_times_the_lower_sum_is_ahead() -> None:
    event = quiz(heat(points("one", better="lower"), points("two", better="lower"), points("x")))
    scribe = Scribe(event).open("one").awards("one", red=50, blue=40).close("one")
    scribe.open("two").awards("two", red=30, blue=39).close("two")
    scribe.open("x").awards("x", blue=1).close("x")
    # Totals 80 and 80; by time Blue has 79 and Red 80.
    assert [row.team.id for row in scribe.rows()][:2] == ["blue", "red"]
    texts = [one["text"] for one in consequences(event.rules, event.stages)]
    assert "Ties are broken by the lower sum of the scores in One + Two." in texts


def test_nothing_given_in_one_of_the_rounds_is_never_ahead_by_it() -> None:
    """Red was given nothing in the round of deductions: its 0 there is the worst that was given."""
    scribe = Scribe(quiz(teams="red blue"))
    scribe.open("one").awards("one", red=20, blue=30).close("one")
    scribe.open("two").awards("two", blue=-10).close("two")
    # 20 + 0 and 30 − 10: held back, Red has 20 − 10.
    rows = [(row.team.id, row.rank) for row in scribe.rows()]
    assert rows == [("blue", 1), ("red", 2)]
    values = {t["id"]: t["value"] for t in why(scribe, "red")["ties"]["tried"][0]["teams"]}
    assert values == {"blue": "20", "red": None}


def test_a_sum_is_passed_over_where_one_of_its_scores_is_missing_or_not_seen() -> None:
    event = quiz(heat(judged("one"), judged("two"), points()), judges=people("lin wu"),
                 publish="team")  # fmt: skip
    scribe = Scribe(event).open("one").marks("one", red="9 9", blue="8 8", green="1 1").close("one")
    scribe.open("buzzer").awards("buzzer", blue=1).close("buzzer")
    scribe.open("two")
    hidden = scribe.mark("two", "red", "lin", 20)
    for _ in range(2):
        rows = [(row.team.id, row.rank, row.decided_by) for row in scribe.rows("public")]
        assert rows == [("red", 1, None), ("blue", 1, None), ("green", 2, None)]
        scribe.undo(hidden)


def test_a_sum_is_called_by_its_rounds_wherever_it_is_named() -> None:
    event = quiz()
    assert decided(Scribe(event).book, SUM, in_english) == "One + Two"
    texts = [one["text"] for one in consequences(event.rules, event.stages)]
    assert "Ties are broken by the sum of the scores in One + Two." in texts
    (said,) = changes(contest(THREE), event, in_english)
    assert said == "Tie-breaks: – becomes One + Two."


def test_a_rule_problem_adds_up_the_rounds_that_are_there() -> None:
    rows = [[1, 2, 9], [3, 1, 8], [0, 9, 3]]
    asked = {"rounds": rows, "tie_breaks": ["rounds:r1,r2"]}
    # All 12; 1 + 2 = 3, 3 + 1 = 4, 0 + 9 = 9.
    assert answer(asked)["ranks"] == [3, 2, 1]
    assert answer(asked)["decided_by"] == ["rounds:r1,r2"] * 3
    assert answer({**asked, "lower_is_better": True})["ranks"] == [1, 2, 3]
    for wrong in ("rounds:r1,r4", "rounds:r1,r1", "rounds:r1", "rounds:", "rounds:r1,"):
        told = answer({**asked, "tie_breaks": [wrong]})
        assert told == {"error": f"tie_breaks: {wrong} is not a tie-break."}


def test_a_cell_calls_rounds_by_name_or_id_with_a_plus_between_them() -> None:
    rounds = [
        {"id": "r1", "name": "必答题"},
        {"id": "r2", "name": "A+B"},
        {"id": "r3", "name": "C"},
    ]
    stages = [{"rounds": rounds}]
    for cell, meant in (
        (["必答题 + C"], ["rounds:r1,r3"]),
        (["rounds:必答题＋C", "best_marks"], ["rounds:r1,r3", "best_marks"]),
        (["rounds:r1+r3"], ["rounds:r1,r3"]),
        (["A+B"], ["round:r2"]),
        (["rounds:r1", "r3", "C"], ["rounds:r1,r3", "round:r3"]),
        (["rounds:r1,r2", "latest_round"], ["rounds:r1,r2", "latest_round"]),
        (["必答题 + luck"], ["必答题 + luck"]),
    ):
        assert round_breaks(cell, stages) == meant, cell


GIVEN = st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=3, max_size=3)


@given(GIVEN, st.permutations(["red", "blue", "green"]))
def test_neither_the_order_of_the_teams_nor_reading_again_parts_anybody(
    given_points: list[list[int]], order: list[str]
) -> None:
    def day(teams: str) -> Scribe:
        scribe = Scribe(quiz(teams=teams))
        for name, column in zip(("one", "two", "three"), given_points, strict=True):
            pairs = zip(("red", "blue", "green"), column, strict=True)
            scribe.open(name).awards(name, **{team: n for team, n in pairs if n}).close(name)
            scribe.rows("public")
        return scribe

    one, other = day("red blue green"), day(" ".join(order))
    places = [{row.team.id: (row.rank, row.decided_by) for row in s.rows()} for s in (one, other)]
    assert places[0] == places[1]
    again = Book()
    for entry in one.book.entries:
        again.extend(entry)
    fresh = day("red blue green")
    fresh.book = again
    assert fresh.rows() == one.rows()


def test_nobody_is_promised_a_place_by_a_sum_of_which_a_round_is_still_open() -> None:
    """The time counts in no total, so only the tie-break is still to come."""
    time = points("two", weight=Decimal(0), questions=1)
    scribe = Scribe(quiz(heat(points("one"), time, advance=1), teams="red blue"))
    scribe.open("one").awards("one", red=10, blue=10).close("one")
    scribe.open("two").awards("two", red=10)
    told = prospects(scribe.book, scribe.book.event.stages[0], in_english)["teams"]
    assert [(one["team"]["id"], one["best"], one["worst"]) for one in told] == [
        ("red", 1, 2), ("blue", 1, 2),
    ]  # fmt: skip
    scribe.close("two")
    told = prospects(scribe.book, scribe.book.event.stages[0], in_english)["teams"]
    assert [(one["team"]["id"], one["outcome"]) for one in told] == [
        ("red", "through"), ("blue", "out"),
    ]  # fmt: skip


def test_a_sum_across_stages_would_compare_nothing() -> None:
    """Why the event file refuses it: a stage's tie-breaks look at its own rounds."""
    event = quiz(heat(points("one"), points("x"), advance=2), final(points("two")))
    scribe = Scribe(event).open("one").awards("one", red=2, blue=1)
    scribe.close("one").open("x").awards("x", blue=1)
    assert {row.decided_by for row in scribe.rows()} == {None}
