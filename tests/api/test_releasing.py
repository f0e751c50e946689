"""Making a score public early, and marking a team as absent, over HTTP."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from scoreboard.contest.model import Round
from tests.support.site import Person, Site
from tests.unit.contests import contest, final, heat, judged, points

ILL = "fell ill on the way"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Lin has marked Red and Blue, Wu Blue alone; the essay is open."""
    event = contest(heat(judged(), points(), advance=1), final(points("last")), publish="team")
    made = Site(tmp_path, replace(event, locale="en"))
    made.scorer.set_round("open", "essay")
    for judge, team, value in (("lin", "red", 17), ("lin", "blue", 8), ("wu", "blue", 10)):
        assert made.judge(judge).mark("essay", team, value).status_code == 201
    return made


def release(person: Person, team: str = "red", query: str = "", **body: Any) -> TestResponse:
    return person.post(
        f"rounds/essay/release{query}", {"id": str(uuid.uuid4()), "team": team, **body}
    )


def absent(person: Person, team: str = "green", query: str = "", **body: Any) -> TestResponse:
    said = {"id": str(uuid.uuid4()), "round": "essay", "reason": ILL, **body}
    return person.post(f"teams/{team}/absent{query}", said)


def total(site: Site, team: str) -> str | None:
    rows = {row["team"]["id"]: row["total"] for row in site.stranger.board()["rows"]}
    return rows[team]


def take_back(site: Site, version: int, query: str = "") -> TestResponse:
    body = {"id": str(uuid.uuid4()), "entry": version, "reason": "too early"}
    return site.scorer.post(f"undo{query}", body)


def test_the_desk_makes_a_score_public_and_takes_that_back(site: Site) -> None:
    assert (total(site, "red"), total(site, "blue")) == (None, "9")
    seen = release(site.scorer, query="?preview=1")
    assert (seen.status_code, total(site, "red")) == (200, None)
    shows = {"round": "essay", "team": "red", "name": "Red", "public": True}
    assert seen.get_json()["public"] == [shows]
    # The hall's places and totals move, though the desk's stay.
    placed = {"team": "red", "name": "Red", "rank": [None, 1], "total": [None, "17"]}
    pushed = {"team": "blue", "name": "Blue", "rank": [1, 2], "total": ["9", "9"]}
    assert seen.get_json()["moves"] == [placed, pushed]
    uid = str(uuid.uuid4())
    first, again = release(site.scorer, id=uid), release(site.scorer, id=uid)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json()
    entry = first.get_json()["entry"]
    assert (entry["kind"], entry["round"], entry["team"]) == ("release", "essay", "red")
    assert total(site, "red") == "17"
    seen = take_back(site, entry["version"], "?preview=1")
    assert seen.get_json()["public"] == [{**shows, "public": False}]
    gone = {**placed, "rank": [1, None], "total": ["17", None]}
    assert seen.get_json()["moves"] == [{**pushed, "rank": [2, 1]}, gone]
    assert take_back(site, entry["version"]).status_code == 201
    assert total(site, "red") is None


@pytest.mark.parametrize(
    ("team", "body", "status", "words"),
    [
        ("blue", {}, 409, "already public"),
        ("green", {}, 409, "too few marks"),
        ("nobody", {}, 422, "no such team"),
        ("red", {"judge": "lin"}, 422, "not known"),
    ],
)
def test_what_cannot_be_released_is_refused_with_why(
    site: Site, team: str, body: dict[str, Any], status: int, words: str
) -> None:
    answer = release(site.scorer, team, **body)
    problem = answer.get_json()
    assert answer.status_code == status
    assert words in str([problem["detail"], problem.get("errors")])


def test_points_are_never_released_and_an_unknown_round_is_not_found(site: Site) -> None:
    body = {"id": str(uuid.uuid4()), "team": "red"}
    assert site.scorer.post("rounds/buzzer/release", body).status_code == 422
    assert site.scorer.post("rounds/nowhere/release", body).status_code == 404


