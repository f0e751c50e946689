"""Whatever was scored behind a freeze: places stay, and no step tells more than its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.model import Division, Event, Method
from scoreboard.contest.show.message import scene_of
from scoreboard.contest.words import in_english
from tests.support.examples import examples
from tests.unit.contests import Scribe, contest, final, heat, points
from tests.unit.test_freezing import freeze, step

TEAMS = ("red", "blue", "green", "gold", "grey")
# Few values, so that ties are common, at the cut too; some are deductions.
SCORES = st.tuples(*[st.sampled_from([-10, 0, 10, 20])] * len(TEAMS))
Scores = Sequence[int]


@st.composite
def events(draw: st.DrawFn) -> Event:
    """One stage of two rounds with a cut, under any numbering; sometimes a guest, or divisions."""
    method: Method = draw(st.sampled_from(get_args(Method)))
    breaks = draw(st.sampled_from([(), ("latest_round",), ("round:one",)]))
    made = contest(
        heat(points("one"), points("two"), advance=draw(st.integers(1, 3)), base=Decimal(100)),
        final(points("last")),
        teams=" ".join(TEAMS), ranking=method, tie_breaks=breaks, publish="team",
    )  # fmt: skip
    guest = draw(st.sampled_from([None, None, "gold"]))
    teams = tuple(replace(team, guest=team.id == guest) for team in made.teams)
    if draw(st.integers(0, 3)):
        return replace(made, teams=teams)
    divisions = (Division("a", "A"), Division("b", "B"))
    apart = tuple(replace(t, division="ab"[n % 2]) for n, t in enumerate(teams))
    return replace(made, teams=apart, divisions=divisions)


def played(contest_event: Event, first: Scores, second: Scores) -> Scribe:
    """Frozen after the first round; the second is played behind the freeze."""
    scribe = Scribe(contest_event)
    scribe.open("one").awards("one", **dict(zip(TEAMS, first, strict=True))).close("one")
    freeze(scribe)
    scribe.open("two").awards("two", **dict(zip(TEAMS, second, strict=True))).close("two")
    return scribe


def told(scribe: Scribe) -> list[Any]:
    """All that the hall and the judges are told, the version aside."""
    drawn = Drawn(scribe.book, in_english)
    boards = [drawn.board(seer, s) for seer in ("public", "judge") for s in (None, "heat", "final")]
    return [
        *({**board, "version": 0, "at": ""} for board in boards),
        {**scene_of(drawn, "public"), "version": 0, "at": ""},
        {**(drawn.sheet("lin") or {}), "version": 0, "at": ""},
    ]


def revealed(scribe: Scribe) -> list[tuple[Any, ...]]:
    rows = Drawn(scribe.book, in_english).board("public")["rows"]
    return [(r["team"]["id"], r["rank"], r["total"]) for r in rows if r.get("revealed")]


def of(scribe: Scribe) -> int:
    at = Drawn(scribe.book, in_english).board("public").get("reveal")
    assert at is not None
    return at["of"]


@settings(examples(80))
@given(events(), SCORES, SCORES)
def test_a_revealed_place_never_changes_and_the_last_step_is_the_result(
    made: Event, first: Scores, second: Scores
) -> None:
    scribe = played(made, first, second)
    unfrozen = played(made, first, second)
    unfrozen.write("unfreeze", stage="heat")
    board = Drawn(unfrozen.book, in_english).board("public")
    places = {r["team"]["id"]: (r["rank"], r["total"]) for r in board["rows"]}
    step(scribe)
    before: set[tuple[Any, ...]] = set()
    for n in range(1, of(scribe) + 1):
        step(scribe)
        now = revealed(scribe)
        assert len(now) == n
        assert before <= set(now)
        assert all(places[team] == (rank, total) for team, rank, total in now)
        before = set(now)
    last = Drawn(scribe.book, in_english).board("public")
    assert [row["team"]["id"] for row in last["rows"]] == [
        row["team"]["id"] for row in board["rows"]
    ]
    assert [row["cut"] for row in last["rows"]] == [row["cut"] for row in board["rows"]]
    assert not last["frozen"]


@settings(examples(250))
@given(events(), SCORES, SCORES, st.data())
def test_no_step_tells_anything_of_those_who_are_still_hidden(
    made: Event, first: Scores, second: Scores, data: st.DataObject
) -> None:
    """Two contests that differ only in what the hidden have scored are told alike."""
    scribe = played(made, first, second)
    step(scribe)
    steps = data.draw(st.integers(0, of(scribe)), "steps")
    for _ in range(steps):
        step(scribe)
    shown = set(scribe.book.freeze.revealed) if scribe.book.freeze else set()
    hidden = [team for team in TEAMS if team not in shown]
    at = {team: f + s for team, f, s in zip(TEAMS, first, second, strict=True)}
    if data.draw(st.booleans(), "permuted"):
        totals = data.draw(st.permutations([at[team] for team in hidden]), "totals")
    else:
        totals = [at[t] + data.draw(st.sampled_from([0, 10, 20, 30])) for t in hidden]
    other_totals = {**at, **dict(zip(hidden, totals, strict=True))}
    other = played(made, first, [other_totals[t] - f for t, f in zip(TEAMS, first, strict=True)])
    step(other)
    for _ in range(steps):
        step(other)
    assume(revealed(other) == revealed(scribe))
    event(f"of {of(scribe)} teams {steps} are revealed, others differ: {other_totals != at}")
    if steps < of(scribe):
        for one, its in zip(told(scribe), told(other), strict=True):
            assert {key: said for key, said in its.items() if said != one[key]} == {}


@settings(examples(60))
@given(events(), SCORES, SCORES, st.lists(st.sampled_from(["next", "next", "back"]), max_size=12))
def test_the_same_step_tells_the_same_whichever_way_one_came(
    made: Event, first: Scores, second: Scores, ways: list[Any]
) -> None:
    scribe = played(made, first, second)
    step(scribe)
    most, at = of(scribe), 0
    seen: dict[int, list[Any]] = {0: told(scribe)}
    for way in ways:
        if (at, way) in ((0, "back"), (most, "next")):
            continue
        step(scribe, way)
        at += 1 if way == "next" else -1
        assert seen.setdefault(at, told(scribe)) == told(scribe)
    if at < most:
        step(scribe, "finish")
    assert seen.setdefault(most, told(scribe)) == told(scribe)
    whole = played(made, first, second)
    step(whole)
    step(whole, "finish")
    assert told(whole) == seen[most]
