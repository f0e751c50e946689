"""What holds for every set of scores: whom a tie-break parts, and whom it never may."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.contests import Scribe, contest, heat, points
from tests.unit.test_ties import Rows, ranks, solve

TEAMS = "red blue green white"

# Three rounds of few points each, so that totals are often equal.
WHOLE = st.lists(st.integers(-1, 2), min_size=3, max_size=3)
HOLED = st.lists(st.one_of(st.none(), st.integers(-1, 2)), min_size=3, max_size=3)
WHOLE_ROWS = st.lists(WHOLE, min_size=1, max_size=7)
HOLED_ROWS = st.lists(HOLED, min_size=1, max_size=7)
BREAKS = st.lists(
    st.sampled_from(
        [
            "latest_round",
            "best_rounds",
            "rounds_won",
            "fewest_deductions",
            "round:r1",
            "round:r2",
            "rounds:r1,r3",
        ]
    ),
    unique=True,
    max_size=4,
)
SCOPES = st.sampled_from(["all", "first", "cut"])


def total_of(row: list[int | None]) -> int | None:
    present = [score for score in row if score is not None]
    return sum(present) if present else None


def tied_groups(rows: Rows) -> list[list[int]]:
    """Positions of the teams that share a total, one list for each total."""
    totals = [total_of(row) for row in rows]
    return [
        [i for i, total in enumerate(totals) if total == shared]
        for shared in {total for total in totals if total is not None}
    ]


def keys_of(rows: Rows, tie_breaks: list[str]) -> list[tuple[Any, ...]]:
    """Each team's total and then what every tie-break says of it, computed here once more."""
    best = [max(column) for column in zip(*rows, strict=True)]
    ways = {
        "latest_round": lambda row: tuple(reversed(row)),
        "best_rounds": lambda row: tuple(sorted(row, reverse=True)),
        "rounds_won": lambda row: sum(a == b for a, b in zip(row, best, strict=True)),
        "fewest_deductions": lambda row: sum(score for score in row if score < 0),
        "round:r1": lambda row: row[0],
        "round:r2": lambda row: row[1],
        "rounds:r1,r3": lambda row: row[0] + row[2],
    }
    return [(sum(row), *(ways[name](row) for name in tie_breaks)) for row in rows]


@given(WHOLE_ROWS, BREAKS)
def test_with_all_scores_known_the_places_follow_total_and_tie_breaks_in_order(
    rows: Rows, tie_breaks: list[str]
) -> None:
    keys = keys_of(rows, tie_breaks)
    expected = [1 + sum(other > key for other in keys) for key in keys]
    assert ranks(rows, *tie_breaks) == expected


@given(WHOLE_ROWS, BREAKS)
def test_turning_every_score_round_and_calling_lower_better_changes_no_place(
    rows: Rows, tie_breaks: list[str]
) -> None:
    breaks = [name for name in tie_breaks if name != "fewest_deductions"]
    turned: Rows = [[-score for score in row if score is not None] for row in rows]
    assert ranks(turned, *breaks, lower_is_better=True) == ranks(rows, *breaks)


@given(HOLED_ROWS, BREAKS, SCOPES, st.integers(1, 6))
def test_a_tie_break_moves_nobody_out_of_the_places_they_share(
    rows: Rows, tie_breaks: list[str], scope: str, seats: int
) -> None:
    before = ranks(rows)
    after = ranks(rows, *tie_breaks, break_ties=scope, advance=seats)
    for group in tied_groups(rows):
        first = before[group[0]]
        assert first is not None
        shared = range(first, first + len(group))
        assert all(after[i] in shared for i in group)
        assert min(after[i] for i in group) == first  # type: ignore[type-var]


@given(HOLED_ROWS, BREAKS, SCOPES, st.integers(1, 6))
def test_every_place_that_a_tie_break_decided_says_so_and_no_other(
    rows: Rows, tie_breaks: list[str], scope: str, seats: int
) -> None:
    solved = solve(rows, *tie_breaks, break_ties=scope, advance=seats)
    for group in tied_groups(rows):
        parted = len({solved["ranks"][i] for i in group}) > 1
        assert [solved["decided_by"][i] is not None for i in group] == [parted] * len(group)


