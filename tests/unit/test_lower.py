"""Less is better for totals: times and placings (contract, "Less is better")."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.setup_limits import check_stays
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Event, Prize, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.consequences import consequences
from scoreboard.contest.rules.kinds.points import Points
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS
from scoreboard.contest.standings.order import order_of_play
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.event.to_toml import to_toml
from scoreboard.files.event.toml_file import read_event_file
from tests.support.event_files import BUZZER, ESSAY, RANKING, changed
from tests.unit.contests import Scribe, contest, final, heat, judged, people, picture, points

TEAMS = ("red", "blue", "green")


def times(*stages: Stage, **rules: Any) -> Event:
    return contest(*stages, better="lower", **{"decimals": 1, **rules})


def run(round_id: str, **rest: Any) -> Any:
    """A round whose seconds the desk enters."""
    return points(round_id, better="lower", min=Decimal(0), max=Decimal(999), **rest)


def two_runs() -> Scribe:
    """Red 41.3 + 40.9 = 82.2, blue 40.1 + 42.5 = 82.6, green 39 in the first run only."""
    scribe = Scribe(times(heat(run("one"), run("two"), advance=2), final(run("last"))))
    scribe.open("one").awards("one", red="41.3", blue="40.1", green="39").close("one")
    scribe.open("two").awards("two", red="40.9", blue="42.5")
    return scribe


def test_the_smaller_total_is_first_and_who_lacks_a_round_stands_after_those_who_have_it() -> None:
    scribe = two_runs()
    assert scribe.table() == [("red", 1, "82.2"), ("blue", 2, "82.6"), ("green", 3, "39.0")]
    assert [(row.team.id, row.behind, row.cut) for row in scribe.rows()] == [
        ("red", 0, "in"), ("blue", 0, "in"), ("green", 1, "out"),
    ]  # fmt: skip
    scribe.awards("two", green="43.1")
    assert scribe.table() == [("green", 1, "82.1"), ("red", 2, "82.2"), ("blue", 3, "82.6")]


def test_the_board_says_that_less_is_better_and_who_lacks_a_round() -> None:
    board = two_runs().board()
    assert board["better"] == "lower"
    assert [row["incomplete"] for row in board["rows"]] == [False, False, True]
    assert [row["movement"] for row in board["rows"]] == [2, 0, -2]
    plain = Scribe(contest()).open("essay").board()
    assert "better" not in plain
    assert all("incomplete" not in row for row in plain["rows"])


def test_nothing_given_in_a_round_is_no_time_but_a_time_of_nothing_can_be_given() -> None:
    scribe = Scribe(times(heat(run("faults")))).open("faults").awards("faults", red=8, blue=0)
    assert scribe.table() == [("blue", 1, "0.0"), ("red", 2, "8.0"), ("green", 3, "0.0")]
    Points().check_given(run("faults"), Decimal(0), {})
    with pytest.raises(Refusal, match="An award of 0 would change nothing"):
        Points().check_given(points("buzzer"), Decimal(0), {})


def test_who_is_absent_from_a_run_stands_after_all_who_ran_it() -> None:
    scribe = two_runs()
    scribe.write("absent", round="two", team="red", reason="ill")
    assert [row.team.id for row in scribe.rows()] == ["blue", "green", "red"]
    assert [row.behind for row in scribe.rows()] == [0, 1, 1]


def test_a_guest_who_ran_more_makes_nobody_incomplete() -> None:
    scribe = two_runs()
    scribe.write("withdraw", team="red", reason="left")
    scribe.write("withdraw", team="blue", reason="left")
    (green, *_) = scribe.rows()
    assert (green.team.id, green.rank, green.behind) == ("green", 1, 0)


def test_what_is_carried_in_counts_with_the_rounds_it_was_scored_in() -> None:
    scribe = Scribe(
        times(heat(run("one"), run("two"), advance=2), final(run("last"), carry=Decimal(1)))
    )
    scribe.open("one").awards("one", red=40, blue=45, green=50).close("one")
    scribe.open("two").awards("two", blue=45).close("two")
    scribe.advance("heat", "blue", "red")
    scribe.open("last").awards("last", red=40, blue=60)
    # Red has run twice and blue three times, so that blue's 150 stands before red's 80.
    assert scribe.table() == [("blue", 1, "150.0"), ("red", 2, "80.0")]


@pytest.mark.parametrize(
    ("tie_break", "first"),
    [
        # Lin and Wu counted faults: red 4 and 6, then 5 and 5; blue 3 and 7, then 4 and 6.
        ("best_marks", "blue"),
        ("latest_round", None),
        ("round:two", None),
        ("all_marks", None),
        ("first_places", "blue"),
    ],
)
def test_each_tie_break_turns_round_with_the_totals(tie_break: str, first: str | None) -> None:
    rounds = (judged("one", better="lower"), judged("two", better="lower"))
    scribe = Scribe(times(heat(*rounds), tie_breaks=(tie_break,), teams="red blue"))
    scribe.open("one").marks("one", red="4 6", blue="3 7").close("one")
    scribe.open("two").marks("two", red="5 5", blue="4 6").close("two")
    rows = scribe.rows()
    if first is None:
        assert [row.rank for row in rows] == [1, 1]
    elif tie_break == "first_places":
        # Each judge found two of four best: lin both of blue, wu both of red.
        assert [row.rank for row in rows] == [1, 1]
    else:
        assert rows[0].team.id == first
        assert rows[0].decided_by == tie_break


def test_fewer_marks_above_zero_are_better_where_a_mark_is_a_fault() -> None:
    stage = heat(judged("faults", better="lower"))
    scribe = Scribe(times(stage, tie_breaks=("marks_given",), teams="red blue"))
    scribe.open("faults").marks("faults", red="2 2", blue="4 0")
    assert [(row.team.id, row.rank) for row in scribe.rows()] == [("blue", 1), ("red", 2)]
    sentences = consequences(scribe.book.event.rules, scribe.book.event.stages)
    (told,) = [one["text"] for one in sentences if one["field"] == "rules.tie_breaks"]
    assert told == "Ties are broken by the fewest marks above zero."


def test_a_penalty_is_added_and_then_it_stands_which_total_is_first() -> None:
    scribe = two_runs()
    scribe.write("penalty", stage="heat", team="red", value=Decimal(1), reason="false start")
    assert scribe.table()[0] == ("blue", 1, "82.6")
    turned = contest(heat(points("one"), points("two"), advance=2), final(points("last")))
    with pytest.raises(Refusal, match="Conduct penalties were given"):
        check_stays(scribe.book, turned)


def test_why_a_team_has_its_place_says_that_less_is_better_and_what_it_lacks() -> None:
    scribe = two_runs()
    place = breakdown(scribe.book, scribe.book.stage, "green", "desk", in_english)["place"]
    assert place["rule"].startswith("The smaller total is first. ")
    assert place["words"] == "Place 3"
    assert place["incomplete"] == (
        "Rounds without a score that others have: 1. It stands after those teams."
    )
    red = breakdown(scribe.book, scribe.book.stage, "red", "desk", in_english)["place"]
    assert red["incomplete"] is None


def test_the_order_of_play_begins_with_the_best_and_not_with_who_has_run_least() -> None:
    drawn = order_of_play(two_runs().book, run("two"), list)
    assert drawn["order"] == ["red", "blue", "green"]


def test_what_is_still_possible_turns_round() -> None:
    stage = heat(judged("one", better="lower"), judged("two", better="lower"), advance=1)
    scribe = Scribe(times(stage, final(run("last")), decimals=0, judges=people("lin")))
    scribe.open("one").marks("one", red="2", blue="9", green="20").close("one")
    told = {one["team"]["id"]: one for one in told_of(scribe)}
    # Each can still be marked from 0 to 20: red ends between 2 and 22, blue 9 and 29, green 20 …
    assert (told["red"]["best"], told["red"]["worst"]) == (1, 3)
    assert (told["green"]["best"], told["green"]["worst"]) == (1, 3)
    # Blue can still come to 9, so that red is through with 8 whatever the others are given.
    assert (told["red"]["outcome"], told["red"]["target"], told["red"]["needs"]) == (
        "needs", "8", "6",
    )  # fmt: skip
    assert told["red"]["words"] == (
        "Is through with a score in every round and a total of 8 or less"
    )
    assert told["blue"]["outcome"] == "open"
    scribe.open("two").marks("two", red="3", blue="17", green="-")
    told = {one["team"]["id"]: one for one in told_of(scribe)}
    # Red stands at 5 and the others at 26 and at least 20.
    assert told["red"]["outcome"] == "through"
    assert (told["blue"]["best"], told["blue"]["outcome"]) == (2, "out")


def told_of(scribe: Scribe) -> Any:
    return prospects(scribe.book, scribe.book.stage, in_english)["teams"]


def test_who_missed_a_closed_run_cannot_pass_those_who_ran_it() -> None:
    stage = heat(run("one"), judged("two", better="lower"), advance=1)
    scribe = Scribe(times(stage, final(run("last")), decimals=0))
    scribe.open("one").awards("one", red=90, blue=95).close("one")
    told = {one["team"]["id"]: one for one in told_of(scribe)}
    assert (told["green"]["best"], told["green"]["worst"], told["green"]["outcome"]) == (
        3, 3, "out",
    )  # fmt: skip


def test_a_round_of_an_event_file_that_counts_says_what_the_rules_say() -> None:
    event = read_event_file(changed((RANKING, 'better = "lower"')).encode())
    assert event.rules.better == "lower"
    assert [r.better for stage in event.stages for r in stage.rounds] == ["lower", "lower"]
    assert read_event_file(to_toml(event).encode()) == event
    ties_only = changed((RANKING, 'better = "lower"'), (ESSAY, "weight = 0"))
    assert read_event_file(ties_only.encode()).stages[0].rounds[0].better == "higher"
    usual = read_event_file(changed((BUZZER, BUZZER)).encode())
    assert "better" not in to_toml(usual)


def test_a_rule_problem_takes_the_key_of_the_rules_and_no_contradiction() -> None:
    golf = {"scores": [71, 68, None, 70], "advance": 2}
    turned = answer({**golf, "better": "lower"})
    assert turned == answer({**golf, "lower_is_better": True})
    assert turned["ranks"] == [3, 1, None, 2]
    assert answer({**golf, "better": "higher"}) == answer(golf)
    told = answer({**golf, "better": "lower", "lower_is_better": False})
    assert told == {"error": "better: This and lower_is_better contradict each other."}
    assert answer({**golf, "better": "less"})["error"].startswith("better: This must be one of")


MARKS = st.lists(st.tuples(*[st.integers(-9, 9)] * 4), min_size=2, max_size=5)
TURNED = [name for name in TIE_BREAKS if name not in ("fewest_deductions", "marks_given")]
HOW = st.sampled_from(["mean", "sum", "median"])


def played(rows: list[tuple[int, ...]], sign: int, breaks: list[str], how: str) -> Scribe:
    """Three judges' marks and one award for each team, all of them turned round for sign -1."""
    better = "higher" if sign > 0 else "lower"
    drops = {"drop_high": 1} if sign > 0 else {"drop_low": 1}
    rounds = (
        judged("essay", min=Decimal(-20), better=better, aggregate=how, decimals=1, **drops),
        points("buzzer", better=better),
    )
    names = [f"t{n}" for n in range(len(rows))]
    event = contest(
        heat(*rounds, advance=1), final(points("last", better=better)), teams=" ".join(names),
        judges=people("lin wu zhou"), tie_breaks=tuple(breaks), better=better,
    )  # fmt: skip
    scribe = Scribe(event)
    scribe.open("essay").open("buzzer")
    for name, (*marks, award) in zip(names, rows, strict=True):
        scribe.marks("essay", **{name: " ".join(str(sign * mark) for mark in marks)})
        scribe.award("buzzer", name, sign * award)
    return scribe


