"""The desk enters a round's scores: by hand, and six hundred of them out of one sheet."""

from __future__ import annotations

import io
import uuid
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Round, Team
from tests.support.site import Site
from tests.unit.contests import contest, final, judged, people

TEST = Round("test", "笔试", "list", step=Decimal("0.01"), weight=Decimal("0.4"))
FIELD = 600


def event(teams: int = 3) -> Any:
    named = tuple(Team(f"t{n}", f"选手{n}") for n in range(1, teams + 1))
    cup = contest(
        final(TEST, judged("talk", weight=Decimal("0.6"))), judges=people("lin wu"), decimals=2
    )
    return replace(cup, teams=named)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return begun(Site(tmp_path, event()))


def begun(site: Site) -> Site:
    site.scorer.set_round("open", "test")
    return site


def bring(site: Site, query: str = "", **data: Any) -> Any:
    return site.scorer.client.post(
        f"/api/v1/events/quiz/rounds/test/import{query}",
        data=data,
        headers=site.scorer.headers,
        content_type="multipart/form-data",
    )


def totals(site: Site) -> dict[str, Any]:
    return {row["team"]["id"]: row["total"] for row in site.stranger.board()["rows"]}


def test_a_list_is_looked_at_cell_by_cell_before_anything_is_written(site: Site) -> None:
    before = site.version
    text = "姓名\t笔试成绩\n选手1\t81.5\n选手22\t90\n选手3\t10I"
    read = bring(site, "?preview=1", text=text).get_json()
    assert site.version == before
    assert read["columns"] == ["name", "value"]
    assert read["scores"] == {"t1": {"value": "81.5"}}
    assert read["problems"] == 2
    cells = {c["cell"]: c.get("problem") for row in read["rows"] for c in row["cells"]}
    assert cells["A2"] is None
    assert "选手22" in cells["A3"]
    assert cells["B4"]
    assert read["missing"] == ["选手2", "选手3"]
    refused = bring(site, text=text, reason="the paper test")
    assert refused.status_code == 422
    assert [error["field"] for error in refused.get_json()["errors"]] == ["A3", "B4"]
    assert site.version == before


def test_the_list_is_written_as_one_entry_with_its_reason_and_undone_as_one(site: Site) -> None:
    before, uid = site.version, str(uuid.uuid4())
    text = "选手1,81.5\n选手2,90\n选手3,70"
    assert bring(site, text=text).status_code == 422
    answers = [bring(site, text=text, reason="阅卷组", id=uid) for _ in "12"]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert site.version == before + 1
    assert totals(site) == {"t1": "32.60", "t2": "36.00", "t3": "28.00"}
    entry = site.scorer.get("ledger").get_json()["entries"][-1]
    assert (entry["kind"], entry["reason"]) == ("scores", "阅卷组")
    undone = {"id": str(uuid.uuid4()), "entry": entry["version"], "reason": "wrong list"}
    assert site.scorer.post("undo", undone).status_code == 201
    assert totals(site) == {"t1": None, "t2": None, "t3": None}


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", "x" * 600), ("decision", "banana"), ("reason", "长" * 501), ("reason", "\u3164")],
)
def test_a_list_takes_no_other_words_than_a_single_score_does(
    site: Site, field: str, value: str
) -> None:
    before = site.version
    said = {"id": str(uuid.uuid4()), "reason": "阅卷组", "text": "选手1,81.5", field: value}
    refused = bring(site, **said)
    assert refused.status_code == 422
    assert [error["field"] for error in refused.get_json()["errors"]] == [field]
    body = {**said, "scores": {"t1": {"value": 81.5}}}
    del body["text"]
    alike = site.scorer.post("rounds/test/scores", body)
    assert alike.get_json()["errors"] == refused.get_json()["errors"]
    assert site.version == before
    empty = bring(site)
    assert [error["field"] for error in empty.get_json()["errors"]] == ["file"]


def test_what_is_wrong_with_a_count_is_said_in_the_words_of_the_page(site: Site) -> None:
    body = {"scores": {"t1": {"raised": 1.5, "present": 0}}, "decision": "banana"}
    refused = site.scorer.post("rounds/test/scores", body)
    said = {error["field"]: error["message"] for error in refused.get_json()["errors"]}
    assert said == {
        "scores.t1.raised": "这里应为整数。",
        "scores.t1.present": "这里不能小于 1。",
        "decision": "这里没有这一项。",
    }


def test_only_the_desk_enters_scores(site: Site) -> None:
    body = {"id": str(uuid.uuid4()), "scores": {"t1": {"value": 80}}}
    for person, status in ((site.judge("lin"), 403), (site.stranger, 401)):
        assert person.post("rounds/test/scores", body).status_code == status
    assert site.judge("lin").mark("test", "t1", 5).status_code == 422
    assert site.scorer.post("rounds/test/scores", body).status_code == 201
    assert site.scorer.post("rounds/test/scores", body).status_code == 200


def test_a_score_of_several_that_cannot_be_is_named_by_its_team(site: Site) -> None:
    scores = {"t1": {"value": 80}, "t2": {"value": 101}}
    refused = site.scorer.post("rounds/test/scores", {"scores": scores})
    assert refused.status_code == 422
    assert [error["field"] for error in refused.get_json()["errors"]] == ["scores.t2.value"]
    assert totals(site)["t1"] is None


def test_six_hundred_rows_are_one_entry(tmp_path: Path) -> None:
    site = begun(Site(tmp_path, event(FIELD)))
    before = site.version
    rows = "\n".join(f"{n},选手{n},{50 + n % 50}.5" for n in range(1, FIELD + 1))
    sheet = io.BytesIO(f"序号,姓名,成绩\n{rows}\n".encode())
    read = bring(site, "?preview=1", file=(sheet, "list.csv")).get_json()
    assert (len(read["scores"]), read["problems"], read["missing"]) == (FIELD, 0, [])
    sheet = io.BytesIO(f"序号,姓名,成绩\n{rows}\n".encode())
    assert bring(site, file=(sheet, "list.csv"), reason="the paper test").status_code == 201
    assert site.version == before + 1
    assert totals(site)["t600"] == "20.20"
