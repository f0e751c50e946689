"""Less is better, from the event file to the announcement: a timed contest over HTTP."""

from __future__ import annotations

import csv
import io
import uuid
from pathlib import Path
from typing import Any

import pytest

from scoreboard.files.event.toml_file import read_event_file
from tests.support.rulings import rule
from tests.support.site import Site

RACE = """\
[event]
slug = "quiz"
title = "计时赛"
locale = "en"
[rules]
better = "lower"
decimals = 2
[[teams]]
id = "red"
name = "Red"
[[teams]]
id = "blue"
name = "Blue"
[[teams]]
id = "green"
name = "Green"
[[stages]]
id = "heat"
name = "Heat"
advance = 2
[[stages.rounds]]
id = "one"
name = "First run"
kind = "points"
max = 600
[[stages.rounds]]
id = "two"
name = "Second run"
kind = "points"
max = 600
[[stages]]
id = "final"
name = "Final"
[[stages.rounds]]
id = "last"
name = "Last run"
kind = "points"
max = 600
"""


@pytest.fixture
def race(tmp_path: Path) -> Site:
    """Red 61.25 and 60.5, blue 58 and none yet, green 70 and 50."""
    site = Site(tmp_path, read_event_file(RACE.encode()))
    run(site, "one", red="61.25", blue="58", green="70")
    site.scorer.set_round("close", "one")
    run(site, "two", red="60.5", green="50")
    return site


def run(site: Site, round_id: str, **seconds: str) -> None:
    site.scorer.set_round("open", round_id)
    for team, value in seconds.items():
        assert site.scorer.award(round_id, team, value).status_code == 201


def told(board: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (row["team"]["id"], row["rank"], row["total"], row["cut"], row["incomplete"])
        for row in board["rows"]
    ]


def test_a_timed_contest_goes_from_the_first_run_to_who_goes_on(race: Site) -> None:
    board = race.stranger.board()
    assert board["better"] == "lower"
    assert told(board) == [
        ("green", 1, "120.00", "in", False),
        ("red", 2, "121.75", "in", False),
        ("blue", 3, "58.00", "out", True),
    ]
    assert race.scorer.award("two", "blue", "61.9").status_code == 201
    assert [row[:2] for row in told(race.stranger.board())] == [
        ("blue", 1), ("green", 2), ("red", 3),
    ]  # fmt: skip
    race.scorer.set_round("close", "two")
    body = {"id": str(uuid.uuid4())}
    assert race.scorer.post("stages/heat/advance", body).status_code == 200
    assert race.stranger.board("?stage=heat")["announced"]["advancing"] == ["blue", "green"]


def test_a_penalty_worsens_a_time_and_a_time_of_nothing_is_one(race: Site) -> None:
    assert rule(race.scorer, "penalties", team="green", points="-5").status_code == 422
    assert rule(race.scorer, "penalties", team="green", points="5").status_code == 201
    rows = race.stranger.board()["rows"]
    assert [(row["team"]["id"], row["total"]) for row in rows[:2]] == [
        ("red", "121.75"), ("green", "125.00"),
    ]  # fmt: skip
    assert rows[1]["penalty"] == "5"
    assert race.scorer.award("two", "blue", 0).status_code == 201
    assert told(race.stranger.board())[0] == ("blue", 1, "58.00", "in", False)


def test_the_reckoning_the_prospects_and_the_results_say_the_same(race: Site) -> None:
    place = race.scorer.get("teams/blue/reckoning?view=desk").get_json()["place"]
    assert place["rule"].startswith("The smaller total is first. ")
    assert place["incomplete"].startswith("Rounds without a score that others have: 1.")
    seen = race.scorer.get("prospects").get_json()["teams"]
    assert {one["team"]["id"]: one["outcome"] for one in seen}["blue"] == "open-ended"
    lines = list(csv.reader(io.StringIO(race.scorer.get("export.csv").get_data(as_text=True))))
    names = [cell for line in lines for cell in line if cell in ("Red", "Blue", "Green")]
    assert names == ["Green", "Red", "Blue"]


def test_the_set_up_keeps_it_and_names_a_round_that_says_otherwise(race: Site) -> None:
    found = race.organiser.get("setup").get_json()
    setup = found["setup"]
    assert setup["rules"]["better"] == "lower"
    assert {r["better"] for stage in setup["stages"] for r in stage["rounds"]} == {"lower"}
    setup["stages"][0]["rounds"][1]["better"] = "higher"
    body = {"id": str(uuid.uuid4()), "setup": setup, "since": found["version"]}
    answer = race.organiser.client.put(
        f"/api/v1/events/{race.organiser.slug}/setup", json=body, headers=race.organiser.headers
    )
    assert answer.status_code == 422
    (error,) = answer.get_json()["errors"]
    assert error["field"] == "stages.0.rounds.1.better"
    assert "fewer is better" in error["message"]
