"""What the board tells the wall beside its figures: marks of a score, what is needed to lead."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.boards.public_board import hall_board
from tests.support.examples import examples
from tests.unit.contests import Scribe, contest, heat, judged, people, points


def essay(*, shown: bool = True, publish: str = "team", **keys: Any) -> Scribe:
    """Points of a first round, then an essay that Lin, Wu and He mark from 0 to 20."""
    round_keys = {"decimals": 1, "drop_high": 1, **keys}
    stage = heat(points(), judged("essay", **round_keys), advance=1)
    event = contest(stage, judges=people("lin wu he"), publish=publish, decimals=1)
    scribe = Scribe(event)
    scribe.open("buzzer").awards("buzzer", red=10, blue=25, green=5).close("buzzer").open("essay")
    if shown:
        scribe.write("scene", detail={"scene": "standings"})
    return scribe


def marked(scribe: Scribe, audience: str = "public") -> dict[str, Any]:
    rows = scribe.board(audience)["rows"]
    return {row["team"]["id"]: row["marked"] for row in rows if "marked" in row}


def test_the_marks_stand_beside_the_score_that_they_have_just_made_and_no_earlier() -> None:
    scribe = essay()
    for judge, value in (("lin", 18), ("wu", 17)):
        scribe.mark("essay", "red", judge, value)
        assert marked(scribe) == {}, "half a panel's marks are nobody's business"
    scribe.mark("essay", "red", "he", 15)
    assert marked(scribe) == {
        "red": {
            "round": "essay",
            "marks": [
                {"judge": "Lin", "value": "18", "dropped": True},
                {"judge": "Wu", "value": "17", "dropped": False},
                {"judge": "He", "value": "15", "dropped": False},
            ],
            "score": "16.0",
        }
    }
    scribe.mark("essay", "blue", "lin", 12)
    assert marked(scribe) == {}, "they are told once"


def test_nothing_is_told_where_no_scene_was_ever_shown() -> None:
    scribe = essay(shown=False)
    for judge in ("lin", "wu", "he"):
        scribe.mark("essay", "red", judge, 18)
    scribe.write("on_stage", round="essay", team="green")
    assert marked(scribe) == {}
    on = hall_board(scribe.book, "public", scribe.book.stage)["on_stage"]
    assert on == {"round": "essay", "team": "green", "next": None}


def test_a_score_that_waits_for_the_close_keeps_its_marks() -> None:
    scribe = essay(publish="round")
    for judge in ("lin", "wu", "he"):
        scribe.mark("essay", "red", judge, 18)
    assert marked(scribe) == {}
    assert marked(scribe, "judge") == {}


def needs(scribe: Scribe, team: str) -> str | None:
    scribe.write("on_stage", round="essay", team=team)
    on = hall_board(scribe.book, "public", scribe.book.stage)["on_stage"]
    assert on is not None
    return on.get("needs")


def test_who_is_on_stage_is_told_what_it_needs_to_be_first() -> None:
    scribe = essay()
    assert needs(scribe, "red") == "15.1", "10 and 15 would only be level with 25"
    assert needs(scribe, "blue") is None, "it leads already"
    assert needs(scribe, "green") is None, "no mark gives it more than 20"
    for judge in ("lin", "wu", "he"):
        scribe.mark("essay", "red", judge, 18)
    assert needs(scribe, "red") is None, "it has its score"
    assert needs(scribe, "blue") == "3.1"


@pytest.mark.parametrize(
    "keys", [{"better": "lower"}, {"weight": Decimal(0)}, {"aggregate": "sum"}]
)
def test_nothing_is_promised_where_it_does_not_rest_on_the_marks(keys: dict[str, Any]) -> None:
    assert needs(essay(**keys), "red") is None


@given(
    st.integers(1, 30),
    st.sampled_from(["0.5", "1", "1.3"]),
    st.sampled_from([None, 0, 1, 2]),
)
@examples(40)
def test_what_is_needed_is_enough_and_one_less_is_not(
    lead: int, weight: str, places: int | None
) -> None:
    def running(decimals: int = 2) -> Scribe:
        keys = {"weight": Decimal(weight), "weighted_decimals": places, "decimals": decimals}
        event = contest(
            heat(points(step=Decimal(1)), judged("essay", **keys)),
            teams="red blue", judges=people("lin"), publish="team", decimals=1,
        )  # fmt: skip
        scribe = Scribe(event).open("buzzer").awards("buzzer", blue=lead).close("buzzer")
        scribe.open("essay").write("scene", detail={"scene": "standings"})
        return scribe

    wanted = needs(running(), "red")
    if wanted is None:
        return
    for value, first in ((Decimal(wanted), True), (Decimal(wanted) - Decimal("0.01"), False)):
        scribe = running()
        scribe.mark("essay", "red", "lin", str(value))
        totals = {row["team"]["id"]: Decimal(row["total"] or 0) for row in scribe.board()["rows"]}
        assert (totals["red"] > totals["blue"]) is first
