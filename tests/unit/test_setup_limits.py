"""What must stay once it was played, and in which words the set-up page says so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.acts.setup_change import check_change
from scoreboard.contest.model import Event, Judge, Stage
from tests.unit.contests import Scribe, contest, final, heat, judged, points
from tests.unit.test_setting_up import CUP, announced, in_heat, refusal, running, with_round

WITHOUT_RED = replace(CUP, teams=CUP.teams[1:])
WITHOUT_GREEN = replace(CUP, teams=CUP.teams[:2])
WITHOUT_LIN, WITHOUT_WU = (replace(CUP, judges=CUP.judges[n : n + 1]) for n in (1, 0))
ALL_BUT_TALK = CUP.stages[0].rounds[:2]


def refused_with(scribe: Scribe, event: Event) -> str:
    refused = refusal(lambda: check_change(scribe.book, event))
    assert refused.because == "not_now"
    return str(refused)


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (WITHOUT_RED, "Red has scores and must stay."),
        (WITHOUT_LIN, "Lin has given marks and must stay."),
        (replace(CUP, judges=(Judge("lin", "Leen", ("blue",)), CUP.judges[1])),
         "Lin has marked Blue and cannot be recused from it now."),
        (in_heat(rounds=CUP.stages[0].rounds[1:]), "Essay has begun and must stay."),
        (replace(CUP, stages=(heat(judged("talk"), advance=2), final(*ALL_BUT_TALK))),
         "Essay has begun and must stay in Heat."),
        (in_heat(id="other"), "Heat has begun and must stay."),
        (replace(CUP, stages=(Stage("new", "New", (), advance=2), *CUP.stages)),
         "Heat has begun, so nothing can come before it that did not."),
        (with_round("buzzer", name="Bell", kind="judged"), "Buzzer has begun, so its kind stands."),
        (with_round("essay", name="Paper", max=Decimal(8)),
         "Essay has a score of 10, which the new limits would not allow."),
        (with_round("essay", step=Decimal(4)),
         "Essay has a score of 10, which the new limits would not allow."),
        (with_round("buzzer", max=Decimal(5)),
         "Buzzer has a score of 10, which the new limits would not allow."),
    ],
)  # fmt: skip
def test_who_leaves_out_what_was_played_reads_what_must_stay(event: Event, text: str) -> None:
    assert refused_with(running(), event) == text


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (in_heat(name="Round one", rounds=(*CUP.stages[0].rounds, judged("late"))),
         "The result of Heat is announced, so no round can be added to it."),
        (in_heat(name="Round one", advance=1),
         "The announced result of Heat would no longer stand."),
    ],
)  # fmt: skip
def test_who_would_overturn_an_announced_heat_reads_what_to_take_back(
    event: Event, text: str
) -> None:
    assert refused_with(announced(), event) == f"{text} Take the announcement back first."


def test_a_final_announced_without_its_heat_stands_too() -> None:
    scribe = Scribe(CUP)
    scribe.advance("final", "red")
    event = replace(CUP, stages=(CUP.stages[0], final(points("last"), points("late"))))
    assert refused_with(scribe, event).startswith("The result of Final is announced")


def test_no_round_may_have_the_id_of_a_play_off() -> None:
    scribe = Scribe(CUP)
    detail = {"teams": ["red", "blue"], "name": "Off", "min": "-9", "max": "9", "awards": []}
    scribe.write("playoff", stage="heat", round="playoff1", detail=detail)
    taken = in_heat(rounds=(*CUP.stages[0].rounds, points("playoff1")))
    assert refused_with(scribe, taken) == "The id playoff1 is taken by a play-off."


@pytest.mark.parametrize(
    ("kind", "round_id", "detail"),
    [
        ("lots", None, {"order": ["blue", "red"]}),
        ("playoff", "playoff1",
         {"teams": ["red", "blue"], "name": "Off", "min": "-9", "max": "9", "awards": []}),
    ],
)  # fmt: skip
def test_red_and_blue_who_drew_lots_or_played_off_must_stay_and_green_need_not(
    kind: Any, round_id: str | None, detail: dict[str, Any]
) -> None:
    scribe = Scribe(CUP)
    scribe.write(kind, stage="heat", round=round_id, detail=detail)
    assert refused_with(scribe, WITHOUT_RED) == "Red has scores and must stay."
    check_change(scribe.book, WITHOUT_GREEN)


def test_lin_whose_mark_the_desk_wrote_must_stay_and_wu_who_gave_none_need_not() -> None:
    scribe = Scribe(CUP).open("essay")
    scribe.correct("essay", "red", "lin", 9)
    assert refused_with(scribe, WITHOUT_LIN) == "Lin has given marks and must stay."
    check_change(scribe.book, WITHOUT_WU)


def test_wu_who_gave_points_at_the_buzzer_must_stay_and_lin_who_gave_none_need_not() -> None:
    scribe = Scribe(CUP).open("buzzer")
    scribe.award("buzzer", "red", 10, by="judge:wu")
    assert refused_with(scribe, WITHOUT_WU) == "Wu has given marks and must stay."
    check_change(scribe.book, WITHOUT_LIN)


def test_green_that_has_withdrawn_must_stay_while_all_else_is_still_free() -> None:
    scribe = Scribe(CUP)
    scribe.write("withdraw", team="green", reason="ill")
    assert refused_with(scribe, WITHOUT_GREEN) == "Green has scores and must stay."
    other = contest(final(points("other")), teams="green white")
    check_change(scribe.book, other)


def test_a_round_whose_order_is_drawn_must_stay() -> None:
    scribe = Scribe(CUP)
    scribe.write("order", round="talk", detail={"order": ["blue", "red", "green"], "lots": []})
    assert refused_with(scribe, in_heat(rounds=ALL_BUT_TALK)) == "Talk has begun and must stay."
