"""Divisions side by side: places, cut, ties and prizes are within each (contract, section 9)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.advancing import (
    BlockingTie,
    blocking_tie,
    check_together,
    named_teams,
    taken_together,
)
from scoreboard.contest.boards.awards import prize_givings
from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.boards.overall import overall
from scoreboard.contest.boards.tables import of_tables, split
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Division, Event, Prize, Stage
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.event.to_toml import to_toml
from scoreboard.files.event.toml_file import EventFileProblems, read_event_file
from tests.unit.contests import Scribe, contest, final, heat, judged, points

JUNIOR, SENIOR = Division("junior", "Junior"), Division("senior", "Senior")
ONE_EACH = (Prize("p1", "First prize", count=1), Prize("p2", "Second prize", count=1))


def divided(
    *stages: Stage, junior: str = "ann bob cat", senior: str = "dan eve fay", **rest: Any
) -> Event:
    """Teams are registered turn by turn, so that no division comes before the other."""
    young, old = junior.split(), senior.split()
    pairs = [name for pair in zip(young, old, strict=False) for name in pair]
    teams = " ".join([*pairs, *young[len(old) :], *old[len(young) :]])
    prizes = rest.pop("prizes", ())
    event = contest(*(stages or (final(points()),)), teams=teams, **rest)
    named = [replace(t, division="junior" if t.id in young else "senior") for t in event.teams]
    return replace(event, teams=tuple(named), divisions=(JUNIOR, SENIOR), prizes=prizes)


def scored(event: Event, **awards: Any) -> Scribe:
    first = event.stages[0].rounds[0].id
    return Scribe(event).open(first).awards(first, **awards).close(first)


def rows_of(scribe: Scribe) -> tuple[Standing, ...]:
    return standings_of(scribe.book, scribe.book.stage, "desk").rows


SIX = {"ann": 5, "bob": 9, "cat": 7, "dan": 8, "eve": 20, "fay": 8}


def test_the_board_goes_division_by_division_and_each_has_places_of_its_own() -> None:
    drawn = board(scored(divided(), **SIX).book, "public")
    told = [(r["team"]["id"], r["division"], r["rank"], r["tied"]) for r in drawn["rows"]]
    assert told == [
        ("bob", "junior", 1, False), ("cat", "junior", 2, False), ("ann", "junior", 3, False),
        ("eve", "senior", 1, False), ("dan", "senior", 2, True), ("fay", "senior", 2, True),
    ]  # fmt: skip
    # 20, 9, 8, 8, 7, 5: over all.
    assert [row["overall"] for row in drawn["rows"]] == [2, 4, 5, 1, 3, 3]
    assert [row["medal"] for row in drawn["rows"]] == [1, 2, 3, 1, 2, 2]
    assert [(t["division"], t["teams"]) for t in drawn["tables"]] == [
        ({"id": "junior", "name": "Junior"}, 3), ({"id": "senior", "name": "Senior"}, 3),
    ]  # fmt: skip
    assert drawn["cut_line"] is None


def test_without_divisions_no_board_speaks_of_any() -> None:
    drawn = board(Scribe(contest()).book, "public")
    assert "tables" not in drawn
    assert not {"division", "overall"} & drawn["rows"][0].keys()


def test_the_cut_is_counted_in_each_division() -> None:
    event = divided(heat(points(), advance=2), final(judged()))
    drawn = board(scored(event, **SIX).book, "public")
    cuts = {row["team"]["id"]: row["cut"] for row in drawn["rows"]}
    # Junior: 9 and 7. Senior: 20, and two with 8 for the one place that is left.
    assert cuts == {
        "bob": "in", "cat": "in", "ann": "out", "eve": "in", "dan": "tied", "fay": "tied",
    }  # fmt: skip
    assert [t["cut_line"] for t in drawn["tables"]] == [
        {"after": 2, "tied": 0, "left": 0}, {"after": 3, "tied": 2, "left": 1},
    ]  # fmt: skip
    assert drawn["cut_line"] is None


def test_one_division_alone_is_a_board_with_its_own_line() -> None:
    event = divided(heat(points(), advance=2), final(judged()))
    drawn = board(scored(event, **SIX).book, "public")
    alone = of_tables(drawn, ["senior"])
    assert [row["team"]["id"] for row in alone["rows"]] == ["eve", "dan", "fay"]
    assert alone["cut_line"] == {"after": 3, "tied": 2, "left": 1}
    assert [name for name, _ in split(drawn)] == ["Junior", "Senior"]
    assert of_tables(drawn, []) is drawn
    assert of_tables(drawn, ["junior", "senior"])["cut_line"] is None
    assert split(board(Scribe(contest()).book, "public"))[0][0] == ""


def test_all_who_go_on_are_announced_at_once_division_by_division() -> None:
    event = divided(heat(points(), advance=1), final(judged()))
    book = scored(event, **SIX).book
    assert named_teams(book, book.stage, None) == ["bob", "eve"]


def test_a_tie_in_one_division_blocks_the_announcement_of_all() -> None:
    event = divided(heat(points(), advance=2), final(judged()))
    book = scored(event, **SIX).book
    assert blocking_tie(book, book.stage) == BlockingTie(("dan", "fay"), 1)
    with pytest.raises(Refusal, match="Dan, Fay"):
        named_teams(book, book.stage, None)
    assert named_teams(book, book.stage, "all") == ["bob", "cat", "eve", "dan", "fay"]
    tie = desk_board(book)["tie"]
    assert tie is not None
    assert tie["division"] == {"id": "senior", "name": "Senior"}


def test_lots_in_a_division_order_only_its_own() -> None:
    event = divided(heat(points(), advance=2), final(judged()))
    scribe = scored(event, **SIX | {"ann": 7})
    # Cat and Ann of the juniors are equal, too: 7.
    assert blocking_tie(scribe.book, scribe.book.stage) == BlockingTie(("ann", "cat"), 1)
    scribe.write("lots", stage="heat", detail={"order": ["fay", "dan"]})
    rows = {r.team.id: (r.rank, r.decided_by) for r in rows_of(scribe)}
    assert rows["fay"][0] == 2
    assert rows["dan"][0] == 3
    assert rows["ann"] == rows["cat"] == (2, None)


def test_equal_teams_of_two_divisions_are_no_tie_and_cannot_be_parted() -> None:
    event = divided(heat(points(), advance=1), final(judged()), junior="ann bob", senior="dan eve")
    book = scored(event, ann=9, bob=1, dan=9, eve=2).book
    assert blocking_tie(book, book.stage) is None
    with pytest.raises(Refusal, match="exactly"):
        check_together(book, book.stage, ["ann", "dan"])


def test_where_two_divisions_are_tied_one_decision_is_for_one_of_them() -> None:
    event = divided(heat(points(), advance=1), final(judged()), junior="ann bob", senior="dan eve")
    scribe = scored(event, ann=9, bob=9, dan=4, eve=4)
    stage = scribe.book.stage
    with pytest.raises(Refusal, match="Settle one tie after the other"):
        named_teams(scribe.book, stage, "all")
    assert check_together(scribe.book, stage, []) == ["ann", "bob"]
    assert taken_together(scribe.book, stage, ["ann", "bob"]) == "cut"
    scribe.write("together", stage="heat", detail={"teams": ["ann", "bob"], "of": "cut"})
    assert blocking_tie(scribe.book, scribe.book.stage) == BlockingTie(("dan", "eve"), 1)
    scribe.write("lots", stage="heat", detail={"order": ["eve", "dan"]})
    assert named_teams(scribe.book, scribe.book.stage, None) == ["ann", "bob", "eve"]


def test_each_division_has_a_winner_and_a_first_place_may_be_shared_in_one() -> None:
    scribe = scored(divided(junior="ann bob", senior="dan eve"), ann=9, bob=9, dan=4, eve=3)
    stage = scribe.book.stage
    assert blocking_tie(scribe.book, stage) == BlockingTie(("ann", "bob"), 1)
    assert named_teams(scribe.book, stage, "share") == ["ann", "bob", "dan"]
    scribe.write(
        "advance", stage="final", detail={"teams": ["ann", "bob", "dan"], "decision": "share"}
    )
    drawn = board(scribe.book, "public")
    assert drawn["winners"] == ["ann", "bob", "dan"]
    assert [part["winners"] for _, part in split(drawn)] == [["ann", "bob"], ["dan"]]
    said = [
        breakdown(scribe.book, stage, team, "public", in_english)["announced"]
        for team in ("ann", "dan", "eve")
    ]
    assert [one and one["words"] for one in said] == [
        "Announced: shares the first place", "Announced as the winner",
        "Announced: the winner is another",
    ]  # fmt: skip


def test_prizes_are_given_in_each_division_and_a_share_is_of_its_own_placed_teams() -> None:
    prizes = (
        Prize("gold", "Gold", share=Decimal("0.5"), rounding="down"),
        Prize("best", "Best senior", count=1, division="senior"),
    )
    event = divided(junior="ann bob", senior="dan eve fay gus", prizes=prizes)
    scribe = scored(event, ann=1, bob=2, dan=9, eve=8, fay=7, gus=6)
    prizes_of = {row.team.id: row.prize for row in rows_of(scribe)}
    # Half of two juniors is one; half of four seniors two, and the next has the seniors' own.
    assert prizes_of == {
        "bob": "gold", "ann": None, "dan": "gold", "eve": "gold", "fay": "best", "gus": None,
    }  # fmt: skip
    scribe.write("advance", stage="final", detail={"teams": ["bob", "dan"]})
    givings = prize_givings(scribe.book) or []
    assert [(g.division, g.name, [c.team.id for c in g.called]) for g in givings] == [
        ("Junior", "Gold", ["bob"]), ("Senior", "Gold", ["dan", "eve"]),
        ("Senior", "Best senior", ["fay"]),
    ]  # fmt: skip


def test_a_tie_for_a_prize_is_guarded_at_the_edge_of_each_division() -> None:
    event = divided(prizes=ONE_EACH)
    scribe = scored(event, ann=5, bob=9, cat=5, dan=8, eve=20, fay=1)
    stage = scribe.book.stage
    assert blocking_tie(scribe.book, stage) == BlockingTie(("ann", "cat"), 1, "p2")
    with pytest.raises(Refusal, match="tied for the last of Second prize"):
        named_teams(scribe.book, stage, None)
    scribe.write("together", stage="final", detail={"teams": ["ann", "cat"]})
    assert named_teams(scribe.book, stage, None) == ["bob", "eve"]
    prizes = {row.team.id: row.prize for row in rows_of(scribe)}
    assert prizes == {
        "bob": "p1", "ann": "p2", "cat": "p2", "eve": "p1", "dan": "p2", "fay": None,
    }  # fmt: skip


def test_who_won_a_round_won_it_in_its_division() -> None:
    event = divided(
        final(points("one"), points("two")), junior="ann bob", senior="dan eve",
        tie_breaks=("rounds_won",),
    )  # fmt: skip
    scribe = Scribe(event).open("one").awards("one", ann=5, bob=4, dan=9, eve=9).close("one")
    scribe.open("two").awards("two", ann=0, bob=1, dan=9, eve=1).close("two")
    rows = {row.team.id: row for row in rows_of(scribe)}
    # Ann won a round and Bob one: the seniors had more in both.
    assert (rows["ann"].rank, rows["bob"].rank) == (1, 1)
    assert (rows["dan"].rank, rows["eve"].rank) == (1, 2)


def test_a_judge_places_the_teams_of_each_division_by_themselves() -> None:
    places = judged(aggregate="places", better="lower")
    event = divided(final(places), junior="ann bob", senior="dan eve", better="lower")
    scribe = Scribe(event).open("essay")
    scribe.marks("essay", ann="1 2", bob="2 1", dan="20 20", eve="19 19").close("essay")
    totals = {row.team.id: row.total for row in rows_of(scribe)}
    # Two judges: 1 + 2, 2 + 1; 1 + 1, 2 + 2. The better marks of the seniors take nobody's place.
    assert totals == {"ann": 3, "bob": 3, "dan": 2, "eve": 4}


def test_prospects_and_the_breakdown_are_within_the_division() -> None:
    event = divided(heat(judged(), judged("talk"), advance=1), final(points()), judges=())
    scribe = Scribe(event).open("essay")
    scribe.marks("essay", ann="20 20", bob="1 1", cat="1 1", dan="3 3", eve="2 2", fay="0 0")
    scribe.close("essay")
    found = {
        p["team"]["id"]: p for p in prospects(scribe.book, scribe.book.stage, in_english)["teams"]
    }
    assert (found["dan"]["best"], found["dan"]["worst"]) == (1, 3)
    place = breakdown(scribe.book, scribe.book.stage, "dan", "public", in_english)["place"]
    assert place["rank"] == 1
    assert place["table"] == ("Placed within Senior. Among all teams of the stage it is place 2.")
    cut = breakdown(scribe.book, scribe.book.stage, "dan", "public", in_english)["cut"]
    assert cut is not None
    assert (cut["rule"], cut["ahead"], cut["seats"]) == ("Senior: the first 1", 0, 1)


def test_the_overall_ranking_is_of_each_division() -> None:
    event = divided(heat(points(), advance=1), final(points("last")))
    scribe = scored(event, **SIX)
    scribe.write("advance", stage="heat", detail={"teams": ["bob", "eve"]})
    scribe.open("last").awards("last", bob=1, eve=2)
    boards = [board(scribe.book, "desk", stage) for stage in event.stages]
    ranked = [(one.row["team"]["id"], one.rank) for one in overall(boards, "dense")]
    assert ranked == [("bob", 1), ("cat", 2), ("ann", 3), ("eve", 1), ("dan", 2), ("fay", 2)]


FILE = """
[event]
slug = "cup"
title = "Cup"
[[divisions]]
id = "junior"
name = "Junior"
[[divisions]]
id = "senior"
name = "Senior"
[[teams]]
name = "Red"
division = "junior"
[[teams]]
name = "Blue"
division = "senior"
[[stages]]
name = "Final"
[[stages.rounds]]
name = "Quiz"
kind = "points"
[[prizes]]
name = "First"
count = 1
division = "junior"
[[prizes]]
name = "The rest"
division = "junior"
[[prizes]]
name = "First"
count = 1
division = "senior"
"""


def test_an_event_file_comes_back_with_its_divisions() -> None:
    event = read_event_file(FILE.encode())
    assert [one.name for one in event.divisions] == ["Junior", "Senior"]
    assert [team.division for team in event.teams] == ["junior", "senior"]
    assert [prize.division for prize in event.prizes] == ["junior", "junior", "senior"]
    assert read_event_file(to_toml(event).encode()) == event


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('division = "senior"\n[[stages]]', '[[stages]]', 14, "Blue needs a division"),
        ('"senior"\n[[stages]]', '"seniors"\n[[stages]]', 16, "no division with the id seniors"),
        ('division = "junior"\n[[prizes]]\nname = "First"', '[[prizes]]\nname = "First"', None,
         "Only the last prize"),
        ('name = "Senior"', 'name = "Junior"', 10, "already given"),
    ],
)  # fmt: skip
def test_what_a_file_says_wrongly_of_tables(
    old: str, new: str, line: int | None, says: str
) -> None:
    assert old in FILE
    with pytest.raises(EventFileProblems) as caught:
        read_event_file(FILE.replace(old, new, 1).encode())
    (problem,) = caught.value.problems
    assert says in str(problem)
    assert line is None or problem.line == line


@given(
    totals=st.lists(st.tuples(st.sampled_from("js"), st.integers(0, 6)), min_size=2, max_size=9),
    advance=st.integers(1, 3),
    breaks=st.sampled_from([(), ("rounds_won",), ("best_rounds",)]),
    method=st.sampled_from(["dense", "competition", "ordinal", "fractional"]),
)
def test_each_division_has_the_places_of_an_event_of_its_own(
    totals: list[tuple[str, int]], advance: int, breaks: tuple[str, ...], method: str
) -> None:
    named = {f"t{n}": one for n, one in enumerate(totals)}
    names = {d: [t for t, (of, _) in named.items() if of == d] for d in "js"}
    stages = heat(points("one"), points("two"), advance=advance), final(judged())
    prizes = (Prize("p1", "One", count=1), Prize("p2", "Half", share=Decimal("0.5")))
    rules = {"tie_breaks": breaks, "ranking": method}

    def played(event: Event) -> dict[str, tuple[Any, ...]]:
        scribe = Scribe(event).open("one")
        there = [team.id for team in event.teams]
        scribe.awards("one", **{t: named[t][1] for t in there}).close("one").open("two")
        scribe.awards("two", **{t: named[t][1] % 3 for t in there}).close("two")
        rows = standings_of(scribe.book, event.stages[0], "desk").rows
        return {
            r.team.id: (r.rank, r.tied, r.ahead, r.level, r.cut, r.counted, r.decided_by)
            for r in rows
        }

    event = contest(*stages, teams=" ".join(named), **rules)
    teams = [replace(t, division=named[t.id][0]) for t in event.teams]
    together = replace(
        event, teams=tuple(teams), divisions=(Division("j", "J"), Division("s", "S")), prizes=prizes
    )
    both = played(together)
    assert sorted(both) == sorted(named)
    for one in filter(None, names.values()):
        assert played(contest(*stages, teams=" ".join(one), **rules)) == {t: both[t] for t in one}
