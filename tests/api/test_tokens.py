"""Tokens through the real routes: used at the desk, once, and doubling one award."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.support.site import Person, Site
from tests.unit.contests import contest, decimals, heat, points


@pytest.fixture
def site(tmp_path: Path) -> Site:
    rounds = points("risk", awards=(), stakes=decimals("10", "20"), tokens=("求助", "双倍"))
    made = Site(tmp_path, contest(heat(rounds)))
    made.scorer.set_round("open", "risk")
    return made


def use(person: Person, token: str, team: str = "red", **rest: Any) -> Any:
    body = {"id": str(uuid.uuid4()), "round": "risk", "team": team, "token": token, **rest}
    return person.post("tokens", body)


def row(site: Site, team: str = "red") -> dict[str, Any]:
    rows: list[dict[str, Any]] = site.stranger.board()["rows"]
    return next(row for row in rows if row["team"]["id"] == team)


def test_the_desk_uses_a_token_up_and_gives_it_back(site: Site) -> None:
    assert use(site.judge("lin"), "求助").status_code == 403
    assert use(site.scorer, "免答").status_code == 422
    uid = str(uuid.uuid4())
    assert [use(site.scorer, "求助", id=uid).status_code for _ in "12"] == [201, 200]
    assert use(site.scorer, "求助").status_code == 409
    assert row(site)["tokens"]["risk"][0] == {"name": "求助", "used": True}
    version = site.version
    undo = {"id": str(uuid.uuid4()), "entry": version}
    assert site.scorer.post("undo", undo).status_code == 201
    assert row(site)["tokens"]["risk"][0] == {"name": "求助", "used": False}
    site.scorer.set_round("close", "risk")
    assert use(site.scorer, "求助").status_code == 409


def test_a_doubled_stake_is_booked_twice_as_high_once(site: Site) -> None:
    answer = {"stake": 20, "outcome": "wrong"}
    early = site.scorer.award("risk", "red", -40, token="双倍", **answer)
    assert [one["field"] for one in early.get_json()["errors"]] == ["token"]
    assert use(site.scorer, "双倍").status_code == 201
    # Without the token it is what it always is.
    assert site.scorer.award("risk", "red", -40, **answer).status_code == 422
    assert site.scorer.award("risk", "red", -20, token="双倍", **answer).status_code == 422
    taken = site.scorer.award("risk", "red", -40, token="双倍", **answer)
    assert taken.status_code == 201
    assert taken.get_json()["entry"]["detail"]["token"] == "双倍"
    assert row(site)["total"] == "-40"
    again = site.scorer.award("risk", "red", 40, stake=20, outcome="right", token="双倍")
    assert again.status_code == 422
