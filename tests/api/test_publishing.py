"""A published result: who opens it, when, and what somebody gets who is nobody in particular."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from scoreboard.storage.chain import CHAINED, link
from tests.support.rulings import play, small_event
from tests.support.site import Person, Site


def act(who: Person, what: str, **rest: Any) -> TestResponse:
    return who.post(what, {"id": str(uuid4()), **rest})


def finish(site: Site) -> None:
    """Announce who goes on, play the final and announce the winner."""
    assert act(site.scorer, "stages/s1/advance").status_code == 200
    play(site, "f1", [7, 8, 9])
    assert act(site.scorer, "stages/s2/advance").status_code == 200


@pytest.fixture
def told(tmp_path: Path) -> Site:
    """An event whose result is announced."""
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 27, 20, 10])
    finish(site)
    return site


@pytest.fixture
def open_to_all(told: Site) -> Site:
    assert act(told.organiser, "publish").status_code == 200
    return told


def page(site: Site, lang: str = "en") -> TestResponse:
    return site.app.test_client().get(f"/e/{site.event.slug}/recount?lang={lang}")


def closed(site: Site) -> bool:
    answers = site.stranger.get("recount.json"), page(site)
    assert {answer.status_code for answer in answers} <= {200, 404}
    assert answers[0].status_code == answers[1].status_code
    if answers[0].status_code == 404:
        assert "not published" in answers[0].get_json()["detail"]
        assert "not published" in answers[1].text
    return answers[0].status_code == 404


def test_nothing_is_published_before_it_is_announced_and_by_nobody_but_the_organiser(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 27, 20, 10])
    answer = act(site.organiser, "publish")
    assert answer.status_code == 409
    assert "once it is announced" in answer.get_json()["detail"]
    assert closed(site)
    finish(site)
    assert act(site.scorer, "publish").status_code == 403
    assert closed(site)
    assert act(site.organiser, "publish").status_code == 200
    assert not closed(site)
    assert act(site.organiser, "publish").status_code == 409


def test_everybody_gets_the_public_board_the_ledger_and_the_seal(open_to_all: Site) -> None:
    answer = open_to_all.stranger.get("recount.json")
    assert answer.status_code == 200
    found = answer.get_json()
    assert found["published"] is True
    public = open_to_all.stranger.board()
    assert [(r["team"]["id"], r["rank"], r["total"]) for r in found["rows"]] == [
        (r["team"]["id"], r["rank"], r["total"]) for r in public["rows"]
    ]
    assert found["status"] == "final"
    assert found["seal"]["text"] == open_to_all.scorer.get("seal").get_json()["text"]
    previous = ""
    for entry in found["entries"]:
        if not entry.get("hidden"):
            assert entry["hash"] == link(previous, [entry[name] for name in CHAINED])
        previous = entry["hash"]
    assert previous == found["head"]["hash"] == found["seal"]["hash"]
    names = {judge.name for judge in open_to_all.event.judges}
    assert not any(name in answer.text for name in names)


def test_it_is_sent_packed_and_once_to_whoever_has_it(open_to_all: Site) -> None:
    client, url = (
        open_to_all.app.test_client(),
        f"/api/v1/events/{open_to_all.event.slug}/recount.json",
    )
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.data))["published"] is True
    again = client.get(
        url, headers={"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "gzip"}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_the_page_holds_the_file_and_may_run_nothing_else(open_to_all: Site) -> None:
    answer = page(open_to_all, "zh-CN")
    assert answer.status_code == 200
    assert 'lang="zh-CN"' in answer.text
    assert '"published":true' in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_taken_back_it_is_closed_and_so_it_is_while_the_result_is_not_told(
    open_to_all: Site,
) -> None:
    organiser, scorer = open_to_all.organiser, open_to_all.scorer
    assert act(organiser, "unpublish").status_code == 200
    assert closed(open_to_all)
    assert act(organiser, "unpublish").status_code == 409
    assert act(organiser, "publish").status_code == 200
    announced = [
        entry for entry in scorer.get("ledger").get_json()["entries"] if entry["kind"] == "advance"
    ][-1]
    assert act(
        scorer, "undo", entry=announced["version"], reason="a mark was misread"
    ).status_code in (200, 201)
    assert closed(open_to_all)
    assert act(scorer, f"stages/{announced['stage']}/advance").status_code == 200
    assert not closed(open_to_all)


def test_a_rehearsal_opens_nothing_and_leaves_open_what_is(told: Site) -> None:
    assert closed(told)
    assert act(told.organiser, "publish").status_code == 200
    before = told.stranger.get("recount.json").get_json()
    assert before["rehearsal"] is False


def test_what_was_typed_freely_stays_at_home(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    site.scorer.set_round("open", "r1")
    assert site.judge("j1").award("r1", "t1", 5, note="Spilled-coffee").status_code == 201
    site.scorer.set_round("close", "r1")
    site.scorer.set_round("reopen", "r1")
    for n, value in enumerate([30, 28, 27, 20, 10], start=1):
        assert site.judge("j1").award("r1", f"t{n}", value).status_code == 201
    site.scorer.set_round("close", "r1")
    finish(site)
    assert act(site.organiser, "publish").status_code == 200
    assert "Spilled-coffee" in site.scorer.get("export.json").text
    found = site.stranger.get("recount.json")
    assert "Spilled-coffee" not in found.text
    hidden = [entry["kind"] for entry in found.get_json()["entries"] if entry.get("hidden")]
    assert hidden == ["setup", "award"]


def test_the_set_up_may_name_the_judges(tmp_path: Path) -> None:
    site = Site(tmp_path, replace(small_event(), publish_judges=True))
    play(site, "r1", [30, 28, 27, 20, 10])
    finish(site)
    assert act(site.organiser, "publish").status_code == 200
    found = site.stranger.get("recount.json").text
    assert all(judge.name in found for judge in site.event.judges)


def test_the_printed_sheet_leads_there_once_it_is_published(told: Site) -> None:
    client = told.app.test_client()
    client.get(told.links["organiser"].removeprefix("http://hall"))
    pages = ("/e/tie/desk/results/sheet", "/e/tie/desk/results")
    assert not any("/e/tie/recount" in client.get(path).text for path in pages)
    assert 'data-act="publish"' in client.get(pages[1]).text
    assert act(told.organiser, "publish").status_code == 200
    assert all("http://localhost/e/tie/recount" in client.get(path).text for path in pages)
    assert 'data-act="unpublish"' in client.get(pages[1]).text