def announced(tmp_path: Path, *rounds: Round, **rules: Any) -> Site:
    """Lin and Wu have marked Red and Blue, Green never came on stage; Red goes on."""
    event = contest(heat(*rounds, advance=1), final(points("last")), publish="team", **rules)
    made = Site(tmp_path, replace(event, locale="en"))
    made.scorer.set_round("open", "essay")
    for team, value in (("red", 17), ("blue", 9)):
        for judge in ("lin", "wu"):
            assert made.judge(judge).mark("essay", team, value).status_code == 201
    made.scorer.set_round("close", "essay")
    assert made.scorer.post("stages/heat/advance").status_code == 200
    return made


def places(site: Site) -> dict[str, tuple[int | None, str | None]]:
    """Each team's place and total in the heat, as the hall sees them."""
    rows = site.stranger.board("?stage=heat")["rows"]
    return {row["team"]["id"]: (row["rank"], row["total"]) for row in rows}


def found(team: str = "green", **body: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "round": "essay", "team": team, "judge": "lin",
            "value": "19", "reason": "sheet found", **body}  # fmt: skip


def test_whoever_a_correction_names_after_the_announcement_has_a_public_score(
    tmp_path: Path,
) -> None:
    site = announced(tmp_path, judged())
    seen = site.scorer.post("corrections?preview=1", found()).get_json()
    assert seen["public"] == [{"round": "essay", "team": "green", "name": "Green", "public": True}]
    changed = found(decision="change")
    first, again = (site.scorer.post("corrections", changed) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert places(site) == {"green": (1, "19"), "red": (2, "17"), "blue": (3, "9")}
    assert [row["team"]["id"] for row in site.stranger.board()["rows"]] == ["green"]
    assert site.scorer.post("corrections", found(judge="wu", value="18")).status_code == 201
    assert places(site)["green"] == (1, "19")


def test_a_mark_that_is_taken_back_after_the_announcement_leaves_the_score_on_the_wall(
    tmp_path: Path,
) -> None:
    site = announced(tmp_path, judged())
    entries = site.scorer.get("ledger").get_json()["entries"]
    mark = next(e for e in entries if e["kind"] == "mark" and e["team"] == "red")
    assert take_back(site, mark["version"], "?preview=1").get_json()["public"] == []
    undone = take_back(site, mark["version"])
    assert (undone.status_code, places(site)["red"]) == (201, (1, "17"))
    assert take_back(site, undone.get_json()["version"]).status_code == 201
    assert places(site)["red"] == (1, "17")


def test_an_announced_result_never_rests_on_marks_too_few_for_a_score(tmp_path: Path) -> None:
    site = announced(tmp_path, judged(drop_low=1))
    refused = site.scorer.post("corrections", found())
    assert refused.status_code == 409
    assert "Green would have too few marks in Essay" in refused.get_json()["detail"]
    assert places(site)["green"] == (None, None)


def test_an_announcement_comes_not_back_over_marks_that_were_hidden_since(tmp_path: Path) -> None:
    site = announced(tmp_path, judged())
    undone = take_back(site, site.version).get_json()["version"]
    assert site.scorer.post("corrections", found("green", value="5")).status_code == 201
    refused = take_back(site, undone)
    assert refused.status_code == 409
    assert "not public yet" in refused.get_json()["detail"]


def test_a_half_panel_stays_hidden_when_the_round_closes_and_holds_up_the_announcement(
    site: Site,
) -> None:
    site.scorer.set_round("close", "essay")
    site.scorer.set_round("open", "buzzer")
    site.scorer.set_round("close", "buzzer")
    hidden = site.scorer.board("?view=desk")["hidden"]
    assert hidden == {"essay": {"red": {"given": 1, "of": 2, "score": "17"}}}
    refused = site.scorer.post("stages/heat/advance")
    assert (refused.status_code, total(site, "red")) == (409, "0")
    assert "Red" in refused.get_json()["detail"]
    assert release(site.scorer).status_code == 201
    assert site.scorer.post("stages/heat/advance").status_code == 200
    entry = site.scorer.get("ledger").get_json()["entries"][-2]
    assert take_back(site, entry["version"]).status_code == 409, "the result rests on it"


def test_a_team_that_did_not_come_is_marked_so_with_a_reason(site: Site) -> None:
    assert absent(site.scorer, reason="").status_code == 422
    seen = absent(site.scorer, query="?preview=1")
    assert (seen.status_code, site.version) == (200, 5)
    uid = str(uuid.uuid4())
    first, again = absent(site.scorer, id=uid), absent(site.scorer, id=uid)
    assert (first.status_code, again.status_code) == (201, 200)
    entry = first.get_json()["entry"]
    assert (entry["kind"], entry["team"], entry["reason"]) == ("absent", "green", ILL)
    assert absent(site.scorer).status_code == 409
    board = site.scorer.board("?view=desk")
    assert board["missing"]["essay"] == {"wu": ["red"]}
    refused = site.judge("wu").mark("essay", "green", 5)
    assert (refused.status_code, "absent" in refused.get_json()["detail"]) == (409, True)
    assert take_back(site, entry["version"]).status_code == 201
    assert site.judge("wu").mark("essay", "green", 5).status_code == 201


def test_zeros_that_were_entered_for_an_absent_team_do_not_count(site: Site) -> None:
    for judge in ("lin", "wu"):
        site.judge(judge).mark("essay", "green", 0)
    assert total(site, "green") == "0"
    seen = absent(site.scorer, query="?preview=1").get_json()
    assert [(m["team"], m["total"]) for m in seen["moves"]] == [("green", ["0", None])]
    assert absent(site.scorer).status_code == 201
    assert total(site, "green") is None
    told = site.stranger.get("teams/green/reckoning").get_json()
    assert (told["total"], told["place"]["rank"]) == (None, None)
    assert told["place"]["words"] == "Absent: no score and no place"
    assert {mark["state"] for mark in told["rounds"][0]["marks"]} == {"absent"}


def test_the_desk_corrects_nothing_of_an_absent_team_before_it_is_there_again(site: Site) -> None:
    gone = absent(site.scorer).get_json()["version"]
    for query in ("?preview=1", ""):
        refused = site.scorer.post(f"corrections{query}", found())
        assert refused.status_code == 409
        said = "Green is marked as absent from Essay. Take the absence back first."
        assert refused.get_json()["detail"] == said
    assert site.version == gone
    assert take_back(site, gone).status_code == 201
    body = found()
    assert site.scorer.post("corrections", body).status_code == 201
    assert absent(site.scorer).status_code == 201
    assert site.scorer.post("corrections", body).status_code == 200, "a repeat is harmless"


@pytest.mark.parametrize(
    ("team", "round_id", "status"), [("nobody", "essay", 404), ("red", "nowhere", 422)]
)
def test_nobody_is_absent_from_nowhere(site: Site, team: str, round_id: str, status: int) -> None:
    assert absent(site.scorer, team, round=round_id).status_code == status


def test_after_the_announcement_nobody_is_marked_as_absent(site: Site) -> None:
    site.judge("wu").mark("essay", "red", 17)
    for turn, round_id in (("close", "essay"), ("open", "buzzer"), ("close", "buzzer")):
        site.scorer.set_round(turn, round_id)
    assert site.scorer.post("stages/heat/advance").status_code == 200
    assert absent(site.scorer).status_code == 409


def test_every_page_and_file_stands_a_team_without_a_total(site: Site) -> None:
    absent(site.scorer)
    person, slug = site.scorer, site.event.slug
    assert person.client.get(f"/join/{person.token}").status_code in (302, 303)
    pages = ("", "/display", "/desk", "/desk/results", "/desk/results/sheet",
             "/desk/results/picture", "/desk/story", "/teams/green", "/teams/red")  # fmt: skip
    for path in pages:
        answer = person.client.get(f"/e/{slug}{path}?lang=en")
        assert answer.status_code == 200, path
        assert "None" not in answer.text.replace('data-connection="', ""), path
    for kind in ("csv", "xlsx", "json"):
        assert person.get(f"export.{kind}").status_code == 200
    table = person.get("export.csv").text
    assert "None" not in table
    row = next(line for line in table.splitlines() if "Green" in line)
    assert ",0," not in row
    board = person.client.get(f"/e/{slug}?lang=en").text
    assert 'data-team="green" data-rank="" data-total=""' in board
    assert person.get("prospects").status_code == 200


def test_the_description_names_both(site: Site) -> None:
    paths = site.app.test_client().get("/api/v1/openapi.json").get_json()["paths"]
    for path in ("rounds/{round_id}/release", "teams/{team_id}/absent"):
        described = paths[f"/api/v1/events/{{slug}}/{path}"]["post"]
        assert {"200", "201", "409"} <= described["responses"].keys()
