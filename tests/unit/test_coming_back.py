"""What was taken back counts again only where the set-up still has all that it speaks of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from scoreboard.contest.acts.undoing import check_undo
from scoreboard.contest.model import Event
from tests.unit.contests import Scribe, heat, points
from tests.unit.test_beginning import begin, evening
from tests.unit.test_setting_up import CUP, in_heat, refusal, with_round

GONE = "What this is about is no longer part of the event."
MARK = {"kind": "mark", "by": "judge:wu", "round": "essay", "team": "green", "judge": "wu",
        "value": Decimal(9)}  # fmt: skip
CORRECTED_MARK = {**MARK, "kind": "correction", "by": "scorer"}
AWARD = {"kind": "award", "round": "buzzer", "team": "green", "value": Decimal(10)}
LOST_STAKE = {**AWARD, "value": Decimal(-300), "detail": {"outcome": "wrong", "stake": "300"}}
SET_BY_THE_DESK = {**AWARD, "kind": "correction", "value": Decimal(700)}
OPENING = {"kind": "open", "round": "essay"}
EXCUSE = {"kind": "excuse", "round": "essay", "judge": "wu", "reason": "tablet broken"}
ORDER = {"kind": "order", "round": "talk", "detail": {"order": ["green", "red"], "lots": []}}
PENALTY = {"kind": "penalty", "stage": "heat", "team": "green", "value": Decimal(-5)}
WITHDRAWAL = {"kind": "withdraw", "team": "green", "reason": "ill"}
LOTS = {"kind": "lots", "stage": "heat", "detail": {"order": ["red", "green"]}}
PLAYOFF = {
    "kind": "playoff", "stage": "heat", "round": "playoff1",
    "detail": {"teams": ["red", "green"], "name": "Off", "min": "-9", "max": "9", "awards": []},
}  # fmt: skip
EVERYTHING = (
    MARK, CORRECTED_MARK, AWARD, LOST_STAKE, SET_BY_THE_DESK, OPENING, EXCUSE, ORDER, PENALTY,
    WITHDRAWAL, LOTS, PLAYOFF,
)  # fmt: skip

WITHOUT_GREEN = replace(CUP, teams=CUP.teams[:2])
WITHOUT_WU = replace(CUP, judges=CUP.judges[:1])
WU_RECUSED = replace(CUP, judges=(CUP.judges[0], replace(CUP.judges[1], recused=("green",))))
NO_HEAT = replace(CUP, stages=(CUP.stages[1],))
NO_ESSAY = in_heat(rounds=CUP.stages[0].rounds[1:])
NO_BUZZER = replace(CUP, stages=(heat(CUP.stages[0].rounds[0], advance=2), CUP.stages[1]))


def bring_back(written: dict[str, Any], event: Event) -> None:
    """What was written is taken back, the set-up changed, and then it is to count again."""
    scribe = Scribe(CUP)
    undone = scribe.undo(scribe.write(**written))
    scribe.write("setup", setup=event)
    check_undo(scribe.book, undone)


@pytest.mark.parametrize("written", EVERYTHING)
def test_what_the_set_up_still_has_comes_back(written: dict[str, Any]) -> None:
    bring_back(written, replace(CUP, title="Another"))


@pytest.mark.parametrize(
    ("event", "lost"),
    [
        (WITHOUT_GREEN, [w for w in EVERYTHING if w not in (OPENING, EXCUSE)]),
        (WITHOUT_WU, [MARK, CORRECTED_MARK, EXCUSE]),
        (WU_RECUSED, [MARK, CORRECTED_MARK]),
        (NO_ESSAY, [MARK, CORRECTED_MARK, OPENING, EXCUSE]),
        (NO_BUZZER, [AWARD, LOST_STAKE, SET_BY_THE_DESK, ORDER]),
        (NO_HEAT, [w for w in EVERYTHING if w is not WITHDRAWAL]),
        (with_round("essay", kind="points"), [MARK, CORRECTED_MARK, EXCUSE]),
        (with_round("buzzer", kind="judged"), [AWARD, LOST_STAKE, SET_BY_THE_DESK]),
        (in_heat(rounds=(*CUP.stages[0].rounds, points("playoff1"))), [PLAYOFF]),
    ],
)  # fmt: skip
def test_what_speaks_of_something_that_is_gone_stays_away(
    event: Event, lost: list[dict[str, Any]]
) -> None:
    for written in EVERYTHING:
        if written in lost:
            assert str(refusal(partial(bring_back, written, event))) == GONE
        else:
            bring_back(written, event)


@pytest.mark.parametrize(
    ("written", "event", "text"),
    [
        (MARK, with_round("essay", max=Decimal(5)), "Essay has a score of 9"),
        (MARK, with_round("essay", step=Decimal(5)), "Essay has a score of 9"),
        (CORRECTED_MARK, with_round("essay", max=Decimal(5)), "Essay has a score of 9"),
        (AWARD, with_round("buzzer", max=Decimal(5)), "Buzzer has a score of 10"),
    ],
)
def test_a_score_beyond_the_new_limits_stays_away(
    written: dict[str, Any], event: Event, text: str
) -> None:
    refused = refusal(lambda: bring_back(written, event))
    assert str(refused) == f"{text}, which the new limits would not allow."


def test_points_off_the_step_and_what_limits_never_bound_come_back() -> None:
    bring_back(AWARD, with_round("buzzer", step=Decimal(7)))
    for written in (LOST_STAKE, SET_BY_THE_DESK):
        bring_back(written, with_round("buzzer", max=Decimal(5), min=Decimal(0)))


def test_what_was_before_everything_was_cleared_reads_that_it_counts_no_more() -> None:
    scribe = evening()
    mark = next(entry for entry in scribe.book.entries if entry.kind == "mark")
    begin(scribe)
    assert str(refusal(lambda: check_undo(scribe.book, mark))) == (
        "This was before everything was cleared, so it counts no more."
    )


def test_two_plays_are_not_brought_together() -> None:
    scribe = evening()
    begun = begin(scribe)
    scribe.open("essay")
    assert str(refusal(lambda: check_undo(scribe.book, begun))) == (
        "Something has been played since. Both cannot count together."
    )
