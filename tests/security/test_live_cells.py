"""No text that somebody has typed becomes a formula in a file that somebody else opens."""

from __future__ import annotations

import csv
import io
import re
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scoreboard.contest.model import Judge, Member, Team
from tests.support.site import Site
from tests.unit.contests import contest, final, heat, judged, points

NASTY = (
    "=1+1", "+86 138", "-5", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", " =1+1",
    "\u3000=cmd|' /C calc'!A0", '=HYPERLINK("http://evil.example","x")', "%0A=1", "|=1", "'=1",
)  # fmt: skip
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An event in which everything is called as somebody who means harm would call it."""
    folder: Path = tmp_path_factory.mktemp("cells")
    teams = tuple(
        Team(f"t{n}", f"{name} {n}", region=name, organisation=name, members=(Member(name),))
        for n, name in enumerate(NASTY)
    )
    event = contest(
        heat(judged("essay"), points("buzzer"), advance=2), final(points("last")),
        judges=[Judge(f"j{n}", f"{name} {n}") for n, name in enumerate(NASTY[:3])],
    )  # fmt: skip
    heat_stage, last = event.stages
    rounds = tuple(replace(r, name=f"=1+{n}") for n, r in enumerate(heat_stage.rounds))
    stages = (replace(heat_stage, name="@heat", rounds=rounds), replace(last, name="+last"))
    site = Site(folder, replace(event, teams=teams, stages=stages, title="=TITLE()"))
    scorer = site.scorer
    assert scorer.set_round("open", "essay").status_code == 200
    assert site.judge("j0").mark("essay", "t0", 7).status_code == 201
    body = {"round": "essay", "team": "t0", "judge": "j0", "value": 8, "reason": "=cmd()"}
    assert scorer.post("corrections", {"id": str(uuid.uuid4()), **body}).status_code == 201
    penalty = {"team": "t1", "points": -1, "reason": "@now()"}
    assert scorer.post("penalties", {"id": str(uuid.uuid4()), **penalty}).status_code == 201
    return site


@pytest.mark.parametrize("path", ["export.xlsx", "setup.xlsx"])
def test_no_cell_of_a_workbook_is_a_formula(hall: Site, path: str) -> None:
    where = f"/api/v1/events/{hall.event.slug}/export.xlsx"
    where = where if path == "export.xlsx" else f"/e/{hall.event.slug}/desk/setup.xlsx"
    answer = hall.scorer.client.get(where, headers=hall.scorer.headers)
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("HYPERLINK" in str(cell.value) for cell in cells), "they are there, as texts"
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert not any(sheet._hyperlinks for sheet in book)


def test_no_field_of_a_csv_begins_a_formula(hall: Site) -> None:
    answer = hall.scorer.get("export.csv")
    assert answer.status_code == 200
    fields = [f for row in csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))) for f in row]
    assert any("HYPERLINK" in field for field in fields)
    assert [f for f in fields if FORMULA.match(f) and not NUMBER.match(f)] == []