@given(MARKS, st.lists(st.sampled_from(TURNED), max_size=3, unique=True), HOW)
def test_lower_with_every_score_turned_round_is_the_same_as_higher(
    rows: list[tuple[int, ...]], breaks: list[str], how: str
) -> None:
    higher, lower = (
        [(row.team.id, row.rank, row.tied, row.cut, row.decided_by) for row in one.rows()]
        for one in (played(rows, 1, breaks, how), played(rows, -1, breaks, how))
    )
    assert lower == higher


@given(MARKS, st.randoms(use_true_random=False), HOW)
def test_the_order_in_which_scores_come_changes_no_place_and_replay_is_the_same(
    rows: list[tuple[int, ...]], chance: Any, how: str
) -> None:
    one = played(rows, -1, ["best_marks"], how)
    _, *entries = one.book.entries
    opened = [entry for entry in entries if entry.kind == "open"]
    given_ = [entry for entry in entries if entry.kind != "open"]
    chance.shuffle(given_)
    other = Scribe(one.book.event)
    for entry in [*opened, *given_]:
        other.write(
            entry.kind, by=entry.by, round=entry.round, team=entry.team, judge=entry.judge,
            value=entry.value,
        )  # fmt: skip
    assert other.table() == one.table()
    again = Book()
    for entry in one.book.entries:
        again.extend(entry)
    assert picture(again) == picture(one.book)


def test_a_prize_for_a_total_turns_round_and_is_for_nobody_who_lacks_a_round() -> None:
    told = answer({
        "better": "lower", "scores": [41, 45, 50],
        "prizes": [{"name": "gold", "at_least": 42}, {"name": "silver", "at_least": 45}],
    })  # fmt: skip
    assert told["prizes"] == ["gold", "silver", None]
    event = times(heat(run("one"), run("two")))
    event = replace(
        event, prizes=(Prize("gold", "Gold", at_least=Decimal(83)), Prize("rest", "The rest"))
    )
    scribe = Scribe(event).open("one").awards("one", red=41, blue=40, green=39)
    scribe.open("two").awards("two", red=40, blue=50)
    # Green has 39 so far, from one run.
    assert [(row.team.id, row.prize) for row in scribe.rows()] == [
        ("red", "gold"), ("blue", "rest"), ("green", "rest"),
    ]  # fmt: skip
    sentences = consequences(event.rules, event.stages, prizes=event.prizes)
    assert "Gold: all others with a total of 83 or less." in [one["text"] for one in sentences]
