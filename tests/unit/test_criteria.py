"""A talk by criteria: four of them, seven judges, the highest and the lowest sum left out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts import marking
from scoreboard.contest.acts.setup_limits import check_returns, check_stays
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.boards.judge_sheet import judge_sheet
from scoreboard.contest.explaining.marks import mark_lines
from scoreboard.contest.model import Criterion, Event, Round
from scoreboard.contest.rules.criteria import highest_sum, step_of_sum, sum_of
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.outliers import Outlier, outliers
from scoreboard.contest.standings.evidence import evidence
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.event.document import read_document, to_document
from scoreboard.files.event.to_toml import to_toml
from scoreboard.files.event.toml_file import EventFileProblems, read_event_file
from scoreboard.files.sheets.criteria import read_criteria, write_criteria
from scoreboard.storage import setups
from tests.unit.contests import Scribe, contest, heat, judged, people

CONTENT = Criterion("content", "Content", Decimal(40))
SPEECH = Criterion("speech", "Speech", Decimal(30), Decimal("0.5"))
LOOK = Criterion("look", "Appearance", Decimal(10), Decimal(1), Decimal(2))
COMMA = "4,5 holds a comma, which can mean a decimal point or thousands."
FIVE = Decimal(5), Decimal("0.1"), Decimal("0.5")
TIME = Criterion("time", "Time", *FIVE)
SHEET = (CONTENT, SPEECH, LOOK, TIME)


def by_criteria(*criteria: Criterion, **rest: Any) -> Round:
    return judged(
        "talk", criteria=criteria, max=highest_sum(criteria), step=step_of_sum(criteria), **rest
    )


TALK = by_criteria(*SHEET, drop_high=1, drop_low=1)
# Seven sheets for red. Reckoned by hand: content + speech + 2 x look + time / 2.
SHEETS = {
    "j1": ("36", "27.5", "8", "4.6", "81.8"),
    "j2": ("35", "26", "9", "5", "81.5"),
    "j3": ("40", "30", "10", "5", "92.5"),
    "j4": ("36", "20", "5", "3.4", "67.7"),
    "j5": ("37", "28", "8", "4.2", "83.1"),
    "j6": ("34", "27", "9", "4.9", "81.45"),
    "j7": ("38", "25.5", "8", "4.4", "81.7"),
}


def parts(*values: str) -> dict[str, str]:
    return {one.id: value for one, value in zip(SHEET, values, strict=True)}


def marked(scribe: Scribe, judge: str, values: dict[str, str], kind: Any = "mark") -> Any:
    """A mark by criteria, as the verbs write it."""
    a_round = scribe.book.find_round("talk")
    value = marking.read_mark(a_round, None, values)
    return scribe.write(
        kind, by=f"judge:{judge}", round="talk", team="red", judge=judge, value=value,
        detail={"values": values},
    )  # fmt: skip


def talk(a_round: Round = TALK, **rules: Any) -> Event:
    return contest(heat(a_round), judges=people("j1 j2 j3 j4 j5 j6 j7"), **rules)


@pytest.fixture
def scribe() -> Scribe:
    scribe = Scribe(talk()).open("talk")
    for judge, (*values, _) in SHEETS.items():
        marked(scribe, judge, parts(*values))
    return scribe


def refused(values: dict[str, Any] | None, value: Any = None, a_round: Round = TALK) -> Any:
    with pytest.raises(Refusal) as refusal:
        marking.read_mark(a_round, value, values)
    return str(refusal.value), refusal.value.field


def test_each_mark_is_the_weighted_sum_of_its_sheet(scribe: Scribe) -> None:
    marks = scribe.book.round_record("talk").marks["red"]
    sums = {judge: mark.value for judge, mark in marks.items()}
    assert sums == {judge: Decimal(sheet[-1]) for judge, sheet in SHEETS.items()}
    assert marks["j1"].parts == {
        "content": Decimal(36), "speech": Decimal("27.5"), "look": Decimal(8),
        "time": Decimal("4.6"),
    }  # fmt: skip


def test_the_sums_are_dropped_and_never_a_part(scribe: Scribe) -> None:
    score = scribe.book.scores(TALK)["red"]
    assert score.dropped == {"j3", "j4"}
    # 81.8 + 81.5 + 83.1 + 81.45 + 81.7 = 409.55, by five.
    assert score.score == Fraction("81.91")
    # With the highest and lowest of each criterion left out instead it would be 82.31:
    # 36.4 (35 to 38) + 26.8 (25.5 to 28) + 2 x 8.4 (8 to 9) + 4.62 / 2 (4.2 to 5).


def test_the_limits_and_the_step_follow_from_the_criteria() -> None:
    assert highest_sum(SHEET) == Decimal("92.5")
    # Content goes by 1, speech by a half, the look by 2 x 1, time by a half of a tenth.
    assert step_of_sum(SHEET) == Decimal("0.05")
    assert kind_of(TALK).usual_limits(TALK) == (Decimal(0), Decimal("92.5"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"content": "41"}, ("Content goes from 0 to 40.", "values.content")),
        ({"content": "-1"}, ("Content goes from 0 to 40.", "values.content")),
        ({"speech": "27.3"}, ("Speech goes in steps of 0.5.", "values.speech")),
        ({"look": ""}, ("Nothing is given here yet.", "values.look")),
        ({"look": None}, ("Nothing is given here yet.", "values.look")),
        ({"time": "4,5"}, (
            f"{COMMA} Write it with a point, such as 8.5.", "values.time",
        )),
        ({"style": "3"}, ("Talk has no such criterion.", "values.style")),
    ],
)  # fmt: skip
def test_a_part_that_cannot_be_is_refused_at_its_field(change: Any, words: Any) -> None:
    assert refused({**parts("36", "27.5", "8", "4.6"), **change}) == words


def test_a_sheet_with_a_criterion_left_out_is_none() -> None:
    lacking = parts("36", "27.5", "8", "4.6")
    del lacking["look"]
    assert refused(lacking) == ("Appearance has not been marked.", "values.look")


def test_one_number_is_no_sheet_and_a_sheet_is_not_one_number() -> None:
    words = "Talk is marked by criteria: give each of them its mark."
    assert refused(None, "81.8") == (words, "values")
    words = "Essay takes one number for each team, not marks by criteria."
    assert refused({"content": "9"}, None, judged("essay")) == (words, "values")
    words = "Give the criteria their marks; the sum follows from them."
    assert refused(parts("36", "27.5", "8", "4.6"), "81.8") == (words, "value")


def test_desk_tablet_and_breakdown_show_the_parts_of_those_they_may(scribe: Scribe) -> None:
    mark = desk_board(scribe.book)["marks"]["talk"]["red"]["j6"]
    assert (mark["value"], mark["values"]) == ("81.45", parts("34", "27", "9", "4.9"))
    [stage] = desk_board(scribe.book)["stages"]
    assert [one["id"] for one in stage["rounds"][0]["criteria"]] == [one.id for one in SHEET]

    own = scribe.book.event.judges[0]
    sheet = judge_sheet(scribe.book, own, {})
    assert sheet["round"] is not None
    assert sheet["round"]["criteria"][2] == {
        "id": "look", "name": "Appearance", "max": "10", "step": "1", "weight": "2",
    }  # fmt: skip
    assert (sheet["round"]["decimals"], sheet["round"]["max"]) == (1, "92.5")
    red, blue, _ = sheet["teams"]
    assert red["values"] == parts("36", "27.5", "8", "4.6")
    assert "values" not in blue

    red_team = scribe.book.event.teams[0]
    lines = mark_lines(scribe.book, TALK, red_team, "desk", in_english)
    assert [part["value"] for part in lines[3]["parts"]] == ["36", "20", "5", "3.4"]
    assert lines[3]["words"] == "lowest, left out"


def test_parts_are_as_hidden_as_the_marks() -> None:
    scribe = Scribe(talk(publish="team")).open("talk")
    marked(scribe, "j1", parts("36", "27.5", "8", "4.6"))
    red = scribe.book.event.teams[0]
    assert "parts" in mark_lines(scribe.book, TALK, red, "desk", in_english)[0]
    assert "parts" not in mark_lines(scribe.book, TALK, red, "public", in_english)[0]
    scribe.write("absent", round="talk", team="red", reason="ill")
    for line in mark_lines(scribe.book, TALK, red, "public", in_english):
        assert line["value"] is None
        assert "parts" not in line


def test_a_correction_replaces_all_parts_and_an_undo_brings_them_back(scribe: Scribe) -> None:
    corrected = marked(scribe, "j4", parts("33", "22", "7", "3.4"), "correction")
    marks = scribe.book.round_record("talk").marks["red"]
    assert (marks["j4"].value, marks["j4"].parts["content"]) == (Decimal("70.7"), Decimal(33))
    scribe.undo(corrected)
    marks = scribe.book.round_record("talk").marks["red"]
    assert (marks["j4"].value, marks["j4"].parts["content"]) == (Decimal("67.7"), Decimal(36))


def test_criteria_stand_once_a_sheet_is_given_but_for_their_names(scribe: Scribe) -> None:
    heavier = by_criteria(CONTENT, SPEECH, LOOK, Criterion("time", "Time", Decimal(5)))
    with pytest.raises(Refusal, match="these stand"):
        check_stays(scribe.book, talk(heavier))
    with pytest.raises(Refusal, match="these stand"):
        check_stays(scribe.book, talk(judged("talk", max=Decimal("92.5"))))
    renamed = Criterion("content", "Substance", Decimal(40))
    check_stays(scribe.book, talk(by_criteria(renamed, *SHEET[1:])))
    check_stays(Scribe(talk()).open("talk").book, talk(heavier))


def test_a_mark_by_other_criteria_does_not_come_back() -> None:
    scribe = Scribe(talk()).open("talk")
    mark = marked(scribe, "j1", parts("36", "27.5", "8", "4.6"))
    scribe.undo(mark)
    check_returns(scribe.book, mark)
    scribe.write("setup", setup=talk(by_criteria(*SHEET[:3], Criterion("pace", "Pace", *FIVE))))
    with pytest.raises(Refusal, match="other criteria now"):
        check_returns(scribe.book, mark)


FILE = """
[event]
slug = "talks"
title = "Talks"
[[teams]]
name = "Red"
[[judges]]
name = "Lin"
[[stages]]
name = "Final"
[[stages.rounds]]
name = "Talk"
criteria = [
  {id = "content", name = "Content", max = 40},
  {name = "Speech", max = 30, step = 0.5},
  {id = "time", name = "Time", max = 5, step = 0.1, weight = 0.5},
]
"""


def test_the_event_file_holds_criteria_and_gives_them_back() -> None:
    event = read_event_file(FILE.encode())
    a_round = event.stages[0].rounds[0]
    assert [one.id for one in a_round.criteria] == ["content", "c2", "time"]
    assert (a_round.form, a_round.min, a_round.max) == ("criteria", Decimal(0), Decimal("72.5"))
    assert a_round.step == Decimal("0.05")
    assert read_event_file(to_toml(event).encode()) == event
    assert read_document(to_document(event)) == event
    assert setups.from_document(setups.to_document(event)) == event


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "time"', 'id = "content"', "The id content is already taken"),
        ('name = "Speech"', 'name = "Time"', "The name Time is already given"),
        ("max = 30, step = 0.5", "max = 30.2, step = 0.5", "no step of 0.5 from 0 leads to it"),
        ("max = 30, step = 0.5", "step = 0.5", "Say with max what Speech goes up to"),
        ("weight = 0.5", "weight = 0", "The weight of a criterion must be above 0."),
        ("step = 0.1", "step = 0", "step must be above 0."),
        ('name = "Talk"', 'name = "Talk"\nmax = 100', "The criteria come to max = 72.5."),
        ('name = "Talk"', 'name = "Talk"\nkind = "points"', "belong to a round with kind"),
        ("weight = 0.5", "weigth = 0.5", "Did you mean weight?"),
    ],
)  # fmt: skip
def test_the_event_file_says_in_words_what_is_wrong_with_criteria(
    old: str, new: str, words: str
) -> None:
    with pytest.raises(EventFileProblems) as problems:
        read_event_file(FILE.replace(old, new, 1).encode())
    assert words in str(problems.value)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 60), st.sampled_from(["1", "0.5", "0.25", "0.1"]),
            st.sampled_from(["1", "2", "0.5", "0.35"]),
        ), min_size=1, max_size=6,
    ),
    st.data(),
)  # fmt: skip
def test_every_sheet_that_is_allowed_comes_to_a_mark_that_the_round_allows(
    measures: list[tuple[int, str, str]], data: st.DataObject
) -> None:
    criteria = tuple(
        Criterion(f"c{n}", f"C{n}", Decimal(step) * count, Decimal(step), Decimal(weight))
        for n, (count, step, weight) in enumerate(measures)
    )
    a_round = by_criteria(*criteria)
    given_parts = {
        one.id: one.step * data.draw(st.integers(0, int(one.max / one.step))) for one in criteria
    }
    value = sum_of(criteria, given_parts)
    kind_of(a_round).check_limits(a_round, value)
    assert Fraction(value) == sum(
        Fraction(one.weight) * Fraction(given_parts[one.id]) for one in criteria
    )
    again = read_criteria(write_criteria(criteria))
    assert [(Decimal(one["max"]), one["name"], one["id"]) for one in again] == [
        (one.max, one.name, one.id) for one in criteria
    ]


@pytest.mark.parametrize("text", ["内容 40；表达 30", "内容：40分、表达：30分", "内容40\n表达 30"])
def test_criteria_are_read_from_a_cell_as_people_write_them(text: str) -> None:
    assert read_criteria(text) == [{"name": "内容", "max": "40"}, {"name": "表达", "max": "30"}]


def test_a_cell_may_say_step_weight_and_id() -> None:
    assert read_criteria("时间: 10 /0.5 ×2 #time") == [
        {"name": "时间", "max": "10", "step": "0.5", "weight": "2", "id": "time"}
    ]
    assert read_criteria("内容") == [{"name": "内容"}]


def test_a_tie_is_broken_by_a_criterion_of_the_sheets_that_count() -> None:
    """Red and blue have 81.5 from every judge; red has more of it for the content."""
    scribe = Scribe(talk(TALK, tie_breaks=("criterion:content",))).open("talk")
    for judge in SHEETS:
        for team, content, speech in (("red", "36", "25"), ("blue", "35", "26")):
            value = marking.read_mark(TALK, None, parts(content, speech, "9", "5"))
            values = parts(content, speech, "9", "5")
            scribe.write(
                "mark", by=f"judge:{judge}", round="talk", team=team, judge=judge, value=value,
                detail={"values": values},
            )  # fmt: skip
    scribe.close("talk")
    [first, second, third] = desk_board(scribe.book)["rows"]
    assert [(r["team"]["id"], r["rank"], r["decided_by"]) for r in (first, second)] == [
        ("red", 1, "score in “Content”"), ("blue", 2, "score in “Content”"),
    ]  # fmt: skip
    assert third["rank"] is None


def test_a_criterion_is_added_over_the_rounds_and_hidden_with_them() -> None:
    more = by_criteria(CONTENT)
    first = replace(TALK, drop_high=0, drop_low=0)
    second = replace(more, id="more", name="More")
    event = contest(heat(first, second), judges=people("j1"), publish="round")
    scribe = Scribe(event).open("talk")
    marked(scribe, "j1", parts("36", "27.5", "8", "4.6"))
    scribe.close("talk").open("more")
    scribe.write(
        "mark", by="judge:j1", round="more", team="red", judge="j1", value=Decimal(30),
        detail={"values": {"content": "30"}},
    )  # fmt: skip
    stage, red = event.stages[0], event.teams[0]
    desk = evidence(scribe.book, stage, red, stage.rounds, "desk").criteria
    numbers = {name: amount.number for name, amount in desk.items()}
    assert numbers == {
        "content": 66, "talk.content": 36, "more.content": 30,
        "speech": Fraction("27.5"), "talk.speech": Fraction("27.5"),
        "look": 8, "talk.look": 8, "time": Fraction("4.6"), "talk.time": Fraction("4.6"),
    }  # fmt: skip
    public = evidence(scribe.book, stage, red, stage.rounds, "public").criteria
    assert "more.content" not in public
    assert "content" not in public
    assert public["talk.content"].number == 36


def test_a_sum_that_is_far_from_the_others_is_not_taken_for_a_slip_of_the_hand() -> None:
    """18 for 81 would be digits swapped, had anybody typed it."""
    marks = {"j1": Decimal(80), "j2": Decimal(82), "j3": Decimal(81), "j4": Decimal(18)}
    assert outliers(TALK, marks) == {"j4": Outlier("far")}
    assert outliers(judged("talk", max=Decimal(100)), marks)["j4"].likely == 81
