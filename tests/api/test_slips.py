"""An award taken back without a reason: one's own newest, within a minute, and nothing else."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from scoreboard.services import now
from tests.support.site import Person, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The points round is open."""
    site = Site(tmp_path)
    for act, round_id in (("open", "r1"), ("close", "r1"), ("open", "r2")):
        assert site.scorer.set_round(act, round_id).status_code == 200
    return site


def award(person: Person, team: str = "hyzg") -> int:
    answer = person.award("r2", team, 1)
    assert answer.status_code == 201, answer.text
    version: int = answer.get_json()["version"]
    return version


def undo(person: Person, entry: int, **body: Any) -> TestResponse:
    return person.post("undo", {"id": str(uuid.uuid4()), "entry": entry, **body})


def refused_for_its_reason(answer: TestResponse) -> bool:
    problem = answer.get_json()
    return answer.status_code == 422 and [e["field"] for e in problem["errors"]] == ["reason"]


def test_ones_own_newest_award_goes_without_a_reason(site: Site) -> None:
    entry, kept = award(site.scorer), str(uuid.uuid4())
    assert undo(site.scorer, entry, id=kept).status_code == 201
    assert undo(site.scorer, entry, id=kept).status_code == 200, "the same again is the same"
    assert undo(site.scorer, entry).status_code == 409, "it is taken back already"
    newest = site.scorer.get("ledger").get_json()["entries"][-1]
    assert (newest["kind"], newest["voids"], newest["reason"]) == ("undo", entry, "误操作")


def test_two_slips_are_taken_back_one_after_the_other(site: Site) -> None:
    first, second = award(site.scorer), award(site.scorer, "yzwd")
    assert refused_for_its_reason(undo(site.scorer, first)), "another award came after it"
    assert undo(site.scorer, second).status_code == 201
    assert undo(site.scorer, first).status_code == 201


def test_anothers_award_an_older_one_and_all_else_need_a_reason(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, own = award(site.organiser), award(site.scorer)
    assert refused_for_its_reason(undo(site.scorer, theirs))
    assert refused_for_its_reason(undo(site.scorer, site.version - 3)), "a closing"
    assert undo(site.scorer, own, reason="").status_code == 422
    monkeypatch.setattr(site.services.writer, "_now", lambda: now() + timedelta(seconds=62))
    assert refused_for_its_reason(undo(site.scorer, own))
    preview = site.scorer.post("undo?preview=1", {"id": str(uuid.uuid4()), "entry": own})
    assert refused_for_its_reason(preview)
    assert undo(site.scorer, own, reason="too early").status_code == 201


def test_a_judge_takes_back_by_the_awards_own_address_only(site: Site) -> None:
    judge, uid = site.judge("j1"), str(uuid.uuid4())
    assert judge.award("r2", "hyzg", 1, id=uid).status_code == 201
    assert undo(judge, site.version).status_code == 403
    assert judge.delete(f"awards/{uid}").status_code == 200


def test_the_description_says_when_a_reason_may_be_left_out(site: Site) -> None:
    described = site.app.test_client().get("/api/v1/openapi.json").get_json()
    body = next(
        shape for name, shape in described["components"]["schemas"].items() if "UndoBody" in name
    )
    assert "reason" not in body["required"]
    assert "within a minute" in body["description"]
