"""The story over HTTP: the ledger in parts, any moment's board, what changed, and the chain."""

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.support.rulings import correction, play, rule, small_event
from tests.support.site import Person, Site


@pytest.fixture
def played(tmp_path: Path) -> Site:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    return site


def test_a_long_ledger_is_read_in_parts_that_make_the_whole(played: Site) -> None:
    whole = played.scorer.get("ledger").get_json()["entries"]
    parts = [
        entry
        for since in range(0, len(whole), 3)
        for entry in played.scorer.get(f"ledger?since={since}&limit=3").get_json()["entries"]
    ]
    assert parts == whole
    assert played.scorer.get("ledger?limit=0").status_code == 422


def test_the_board_of_any_moment_is_the_one_that_was_shown_then(played: Site) -> None:
    seen = {played.version: played.scorer.board()}
    assert rule(played.scorer, "penalties", team="t1", points=-15).status_code == 201
    seen[played.version] = played.scorer.board()
    body = correction("t5", 99)
    assert played.scorer.post("corrections", body).status_code == 201
    for version, board in seen.items():
        for view in ("desk", "public"):
            told = played.scorer.get(f"ledger/{version}?view={view}").get_json()
            assert told["board"]["rows"] == board["rows"]
            assert (told["board"]["version"], told["entry"]["version"]) == (version, version)
            assert "marks" not in told["board"]


def test_what_an_entry_changed_is_told_before_and_after(played: Site) -> None:
    assert rule(played.scorer, "penalties", team="t1", points=-15).status_code == 201
    told = played.scorer.get(f"ledger/{played.version}/difference").get_json()
    moved = {row["team"]["id"]: (row["rank"], row["total"]) for row in told["rows"]}
    assert moved == {
        "t1": ([1, 4], ["30", "15"]),
        "t2": ([2, 1], ["28", "28"]),
        "t3": ([3, 2], ["20", "20"]),
        "t4": ([4, 3], ["18", "18"]),
    }


def test_the_chain_is_checked_and_the_first_bad_entry_named(played: Site) -> None:
    last = played.scorer.get("ledger").get_json()["entries"][-1]
    answer = played.scorer.get("verify")
    assert answer.get_json() == {
        "entries": played.version, "hash": last["hash"], "holds": True,
    }  # fmt: skip
    assert answer.headers["Cache-Control"] == "no-store"
    with played.services.database.engine.begin() as connection:
        connection.execute(text("UPDATE entries SET value = '31' WHERE version = 3"))
    assert played.scorer.get("verify").get_json() == {
        "entries": 2, "hash": None, "holds": False, "first_bad": 3,
    }  # fmt: skip


@pytest.mark.parametrize("path", ["ledger/1", "ledger/1/difference", "verify"])
def test_only_who_sees_the_desk_reads_the_story(played: Site, path: str) -> None:
    assert played.stranger.get(path).status_code == 401
    assert played.judge("j1").get(path).status_code == 403
    assert played.organiser.get(path).status_code == 200


@pytest.mark.parametrize("path", ["ledger/0", "ledger/999", "ledger/999/difference"])
def test_an_entry_that_is_not_there_is_not_found(played: Site, path: str) -> None:
    answer = played.scorer.get(path)
    assert answer.status_code == 404
    assert answer.get_json()["detail"]


def test_the_page_knows_everybody_by_name(played: Site) -> None:
    token = played.links["scorer"].rsplit("/", 1)[1]
    client = played.app.test_client()
    client.get(f"/join/{token}")
    page = client.get("/e/tie/desk/story?lang=en")
    assert page.status_code == 200
    assert "李队" in page.text
    assert client.get("/e/tie/desk/story").headers["Cache-Control"] == "no-store"
    assert played.app.test_client().get("/e/tie/desk/story").status_code == 401


def page_data(person: Person, path: str) -> dict[str, Any]:
    """What a page's scripts are told."""
    text = person.client.get(path, headers=person.headers).text
    block = re.search(r'<script[^>]* id="page"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert block
    data: dict[str, Any] = json.loads(block[1])
    return data


def test_each_entry_has_its_sentence_on_the_page_in_the_readers_language(played: Site) -> None:
    assert rule(played.scorer, "penalties", team="t1", points=-15).status_code == 201
    assert played.scorer.post("corrections", correction("t5", 99)).status_code == 201
    entries = played.scorer.get("ledger").get_json()["entries"]
    assert {entry["kind"] for entry in entries} > {"setup", "award", "penalty", "correction"}
    for path in ("desk", "desk/story"):
        english = page_data(played.scorer, f"/e/tie/{path}?lang=en")["kinds"]
        chinese = page_data(played.scorer, f"/e/tie/{path}?lang=zh-CN")["kinds"]
        assert english["close"]["sentences"] == {"": "%(round)s closed"}
        for entry in entries:
            kind, says = entry["kind"], entry["says"]
            assert english[kind]["sentences"][says] != chinese[kind]["sentences"][says]


def test_a_page_offers_to_take_back_only_what_its_reader_may(played: Site) -> None:
    scorers, organisers = (
        page_data(person, "/e/tie/desk")["kinds"] for person in (played.scorer, played.organiser)
    )
    assert (scorers["begin"]["undo"], organisers["begin"]["undo"]) == (None, "freely")
    assert scorers["setup"]["undo"] is organisers["setup"]["undo"] is None
    assert (scorers["open"]["undo"], scorers["close"]["undo"]) == ("unused", "newest")


def test_the_pages_know_who_has_left_by_name(played: Site) -> None:
    began = played.organiser.post("begin", {"id": str(uuid.uuid4()), "reason": "rehearsed"})
    assert began.status_code == 200, began.text
    there = played.organiser.get("setup").get_json()
    there["setup"]["teams"] = [t for t in there["setup"]["teams"] if t["id"] != "t5"]
    body = {"id": str(uuid.uuid4()), "setup": there["setup"], "since": there["version"]}
    organiser = played.organiser
    saved = organiser.client.put("/api/v1/events/tie/setup", json=body, headers=organiser.headers)
    assert saved.status_code == 200, saved.text
    for path in ("desk", "desk/story"):
        data = page_data(played.scorer, f"/e/tie/{path}")
        assert data["names"]["teams"]["t5"] == "陈队"
        assert "t5" not in [team["id"] for team in data["board"]["teams"]]
