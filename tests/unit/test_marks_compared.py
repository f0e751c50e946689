"""Ties between talks: the mean of all marks, and how often a judge marked somebody best."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Event, Judge
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.words import in_english
from tests.unit.breakdowns import why
from tests.unit.contests import Scribe, contest, heat, judged, people, points

PANEL = people("lin wu hu qi zhao")
TALK = judged("talk", drop_high=1, drop_low=1, step="0.1")


def talks(*tie_breaks: str, teams: str = "red blue green", **rules: Any) -> Event:
    return contest(heat(TALK), teams=teams, judges=PANEL, tie_breaks=tie_breaks, **rules)


def parted(scribe: Scribe) -> list[tuple[str, Any, str | None]]:
    return [(row.team.id, row.rank, row.decided_by) for row in scribe.rows()]


def test_the_mean_of_all_marks_parts_those_whom_dropping_has_made_equal() -> None:
    # Without highest and lowest both have 9.0. All: Red 44.8 ÷ 5 = 8.96, Blue 45.1 ÷ 5 = 9.02.
    given = {"red": "9.8 9 9 9 8", "blue": "9.2 9 9 9 8.9"}
    scribe = Scribe(talks("all_marks", teams="red blue")).open("talk").marks("talk", **given)
    assert parted(scribe) == [("blue", 1, "all_marks"), ("red", 2, "all_marks")]
    tried = why(scribe, "red")["ties"]["tried"][0]
    assert (tried["words"], tried["result"]) == ("mean of all marks", "decided")
    assert [(team["id"], team["value"]) for team in tried["teams"]] == [
        ("blue", "9.02"), ("red", "8.96"),
    ]  # fmt: skip
    # The highest single mark would have said the contrary.
    best = Scribe(talks("best_marks", teams="red blue")).open("talk").marks("talk", **given)
    assert [row[0] for row in parted(best)] == ["red", "blue"]


def test_a_mean_that_does_not_end_is_told_as_a_division_and_about_what_it_is() -> None:
    event = contest(heat(judged()), judges=people("lin wu hu"), tie_breaks=("all_marks",))
    scribe = Scribe(event).open("essay").marks("essay", red="18 18 17", blue="17 18 18")
    values = [team["value"] for team in why(scribe, "red")["ties"]["tried"][0]["teams"]]
    assert values == ["53 ÷ 3 ≈ 17.666667", "53 ÷ 3 ≈ 17.666667"]


def test_a_first_place_that_two_share_is_counted_for_both() -> None:
    event = contest(heat(judged()), judges=people("lin wu hu"), tie_breaks=("first_places",))
    scribe = Scribe(event).open("essay")
    # Lin has both best, Wu has Red, Hu has Blue: two each.
    scribe.marks("essay", red="18 16 12", blue="18 12 16", green="9 9 9")
    assert parted(scribe) == [("red", 1, None), ("blue", 1, None), ("green", 2, None)]
    scribe.correct("essay", "green", "hu", 20)
    # Hu has Green now: Red two, Blue one.
    assert parted(scribe)[:2] == [("red", 1, "first_places"), ("blue", 2, "first_places")]


def test_who_was_marked_best_by_more_judges_is_ahead_though_marked_lower_by_the_rest() -> None:
    event = contest(heat(judged()), judges=people("lin wu hu"), tie_breaks=("first_places",))
    # Both 46. Lin and Wu have Red best, Hu has Green best: Red 2, Blue 0.
    scribe = Scribe(event).open("essay").marks("essay", red="18 18 10", blue="15 16 15",
                                               green="10 9 19")  # fmt: skip
    assert parted(scribe) == [
        ("red", 1, "first_places"), ("blue", 2, "first_places"), ("green", 3, None),
    ]  # fmt: skip
    tried = why(scribe, "blue")["ties"]["tried"][0]
    assert [(team["id"], team["value"]) for team in tried["teams"]] == [("red", "2"), ("blue", "0")]


def test_who_takes_no_place_takes_no_first_place_from_anybody() -> None:
    event = contest(heat(judged()), judges=people("lin wu"), tie_breaks=("first_places",))
    guest = replace(event, teams=(*event.teams[:2], replace(event.teams[2], guest=True)))
    shown = {}
    for name, one in (("all", event), ("guest", guest)):
        scribe = Scribe(one).open("essay").marks("essay", red="17 13", blue="16 14", green="20 13")
        shown[name] = [row[0] for row in parted(scribe) if row[2]]
    # Green has Lin's best mark and leaves Red with nothing; as a guest it leaves it to Red.
    assert shown == {"all": ["blue", "red"], "guest": []}


def test_a_judge_who_may_not_mark_one_of_them_says_nothing_of_either() -> None:
    lin, wu = people("lin wu")
    hu = Judge("hu", "Hu", recused=("blue",))
    event = contest(heat(judged()), judges=(lin, wu, hu), tie_breaks=("first_places", "all_marks"))
    # Red 48 ÷ 3 = 16, Blue 32 ÷ 2 = 16. Hu's best mark for Red is not Blue's fault.
    scribe = Scribe(event).open("essay").marks("essay", red="15 16 17", blue="16 16 -")
    rows = parted(scribe)
    assert [row[0] for row in rows] == ["blue", "red", "green"]
    values = [team["value"] for team in why(scribe, "red")["ties"]["tried"][0]["teams"]]
    assert values == ["2", "1"]


@pytest.mark.parametrize("tie_break", ["all_marks", "first_places"])
def test_a_round_that_one_of_them_has_missed_is_nobodys_gain(tie_break: str) -> None:
    event = contest(
        heat(judged(), judged("song"), points()),
        judges=people("lin wu"), tie_breaks=(tie_break,),
    )  # fmt: skip
    scribe = Scribe(event).open("essay").marks("essay", red="16 16", blue="16 16").close("essay")
    scribe.open("song").marks("song", blue="4 4")
    scribe.write("absent", round="song", team="red")
    scribe.close("song").open("buzzer").awards("buzzer", red=4)
    # Both 20. Red's mean of 16 is of one round, Blue's two first places in the song are of another.
    assert {row[2] for row in parted(scribe)} == {None}
    assert len({row[1] for row in parted(scribe)[:2]}) == 1


@pytest.mark.parametrize("audience", ["public", "judge"])
@pytest.mark.parametrize("tie_break", ["all_marks", "first_places"])
def test_marks_that_the_hall_does_not_see_part_nobody_in_it(tie_break: str, audience: str) -> None:
    boards = []
    for hidden in ("20 -", "0 -"):
        event = contest(
            heat(judged(), judged("song")), judges=people("lin wu"),
            publish="team", tie_breaks=(tie_break,),
        )  # fmt: skip
        scribe = Scribe(event).open("essay")
        scribe.marks("essay", red="16 15", blue="15 16", green="9 9").close("essay")
        scribe.open("song").marks("song", green="9 9", red=hidden, blue="10 -")
        boards.append([(row.team.id, row.rank, row.decided_by) for row in scribe.rows(audience)])
    assert boards[0] == boards[1]


def test_nobody_is_promised_a_place_by_first_places_before_all_judges_have_marked() -> None:
    event = contest(
        heat(judged(), advance=1), judges=people("lin wu"), teams="red blue",
        tie_breaks=("first_places",),
    )  # fmt: skip
    scribe = Scribe(event).open("essay").marks("essay", red="15 15", blue="15 -")
    told = prospects(scribe.book, event.stages[0], in_english)
    outcomes = {team["team"]["id"]: (team["best"], team["worst"]) for team in told["teams"]}
    assert outcomes == {"red": (1, 2), "blue": (1, 2)}


def test_a_rule_problem_has_both_and_leaves_out_who_has_withdrawn() -> None:
    marks = [[18, 18, 10], [15, 16, 15], [19, 19, 0]]
    asked = {"marks": marks, "tie_breaks": ["first_places"], "withdrawn": [2]}
    assert answer(asked)["decided_by"] == ["first_places", "first_places", None]
    assert answer(asked)["ranks"] == [1, 2, None]
    # Team three has Lin's and Wu's best marks while it takes a place, and the others none but Hu's.
    assert answer({**asked, "withdrawn": []})["ranks"] == [2, 1, 3]
    mean = {"marks": [["9.8", 9, 8], ["9.2", 9, "8.9"]], "drop_high": 1, "drop_low": 1}
    assert answer({**mean, "tie_breaks": ["all_marks"]})["ranks"] == [2, 1]
    assert answer({"rounds": [[1, 2], [2, 1]], "tie_breaks": ["all_marks"]})["ranks"] == [1, 1]


def test_a_withdrawn_team_wins_no_round_of_a_rule_problem() -> None:
    asked = {"rounds": [[5, 0], [4, 1], [0, 9]], "tie_breaks": ["rounds_won"], "withdrawn": [2]}
    assert answer(asked)["ranks"] == [1, 1, None]


MARKS = st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=5)
BREAKS = st.permutations(["all_marks", "first_places", "best_marks"])


@given(MARKS, BREAKS, st.data())
def test_the_order_of_the_rows_parts_nobody(
    marks: list[list[int]], tie_breaks: list[str], data: st.DataObject
) -> None:
    asked = {"drop_high": 1, "tie_breaks": tie_breaks, "method": "competition"}
    order = data.draw(st.permutations(range(len(marks))))
    one = answer({**asked, "marks": marks})
    other = answer({**asked, "marks": [marks[i] for i in order]})
    for key in ("ranks", "decided_by"):
        assert other[key] == [one[key][i] for i in order]


@given(MARKS.filter(lambda rows: len(rows) == 3), BREAKS)
def test_a_book_read_again_stands_as_the_one_that_was_written(
    marks: list[list[int]], tie_breaks: list[str]
) -> None:
    event = contest(heat(judged()), judges=people("lin wu hu"), tie_breaks=tuple(tie_breaks))
    scribe = Scribe(event).open("essay")
    for team, row in zip(("red", "blue", "green"), marks, strict=True):
        scribe.marks("essay", **{team: " ".join(map(str, row))}).rows("public")
    again = Book()
    for entry in scribe.book.entries:
        again.extend(entry)
    fresh = Scribe(event)
    fresh.book = again
    assert fresh.rows() == scribe.rows()