@given(HOLED_ROWS, BREAKS, SCOPES, st.integers(1, 6))
def test_ties_are_parted_only_where_the_event_says(
    rows: Rows, tie_breaks: list[str], scope: str, seats: int
) -> None:
    before = ranks(rows)
    after = ranks(rows, *tie_breaks, break_ties=scope, advance=seats)
    for group in tied_groups(rows):
        first = before[group[0]] or 0
        touched = {"all": True, "first": first == 1, "cut": first <= seats < first - 1 + len(group)}
        if not touched[scope]:
            assert [after[i] for i in group] == [first] * len(group)


@given(HOLED_ROWS, BREAKS, SCOPES, st.integers(1, 6), st.data())
def test_the_order_of_registration_parts_nobody(
    rows: Rows, tie_breaks: list[str], scope: str, seats: int, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(rows))))
    one = solve(rows, *tie_breaks, break_ties=scope, advance=seats)
    other = solve([rows[i] for i in order], *tie_breaks, break_ties=scope, advance=seats)
    for key in ("ranks", "totals", "decided_by", "cut"):
        assert other[key] == [one[key][i] for i in order]


@given(HOLED_ROWS, st.sampled_from(["best_rounds", "latest_round", "round:r1", "round:r2"]))
def test_a_tie_break_never_parts_what_it_has_no_evidence_for(rows: Rows, tie_break: str) -> None:
    """Whatever a missing score turns out to be, nobody may already have lost by it."""
    after = ranks(rows, tie_break)
    for group in tied_groups(rows):
        if len(group) != 2 or after[group[0]] == after[group[1]]:
            continue
        behind, ahead = sorted(group, key=lambda i: -(after[i] or 0))
        ours = sorted((s for s in rows[behind] if s is not None), reverse=True)
        theirs = sorted((s for s in rows[ahead] if s is not None), reverse=True)
        known = min(len(ours), len(theirs))
        if tie_break == "best_rounds":
            assert ours[:known] < theirs[:known]
        elif tie_break == "latest_round":
            pairs = list(zip(reversed(rows[behind]), reversed(rows[ahead]), strict=True))
            first = next(pair for pair in pairs if pair[0] != pair[1])
            assert None not in first
        else:
            nth = int(tie_break[-1]) - 1
            assert None not in (rows[behind][nth], rows[ahead][nth])


@given(WHOLE_ROWS, st.data())
def test_more_points_put_nobody_ahead_who_was_behind(rows: Rows, data: st.DataObject) -> None:
    breaks = ["best_rounds", "latest_round"]
    which = data.draw(st.integers(0, len(rows) - 1))
    nth = data.draw(st.integers(0, 2))
    raised: Rows = [list(row) for row in rows]
    raised[which][nth] = (rows[which][nth] or 0) + 1
    before, after = ranks(rows, *breaks)[which], ranks(raised, *breaks)[which]
    assert before is not None
    assert after is not None
    assert after <= before


SIDES: st.SearchStrategy[Literal["higher", "lower"]] = st.sampled_from(["higher", "lower"])


@given(
    st.dictionaries(st.sampled_from(TEAMS.split()), st.integers(-3, 3), max_size=4),
    st.sampled_from(["round:side", "latest_round", "rounds_won"]),
    SIDES,
)
def test_without_an_entry_nobody_is_ahead_of_anybody_with_one(
    given_points: dict[str, int], tie_break: str, better: Literal["higher", "lower"]
) -> None:
    side = points("side", weight=Decimal(0), better=better)
    event = contest(heat(points("early"), side), teams=TEAMS, tie_breaks=(tie_break,))
    scribe = Scribe(event).open("early").awards("early", **dict.fromkeys(TEAMS.split(), 5))
    scribe.close("early").open("side").awards("side", **given_points).close("side")
    rank = {row.team.id: row.rank or 0 for row in scribe.rows()}
    worst = max((rank[team] for team in given_points), default=1)
    assert all(rank[team] >= worst for team in TEAMS.split() if team not in given_points)
