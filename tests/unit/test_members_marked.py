"""Judges mark each member of a team: the member's score by the round's rule, then the team's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.running import missing
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Criterion, Entry, Event, Member, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.rules.consequences import consequences_of
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.event.document import read_document, to_document
from scoreboard.files.event.problems import EventFileProblems
from scoreboard.verbs.correcting import Correct
from scoreboard.verbs.ruling import MarkAbsent
from scoreboard.verbs.scorekeeping import SubmitMark
from scoreboard.verbs.verb import Verb
from tests.support.workbooks import QUIZ, Rows, read, workbook
from tests.unit.contests import Scribe, contest, final, judged, people
from tests.unit.desks import LIN, SCORER
from tests.unit.test_individuals import table

PEOPLE = {"red": "ann ben cat", "blue": "dan eve"}
JUDGES = "lin wu chen"


def talks(**rest: Any) -> Event:
    """Two teams of three and of two, three judges who mark every member."""
    rules = {key: rest.pop(key) for key in ("publish", "decimals", "better") if key in rest}
    event = contest(
        final(judged("talk", max=Decimal(10), step=Decimal("0.1"), by="member", **rest)),
        teams=" ".join(PEOPLE),
        judges=people(JUDGES),
        **{"publish": "team", "decimals": 2, **rules},
    )
    return replace(event, teams=tuple(map(_with_people, event.teams)))


def _with_people(team: Team) -> Team:
    members = tuple(Member(name.title(), id=name) for name in PEOPLE[team.id].split())
    return replace(team, members=members)


def mark(scribe: Scribe, member: str, **given: str) -> None:
    team = next(team for team, names in PEOPLE.items() if member in names.split())
    for judge, value in given.items():
        scribe.write(
            "mark", round="talk", team=team, judge=judge, value=Decimal(value),
            detail={"member": member},
        )  # fmt: skip


def marked(**rest: Any) -> Scribe:
    """Red: Ann 9, Ben 8, Cat 7.5 each by the mean of three. Nothing of Blue's."""
    scribe = Scribe(talks(**rest)).open("talk")
    mark(scribe, "ann", lin="9", wu="9.5", chen="8.5")
    mark(scribe, "ben", lin="8", wu="8", chen="8")
    mark(scribe, "cat", lin="7", wu="7.5", chen="8")
    return scribe


def red(scribe: Scribe, audience: str = "desk") -> str | None:
    return next(total for team, _, total in scribe.table(audience) if team == "red")


def totals(scribe: Scribe) -> dict[str, str | None]:
    return {team: total for team, _, total in scribe.table("public")}


@pytest.mark.parametrize(
    ("rule", "total"),
    [({}, "24.50"), ({"team_score": "mean"}, "8.17"), ({"team_score": "best", "best": 2}, "17.00"),
     ({"drop_high": 1, "drop_low": 1}, "24.50"), ({"aggregate": "sum"}, "73.50"),
     ({"weight": Decimal("0.5")}, "12.25")],
)  # fmt: skip
def test_a_team_has_the_sum_the_mean_or_the_best_of_its_members_scores(
    rule: dict[str, Any], total: str
) -> None:
    assert red(marked(**rule)) == total


def test_a_member_is_rounded_first_where_the_round_rounds_and_the_mean_is_exact() -> None:
    # Ann 9, 9, 8 is 8.666…: 8.7 where the round has one place.
    for places, total in ((1, "8.70"), (None, "8.67")):
        scribe = Scribe(_rounding(places)).open("talk")
        mark(scribe, "ann", lin="9", wu="9", chen="8")
        mark(scribe, "ben", lin="1", wu="1", chen="1")
        assert red(scribe) == total


def _rounding(places: int | None) -> Event:
    event = talks(team_score="best", best=1)
    stage = event.stages[0]
    a_round = replace(stage.rounds[0], decimals=places)
    return replace(event, stages=(replace(stage, rounds=(a_round,)),))


