"""A bonus by ruling through the real routes, and in the files of the evening."""

from __future__ import annotations

import io
import uuid
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.site import Person, Site
from tests.unit.contests import contest, heat, points


def bonus(person: Person, team: str = "red", value: Any = 10, **rest: Any) -> Any:
    body = {"id": str(uuid.uuid4()), "team": team, "points": value, "reason": "答题精彩"}
    return person.post("bonuses", {**body, **rest})


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path, contest(heat(points("one"))))
    made.scorer.set_round("open", "one")
    return made


def total(site: Site, team: str = "red") -> str:
    rows = site.stranger.board()["rows"]
    return str(next(row["total"] for row in rows if row["team"]["id"] == team))


def test_the_desk_gives_a_bonus_with_its_reason_and_takes_it_back(site: Site) -> None:
    assert bonus(site.judge("lin")).status_code == 403
    for wrong in (0, -10, 1001, "ten"):
        assert bonus(site.scorer, value=wrong).status_code == 422, wrong
    without = {"id": str(uuid.uuid4()), "team": "red", "points": 10}
    assert site.scorer.post("bonuses", without).status_code == 422
    assert bonus(site.scorer, "nobody").status_code == 422
    given = bonus(site.scorer, value="12.5")
    assert given.status_code == 201
    assert given.get_json()["entry"]["value"] == "12.5"
    assert total(site) == "13"
    undo = {"id": str(uuid.uuid4()), "entry": given.get_json()["version"], "reason": "no"}
    assert site.scorer.post("undo", undo).status_code == 201
    assert total(site) == "0"


def test_the_files_name_a_bonus_apart_from_the_penalties(site: Site) -> None:
    version = bonus(site.scorer).get_json()["version"]
    document = site.scorer.get("export.json").get_json()
    assert document["bonuses"] == {"heat": [version]}
    assert document["penalties"] == {"heat": []}
    book = load_workbook(io.BytesIO(site.scorer.get("export.xlsx").data))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "裁定加分" in cells
    assert "答题精彩" in cells
    assert "裁定加分" in site.scorer.get("export.csv").get_data(as_text=True)


def test_where_the_smaller_total_is_first_a_bonus_is_deducted(tmp_path: Path) -> None:
    race = contest(heat(points("one", better="lower")), better="lower")
    site = Site(tmp_path, race)
    site.scorer.set_round("open", "one")
    assert site.scorer.award("one", "red", 60).status_code == 201
    assert bonus(site.scorer, value=5).get_json()["entry"]["value"] == "-5"
    assert total(site) == "55"
    found = site.organiser.get("setup").get_json()
    setup = found["setup"]
    setup["rules"]["better"] = setup["stages"][0]["rounds"][0]["better"] = "higher"
    body = {
        "id": str(uuid.uuid4()), "setup": setup, "since": found["version"], "reason": "a mistake",
    }  # fmt: skip
    answer = site.organiser.client.put(
        f"/api/v1/events/{site.organiser.slug}/setup", json=body, headers=site.organiser.headers
    )
    assert answer.status_code == 409
    assert "加分" in answer.get_json()["detail"]
