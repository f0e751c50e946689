"""Judges mark each member of a team, through the real routes: marks, corrections, absences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.result_files import opened
from tests.support.rulings import rule
from tests.support.site import Site
from tests.unit.test_members_marked import JUDGES, talks


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Ann, Ben and Cat are in red, Dan and Eve in blue; three judges mark each of them."""
    site = Site(tmp_path, talks(team_score="mean"))
    site.scorer.set_round("open", "talk")
    return site


def mark(site: Site, judge: str, team: str, value: str, member: str | None = None) -> Any:
    named = {} if member is None else {"member": member}
    return site.judge(judge).mark("talk", team, value, **named)


def total(site: Site, team: str) -> str | None:
    found: str | None = next(
        row["total"] for row in site.stranger.board()["rows"] if row["team"]["id"] == team
    )
    return found


def everybody(site: Site, team: str, member: str, value: str) -> None:
    for judge in JUDGES.split():
        assert mark(site, judge, team, value, member).status_code == 201


def test_a_mark_names_the_member_and_the_team_has_their_mean_when_all_are_marked(
    site: Site,
) -> None:
    without = mark(site, "lin", "blue", "8")
    assert without.status_code == 422
    assert "member" in without.text
    assert mark(site, "lin", "blue", "8", "ann").status_code == 422, "Ann is in another team"
    everybody(site, "blue", "dan", "8")
    hall = site.stranger.board()
    assert total(site, "blue") is None
    assert "individuals" not in hall
    assert "Dan" not in str(hall), "nothing of a member before the team's score is public"
    assert "8" not in str(site.stranger.get("teams/blue/reckoning").get_json()["rounds"])
    everybody(site, "blue", "eve", "7")
    assert total(site, "blue") == "7.50"
    names = [(one["member"]["name"], one["total"]) for one in site.stranger.board()["individuals"]]
    assert names == [("Dan", "8.00"), ("Eve", "7.00")]
    assert mark(site, "lin", "blue", "9", "eve").status_code == 409, "the score is public"


def test_the_desk_corrects_a_members_mark_and_takes_one_out_who_is_absent(site: Site) -> None:
    everybody(site, "blue", "dan", "8")
    body = {"round": "talk", "team": "blue", "judge": "lin", "value": "5"}
    assert rule(site.scorer, "corrections", **body).status_code == 422, "whose mark is it"
    corrected = rule(site.scorer, "corrections", **body, member="dan")
    assert corrected.status_code == 201, corrected.text
    marks = site.scorer.board("?view=desk")["marks"]["talk"]
    assert marks["blue:dan"]["lin"]["value"] == "5"
    assert total(site, "blue") is None, "Eve has no marks yet"
    gone = rule(site.scorer, "teams/blue/absent", round="talk", member="eve")
    assert gone.status_code == 201, gone.text
    assert total(site, "blue") == "7.00"
    assert mark(site, "lin", "blue", "9", "eve").status_code == 409
    says = [one["says"] for one in site.scorer.get("ledger").get_json()["entries"]]
    assert says[-1] == "member"
    assert "mark_member" in says


def test_the_reckoning_and_the_files_show_each_member(site: Site) -> None:
    everybody(site, "blue", "dan", "8")
    everybody(site, "blue", "eve", "7")
    found = site.stranger.get("teams/blue/reckoning").get_json()["rounds"][0]
    assert [(one["member"]["name"], one["state"]) for one in found["members"]] == [
        ("Dan", "counted"), ("Eve", "counted"),
    ]  # fmt: skip
    assert found["steps"][0] == "(8 + 7) ÷ 2 = 15 ÷ 2 = 7.5"
    page = site.stranger.client.get(f"/e/{site.event.slug}/teams/blue?lang=en")
    assert "Dan · Lin" in page.text
    workbook = opened(site.scorer.get("export.xlsx").data)
    rows = [[cell.value for cell in row] for sheet in workbook for row in sheet.iter_rows()]
    assert ["Blue", "Dan", 8, 8, 8, 8] in [row[:6] for row in rows]