def test_nothing_of_a_team_is_seen_before_each_member_has_all_marks() -> None:
    scribe = Scribe(talks()).open("talk")
    mark(scribe, "ann", lin="9", wu="9", chen="9")
    mark(scribe, "ben", lin="8", wu="8", chen="8")
    mark(scribe, "cat", lin="7", wu="7")
    assert red(scribe, "public") is None
    assert table(scribe) == [], "no member's score is seen before the team's"
    assert scribe.board("public")["rows"][0]["rounds"] == {"talk": None}
    assert breakdown(scribe.book, scribe.book.stage, "red", "public", in_english)["rounds"] == []
    assert desk_board(scribe.book)["hidden"]["talk"]["red"] == {
        "given": 8,
        "of": 9,
        "score": "24.00",
    }
    assert missing(scribe.book, scribe.book.event.rounds[0])["chen"] == [
        "red:cat", "blue:dan", "blue:eve",
    ]  # fmt: skip
    mark(scribe, "cat", chen="7")
    assert red(scribe, "public") == "24.00"
    assert table(scribe) == [("ann", 1, False, "9.00"), ("ben", 2, False, "8.00"),
                             ("cat", 3, False, "7.00")]  # fmt: skip


def test_nobody_waits_for_a_member_who_is_absent_and_the_mean_leaves_it_out() -> None:
    scribe = Scribe(talks(team_score="mean")).open("talk")
    mark(scribe, "dan", lin="9", wu="9", chen="9")
    assert totals(scribe)["blue"] is None
    gone = scribe.write("absent", round="talk", team="blue", reason="ill", detail={"member": "eve"})
    assert totals(scribe)["blue"] == "9.00"
    assert scribe.board("public")["rows"][0]["absent"] == [], "the team is there"
    scribe.undo(gone)
    assert totals(scribe)["blue"] is None


def test_the_tablet_has_a_line_for_each_member_with_the_own_mark_alone() -> None:
    scribe = marked()
    lines = scribe.sheet("lin")["teams"]
    assert [(one["id"], one["name"], one["of"]["id"], one["mark"]) for one in lines] == [
        ("red:ann", "Ann", "red", "9"), ("red:ben", "Ben", "red", "8"),
        ("red:cat", "Cat", "red", "7"), ("blue:dan", "Dan", "blue", None),
        ("blue:eve", "Eve", "blue", None),
    ]  # fmt: skip
    assert [one["closed"] for one in lines] == [True, True, True, False, False]


def test_the_desk_sees_each_members_marks_and_what_is_dropped_of_them() -> None:
    marks = desk_board(marked(drop_high=1).book)["marks"]["talk"]
    assert {who: [judge for judge, one in given.items() if one["dropped"]]
            for who, given in marks.items()} == {
        "red:ann": ["wu"], "red:ben": ["lin"], "red:cat": ["chen"],
    }  # fmt: skip


def test_the_reckoning_goes_from_the_marks_to_the_members_to_the_team() -> None:
    scribe = marked(team_score="best", best=2)
    found = breakdown(scribe.book, scribe.book.stage, "red", "public", in_english)["rounds"][0]
    assert found["rule"] == (
        "For each member: Mean of the marks that count. "
        "For the team: sum of the best 2 members' scores"
    )
    assert found["steps"] == ["9 + 8 = 17"]
    assert [(one["member"]["name"], one["score"]["exact"], one["words"])  # type: ignore[index]
            for one in found["members"]] == [
        ("Ann", "9", "counts"), ("Ben", "8", "counts"),
        ("Cat", "7.5", "left out: others of the team have more"),
    ]  # fmt: skip
    assert [one["member"]["name"] for one in found["marks"]][::3] == ["Ann", "Ben", "Cat"]


def test_what_a_team_can_end_with_is_exact() -> None:
    scribe = Scribe(talks(team_score="best", best=2)).open("talk")
    mark(scribe, "ann", lin="9", wu="9", chen="9")
    rows = prospects(scribe.book, scribe.book.stage, in_english)["teams"]
    found = {one["team"]["id"]: (one["lowest"], one["highest"]) for one in rows}
    assert found == {"red": ("9.00", "20.00"), "blue": ("0.00", "20.00")}


def test_the_set_up_says_what_the_team_has() -> None:
    said = [one["text"] for one in consequences_of(talks(team_score="mean"), in_english)]
    assert "In Talk each member is marked; the team has the mean of the members' scores." in said


