"""Who goes on: by number, share, threshold and quota, and what happens where these meet."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts import advancing
from scoreboard.contest.acts.advancing import BlockingTie
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Event, Rounding, Stage
from scoreboard.contest.rules.going_on import edge_of, share_of, who_goes_on
from scoreboard.contest.words import Refusal, in_english
from tests.support.cuts import cut_states
from tests.unit.contests import Scribe, contest, final, heat, points

# Who comes from where: two of the North, two of the South, Gold of nowhere.
HOME = {"red": "North", "blue": "North", "green": "South", "pink": "South", "gold": ""}


def cup(**rule: Any) -> Event:
    event = contest(heat(points(), **rule), final(points("talk")), teams=" ".join(HOME))
    teams = tuple(replace(team, organisation=HOME[team.id]) for team in event.teams)
    return replace(event, teams=teams)


def played(amounts: dict[str, int], **rule: Any) -> Scribe:
    return Scribe(cup(**rule)).open("buzzer").awards("buzzer", **amounts).close("buzzer")


def cuts(scribe: Scribe) -> dict[str, str | None]:
    return {row["team"]["id"]: row["cut"] for row in scribe.board()["rows"]}


def barred(scribe: Scribe) -> dict[str, str]:
    rows = scribe.board()["rows"]
    return {row["team"]["id"]: row["barred"] for row in rows if row["barred"]}


def named(scribe: Scribe, decision: Any = None) -> list[str]:
    return advancing.named_teams(scribe.book, scribe.book.stage, decision)


LADDER = {"red": 90, "blue": 80, "green": 60, "pink": 50, "gold": 40}


def test_the_threshold_is_inclusive_and_what_is_to_be_exceeded_is_not() -> None:
    assert named(played(LADDER, threshold=Decimal(60))) == ["red", "blue", "green"]
    assert named(played(LADDER, above=Decimal(60))) == ["red", "blue"]


def test_a_threshold_met_by_fewer_than_may_go_on_leaves_places_empty() -> None:
    scribe = played(LADDER, advance=4, threshold=Decimal(70))
    assert named(scribe) == ["red", "blue"]
    # Gold was too low for one of the four places anyway, after Green and Pink: all are below 70.
    assert barred(scribe) == {"green": "threshold", "pink": "threshold", "gold": "threshold"}
    assert scribe.board()["cut_line"] == {"after": 2, "tied": 0, "left": 0}


def test_more_who_pass_than_may_go_on_are_cut_by_number() -> None:
    scribe = played(LADDER, advance=2, threshold=Decimal(50))
    assert named(scribe) == ["red", "blue"]
    assert barred(scribe) == {}


def test_a_tie_across_the_number_is_guarded_also_where_all_of_it_pass() -> None:
    level = {**LADDER, "blue": 60}
    scribe = played(level, advance=2, threshold=Decimal(60))
    assert advancing.blocking_tie(scribe.book, scribe.book.stage) == BlockingTie(
        ("blue", "green"), 1
    )
    with pytest.raises(Refusal, match="tied for 1 of the places"):
        named(scribe)
    # Below the threshold the same tie settles nothing, and nobody has to settle it.
    assert named(played(level, advance=2, threshold=Decimal(61))) == ["red"]


def test_nobody_is_announced_where_nobody_passes() -> None:
    scribe = played(LADDER, threshold=Decimal(91))
    with pytest.raises(Refusal, match="no team goes on from Heat"):
        named(scribe)
    assert scribe.board()["cut_line"] is None


@pytest.mark.parametrize(
    ("share", "teams", "up", "down", "half_up"),
    [("0.3", 5, 2, 1, 2), ("0.3", 10, 3, 3, 3), ("0.25", 6, 2, 1, 2), ("0.2", 7, 2, 1, 1)],
)
def test_a_share_is_a_whole_number_of_teams(
    share: str, teams: int, up: int, down: int, half_up: int
) -> None:
    exact = Decimal(share)
    found = [share_of(exact, teams, how) for how in ("up", "down", "half_up")]  # type: ignore[arg-type]
    assert found == [up, down, half_up]


def test_a_share_counts_the_placed_teams_and_no_others() -> None:
    half: dict[str, Any] = {"advance_share": Decimal("0.5"), "rounding": "down"}
    scribe = played(LADDER, **half)
    assert named(scribe) == ["red", "blue"]
    scribe.write("withdraw", team="pink", reason="ill")
    scribe.write("withdraw", team="gold", reason="ill")
    # Three have a place by now, and half of them is one.
    assert named(scribe) == ["red"]


def test_a_quota_gives_the_place_to_the_next_organisation() -> None:
    scribe = played(LADDER, advance=2, quota=1)
    assert named(scribe) == ["red", "green"]
    assert barred(scribe) == {"blue": "quota"}
    # The line runs below Green; Blue stands above it and is out.
    assert scribe.board()["cut_line"] == {"after": 3, "tied": 0, "left": 0}
    assert cuts(scribe)["blue"] == "out"


def test_teams_of_no_organisation_are_not_counted_together() -> None:
    event = cup(advance=2, quota=1)
    alone = replace(event, teams=tuple(replace(team, organisation="") for team in event.teams))
    scribe = Scribe(alone).open("buzzer").awards("buzzer", **LADDER).close("buzzer")
    assert named(scribe) == ["red", "blue"]


def test_a_tie_at_the_edge_of_a_quota_is_guarded_and_a_play_off_parts_it() -> None:
    scribe = played({**LADDER, "red": 80}, advance=3, quota=1)
    assert cuts(scribe) == {
        "red": "tied", "blue": "tied", "green": "in", "pink": "out", "gold": "in",
    }  # fmt: skip
    tie = advancing.blocking_tie(scribe.book, scribe.book.stage)
    assert tie == BlockingTie(("red", "blue"), 1)
    with pytest.raises(Refusal, match="Red, Blue are tied for 1"):
        named(scribe)
    scribe.write("lots", stage="heat", reason="drawn", detail={"order": ["blue", "red"]})
    assert named(scribe) == ["blue", "green", "gold"]


def test_all_who_are_tied_at_the_edge_of_a_quota_may_be_taken_by_decision() -> None:
    scribe = played({**LADDER, "red": 80}, advance=3, quota=1)
    assert named(scribe, "all") == ["red", "blue", "green", "gold"]


def test_a_tie_of_several_organisations_asks_for_as_many_places_as_are_left() -> None:
    level = {"red": 80, "blue": 80, "green": 80, "pink": 80, "gold": 40}
    tie = advancing.blocking_tie((s := played(level, advance=3, quota=1)).book, s.book.stage)
    assert tie == BlockingTie(("red", "blue", "green", "pink"), 2)
    tie = advancing.blocking_tie((s := played(level, advance=1, quota=1)).book, s.book.stage)
    assert tie == BlockingTie(("red", "blue", "green", "pink"), 1)


def test_tie_breaks_only_across_the_cut_leave_a_tie_below_the_threshold() -> None:
    event = cup(advance=2, threshold=Decimal(70))
    event = replace(event, rules=replace(event.rules, tie_breaks=("rounds_won",), break_ties="cut"))
    scribe = Scribe(event).open("buzzer").awards("buzzer", **{**LADDER, "blue": 60}).close("buzzer")
    assert not any(row["decided_by"] for row in scribe.board()["rows"])


def test_what_is_possible_promises_nothing_that_a_threshold_or_a_quota_forbids() -> None:
    scribe = Scribe(cup(advance=4, quota=1, threshold=Decimal(10))).open("buzzer")
    told = prospects(scribe.book, scribe.book.stage, in_english)["teams"]
    assert {one["outcome"] for one in told} <= {"open-ended"}


def test_the_rule_is_said_in_a_few_words() -> None:
    stage = Stage("heat", "Heat", (), advance=8, threshold=Decimal(60), quota=2)
    assert who_goes_on(stage, in_english) == (
        "the first 8 of all with 60 or more, at most 2 of one organisation"
    )
    assert who_goes_on(replace(stage, advance=None, quota=0), in_english) == "all with 60 or more"
    assert who_goes_on(Stage("final", "Final", ()), in_english) is None


FIELD = st.lists(st.tuples(st.integers(0, 6), st.sampled_from("NSW")), min_size=1, max_size=9)
RULE = st.builds(
    lambda number, share, bar, quota, rounding: Stage(
        "heat", "Heat", (),
        advance=None if share else number, advance_share=Decimal("0.4") if share else None,
        threshold=bar, quota=quota, rounding=rounding,
    ),
    st.integers(1, 6), st.booleans(), st.none() | st.integers(0, 6).map(Decimal),
    st.integers(0, 3), st.sampled_from(Rounding.__args__),  # type: ignore[attr-defined]
)  # fmt: skip


def states(rule: Stage, field: list[tuple[int, str]]) -> list[str]:
    totals = [Decimal(total) for total, _ in field]
    edge = edge_of(rule, len(field), totals, [home for _, home in field])
    return [one.cut if one else "" for one in edge.states(totals)]


@given(RULE, FIELD, st.randoms(use_true_random=False))
def test_the_order_of_the_teams_changes_nobodys_fate(
    rule: Stage, field: list[tuple[int, str]], random: Any
) -> None:
    shuffled = [*field]
    random.shuffle(shuffled)
    fates = [Counter(zip(f, states(rule, f), strict=True)) for f in (field, shuffled)]
    assert fates[0] == fates[1]


@given(RULE, FIELD)
def test_neither_the_number_nor_the_quota_nor_the_threshold_is_passed(
    rule: Stage, field: list[tuple[int, str]]
) -> None:
    found = list(zip(field, states(rule, field), strict=True))
    inside = [home for (_, home), cut in found if cut == "in"]
    seats = rule.advance
    if rule.advance_share is not None:
        seats = share_of(rule.advance_share, len(field), rule.rounding)
    assert seats is not None
    assert len(inside) <= seats
    assert not rule.quota or max(Counter(inside).values(), default=0) <= rule.quota
    for (total, _), cut in found:
        assert rule.threshold is None or total >= rule.threshold or cut == "out"
    # A tie is for a place that is there: who is tied and who is in are more than fit, or fewer go.
    tied = [home for (_, home), cut in found if cut == "tied"]
    assert not tied or len(tied) > 1


@given(FIELD, st.integers(1, 6))
def test_without_threshold_and_quota_it_is_the_plain_cut_by_number(
    field: list[tuple[int, str]], seats: int
) -> None:
    rule = Stage("heat", "Heat", (), advance=seats)
    assert states(rule, field) == cut_states([total for total, _ in field], seats)
