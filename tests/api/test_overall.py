"""The overall ranking where the event wants it: on boards, phones, the display and the screens."""

from __future__ import annotations

import csv
import io
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Prize
from tests.support.rulings import play, small_event
from tests.support.site import Site

PRIZES = (Prize("p1", "一等奖", count=1), Prize("p2", "优秀奖"))


def site_of(folder: Path, **rules: Any) -> Site:
    event = small_event(**rules)
    return Site(folder, replace(event, prizes=PRIZES))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of(tmp_path, overall=True)


def played(site: Site) -> None:
    play(site, "r1", [50, 40, 30, 20, 10])
    assert site.scorer.post("stages/s1/advance").status_code == 200
    site.scorer.set_round("open", "f1")
    for team, points in (("t1", 10), ("t2", 30), ("t3", 20)):
        assert site.judge("j1").award("f1", team, points).status_code == 201
    site.scorer.set_round("close", "f1")
    assert site.scorer.post("stages/s2/advance").status_code == 200


def test_board_phone_and_display_show_all_stages_as_one(site: Site) -> None:
    played(site)
    board = site.stranger.board("?stage=*")
    assert [(r["team"]["id"], r["rank"], r["total"]) for r in board["rows"]] == [
        ("t2", 1, "30"), ("t3", 2, "20"), ("t1", 3, "10"), ("t4", 4, "20"), ("t5", 5, "10"),
    ]  # fmt: skip
    assert board["rows"][3]["rounds"] == {"s1": "20", "s2": None}
    assert [r["prizes"] for r in board["rows"]] == [["一等奖"], *[["优秀奖"]] * 4]
    assert [one["id"] for one in site.stranger.board()["begun"]] == ["s1", "s2", "*"]
    for path in ("/e/tie?stage=*", "/e/tie/display?stage=*"):
        answer = site.stranger.client.get(path)
        assert answer.status_code == 200
        assert "刘队" in answer.get_data(as_text=True)
    phone = site.stranger.client.get("/e/tie").get_data(as_text=True)
    assert 'href="/e/tie?stage=*"' in phone
    asked = {"id": str(uuid.uuid4()), "do": "show", "stage": "*"}
    sent = site.scorer.post("screens/commands", asked)
    assert sent.status_code == 200


def test_the_certificates_call_up_who_did_not_reach_the_final(site: Site) -> None:
    played(site)
    desk = site.scorer
    page, script = (
        desk.client.get(f"/e/tie/desk/results/{name}", headers=desk.headers).get_data(as_text=True)
        for name in ("certificates", "awards")
    )
    for name in ("李队", "王队", "张队", "刘队", "陈队"):
        assert name in page
        assert name in script


def test_the_table_of_all_stages_has_the_overall_place_of_each_team(site: Site) -> None:
    played(site)
    text = site.scorer.get("export.csv").get_data(as_text=True).lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    places = {(row["Stage"], row["Team"]): row["Overall place"] for row in rows}
    assert places["Final", "王队"] == "1"
    assert places["Heats", "王队"] == "1"
    assert places["Heats", "陈队"] == "5"


def test_an_event_that_does_not_want_it_has_no_such_board(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    played(site)
    assert site.stranger.get("board?stage=*").status_code == 404
    assert site.stranger.client.get("/e/tie?stage=*").status_code == 404
    assert [one["id"] for one in site.stranger.board()["begun"]] == ["s1", "s2"]
    assert "Overall place" not in site.scorer.get("export.csv").get_data(as_text=True)
    assert "prizes" not in site.stranger.board("?stage=s1")["rows"][3]
