"""A bonus by ruling: points with a reason, in no round, beside the penalties for conduct."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe, contest, final, heat, picture, points

CUP = contest(heat(points("one"), advance=2), final(points("last"), carry=Decimal(1)))


def playing() -> Scribe:
    return Scribe(CUP).open("one")


def ruled(scribe: Scribe, kind: Any, team: str, value: str, stage: str = "heat") -> Any:
    return scribe.write(kind, stage=stage, team=team, value=Decimal(value), reason="the jury ruled")


def totals(scribe: Scribe) -> dict[str, str | None]:
    return {team: total for team, _, total in scribe.table()}


def test_a_bonus_is_in_the_total_of_its_stage_in_no_round_and_named_apart() -> None:
    scribe = playing()
    scribe.awards("one", red=10, blue=20, green=0)
    given_it = ruled(scribe, "bonus", "red", "15")
    ruled(scribe, "penalty", "red", "-3")
    assert totals(scribe) == {"red": "22", "blue": "20", "green": "0"}
    (row, *others) = scribe.board()["rows"]
    assert (row["team"]["id"], row["rounds"]["one"]) == ("red", "10")
    assert (row["bonus"], row["penalty"]) == ("15", "-3")
    assert not any("bonus" in other for other in others)
    seen = breakdown(scribe.book, scribe.book.stage, "red", "desk", in_english)["parts"]
    assert [(one["kind"], one["value"]["exact"], one["words"]) for one in seen[1:]] == [
        ("bonus", "15", "the jury ruled"), ("penalty", "-3", "the jury ruled"),
    ]  # fmt: skip
    scribe.undo(given_it)
    assert totals(scribe)["red"] == "7"
    assert not any("bonus" in one for one in scribe.board()["rows"])


def test_a_bonus_goes_on_with_what_is_carried_and_begins_no_total_by_itself() -> None:
    scribe = Scribe(
        contest(heat(points("one"), advance=2), final(points("last"), carry=Decimal(1)))
    )
    ruled(scribe, "bonus", "green", "5")
    assert totals(scribe)["green"] is None
    scribe.open("one").awards("one", red=10, blue=20, green=30).close("one")
    scribe.advance("heat", "green", "blue")
    scribe.open("last")
    assert totals(scribe) == {"green": "35", "blue": "20"}


@given(st.lists(st.tuples(st.sampled_from(["bonus", "penalty", "award"]), st.integers(1, 9))))
def test_a_total_is_what_is_recorded_and_a_replay_says_the_same(
    acts: list[tuple[Any, int]],
) -> None:
    scribe = playing()
    wanted = 0
    for kind, n in acts:
        value = -n if kind == "penalty" else n
        wanted += value
        if kind == "award":
            scribe.award("one", "red", n)
        else:
            ruled(scribe, kind, "red", str(value))
    assert totals(scribe)["red"] == str(wanted)
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)
