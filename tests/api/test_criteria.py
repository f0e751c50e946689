"""A mark by criteria over HTTP: one act with its id, refused at its fields, in every file."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from scoreboard.files.event.toml_file import read_event_file
from tests.support.site import Site

FILE = """\
[event]
slug = "speeches"
title = "Spring speeches"
locale = "en"
[rules]
decimals = 2
[[teams]]
id = "red"
name = "Red"
[[teams]]
id = "blue"
name = "Blue"
[[judges]]
id = "lin"
name = "Lin"
[[judges]]
id = "wu"
name = "Wu"
[[stages]]
name = "Final"
[[stages.rounds]]
id = "talk"
name = "Talk"
criteria = [
  {id = "content", name = "Content", max = 40},
  {id = "speech", name = "Delivery", max = 30, step = 0.5},
  {id = "time", name = "Time kept", max = 5, weight = 2},
]
"""
SHEET = {"content": "36", "speech": "27.5", "time": 4}
# 36 + 27.5 + 2 x 4.
SUM = "71.5"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path, read_event_file(FILE.encode()))
    site.scorer.set_round("open", "talk")
    return site


def body(**rest: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "round": "talk", "team": "red", "values": SHEET, **rest}


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    return {one["field"]: one["message"] for one in answer.get_json()["errors"]}


def test_a_sheet_is_one_entry_however_often_it_is_sent(site: Site) -> None:
    sent = body()
    lin = site.judge("lin")
    first = lin.post("scores", sent)
    assert first.status_code == 201
    entry = first.get_json()["entry"]
    assert entry["value"] == SUM
    assert entry["detail"] == {"values": {"content": "36", "speech": "27.5", "time": "4"}}
    again = lin.post("scores", {**sent, "values": {**SHEET, "content": 36, "time": "4.0"}})
    assert again.status_code == 200
    assert again.get_json()["entry"] == entry
    # Another sheet with the same sum is another act.
    swapped = {"content": "38", "speech": "27.5", "time": "3"}
    assert lin.post("scores", {**sent, "values": swapped}).status_code == 409


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"values": {"content": "36", "speech": "27.5"}},
         {"values.time": "Time kept has not been marked."}),
        ({"values": {**SHEET, "speech": ""}}, {"values.speech": "Nothing is given here yet."}),
        ({"values": {**SHEET, "speech": "27.3"}},
         {"values.speech": "Delivery goes in steps of 0.5."}),
        ({"values": {**SHEET, "content": "41"}}, {"values.content": "Content goes from 0 to 40."}),
        ({"values": {**SHEET, "style": "4"}}, {"values.style": "Talk has no such criterion."}),
        ({"values": None, "value": SUM},
         {"values": "Talk is marked by criteria: give each of them its mark."}),
        ({"value": SUM},
         {"value": "Give the criteria their marks; the sum follows from them."}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
    site: Site, given: dict[str, Any], said: dict[str, str]
) -> None:
    before = site.scorer.board()["version"]
    assert errors(site.judge("lin").post("scores", body(**given))) == said
    correction = body(judge="lin", reason="misread", **given)
    assert errors(site.scorer.post("corrections", correction)) == said
    assert site.scorer.board()["version"] == before


def test_the_desk_corrects_by_criteria_after_a_preview_and_may_take_it_back(site: Site) -> None:
    for judge in ("lin", "wu"):
        assert site.judge(judge).post("scores", body()).status_code == 201
    correction = body(judge="wu", values={**SHEET, "time": "5"}, reason="misread")
    preview = site.scorer.post("corrections?preview=1", correction)
    assert preview.status_code == 200
    # Of 71.5 and 73.5 the mean.
    assert "72.50" in preview.get_data(as_text=True)
    done = site.scorer.post("corrections", correction)
    assert done.status_code == 201
    entry = done.get_json()["entry"]
    mark = site.scorer.board("?view=desk")["marks"]["talk"]["red"]["wu"]
    assert (mark["value"], mark["values"]["time"], mark["corrected"]) == ("73.5", "5", True)
    undo = {"id": str(uuid.uuid4()), "entry": entry["version"], "reason": "was right"}
    assert site.scorer.post("undo", undo).status_code == 201
    mark = site.scorer.board("?view=desk")["marks"]["talk"]["red"]["wu"]
    assert (mark["value"], mark["values"]["time"], mark["corrected"]) == (SUM, "4", False)


def test_nobody_sees_parts_before_the_score_is_public(site: Site) -> None:
    assert site.judge("lin").post("scores", body()).status_code == 201
    for path in ("board", "teams/red/reckoning"):
        assert "27.5" not in site.stranger.get(path).get_data(as_text=True)
        assert "27.5" not in site.judge("wu").get(path).get_data(as_text=True)
    assert site.judge("wu").post("scores", body(values={**SHEET, "time": 3})).status_code == 201
    told = site.stranger.get("teams/red/reckoning").get_json()
    parts = told["rounds"][0]["marks"][1]["parts"]
    assert [(one["name"], one["value"], one["weight"]) for one in parts] == [
        ("Content", "36", "1"), ("Delivery", "27.5", "1"), ("Time kept", "3", "2"),
    ]  # fmt: skip


def test_a_sheet_that_comes_too_late_is_told_with_its_parts(site: Site) -> None:
    site.scorer.set_round("close", "talk")
    assert site.judge("lin").post("scores", body()).status_code == 409
    (late,) = site.scorer.get("refused").get_json()["marks"]
    assert (late["value"], late["values"]) == (SUM, {**SHEET, "time": "4"})


def test_the_files_of_results_have_a_column_for_each_part(site: Site) -> None:
    assert site.judge("lin").post("scores", body()).status_code == 201
    told = site.scorer.get("export.json").get_json()
    assert told["marks"]["talk"]["red"]["lin"]["values"]["speech"] == "27.5"
    assert told["setup"]["stages"][0]["rounds"][0]["criteria"][2]["weight"] == "2"
    assert site.scorer.get("export.xlsx").status_code == 200
    assert site.scorer.get("export.csv").status_code == 200


def test_a_sheet_on_paper_has_a_column_for_each_criterion(site: Site) -> None:
    who = site.scorer
    page = who.client.get(
        "/e/speeches/desk/paper?round=talk&judge=lin&lang=en", headers=who.headers
    )
    text = page.get_data(as_text=True)
    for head in ("Content", "Delivery", "Time kept", "0–40<", "0–30 by 0.5", "0–5 × 2", "0–80"):
        assert head in text
