"""A whole event of two divisions: from its file to the places, the prizes and the exports."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scoreboard.files.event.toml_file import read_event_file
from tests.support.divisions import SCORES, two_divisions
from tests.support.rulings import rule
from tests.support.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path, read_event_file(two_divisions("cup").encode()))
    site.scorer.set_round("open", "r1")
    for team, points in SCORES.items():
        assert site.scorer.award("r1", team, points).status_code == 201
    assert site.scorer.set_round("close", "r1").status_code == 200
    return site


def places(board: dict[str, Any]) -> dict[str, tuple[int, bool]]:
    return {row["team"]["id"]: (row["rank"], row["tied"]) for row in board["rows"]}


def prizes(board: dict[str, Any]) -> dict[str, list[str]]:
    given = {row["team"]["id"]: row.get("prize") for row in board["rows"]}
    return {
        prize: [team for team, one in given.items() if one == prize]
        for prize in ("p1", "p2", "p3", "p4")
    }


def test_places_are_within_the_divisions_and_the_board_goes_one_after_the_other(
    site: Site,
) -> None:
    board = site.stranger.board()
    assert [row["team"]["id"] for row in board["rows"]] == list(SCORES)
    # 96 95 90 88 88 80 …; 99 97 97 91 …
    found = places(board)
    assert [found[f"a{n}"] for n in range(1, 7)] == [
        (1, False), (2, False), (3, False), (4, True), (4, True), (5, False),
    ]  # fmt: skip
    assert [found[f"b{n}"] for n in range(1, 5)] == [(1, False), (2, True), (2, True), (3, False)]
    over_all = {row["team"]["id"]: row["overall"] for row in board["rows"]}
    # 99; 97 twice; 96; 95; 91; 90.
    assert [over_all[t] for t in ("b1", "b2", "b3", "a1", "a2", "b4", "a3")] == [
        1,
        2,
        2,
        3,
        4,
        5,
        6,
    ]
    assert {row["team"]["id"][0]: row["division"] for row in board["rows"]} == {
        "a": "junior", "b": "senior",
    }  # fmt: skip


def test_one_division_or_several_are_chosen_and_an_unknown_one_is_refused(site: Site) -> None:
    whole, juniors = site.stranger.board(), site.stranger.board("?division=junior")
    assert [row["team"]["id"] for row in juniors["rows"]] == [f"a{n}" for n in range(1, 13)]
    assert places(juniors).items() <= places(whole).items()
    assert [table["teams"] for table in juniors["tables"]] == [12]
    assert len(site.stranger.board("?division=senior,junior")["rows"]) == 24
    desk = site.scorer.board("?view=desk&division=senior")
    assert len(desk["rows"]) == len(desk["public"]["rows"]) == 12
    answer = site.stranger.get("board?division=infant")
    assert answer.status_code == 404
    assert "no such division" in answer.get_json()["detail"]
    etags = {site.stranger.get(f"board{q}").headers["ETag"] for q in ("", "?division=junior")}
    assert len(etags) == 2


def test_prizes_are_reckoned_in_each_division_and_announced_together(site: Site) -> None:
    assert "prize" not in site.stranger.board()["rows"][0]
    answer = site.scorer.post("stages/s1/advance")
    assert answer.status_code == 200, answer.text
    board = site.stranger.board()
    assert board["winners"] == ["a1", "b1"]
    # One first, two seconds, a quarter of twelve thirds, and the seniors' own for the next.
    assert prizes(board) == {
        "p1": ["a1", "b1"], "p2": ["a2", "a3", "b2", "b3"],
        "p3": ["a4", "a5", "a6", "b4", "b5", "b6"], "p4": ["b7"],
    }  # fmt: skip


def test_a_tie_at_the_edge_of_one_division_waits_and_is_settled_there(site: Site) -> None:
    """The fourth of the seniors comes up to the two on the second place: three for two prizes."""
    body = {"round": "r1", "team": "b4", "value": 97, "reason": "counted again"}
    assert rule(site.scorer, "corrections", **body).status_code == 201
    refused = site.scorer.post("stages/s1/advance")
    assert refused.status_code == 409
    assert "Old 2, Old 3, Old 4" in refused.get_json()["detail"]
    tie = site.scorer.board("?view=desk")["tie"]
    assert tie == {
        "teams": ["b2", "b3", "b4"], "seats": 2, "prize": {"id": "p2", "name": "Second"},
        "division": {"id": "senior", "name": "Seniors"},
    }  # fmt: skip
    wrong = rule(site.scorer, "stages/s1/lots", teams=["b2", "a2"])
    assert wrong.status_code == 422
    assert rule(site.scorer, "stages/s1/together").status_code == 200
    assert site.scorer.post("stages/s1/advance").status_code == 200
    assert prizes(site.stranger.board())["p2"] == ["a2", "a3", "b2", "b3", "b4"]


def test_two_first_places_shared_in_two_divisions_are_decided_one_after_the_other(
    site: Site,
) -> None:
    for team, value in (("a2", 96), ("b2", 99)):
        body = {"round": "r1", "team": team, "value": value, "reason": "counted again"}
        assert rule(site.scorer, "corrections", **body).status_code == 201
    decision = {"kind": "share", "reason": "shared"}
    shared = site.scorer.post("stages/s1/advance", {"decision": decision})
    assert shared.status_code == 409, shared.text
    assert rule(site.scorer, "stages/s1/together").status_code == 200
    newest = site.scorer.get("ledger").get_json()["entries"][-1]
    assert (newest["kind"], newest["says"]) == ("together", "first")
    # Both juniors have the first prize; of the two seconds one is left for two who are equal.
    assert site.scorer.board("?view=desk")["tie"]["teams"] == ["a4", "a5"]
    assert rule(site.scorer, "stages/s1/lots").status_code == 200
    assert site.scorer.board("?view=desk")["tie"]["teams"] == ["b1", "b2"]
    assert rule(site.scorer, "stages/s1/lots").status_code == 200
    assert site.scorer.post("stages/s1/advance").status_code == 200
    winners = site.stranger.board()["winners"]
    assert winners[:2] == ["a1", "a2"]
    assert winners[2:] in (["b1"], ["b2"])
    assert site.scorer.get("verify").get_json()["holds"] is True


def test_the_files_and_pages_tell_the_divisions_apart(site: Site) -> None:
    site.scorer.post("stages/s1/advance")
    table = list(
        csv.DictReader(io.StringIO(site.scorer.get("export.csv").data.decode("utf-8-sig")))
    )
    assert [(row["Division"], row["Place"]) for row in table[:1] + table[12:13]] == [
        ("Juniors", "1"), ("Seniors", "1"),
    ]  # fmt: skip
    book = load_workbook(io.BytesIO(site.scorer.get("export.xlsx").data))
    assert [cell.value for cell in book["Final"][2]][:5] == [
        "Division", "Place", "Tied", "Team", "Region",
    ]  # fmt: skip
    document = site.scorer.get("export.json").get_json()
    assert [one["division"]["name"] for one in document["tables"]] == ["Juniors", "Seniors"]
    assert read_event_file(two_divisions("cup").encode()) == site.event
    client, headers = site.app.test_client(), site.scorer.headers
    sheet = client.get("/e/cup/desk/results/sheet?lang=en", headers=headers).text
    assert sheet.index("Final · Juniors") < sheet.index("Young 12") < sheet.index("Final · Seniors")
    paper = client.get("/e/cup/desk/results/certificates?lang=en", headers=headers).text
    assert "Seniors First" in paper
    assert "Juniors Merit" not in paper
    script = client.get("/e/cup/desk/results/awards?lang=en", headers=headers).text
    assert script.index("Juniors First") < script.index("Seniors Merit")
    why = client.get("/e/cup/teams/b2?lang=en").text
    assert "Placed within Seniors" in why


def test_the_plain_pages_hold_a_table_for_each_division(site: Site) -> None:
    client = site.app.test_client()
    for path in ("/e/cup?lang=en", "/e/cup/display?lang=en"):
        page = client.get(path).text
        assert page.count('<table class="board"') == 2
        assert page.index("Juniors</caption>") < page.index("Seniors</caption>")
    phone = client.get("/e/cup?division=senior&lang=en").text
    assert phone.count('<table class="board"') == 1
    assert '<a href="/e/cup?lang=en&amp;division=junior"' in phone or "division=junior" in phone
    assert client.get("/e/cup/display?division=infant").status_code == 404


def test_a_screen_is_sent_to_one_division_or_several(site: Site) -> None:
    sent = site.scorer.post("screens/commands", {"do": "show", "division": "junior,senior"})
    assert sent.status_code == 200
    assert site.scorer.post("screens/commands", {"do": "show", "division": "x"}).status_code == 404
