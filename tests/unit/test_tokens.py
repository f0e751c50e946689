"""Tokens: each team has one of each, uses it up, and 双倍 doubles what is booked with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts import marking
from scoreboard.contest.acts.undoing import check_undo
from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Round
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.consequences import consequences
from scoreboard.contest.rules.tokens import doubles
from scoreboard.contest.words import Refusal, in_english
from tests.unit.contests import Scribe, contest, decimals, heat, picture, points

TOKENS = ("求助", "双倍")
DOUBLED = {"token": "双倍"}


def buzzer(**rest: Any) -> Round:
    return points("buzzer", tokens=TOKENS, **rest)


def playing(a_round: Round | None = None, **rest: Any) -> Scribe:
    return Scribe(contest(heat(a_round or buzzer()), **rest)).open("buzzer")


def use(scribe: Scribe, team: str, token: str) -> Any:
    return scribe.write("token", round="buzzer", team=team, detail={"token": token})


def red(scribe: Scribe) -> Any:
    team = scribe.book.event.team("red")
    assert team is not None
    return team


def totals(scribe: Scribe) -> dict[str, str | None]:
    return {team: total for team, _, total in scribe.table()}


def test_a_token_is_had_once_seen_by_the_hall_and_reckons_nothing() -> None:
    scribe = playing()
    used = use(scribe, "red", "求助")
    rows = {row["team"]["id"]: row["tokens"]["buzzer"] for row in scribe.board()["rows"]}
    assert rows["red"] == [{"name": "求助", "used": True}, {"name": "双倍", "used": False}]
    assert rows["blue"] == [{"name": "求助", "used": False}, {"name": "双倍", "used": False}]
    assert scribe.sheet("wu")["teams"][0]["tokens"] == rows["red"]
    a_round = scribe.book.find_round("buzzer")
    with pytest.raises(Refusal, match="has used 求助 in Buzzer already"):
        marking.check_uses(scribe.book, a_round, red(scribe), "求助")
    with pytest.raises(Refusal, match="no such token"):
        marking.check_uses(scribe.book, a_round, red(scribe), "免答")
    assert totals(scribe) == {"red": "0", "blue": "0", "green": "0"}
    scribe.undo(used)
    marking.check_uses(scribe.book, a_round, red(scribe), "求助")
    scribe.close("buzzer")
    assert not any("tokens" in row for row in scribe.board()["rows"])


def test_the_hall_sees_no_tokens_of_a_round_that_it_does_not_see() -> None:
    scribe = playing(publish="round")
    use(scribe, "red", "求助")
    assert not any("tokens" in row for row in board(scribe.book, "public")["rows"])


def test_one_award_is_doubled_and_no_second_one() -> None:
    scribe = playing(buzzer(stakes=decimals("10", "15"), loss="half"), decimals=1)
    a_round = scribe.book.find_round("buzzer")
    with pytest.raises(Refusal, match="doubles nothing for Red now"):
        marking.check_doubles(scribe.book, a_round, red(scribe), "双倍")
    token = use(scribe, "red", "双倍")
    marking.check_doubles(scribe.book, a_round, red(scribe), "双倍")
    detail = {"stake": "15", "outcome": "wrong", **DOUBLED}
    assert marking.read_points(a_round, "-15", detail) == Decimal(-15)
    with pytest.raises(Refusal, match="do not follow"):
        marking.read_points(a_round, "-7.5", detail)
    award = scribe.award("buzzer", "red", "-15", detail=detail)
    assert totals(scribe)["red"] == "-15.0"
    (seen,) = breakdown(scribe.book, scribe.book.stage, "red", "desk", in_english)["rounds"]
    assert seen["awards"][0]["words"] == "answered wrong, half of the stake, doubled by 双倍"
    with pytest.raises(Refusal, match="doubles nothing"):
        marking.check_doubles(scribe.book, a_round, red(scribe), "双倍")
    # The token stays used as long as what it doubled stands.
    with pytest.raises(Refusal, match="has doubled points"):
        check_undo(scribe.book, token)
    undone = scribe.undo(award)
    check_undo(scribe.book, token)
    assert [one["doubles"] for one in desk_board(scribe.book)["tokens"]["buzzer"]] == [True]
    # What was taken back comes back only while nothing else was doubled.
    check_undo(scribe.book, undone)
    scribe.award("buzzer", "red", 20, detail=DOUBLED)
    with pytest.raises(Refusal, match="no longer part"):
        check_undo(scribe.book, undone)


def test_points_that_are_doubled_are_twice_within_the_limits() -> None:
    scribe = playing(buzzer(max=Decimal(10)))
    use(scribe, "red", "双倍")
    a_round = scribe.book.find_round("buzzer")
    assert marking.read_points(a_round, 20, DOUBLED) == 20
    with pytest.raises(Refusal, match="between"):
        marking.read_points(a_round, 20)
    with pytest.raises(Refusal, match="between"):
        marking.read_points(a_round, 22, DOUBLED)


def test_prospects_reckon_with_the_doubling_that_is_left() -> None:
    scribe = playing(buzzer(questions=2), teams="red blue")
    use(scribe, "red", "双倍")
    scribe.award("buzzer", "red", 20, detail=DOUBLED)
    seen = prospects(scribe.book, scribe.book.stage, in_english)
    assert {one["team"]["id"]: (one["lowest"], one["highest"]) for one in seen["teams"]} == {
        "red": ("10", "30"), "blue": ("-30", "30"),
    }  # fmt: skip
    assert seen["rounds_left"][0]["words"].endswith("doubled where it has a token left for that")


def test_what_tokens_mean_is_said_and_which_of_them_doubles() -> None:
    told = consequences(contest().rules, (heat(buzzer()),))
    assert [one["text"] for one in told if one["field"] == "stages.0.rounds.0"] == [
        "In Buzzer each team has one of each: 求助, 双倍. The desk uses them up.",
        "双倍 doubles what the desk books next for the team, won or lost.",
    ]
    assert [doubles(token) for token in ("双倍", " Double ", "求助", "双倍卡")] == [
        True, True, False, False,
    ]  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from(["use", "award", "doubled", "undo"]),
                  st.sampled_from(["red", "blue"]), st.integers(1, 9)),
        max_size=14,
    )
)  # fmt: skip
def test_a_score_is_what_is_recorded_and_a_replay_says_the_same(
    acts: list[tuple[str, str, int]],
) -> None:
    scribe = playing()
    for act, team, n in acts:
        kept = scribe.book.round_record("buzzer")
        standing = [e for e in scribe.book.entries if e.kind in ("token", "award")]
        standing = [e for e in standing if e.version not in scribe.book.voided]
        if act == "use" and "双倍" not in kept.used_tokens(team):
            use(scribe, team, "双倍")
        elif act == "award":
            scribe.award("buzzer", team, n)
        elif act == "doubled" and kept.doubling(team):
            scribe.award("buzzer", team, 2 * n, detail=DOUBLED)
        elif act == "undo" and standing:
            try:
                check_undo(scribe.book, standing[n % len(standing)])
            except Refusal:
                continue
            scribe.undo(standing[n % len(standing)])
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)
    found = desk_board(scribe.book)
    for team in ("red", "blue"):
        recorded = [
            Decimal(one["points"]) for one in found["awards"]["buzzer"] if one["team"] == team
        ]
        assert Decimal(totals(scribe)[team] or "0") == sum(recorded, Decimal(0))
        twice = [one for one in found["awards"]["buzzer"] if one.get("token")]
        assert sum(1 for one in twice if one["team"] == team) <= 1
