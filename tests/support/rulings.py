"""A small event that ends in ties, and how the desk rules on it."""

from __future__ import annotations

import uuid
from typing import Any

from werkzeug.test import TestResponse

from scoreboard.contest.model import Event, Judge, Round, Rules, Stage, Team
from tests.support.site import Person, Site

FIVE = ("李", "王", "张", "刘", "陈")


def small_event(**rules: Any) -> Event:
    """Five teams, one judge, one round of points, three seats in the final."""
    return Event(
        slug="tie",
        title="Tie",
        locale="en",
        teams=tuple(Team(f"t{n}", f"{name}队") for n, name in enumerate(FIVE, start=1)),
        judges=(Judge("j1", "评委一"),),
        rules=Rules(ranking="competition", **rules),
        stages=(
            Stage("s1", "Heats", (_points("r1", "Buzzer"),), advance=3),
            Stage("s2", "Final", (_points("f1", "Last"),)),
        ),
    )


def _points(round_id: str, name: str) -> Round:
    return Round(round_id, name, "points", scored_by="judges")


def play(site: Site, round_id: str, points: list[int]) -> None:
    site.scorer.set_round("open", round_id)
    for n, value in enumerate(points, start=1):
        assert site.judge("j1").award(round_id, f"t{n}", value).status_code == 201
    site.scorer.set_round("close", round_id)


def rule(who: Person, path: str, **body: Any) -> TestResponse:
    return who.post(path, {"id": str(uuid.uuid4()), "reason": "the rules", **body})


def correction(team: str, value: int, **rest: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()), "round": "r1", "team": team, "value": value,
        "reason": "read wrongly", **rest,
    }  # fmt: skip
