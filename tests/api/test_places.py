"""Places that are added, from the event file to the announcement, over HTTP (序位法)."""

from __future__ import annotations

import io
import uuid
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scoreboard.files.event.toml_file import read_event_file
from tests.support.site import Site

CONTEST = """\
[event]
slug = "quiz"
title = "合唱比赛"
locale = "zh-CN"
[rules]
better = "lower"
decimals = 1
tie_breaks = ["all_marks"]
[[teams]]
id = "red"
name = "红队"
[[teams]]
id = "blue"
name = "蓝队"
[[teams]]
id = "green"
name = "绿队"
[[judges]]
id = "lin"
name = "评委一"
[[judges]]
id = "wu"
name = "评委二"
[[judges]]
id = "he"
name = "评委三"
[[stages]]
id = "final"
name = "决赛"
[[stages.rounds]]
id = "song"
name = "合唱"
max = 100
step = 0.1
aggregate = "places"
"""
MARKS = {
    "red": {"lin": "90.5", "wu": "88", "he": "91"},
    "blue": {"lin": "91", "wu": "88", "he": "89"},
    "green": {"lin": "80", "wu": "85", "he": "92"},
}


@pytest.fixture
def choir(tmp_path: Path) -> Site:
    """Red 2 + 1½ + 2 = 5½, blue 1 + 1½ + 3 = 5½, green 3 + 3 + 1 = 7; red's marks are higher."""
    site = Site(tmp_path, read_event_file(CONTEST.encode()))
    site.scorer.set_round("open", "song")
    for team, given in MARKS.items():
        for judge, value in given.items():
            assert site.judge(judge).mark("song", team, value).status_code == 201
    return site


def told(board: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(row["team"]["id"], row["rank"], row["total"]) for row in board["rows"]]


def test_the_hall_learns_of_places_when_the_round_is_closed_and_not_before(choir: Site) -> None:
    for person in (choir.stranger, choir.judge("lin")):
        assert {total for _, _, total in told(person.board())} == {None}
    answer = choir.scorer.post("rounds/song/release", {"id": str(uuid.uuid4()), "team": "red"})
    assert answer.status_code == 409
    assert "名次在环节结束时才公布" in answer.json["detail"]
    # A mark can still be changed by its judge: nobody has seen what it comes to.
    assert choir.judge("lin").mark("song", "red", "90.4").status_code == 201
    choir.scorer.set_round("close", "song")
    assert told(choir.stranger.board()) == [
        ("red", 1, "5.5"),
        ("blue", 2, "5.5"),
        ("green", 3, "7.0"),
    ]
    assert choir.stranger.board()["rows"][0]["decided_by"] == "全部评分的平均"


def test_the_way_to_the_place_names_the_place_by_each_judge(choir: Site) -> None:
    choir.scorer.set_round("close", "song")
    way = choir.stranger.get("teams/red/reckoning").json["rounds"][0]
    assert [(m["judge"]["name"], m["placed"]) for m in way["marks"]] == [
        ("评委一", "第 2 名"), ("评委二", "第 1.5 名"), ("评委三", "第 2 名"),
    ]  # fmt: skip
    assert way["steps"] == ["2 + 1.5 + 2 = 5.5"]


def test_a_correction_says_whom_it_would_move(choir: Site) -> None:
    choir.scorer.set_round("close", "song")
    body = {
        "id": str(uuid.uuid4()), "round": "song", "team": "green", "judge": "wu", "value": "99",
        "reason": "看错",
    }  # fmt: skip
    moves = choir.scorer.post("corrections?preview=1", body).json["moves"]
    assert {move["team"]: move["total"] for move in moves} == {
        "red": ["5.5", "6.5"], "blue": ["5.5", "6.5"], "green": ["7.0", "5.0"],
    }  # fmt: skip


def test_the_table_of_results_has_the_places_beside_the_marks(choir: Site) -> None:
    choir.scorer.set_round("close", "song")
    book = load_workbook(io.BytesIO(choir.scorer.get("export.xlsx").data))
    rows = [[cell.value for cell in row] for sheet in book.worksheets for row in sheet]
    heads = next(row for row in rows if "评委一序位" in row)
    at = heads.index("评委一序位")
    assert heads[at - 3 : at + 4] == [
        "评委一", "评委二", "评委三", "评委一序位", "评委二序位", "评委三序位", "得分",
    ]  # fmt: skip
    red = next(row for row in rows[rows.index(heads) :] if "红队" in row)
    assert red[at : at + 4] == [2, 1.5, 2, 5.5]
