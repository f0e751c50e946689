"""Points that are the members': the team has their sum, their mean, or the best of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.setup_change import check_change
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.rules.consequences import consequences_of
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.event.document import read_document, to_document
from scoreboard.files.event.problems import EventFileProblems
from tests.unit.contests import Scribe, points
from tests.unit.test_individuals import PEOPLE, give, quiz, table


def written_test(**rest: Any) -> Scribe:
    """A written test of members, open."""
    return Scribe(quiz(points("test", by="member", **rest), decimals=2)).open("test")


def totals(scribe: Scribe) -> dict[str, str]:
    found = {team: total for team, _, total in scribe.table()}
    return {team: f"{Decimal(total or 0).normalize():f}" for team, total in found.items()}


@pytest.mark.parametrize(
    ("rule", "red"),
    [({"team_score": "sum"}, "175"), ({"team_score": "mean"}, "87.5"),
     ({"team_score": "best", "best": 1}, "90"), ({"team_score": "best", "best": 5}, "175")],
)  # fmt: skip
def test_a_team_has_the_sum_the_mean_or_the_best_of_its_members(
    rule: dict[str, Any], red: str
) -> None:
    scribe = written_test(**rule)
    give(scribe, "test", "ann", 80)
    give(scribe, "test", "ben", 85)
    give(scribe, "test", "ann", 10)
    give(scribe, "test", "cid", 70)
    assert totals(scribe) == {"red": red, "blue": "70", "green": "0"}, "Dan is in no mean"
    assert table(scribe) == [("ann", 1, False, "90.00"), ("ben", 2, False, "85.00"),
                             ("cid", 3, False, "70.00")]  # fmt: skip


def test_where_less_is_better_the_lowest_members_count() -> None:
    lower = points("test", by="member", team_score="best", best=1, better="lower")
    scribe = Scribe(quiz(lower, better="lower")).open("test")
    give(scribe, "test", "ann", 31)
    give(scribe, "test", "ben", 28)
    assert totals(scribe)["red"] == "28"


def test_a_mean_is_exact_until_the_round_says_otherwise() -> None:
    for decimals, total in ((None, "33.33"), (0, "33")):
        scribe = written_test(team_score="mean", decimals=decimals, weight=Decimal(1))
        event = scribe.book.event
        red = event.teams[0]
        third = replace(red.members[0], id="third", name="Third")
        whole = replace(red, members=(*red.members, third))
        scribe = Scribe(replace(event, teams=(whole, *event.teams[1:]))).open("test")
        for member, value in (("ann", 30), ("ben", 30), ("third", 40)):
            scribe.award("test", "red", value, detail={"member": member})
        assert totals(scribe)["red"] == total


def test_the_reckoning_shows_the_way_from_the_members_to_the_team() -> None:
    scribe = written_test(team_score="mean")
    give(scribe, "test", "ann", 80)
    give(scribe, "test", "ben", 85)
    scribe.close("test")
    found = breakdown(scribe.book, scribe.book.stage, "red", "public", in_english)["rounds"][0]
    assert found["rule"] == "Mean of what the members have who were given anything"
    assert found["steps"][0] == "(80 + 85) ÷ 2 = 165 ÷ 2 = 82.5"
    assert [award.get("member") for award in found["awards"]] == ["Ann", "Ben"]


def test_a_round_of_members_is_open_ended_and_says_so() -> None:
    scribe = written_test(team_score="best", best=2, questions=3)
    found = prospects(scribe.book, scribe.book.stage, in_english)
    assert "the points are the members'" in found["rounds_left"][0]["words"]


def test_the_set_up_says_what_the_team_has() -> None:
    event = quiz(points("test", by="member", team_score="best", best=2))
    said = [one["text"] for one in consequences_of(event, in_english)]
    assert "Points in Test are the members'; the team has the sum of the best 2." in said


def test_whose_the_points_are_stands_once_the_round_has_begun() -> None:
    scribe = written_test()
    give(scribe, "test", "ann", 10)
    event = quiz(points("test"), decimals=2)
    with pytest.raises(Refusal, match="Test has begun, so it stands whose its points are"):
        check_change(scribe.book, event)
    check_change(scribe.book, quiz(points("test", by="member", team_score="mean"), decimals=2))


@pytest.mark.parametrize(
    ("change", "field", "fault"),
    [
        ({"by": "member", "team_score": "best"}, "best", "NO_BEST"),
        ({"by": "member", "best": 2}, "best", "BEST_ALONE"),
        ({"team_score": "mean"}, "team_score", "NOT_BY_MEMBER"),
        ({"by": "member", "fouls": {"free": 1}}, "by", "MEMBERS_FOULS"),
    ],
)
def test_what_does_not_go_together_is_a_fault(
    change: dict[str, Any], field: str, fault: str
) -> None:
    document = to_document(quiz(points("test")))
    document["stages"][0]["rounds"][0] |= change
    with pytest.raises(EventFileProblems) as found:
        read_document(document)
    problems = {(one.where, one.fault.name) for one in found.value.problems}
    assert (f"stages.0.rounds.0.{field}", fault) in problems


MEMBERS = st.sampled_from(["ann", "ben", "cid", "dan"])


@given(
    st.lists(st.tuples(MEMBERS, st.integers(-9, 9)), max_size=9),
    st.sampled_from(["sum", "mean", "best"]),
    st.randoms(),
)  # fmt: skip
def test_the_order_of_entry_changes_no_team(
    acts: list[tuple[str, int]], rule: str, random: Any
) -> None:
    best = {"best": 1} if rule == "best" else {}
    found = []
    for _ in range(2):
        scribe = written_test(team_score=rule, **best)
        for member, value in acts:
            give(scribe, "test", member, value)
        found.append(totals(scribe))
        random.shuffle(acts)
    assert found[0] == found[1]
    sums: dict[str, int] = {}
    for member, value in acts:
        sums[member] = sums.get(member, 0) + value
    for team, people in PEOPLE.items():
        own = [sums[one] for one in people.split() if one in sums]
        if rule == "best" and own:
            assert found[0][team] == str(max(own))
        elif rule == "sum":
            assert found[0][team] == str(sum(own))


def test_a_rule_problem_has_teams_of_their_members() -> None:
    rows = [[80, 85], [90, None], [None, None]]
    found = {
        rule: answer({"members": rows, "team_score": rule, "decimals": 1, **more})
        for rule, more in (("sum", {}), ("mean", {}), ("best", {"best": 1}))
    }
    assert found["sum"]["totals"] == ["165.0", "90.0", None]
    assert found["mean"]["totals"] == ["82.5", "90.0", None]
    assert (found["best"]["totals"], found["best"]["ranks"]) == (
        ["85.0", "90.0", None],
        [2, 1, None],
    )
    assert answer({"members": rows, "team_score": "best"})["error"].startswith("best: ")
    assert "error" in answer({"members": rows, "best": 2})
    times = {"members": [[31, 28], [30, 40]], "team_score": "best", "best": 1, "better": "lower"}
    assert answer(times)["ranks"] == [1, 2]
