"""Places that are added (序位法; contract, "Places")."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.marking import check_releases
from scoreboard.contest.acts.preview import preview
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.explaining.breakdown import Breakdown, breakdown
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Criterion, Entry, Event, Judge, Round
from scoreboard.contest.rules.consequences import consequences
from scoreboard.contest.rules.placing import places_by
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.event.to_toml import to_toml
from scoreboard.files.event.toml_file import read_event_file
from tests.support.event_files import ESSAY, RANKING, changed, problems_of
from tests.unit.contests import Scribe, contest, heat, judged, people


def talk(**rest: Any) -> Round:
    return judged("talk", aggregate="places", better="lower", **rest)


def by_places(*rounds: Round, **rest: Any) -> Event:
    """Four judges, and rounds whose marks become places."""
    rules = {"better": "lower", "decimals": 1, "publish": "team", "judges": people("lin wu he xu")}
    return contest(heat(*(rounds or (talk(),))), **{**rules, **rest})


def marked(event: Event | None = None, **rest: str) -> Scribe:
    """Reckoned by hand: red 1 + 2 + 1½ + 1 = 5½, blue 2 + 1 + 1½ + 2 = 6½, green 3 + 3 + 3 + 3."""
    given = {"red": "18 15 16 19", "blue": "17 16 16 18", "green": "12 14 11 10", **rest}
    return Scribe(event or by_places()).open("talk").marks("talk", **given)


def reckoning(scribe: Scribe, team: str, audience: Any = "desk") -> Breakdown:
    return breakdown(scribe.book, scribe.book.stage, team, audience, in_english)


def test_places_are_added_and_equal_marks_share_the_mean_of_theirs() -> None:
    assert marked().table() == [("red", 1, "5.5"), ("blue", 2, "6.5"), ("green", 3, "12.0")]
    marks = {"red": Decimal(9), "blue": Decimal(8), "green": Decimal(8), "gold": Decimal(8)}
    assert places_by(marks, marks) == {
        "red": 1, "blue": Decimal(3), "green": Decimal(3), "gold": Decimal(3),
    }  # fmt: skip


def test_one_mark_moves_teams_that_it_was_not_given_to() -> None:
    scribe = marked()
    scribe.close("talk")
    draft = Entry(
        0, "id-x", "correction", "scorer", "2024-11-30T16:00:00+08:00", round="talk", team="green",
        judge="lin", value=Decimal(20), reason="misread",
    )  # fmt: skip
    assert [(m["name"], m["total"]) for m in preview(scribe.book, draft)["moves"]] == [
        ("Red", ["5.5", "6.5"]), ("Blue", ["6.5", "7.5"]), ("Green", ["12.0", "10.0"]),
    ]  # fmt: skip


def test_where_a_judge_has_no_place_for_a_team_the_mean_of_the_others_stands_in() -> None:
    judges = (Judge("lin", "Lin", recused=("blue",)), *people("wu he xu"))
    scribe = marked(by_places(judges=judges), blue="- 16 16 18")
    # Blue: (1 + 1.5 + 2) ÷ 3 × 4 = 6; by Lin red is first and green second.
    assert scribe.table() == [("red", 1, "5.5"), ("blue", 2, "6.0"), ("green", 3, "11.0")]
    assert [row.provisional for row in scribe.rows()] == [False] * 3
    assert reckoning(scribe, "blue")["rounds"][0]["steps"] == ["(1 + 1.5 + 2) ÷ 3 × 4 = 6"]
    assert reckoning(scribe, "red")["rounds"][0]["steps"] == ["1 + 2 + 1.5 + 1 = 5.5"]


def test_an_excused_judge_who_has_marked_nobody_leaves_the_mean_of_the_others() -> None:
    scribe = marked(red="- 15 16 19", blue="- 16 16 18", green="- 14 11 10")
    assert {row.provisional for row in scribe.rows()} == {True}
    scribe.write("excuse", round="talk", judge="lin", reason="ill")
    # Red: (2 + 1.5 + 1) ÷ 3 × 4 = 6, and blue the same.
    assert scribe.table() == [("red", 1, "6.0"), ("blue", 1, "6.0"), ("green", 2, "12.0")]
    assert {row.provisional for row in scribe.rows()} == {False}


def test_an_absent_team_has_no_place_and_takes_none_from_the_others() -> None:
    scribe = marked()
    scribe.write("absent", round="talk", team="red", reason="ill")
    assert scribe.table() == [("blue", 1, "4.0"), ("green", 2, "8.0"), ("red", None, None)]
    assert all("place" not in line for line in reckoning(scribe, "red")["rounds"][0]["marks"])


def test_guests_and_those_who_withdrew_take_nobodys_place_and_are_shown_with_theirs() -> None:
    event = by_places()
    teams = tuple(replace(team, guest=team.id == "red") for team in event.teams)
    scribe = marked(replace(event, teams=teams))
    assert scribe.table() == [("blue", 1, "4.0"), ("green", 2, "8.0"), ("red", None, "5.5")]
    scribe = marked()
    scribe.write("withdraw", team="red", reason="left")
    assert scribe.table()[:2] == [("blue", 1, "4.0"), ("green", 2, "8.0")]


@pytest.mark.parametrize("publish", ["team", "live", "round"])
def test_nobody_but_the_desk_sees_places_before_the_round_is_closed(publish: str) -> None:
    scribe = marked(by_places(publish=publish))
    for audience in ("public", "judge"):
        assert scribe.table(audience) == [(t, None, None) for t in ("red", "blue", "green")]
        assert all(row["rounds"]["talk"] is None for row in scribe.board(audience)["rows"])
        assert reckoning(scribe, "red", audience)["rounds"] == []
    scribe.close("talk")
    assert scribe.table("public") == scribe.table("desk")
    # With marks missing as well: what is closed is known, and says that it is provisional.
    assert scribe.reopen("talk").table("public") == [
        (team, None, None) for team in ("red", "blue", "green")
    ]


def test_a_sum_of_places_cannot_be_released_before_the_others_are_known() -> None:
    scribe = marked(by_places(release="desk"))
    with pytest.raises(Refusal, match="Talk goes by places, and these are made known when it is"):
        check_releases(scribe.book, scribe.book.find_round("talk"), scribe.book.event.teams[0])
    hidden = desk_board(scribe.book)["hidden"]["talk"]
    assert hidden["red"] == {"given": 4, "of": 4, "score": None}
    assert desk_board(scribe.close("talk").book)["hidden"]["talk"] == {}


def test_a_set_up_that_comes_to_add_places_shows_none_of_an_open_round() -> None:
    scribe = Scribe(by_places(judged("talk", better="lower"))).open("talk")
    scribe.marks("talk", red="18 15 16 19", blue="17 16 - -", green="12 - - -")
    assert scribe.table("public")[0] == ("red", 1, "17.0")
    scribe.write("setup", setup=by_places(), detail={"keeps_public": True})
    assert scribe.table("public")[0] == ("red", None, None)


def test_the_desk_sees_the_place_that_each_mark_gives() -> None:
    board = desk_board(marked().book)
    assert {judge: mark["place"] for judge, mark in board["marks"]["talk"]["blue"].items()} == {
        "lin": "2", "wu": "1", "he": "1.5", "xu": "2",
    }  # fmt: skip
    assert board["stages"][0]["rounds"][0]["aggregate"] == "places"
    plain = desk_board(Scribe(contest()).open("essay").marks("essay", red="1 2").book)
    assert "place" not in plain["marks"]["essay"]["red"]["lin"]
    assert "aggregate" not in plain["stages"][0]["rounds"][0]


def test_a_tablet_shows_the_places_of_its_own_marks_and_of_no_others() -> None:
    event = by_places()
    sheets = [
        marked(event, **rest).sheet("lin")
        for rest in ({}, {"red": "18 1 1 1", "blue": "17 - - -", "green": "12 20 20 20"})
    ]
    places = [[team.get("place") for team in sheet["teams"]] for sheet in sheets]
    assert places == [["1", "2", "3"]] * 2
    assert marked(green="- 1 1 1").sheet("lin")["teams"][2].get("place") is None


def test_the_way_to_the_place_names_each_judges_place() -> None:
    round_ = reckoning(marked(), "blue")["rounds"][0]
    lines = [(line["judge"]["name"], line["value"], line["placed"]) for line in round_["marks"]]
    assert lines == [
        ("Lin", "17", "Place 2"), ("Wu", "16", "Place 1"), ("He", "16", "Place 1.5"),
        ("Xu", "18", "Place 2"),
    ]  # fmt: skip
    assert round_["rule"] == "Sum of the places that the judges' marks give"
    assert round_["steps"] == ["2 + 1 + 1.5 + 2 = 6.5"]


def test_ties_compare_the_marks_themselves_and_there_the_higher_is_better() -> None:
    tied = {"red": "18 10 10 19", "blue": "17 16 16 18", "green": "1 1 1 1"}
    # Red and blue have 1 + 2 + 2 + 1 and 2 + 1 + 1 + 2; blue's marks have the higher mean.
    for name, first in (("all_marks", "blue"), ("best_marks", "red")):
        rows = marked(by_places(tie_breaks=(name,)), **tied).rows()
        assert [(row.team.id, row.decided_by) for row in rows[:2]] == [
            (first, name), ("blue" if first == "red" else "red", name),
        ]  # fmt: skip
    rows = marked(by_places(tie_breaks=("first_places",)), **tied).rows()
    assert [row.rank for row in rows] == [1, 1, 2]


def test_beside_times_only_the_marks_that_become_places_are_compared() -> None:
    event = by_places(talk(), judged("drill", better="lower"), tie_breaks=("best_marks",))
    given_ = {"red": "18 10 10 19", "blue": "17 16 16 18", "green": "1 1 1 1"}
    scribe = marked(event, **given_).close("talk").open("drill")
    scribe.marks("drill", red="19 19 19 19", blue="20 20 18 18", green="20 20 20 20")
    assert [row.team.id for row in scribe.rows()] == ["red", "blue", "green"]
    said = {one["field"]: one["text"] for one in consequences(event.rules, event.stages)}
    assert "the highest single mark" in said["rules.tie_breaks"]


def test_what_can_still_come_of_places_is_said_not_to_be_foreseen() -> None:
    found = prospects(marked().book, marked().book.stage, in_english)
    assert {(one["outcome"], one["best"], one["highest"]) for one in found["teams"]} == {
        ("open-ended", None, None)
    }
    assert found["teams"][0]["words"] == (
        "Open: the places of a round that is left depend on all its marks"
    )
    assert found["rounds_left"][0]["words"] == (
        "Not to be foreseen: each place depends on the marks of all teams"
    )
    done = prospects(marked().close("talk").book, marked().book.stage, in_english)
    assert [one["best"] for one in done["teams"]] == [1, 2, 3]


def test_criteria_come_to_a_mark_and_the_mark_to_a_place() -> None:
    criteria = (Criterion("content", "Content", Decimal(10)), Criterion("form", "Form", Decimal(5)))
    event = by_places(
        talk(criteria=criteria, min=Decimal(0), max=Decimal(15)),
        tie_breaks=("criterion:content",), judges=people("lin wu"),
    )  # fmt: skip
    scribe = Scribe(event).open("talk")
    sheets = {"red": ("10 2", "7 4"), "blue": ("9 4", "8 2"), "green": ("1 1", "1 1")}
    for team, given_ in sheets.items():
        for judge, sheet in zip(("lin", "wu"), given_, strict=True):
            values = dict(zip(("content", "form"), sheet.split(), strict=True))
            scribe.write(
                "mark", by=f"judge:{judge}", round="talk", team=team, judge=judge,
                value=sum(map(Decimal, values.values())), detail={"values": values},
            )  # fmt: skip
    # Red 12 and 11, blue 13 and 10: one first place each. Content: 8.5 to 8.5, so they stay tied.
    assert scribe.table() == [("red", 1, "3.0"), ("blue", 1, "3.0"), ("green", 2, "6.0")]
    scribe.write(
        "correction", round="talk", team="red", judge="wu", value=Decimal(11), reason="misread",
        detail={"values": {"content": "8", "form": "3"}},
    )  # fmt: skip
    assert [(row.team.id, row.decided_by) for row in scribe.rows()][:2] == [
        ("red", "criterion:content"), ("blue", "criterion:content"),
    ]  # fmt: skip


def test_the_set_up_says_what_places_mean() -> None:
    event = by_places(decimals=0)
    said = {one["field"]: one["text"] for one in consequences(event.rules, event.stages)}
    assert said["stages.0.rounds.0"] == (
        "In Talk each judge's marks put the teams in places: the highest mark is first, equal "
        "marks share the mean of their places. A team's places are added, and the smallest sum is "
        "best. Where a judge has none for a team, the mean of the others stands in. The hall sees "
        "the scores when the round is closed."
    )
    assert said["rules.decimals"].startswith("Totals are rounded half up to whole points: a shared")


def test_a_file_can_say_places_where_the_smaller_total_is_first() -> None:
    lower = (RANKING, RANKING + '\nbetter = "lower"')
    event = read_event_file(changed(lower, (ESSAY, ESSAY + '\naggregate = "places"')).encode())
    assert event.stages[0].rounds[0].by_places
    assert event.stages[0].rounds[0].better == "lower"
    assert read_event_file(to_toml(event).encode()) == event


def test_a_file_with_places_is_refused_where_more_is_better_or_marks_are_left_out() -> None:
    places = (ESSAY, ESSAY + '\naggregate = "places"\ndrop_high = 1')
    found = [str(problem) for problem in problems_of(changed(places))]
    assert any('better = "lower" in [rules]' in one for one in found)
    assert any("drop_high does not go with" in one for one in found)


def test_a_rule_problem_adds_places() -> None:
    marks = [[90, 85, 80], [85, 90, 85], [85, 80, 90], [70, None, 70], [None, None, None]]
    found = answer({"aggregate": "places", "better": "lower", "marks": marks})
    # First judge 1, 2½, 2½, 4; second 2, 1, 3; third 3, 2, 1, 4; who has two marks: 8 ÷ 2 × 3.
    assert found["totals"] == ["6", "5.5", "6.5", "12", None]
    assert found["ranks"] == [2, 1, 3, 4, None]
    assert answer({"aggregate": "places", "marks": marks})["ranks"] == found["ranks"]
    out = answer({"aggregate": "places", "marks": marks, "withdrawn": [1]})
    assert (out["ranks"], out["totals"][:3]) == ([1, None, 2, 3, None], ["4", None, "5"])
    tied = {"aggregate": "places", "marks": [[9, 5], [8, 8]], "tie_breaks": ["all_marks"]}
    assert answer(tied)["ranks"] == [2, 1]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"better": "higher"}, "aggregate: Places are added, and the smallest sum is best."),
        ({"lower_is_better": False}, "aggregate: Places are added, and the smallest sum is best."),
        ({"drop_low": 1}, "drop_low: Where places are added none is left out."),
        ({"marks": [1, 2]}, "marks: Places need the marks of all teams: a row for each."),
    ],
)
def test_a_rule_problem_with_places_is_refused_where_they_make_no_sense(
    more: dict[str, Any], words: str
) -> None:
    problem = {"aggregate": "places", "marks": [[1, 2], [2, 1]], **more}
    assert answer(problem) == {"error": words}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=9), st.randoms())
def test_a_judges_places_add_up_whatever_is_shared_and_in_whatever_order(
    values: list[int], random: Any
) -> None:
    marks = {str(n): Decimal(value) for n, value in enumerate(values)}
    found, count = places_by(marks, marks), len(marks)
    assert sum(found.values()) == Decimal(count * (count + 1)) / 2
    mixed = list(marks)
    random.shuffle(mixed)
    assert places_by({team: marks[team] for team in mixed}, marks) == found
    for one, mark in marks.items():
        for other, beside in marks.items():
            assert (mark > beside) == (found[one] < found[other])


MARKS = st.lists(
    st.lists(st.none() | st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=7
)


@given(MARKS, st.randoms())
def test_the_order_of_teams_and_judges_changes_no_sum_of_places(
    rows: list[list[int | None]], random: Any
) -> None:
    teams, judges = list(range(len(rows))), [0, 1, 2]
    random.shuffle(teams)
    random.shuffle(judges)
    turned = [[rows[i][j] for j in judges] for i in teams]
    asked = {"aggregate": "places", "tie_breaks": ["all_marks", "first_places"]}
    before, after = answer({**asked, "marks": rows}), answer({**asked, "marks": turned})
    for key in ("totals", "ranks", "decided_by"):
        assert after[key] == [before[key][i] for i in teams]


def test_a_step_by_step_book_has_the_places_of_a_replay() -> None:
    scribe = marked()
    entry = scribe.correct("talk", "green", "lin", 20)
    before = scribe.table()
    scribe.undo(entry)
    assert scribe.table() != before
    again = type(scribe.book).replay(scribe.book.entries)
    stage = again.stage
    assert standings_of(again, stage, "desk") == standings_of(scribe.book, stage, "desk")


def test_a_round_with_a_panel_of_its_own_adds_up_the_places_of_that_panel() -> None:
    scribe = Scribe(by_places(talk(panel=("lin", "wu", "he")))).open("talk")
    for team, given_ in {"red": "18 15 16", "blue": "17 16 16", "green": "12 14 -"}.items():
        for judge, value in zip(("lin", "wu", "he"), given_.split(), strict=True):
            if value != "-":
                scribe.mark("talk", team, judge, value)
    # Green: (3 + 3) ÷ 2 × 3; Xu is not of the panel.
    assert scribe.table() == [("red", 1, "4.5"), ("blue", 1, "4.5"), ("green", 2, "9.0")]


def test_what_belongs_to_a_performance_with_places_waits_for_them() -> None:
    jury = talk(performance="show", panel=("lin", "wu"))
    song = judged("song", better="lower", performance="show", panel=("he", "xu"))
    scribe = Scribe(by_places(jury, song))
    scribe.write("open", round="talk", detail={"with": ["song"]})
    for round_id, names in (("talk", ("lin", "wu")), ("song", ("he", "xu"))):
        for judge in names:
            scribe.mark(round_id, "red", judge, 9)
    with pytest.raises(Refusal, match="Talk goes by places"):
        check_releases(scribe.book, song, scribe.book.event.teams[0])
    assert desk_board(scribe.book)["hidden"]["song"]["red"]["score"] is None
    assert scribe.table("public")[0] == ("red", None, None)
    scribe.write("close", round="talk", detail={"with": ["song"]})
    assert scribe.table("public")[0] == ("red", 1, "11.0")


VALUES = st.lists(st.integers(0, 20), min_size=9, max_size=9)


@given(VALUES, VALUES, st.sampled_from(["team", "live", "round"]))
def test_nothing_that_the_hall_or_a_judge_sees_of_an_open_round_rests_on_others_marks(
    some: list[int], others: list[int], publish: str
) -> None:
    event = by_places(publish=publish, judges_see_totals=True, tie_breaks=("best_marks",))

    def seen(values: list[int]) -> list[Any]:
        scribe = Scribe(event).open("talk")
        teams = [team.id for team in event.teams]
        for n, team in enumerate(teams):
            scribe.mark("talk", team, "lin", 10 + n)
            for judge, value in zip(("wu", "he", "xu"), values[3 * n : 3 * n + 3], strict=True):
                scribe.mark("talk", team, judge, value)
        boards: list[Any] = [scribe.board(audience) for audience in ("public", "judge")]
        ways = [reckoning(scribe, t, who) for t in teams for who in ("public", "judge")]
        return [*boards, *ways, scribe.sheet("lin")]

    assert seen(some) == seen(others)


def test_a_shadows_marks_give_no_place_and_make_no_panel_larger() -> None:
    judges = (*people("lin wu he"), Judge("xu", "Xu", shadow=True))
    scribe = marked(by_places(judges=judges))
    # Without Xu: red 1 + 2 + 1.5, blue 2 + 1 + 1.5.
    assert scribe.table() == [("red", 1, "4.5"), ("blue", 1, "4.5"), ("green", 2, "9.0")]
    assert "place" not in desk_board(scribe.book)["marks"]["talk"]["red"]["xu"]
    assert [line.get("place") for line in reckoning(scribe, "red")["rounds"][0]["marks"]] == [
        "1", "2", "1.5", None,
    ]  # fmt: skip
