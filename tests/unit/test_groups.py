"""Heats: groups with a table and a cut of their own, and the best others across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.advancing import (
    BlockingTie,
    blocking_tie,
    check_settles,
    check_together,
    named_teams,
)
from scoreboard.contest.acts.running import check_draws, check_open, next_action
from scoreboard.contest.acts.setup_change import check_change
from scoreboard.contest.acts.undoing import check_undo
from scoreboard.contest.boards.awards import prize_givings
from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.overall import overall
from scoreboard.contest.boards.tables import of_tables, split
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Division, Event, Group, Prize, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.dealing import dealt
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.event.to_toml import to_toml
from scoreboard.files.event.toml_file import EventFileProblems, read_event_file
from tests.unit.contests import Scribe, contest, final, heat, judged, points

A, B = Group("a", "A"), Group("b", "B")


def grouped(*stages: Stage, a: str = "ann abe ada", b: str = "bob ben bea", **rest: Any) -> Event:
    """Teams of two groups, registered turn by turn."""
    first, second = a.split(), b.split()
    pairs = [name for pair in zip(first, second, strict=False) for name in pair]
    names = [*pairs, *first[len(second) :], *second[len(first) :]]
    stages = stages or (by_groups(points(), advance=1), final(judged()))
    event = contest(*stages, teams=" ".join(names), **rest)
    teams = [replace(team, group="a" if team.id in first else "b") for team in event.teams]
    return replace(event, teams=tuple(teams), groups=(A, B))


def by_groups(*rounds: Any, **rest: Any) -> Stage:
    return heat(*rounds, by_group=True, **rest)


def scored(event: Event, **awards: Any) -> Scribe:
    first = event.stages[0].rounds[0].id
    return Scribe(event).open(first).awards(first, **awards).close(first)


def rows_of(scribe: Scribe) -> Sequence[Standing]:
    return standings_of(scribe.book, scribe.book.stage, "desk").rows


def cuts(scribe: Scribe) -> dict[str, str | None]:
    return {row.team.id: row.cut for row in rows_of(scribe)}


SIX = {"ann": 9, "abe": 7, "ada": 1, "bob": 5, "ben": 4, "bea": 3}


def test_each_group_has_a_table_and_a_cut_of_its_own() -> None:
    drawn = board(scored(grouped(), **SIX).book, "public")
    told = [(r["team"]["id"], r["group"], r["rank"], r["cut"], r["overall"]) for r in drawn["rows"]]
    assert told == [
        ("ann", "a", 1, "in", 1), ("abe", "a", 2, "out", 2), ("ada", "a", 3, "out", 6),
        ("bob", "b", 1, "in", 3), ("ben", "b", 2, "out", 4), ("bea", "b", 3, "out", 5),
    ]  # fmt: skip
    assert [(t["group"], t["division"]) for t in drawn["tables"]] == [
        ({"id": "a", "name": "A"}, None), ({"id": "b", "name": "B"}, None),
    ]  # fmt: skip
    alone = of_tables(drawn, [], ["b"])
    assert [row["team"]["id"] for row in alone["rows"]] == ["bob", "ben", "bea"]
    assert alone["cut_line"] == {"after": 1, "tied": 0, "left": 0}


def test_each_groups_movement_is_by_its_own_newest_round() -> None:
    stage = by_groups(points("a1", group="a"), points("b1", group="b"), points("a2", group="a"),
                      points("b2", group="b"), advance=1)  # fmt: skip
    scribe = Scribe(grouped(stage, final(judged()), a="ann abe", b="bob ben"))
    first = {"a1": {"ann": 1}, "b1": {"bob": 1}, "a2": {"abe": 2}, "b2": {"ben": 2}}
    for played, awards in first.items():
        scribe.open(played).awards(played, **awards).close(played)
    moved = {row["team"]["id"]: row["movement"] for row in board(scribe.book, "public")["rows"]}
    assert moved == {"abe": 1, "ann": -1, "ben": 1, "bob": -1}


def test_the_reckoning_of_a_team_leaves_out_the_rounds_of_other_groups() -> None:
    stage = by_groups(points("one"), points("a1", group="a"), points("b1", group="b"), advance=1)
    scribe = scored(grouped(stage, final(judged())), **SIX)
    scribe.open("b1").awards("b1", bob=2).close("b1")
    why = breakdown(scribe.book, scribe.book.stage, "ann", "public", in_english)
    assert [one["id"] for one in why["rounds"]] == ["one"]
    assert why["to_come"] == ["A1"]
    assert [part["name"] for part in why["parts"]] == ["One"]


def test_prizes_and_the_overall_ranking_are_not_by_the_heats_groups() -> None:
    stage = by_groups(points(), advance=1)
    prizes = (Prize("gold", "Gold", count=1), Prize("silver", "Silver", count=1))
    event = replace(grouped(stage, final(points("last"))), prizes=prizes)
    scribe = scored(event, **SIX)
    scribe.write("advance", stage="heat", detail={"teams": ["ann", "bob"]})
    scribe.open("last").awards("last", ann=1, bob=2).close("last")
    scribe.write("advance", stage="final", detail={"teams": ["bob"]})
    givings = prize_givings(scribe.book) or []
    assert [(one.division, one.name, one.called[0].team.id) for one in givings] == [
        ("", "Gold", "bob"), ("", "Silver", "ann"),
    ]  # fmt: skip
    boards = [board(scribe.book, "public", each) for each in scribe.book.event.stages]
    told = [(one.rank, one.row["team"]["id"]) for one in overall(boards, "dense")]
    assert told == [(1, "bob"), (2, "ann"), (3, "abe"), (3, "ben"), (4, "ada"), (4, "bea")]


def test_rounds_of_one_performance_move_nobody_between_them() -> None:
    talk = replace(points("talk"), performance="p"), replace(points("hall"), performance="p")
    scribe = Scribe(contest(final(*talk), teams="ann bob"))
    scribe.write("open", round="talk", detail={"with": ["hall"]})
    scribe.awards("talk", ann=2).awards("hall", bob=3)
    scribe.write("close", round="talk", detail={"with": ["hall"]})
    assert [row["movement"] for row in board(scribe.book, "public")["rows"]] == [None, None]


def test_the_best_others_go_on_whatever_their_group() -> None:
    event = grouped(by_groups(points(), advance=1, advance_best=2), final(judged()))
    scribe = scored(event, **SIX)
    # Abe has 7 and Ben 4: the best of those who are not first.
    assert cuts(scribe) == {
        "ann": "in", "abe": "in", "ada": "out", "bob": "in", "ben": "in", "bea": "out",
    }  # fmt: skip
    assert [row.team.id for row in rows_of(scribe) if row.counted and row.counted.best] == [
        "abe", "ben",
    ]  # fmt: skip
    assert named_teams(scribe.book, scribe.book.stage, None) == ["ann", "abe", "bob", "ben"]
    why = breakdown(scribe.book, scribe.book.stage, "abe", "public", in_english)["cut"]
    assert why is not None
    assert why["words"] == "Inside the cut, as one of the best others across the groups"


def test_the_mean_is_over_the_rounds_that_a_team_has_a_score_in() -> None:
    stage = by_groups(points("one"), points("two", group="a"), advance=1, advance_best=1,
                      best_by="mean")  # fmt: skip
    scribe = scored(grouped(stage, final(judged())), **SIX)
    scribe.open("two").awards("two", ann=1, abe=0, ada=1).close("two")
    # Abe: 7 in two rounds, 3.5; Ben: 4 in one.
    assert cuts(scribe)["ben"] == "in"
    assert cuts(scribe)["abe"] == "out"
    by_total = replace(scribe.book.event, stages=(replace(stage, best_by="total"), final(judged())))
    scribe.write("setup", setup=by_total)
    assert (cuts(scribe)["ben"], cuts(scribe)["abe"]) == ("out", "in")


def test_who_scored_nothing_in_a_round_has_no_better_mean_for_it() -> None:
    stage = by_groups(points("one"), points("two"), advance=1, advance_best=1, best_by="mean")
    scribe = scored(grouped(stage, final(judged())), **SIX)
    scribe.open("two").awards("two", ann=9, abe=-2, bob=9, ben=-2).close("two")
    # Abe: 5 in two rounds, 2.5; Bea: 3 and the 0 of a round she was given nothing in, 1.5.
    assert cuts(scribe)["abe"] == "in"
    assert (cuts(scribe)["bea"], cuts(scribe)["ben"]) == ("out", "out")


def test_a_tie_among_the_best_others_is_guarded_and_parted_across_the_groups() -> None:
    event = grouped(by_groups(points(), advance=1, advance_best=1), final(judged()))
    scribe = scored(event, ann=9, abe=4, ada=1, bob=5, ben=4, bea=3)
    stage = scribe.book.stage
    assert blocking_tie(scribe.book, stage) == BlockingTie(("abe", "ben"), 1)
    assert (cuts(scribe)["abe"], cuts(scribe)["ben"]) == ("tied", "tied")
    lines = [table["cut_line"] for table in board(scribe.book, "public")["tables"]]
    assert lines == [{"after": 2, "tied": 1, "left": 1, "best": True}] * 2
    with pytest.raises(Refusal, match="tied for 1 of the places"):
        named_teams(scribe.book, stage, None)
    assert check_settles(scribe.book, stage, []) == ["abe", "ben"]
    assert check_together(scribe.book, stage, []) == ["abe", "ben"]
    scribe.write("lots", stage="heat", detail={"order": ["ben", "abe"]})
    assert named_teams(scribe.book, stage, None) == ["ann", "bob", "ben"]
    row = next(row for row in rows_of(scribe) if row.team.id == "ben")
    assert row.decided_by is not None
    assert row.decided_by.startswith("lots")
    # In their own groups they are as they were.
    assert row.rank == 2


def test_all_who_are_tied_as_best_others_may_go_on_together() -> None:
    event = grouped(by_groups(points(), advance=1, advance_best=1), final(judged()))
    scribe = scored(event, ann=9, abe=4, ada=1, bob=5, ben=4, bea=3)
    scribe.write("together", stage="heat", detail={"teams": ["abe", "ben"], "of": "cut"})
    assert named_teams(scribe.book, scribe.book.stage, None) == ["ann", "abe", "bob", "ben"]


def test_a_tie_in_a_group_is_settled_before_the_best_others_are_known() -> None:
    event = grouped(by_groups(points(), advance=1, advance_best=1), final(judged()))
    scribe = scored(event, ann=9, abe=9, ada=1, bob=5, ben=4, bea=3)
    stage = scribe.book.stage
    # One of Ann and Abe is the best other, whoever it is: nobody else can be.
    assert cuts(scribe) == {
        "ann": "tied", "abe": "tied", "ada": "out", "bob": "in", "ben": "out", "bea": "out",
    }  # fmt: skip
    assert blocking_tie(scribe.book, stage) == BlockingTie(("ann", "abe"), 1)
    with pytest.raises(Refusal, match="who are the best others hangs on that"):
        named_teams(scribe.book, stage, "all")
    scribe.write("lots", stage="heat", detail={"order": ["abe", "ann"]})
    assert named_teams(scribe.book, stage, None) == ["abe", "ann", "bob"]


def test_where_a_group_takes_all_tied_the_best_others_are_from_those_who_are_left() -> None:
    event = grouped(by_groups(points(), advance=1, advance_best=1), final(judged()))
    scribe = scored(event, ann=9, abe=9, ada=1, bob=5, ben=4, bea=3)
    scribe.write("together", stage="heat", detail={"teams": ["ann", "abe"], "of": "cut"})
    assert named_teams(scribe.book, scribe.book.stage, None) == ["ann", "abe", "bob", "ben"]


def test_a_threshold_is_for_the_best_others_too() -> None:
    stage = by_groups(points(), advance=1, advance_best=2, threshold=Decimal(5))
    scribe = scored(grouped(stage, final(judged())), **SIX)
    assert named_teams(scribe.book, scribe.book.stage, None) == ["ann", "abe", "bob"]


def test_where_less_is_better_the_least_of_the_others_goes_on() -> None:
    race = points(better="lower")
    stage = by_groups(race, advance=1, advance_best=1)
    scribe = scored(grouped(stage, final(points("last", better="lower")), better="lower"), **SIX)
    # A: Ada 1; B: Bea 3. Of the others Ben has 4.
    assert named_teams(scribe.book, scribe.book.stage, None) == ["ada", "bea", "ben"]


def test_a_round_of_a_group_is_that_groups_alone() -> None:
    stage = by_groups(points("one", group="a"), points("two", group="b"), advance=1)
    scribe = Scribe(grouped(stage, final(judged()))).open("one").awards("one", ann=3, abe=1)
    book = scribe.book
    assert [team.id for team in book.teams_in(stage.rounds[0])] == ["ann", "abe", "ada"]
    drawn = board(book, "public")
    by_id = {row["team"]["id"]: row for row in drawn["rows"]}
    assert by_id["ann"]["total"] == "3"
    assert by_id["bob"]["total"] is None
    assert by_id["bob"]["cells"] == {"one": "ahead", "two": "ahead"}
    assert [[r["id"] for r in part["rounds"]] for _, part in split(drawn)] == [["one"], ["two"]]
    # The other group may play at the same time.
    check_open(book, stage.rounds[1])
    scribe.open("two").awards("two", bob=2)
    assert [r.id for r in scribe.book.open_rounds] == ["one", "two"]
    assert {row.team.id: row.rank for row in rows_of(scribe)}["bob"] == 1


def test_what_is_still_possible_counts_the_best_others() -> None:
    stage = by_groups(judged("one"), judged("two"), advance=1, advance_best=1)
    scribe = Scribe(grouped(stage, final(points()))).open("one")
    scribe.marks("one", ann="20 20", abe="10 10", ada="0 0", bob="20 20", ben="0 0", bea="0 0")
    scribe.close("one")
    words = {
        one["team"]["id"]: one["outcome"]
        for one in prospects(scribe.book, stage, in_english)["teams"]
    }
    # Ada is 20 behind Ann with 20 to come: she can be level with her, and with the best others.
    assert words["ada"] != "out"
    scribe.open("two").marks("two", ann="20 20", abe="20 20", bob="20 20").close("two")
    after = scribe.book
    assert [t["outcome"] for t in prospects(after, stage, in_english)["teams"]].count(
        "through"
    ) == 3


def test_teams_without_a_group_are_drawn_before_the_first_round() -> None:
    event = grouped()
    event = replace(event, teams=tuple(replace(team, group="") for team in event.teams))
    scribe = Scribe(event)
    assert next_action(scribe.book).action == "draw"
    with pytest.raises(Refusal, match="in no group yet"):
        check_open(scribe.book, event.stages[0].rounds[0])
    groups = dealt(scribe.book, event.stages[0], "lots", lambda ids: list(reversed(ids)))
    assert sorted(groups.values()) == ["a"] * 3 + ["b"] * 3
    scribe.write("groups", stage="heat", detail={"by": "lots", "groups": groups})
    assert next_action(scribe.book).action == "open"
    assert {row.team.id: row.table for row in rows_of(scribe)} == {
        team: "ab".index(group) for team, group in groups.items()
    }
    check_draws(scribe.book, event.stages[0])
    check_undo(scribe.book, scribe.book.entries[-1])
    drawn = scribe.book.entries[-1]
    scribe.open("buzzer")
    with pytest.raises(Refusal, match="has begun, so its groups stand"):
        check_draws(scribe.book, event.stages[0])
    with pytest.raises(Refusal, match="has begun, so its groups stand"):
        check_undo(scribe.book, drawn)


def test_seeds_go_in_a_snake_by_registration_and_later_by_the_places_before() -> None:
    event = grouped()
    first = dealt(Scribe(event).book, event.stages[0], "seeds", list)
    # Ann, Bob | Ben… as registered: ann bob abe ben ada bea, in a snake a b b a a b.
    assert first == {"ann": "a", "bob": "b", "abe": "b", "ben": "a", "ada": "a", "bea": "b"}
    stages = (
        by_groups(points(), advance=2), replace(by_groups(points("semi"), advance=1), id="semi",
        name="Semi"), final(judged()),
    )  # fmt: skip
    scribe = scored(grouped(*stages), **SIX)
    scribe.write("advance", stage="heat", detail={"teams": ["ann", "abe", "bob", "ben"]})
    second = dealt(scribe.book, stages[1], "seeds", list)
    # The winners Ann (9) and Bob, then Abe (7) and Ben.
    assert second == {"ann": "a", "bob": "b", "abe": "b", "ben": "a"}


def test_each_division_is_dealt_evenly() -> None:
    event = grouped(a="t1 t2 t3 t4", b="t5 t6 t7")
    teams = [
        replace(t, group="", division="x" if n < 3 else "y") for n, t in enumerate(event.teams)
    ]
    event = replace(event, teams=tuple(teams), divisions=(Division("x", "X"), Division("y", "Y")))
    groups = dealt(Scribe(event).book, event.stages[0], "lots", list)
    sizes = {
        (t.division, g): sum(groups[o.id] == g and o.division == t.division for o in teams)
        for t in teams
        for g in "ab"
    }
    assert sorted(sizes.values()) == [1, 2, 2, 2]
    assert sorted(groups.values()).count("a") == 4


FILE = """
[event]
slug = "cup"
title = "Cup"
[[groups]]
id = "a"
name = "A"
[[groups]]
id = "b"
name = "B"
[[teams]]
name = "Red"
group = "a"
[[teams]]
name = "Blue"
group = "b"
[[teams]]
name = "Green"
[[teams]]
name = "Grey"
[[stages]]
name = "Heats"
by_group = true
advance = 1
advance_best = 1
best_by = "mean"
[[stages.rounds]]
name = "Quiz"
kind = "points"
group = "a"
[[stages]]
name = "Final"
[[stages.rounds]]
name = "Last"
kind = "points"
"""


def test_an_event_file_comes_back_with_its_groups() -> None:
    event = read_event_file(FILE.encode())
    stage = event.stages[0]
    assert [one.name for one in event.groups] == ["A", "B"]
    assert (stage.by_group, stage.advance_best, stage.best_by) == (True, 1, "mean")
    assert stage.rounds[0].group == "a"
    assert [team.group for team in event.teams] == ["a", "b", "", ""]
    assert read_event_file(to_toml(event).encode()) == event


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('group = "b"', 'group = "c"', "no group with the id c"),
        ('kind = "points"\ngroup = "a"', 'kind = "points"\ngroup = "x"', "no group with the id x"),
        ("by_group = true\n", "", "write by_group = true"),
        ("advance_best = 1", "advance_best = -1", "1 or more; 0 for none"),
        ('name = "Final"', 'name = "Final"\nby_group = true', "The last stage has one table"),
        ("advance = 1\n", 'threshold = "1"\n', "how many of each group go on"),
        (
            "advance = 1\n",
            "advance = 2\n",
            "advance must be below 2, the number of teams in a group",
        ),
        ('best_by = "mean"', 'best_by = "median"', "This can be total, mean"),
    ],
)
def test_what_a_file_says_wrongly_of_groups(old: str, new: str, says: str) -> None:
    assert FILE.count(old) == 1
    with pytest.raises(EventFileProblems) as caught:
        read_event_file(FILE.replace(old, new).encode())
    (problem,) = caught.value.problems
    assert says in str(problem)


def test_a_team_that_comes_late_is_put_into_a_group_and_the_stage_goes_on() -> None:
    event = drawn_by_lot(points("one"), points("two"))
    scribe = Scribe(event)
    scribe.write("groups", stage="heat", detail={"by": "lots", "groups": LOTS})
    scribe.open("one")
    late = replace(event.teams[0], id="late", name="Late")
    with pytest.raises(Refusal, match="Heat has begun: say which group Late is in"):
        check_change(scribe.book, replace(event, teams=(*event.teams, late)))
    placed = replace(event, teams=(*event.teams, replace(late, group="b")))
    check_change(scribe.book, placed)
    scribe.write("setup", setup=placed)
    scribe.close("one")
    assert scribe.book.group_of(scribe.book.stage, placed.teams[-1]) == "b"
    check_open(scribe.book, scribe.book.round("two"))


def test_what_was_drawn_is_not_said_otherwise_by_the_set_up() -> None:
    event = drawn_by_lot(points())
    scribe = Scribe(event)
    scribe.write("groups", stage="heat", detail={"by": "lots", "groups": LOTS})

    def moved(group: str) -> Event:
        return replace(event, teams=(replace(event.teams[0], group=group), *event.teams[1:]))

    check_change(scribe.book, moved("a"))
    with pytest.raises(Refusal, match=r"Ann was drawn into A\. Take the draw back"):
        check_change(scribe.book, moved("b"))


LOTS = {"ann": "a", "bob": "b", "abe": "a", "ben": "b"}


def drawn_by_lot(*rounds: Any) -> Event:
    """Two groups into which nobody is put yet."""
    event = grouped(by_groups(*rounds, advance=1), final(judged()), a="ann abe", b="bob ben")
    return replace(event, teams=tuple(replace(team, group="") for team in event.teams))


@given(
    totals=st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9)), min_size=4, max_size=9),
    advance=st.integers(1, 2),
    best=st.integers(0, 3),
    shuffled=st.randoms(use_true_random=False),
)
def test_groups_part_the_field_and_the_order_of_registration_changes_nothing(
    totals: list[tuple[str, int]], advance: int, best: int, shuffled: Any
) -> None:
    named = {f"t{n}": one for n, one in enumerate(totals)}
    stage = by_groups(points(), advance=advance, advance_best=best)

    def played(ids: Sequence[str]) -> tuple[Book, dict[str, tuple[Any, ...]]]:
        event = contest(stage, final(judged()), teams=" ".join(ids))
        teams = tuple(replace(team, group=named[team.id][0]) for team in event.teams)
        scribe = scored(replace(event, teams=teams, groups=(A, B)), **{t: named[t][1] for t in ids})
        found = standings_of(scribe.book, stage, "desk")
        parts = [team.id for table in found.tables for team in table.teams]
        assert sorted(parts) == sorted(ids)
        return scribe.book, {
            r.team.id: (r.rank, r.tied, r.cut, r.counted, r.overall) for r in found.rows
        }

    ids = list(named)
    book, told = played(ids)
    other = list(ids)
    shuffled.shuffle(other)
    assert played(other)[1] == told
    # Where nothing is tied, so many go on of each group, and so many others.
    if blocking_tie(book, stage) is None:
        sizes = [sum(group == one for group, _ in totals) for one in "ab"]
        firsts = [min(advance, size) for size in sizes]
        left = sum(size - first for size, first in zip(sizes, firsts, strict=True))
        inside = [cut for _, _, cut, _, _ in told.values() if cut == "in"]
        assert len(inside) == sum(firsts) + min(best, left)
