"""What a board costs grows with its teams, not with their square; counted in calls, not in time."""

from __future__ import annotations

import sys
from collections import Counter
from decimal import Decimal
from types import FrameType
from typing import Any

import pytest

from scoreboard.contest.model import Judge
from tests.unit.contests import Scribe, contest, heat, judged, picture, points


def day(teams: int, publish: str) -> Scribe:
    """A judged round that is closed, and a points round in which every team has points.

    Each team is equal to one other: else there were none with ten teams and more with a hundred.
    """
    event = contest(
        heat(judged(), points(), points("last"), advance=3),
        teams=" ".join(f"t{n}" for n in range(teams)),
        judges=[Judge(f"j{n}", f"Judge {n}") for n in range(3)],
        publish=publish, tie_breaks=("latest_round", "best_rounds", "best_marks"),
    )  # fmt: skip
    scribe = Scribe(event).open("essay")
    for n in range(teams):
        for judge in range(3):
            scribe.mark("essay", f"t{n}", f"j{judge}", (n // 2 * 7 + judge) % 20)
    scribe.close("essay").open("buzzer")
    for n in range(teams):
        scribe.award("buzzer", f"t{n}", n // 2 * 30)
        scribe.write("penalty", stage="heat", team=f"t{n}", value=Decimal(-1), reason="noise")
    return scribe


def calls(scribe: Scribe) -> Counter[str]:
    """How often each function is entered while an award is told to everybody."""
    scribe.award("buzzer", "t1", 10)
    counted: Counter[str] = Counter()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            counted[frame.f_code.co_qualname if hasattr(frame.f_code, "co_qualname") else
                    frame.f_code.co_name] += 1  # fmt: skip

    sys.setprofile(note)
    try:
        picture(scribe.book)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("publish", ["team", "live", "round"])
def test_ten_times_the_teams_cost_about_ten_times_the_calls(publish: str) -> None:
    few, many = calls(day(10, publish)), calls(day(100, publish))
    assert many.total() < 11 * few.total()
    # Which teams play is asked as often for a hundred as for ten.
    for asked in ("Book.teams_in", "Book.teams_of", "Book.playoffs", "Event.team"):
        assert many[asked] == few[asked], asked