def test_a_judge_names_the_member_and_the_desk_corrects_one() -> None:
    scribe = Scribe(talks()).open("talk")
    with pytest.raises(Refusal, match="Each member is marked in Talk: say whose mark it is"):
        do(scribe, SubmitMark(LIN, "1", "talk", "red", 9))
    with pytest.raises(Refusal, match="Red has no such member"):
        do(scribe, SubmitMark(LIN, "2", "talk", "red", 9, member="dan"))
    first = do(scribe, SubmitMark(LIN, "3", "talk", "red", 9, member="ann"))
    do(scribe, SubmitMark(LIN, "4", "talk", "red", 8, member="ben"))
    do(scribe, Correct(SCORER, "5", "talk", "red", "lin", 7, "misread", member="ann",
                       replaces=first.version))  # fmt: skip
    marks = scribe.book.round_record("talk").marks
    assert {who: given["lin"].value for who, given in marks.items()} == {"red:ann": 7, "red:ben": 8}
    do(scribe, MarkAbsent(SCORER, "6", "red", "talk", "ill", member="cat"))
    with pytest.raises(Refusal, match="Cat is marked as absent from Talk"):
        do(scribe, SubmitMark(LIN, "7", "talk", "red", 9, member="cat"))


def do(scribe: Scribe, verb: Verb) -> Entry:
    """Let a verb be done in a book that is in no ledger."""
    drafted = verb.draft(scribe.book).entry("x", verb.by, "2024-11-30T15:00:00+08:00")
    entry = verb.confirm(scribe.book, verb.allow(scribe.book, drafted))
    said = {name: getattr(entry, name) for name in ("round", "team", "judge", "value", "reason")}
    return scribe.write(entry.kind, detail=entry.detail, **said)


def test_places_of_members_are_refused_by_name() -> None:
    document = to_document(talks())
    document["rules"]["better"] = "lower"
    document["stages"][0]["rounds"][0] |= {"aggregate": "places", "better": "lower"}
    with pytest.raises(EventFileProblems) as found:
        read_document(document)
    assert "MEMBERS_PLACED" in {one.fault.name for one in found.value.problems}


def test_a_criterion_of_members_decides_no_tie() -> None:
    event = talks()
    stage = event.stages[0]
    criteria = (
        Criterion("content", "Content", Decimal(6)),
        Criterion("voice", "Voice", Decimal(4)),
    )
    own = replace(stage.rounds[0], criteria=criteria, step=Decimal(1))
    document = to_document(replace(event, stages=(replace(stage, rounds=(own,)),)))
    read_document(document)
    document["rules"]["tie_breaks"] = ["criterion:content"]
    with pytest.raises(EventFileProblems) as found:
        read_document(document)
    assert "CRITERION_OF_MEMBERS" in {one.fault.name for one in found.value.problems}


MARKS = st.lists(st.integers(0, 100), min_size=3, max_size=3)


@given(st.lists(MARKS, min_size=3, max_size=3), st.sampled_from(["sum", "mean", "best"]),
       st.booleans())  # fmt: skip
def test_a_team_is_its_rule_over_its_members(
    given_marks: list[list[int]], rule: str, drop: bool
) -> None:
    best = {"best": 2} if rule == "best" else {}
    scribe = Scribe(talks(team_score=rule, drop_low=int(drop), **best)).open("talk")
    own = []
    for member, values in zip(["ann", "ben", "cat"], given_marks, strict=True):
        tenths = [Decimal(value) / 10 for value in values]
        mark(scribe, member, **dict(zip(JUDGES.split(), map(str, tenths), strict=True)))
        kept = sorted(map(Fraction, tenths))[int(drop) :]
        own.append(sum(kept, Fraction(0)) / len(kept))
    whole = sum(own, Fraction(0))
    expected = {"sum": whole, "mean": whole / 3, "best": whole - min(own)}[rule]
    assert red(scribe) == f"{round_half_up(expected, 2)}"


def test_a_workbook_says_it_too() -> None:
    sheets: dict[str, Rows] = {
        **QUIZ,
        "Rounds": [
            ["stage", "id", "name", "kind", "max", "points of", "team score", "best members"],
            ["Heat", "essay", "Essay", "judged", 20, "member", "best", 2],
            ["Final", "talk", "Talk", "judged", 20, None, None, None],
        ],
    }
    event = read(workbook(sheets)).event
    assert event is not None
    essay, talk = event.rounds
    assert (essay.kind, essay.by, essay.team_score, essay.best) == ("judged", "member", "best", 2)
    assert (talk.by, talk.team_score, talk.best) == ("team", "sum", None)
