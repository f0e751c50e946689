"""Making events and changing their set-up over HTTP."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from scoreboard.storage.access import WHOLE_SERVER
from tests.support.site import Person, Site
from tests.unit.contests import contest, final, heat, judged, people, points

CUP = replace(
    contest(heat(judged(), points(), advance=1), final(points("last")), judges=people("lin wu")),
    locale="en",
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The essay is open; red has 9 from Lin."""
    made = Site(tmp_path, CUP)
    made.scorer.set_round("open", "essay")
    made.judge("lin").mark("essay", "red", 9)
    return made


@pytest.fixture
def owner(site: Site) -> Person:
    """The organiser of the whole server."""
    _, token, _ = site.services.access.links(WHOLE_SERVER)[0]
    return Person(site.app.test_client(), "quiz", token)


def setup_of(person: Person) -> dict[str, Any]:
    answer = person.get("setup")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def put(person: Person, document: dict[str, Any], query: str = "", **rest: Any) -> TestResponse:
    body = {"id": str(uuid.uuid4()), "setup": document, **rest}
    # Whoever does not say from what it was made has just looked.
    body.setdefault("since", Person(person.client, person.slug, person.token).board()["version"])
    url = f"/api/v1/events/{person.slug}/setup{query}"
    return person.client.put(url, json=body, headers=person.headers)


def make(person: Person, **body: Any) -> TestResponse:
    body = {"id": str(uuid.uuid4()), **body}
    return person.client.post("/api/v1/events", json=body, headers=person.headers)


def test_the_set_up_is_read_as_the_event_file_has_it(site: Site) -> None:
    found = setup_of(site.scorer)
    assert (found["version"], found["begun"], found["rehearsal"]) == (3, True, False)
    document = found["setup"]
    assert document["event"]["slug"] == "quiz"
    assert [team["id"] for team in document["teams"]] == ["red", "blue", "green"]
    assert document["stages"][0]["rounds"][0]["max"] == "20"
    assert found["consequences"][0]["field"] == "rules.ranking"
    assert site.stranger.get("setup").status_code == 401
    assert site.judge("lin").get("setup").status_code == 403


def test_what_was_read_and_put_back_changes_nothing(site: Site) -> None:
    before = site.version
    answer = put(site.organiser, setup_of(site.organiser)["setup"])
    assert (answer.status_code, answer.get_json()["changed"]) == (200, False)
    assert site.version == before


def test_a_harmless_change_is_in_force_at_once_and_in_the_ledger(site: Site) -> None:
    document = setup_of(site.organiser)["setup"]
    document["event"]["title"] = "Cup"
    answer = put(site.organiser, document, since=site.version)
    assert answer.get_json() == {"version": 4, "changed": True}
    assert site.stranger.board()["title"] == "Cup"
    entry = site.scorer.get("ledger?since=3").get_json()["entries"][0]
    assert (entry["kind"], entry["by"]) == ("setup", "organiser")


def test_a_new_judge_has_a_link_at_once_and_one_who_left_has_none(site: Site) -> None:
    document = setup_of(site.organiser)["setup"]
    document["judges"] = [document["judges"][0], {"id": "chen", "name": "Chen"}]
    assert put(site.organiser, document, reason="Wu is ill").status_code == 200
    grants = {(g.role, g.subject) for g, _, _ in site.services.access.links("quiz")}
    assert ("judge", "chen") in grants
    assert ("judge", "wu") not in grants
    assert site.judge("wu").mark("essay", "red", 9).status_code == 401


def test_what_is_refused_changes_nobodys_link(site: Site) -> None:
    document = setup_of(site.organiser)["setup"]
    del document["judges"][0]
    answer = put(site.organiser, document, reason="gone")
    assert answer.status_code == 409
    assert "Lin has given marks" in answer.get_json()["detail"]
    assert site.judge("lin").mark("essay", "blue", 9).status_code == 201


def test_what_results_rest_on_takes_a_reason_which_the_ledger_keeps(site: Site) -> None:
    document = setup_of(site.organiser)["setup"]
    document["rules"]["ranking"] = "competition"
    answer = put(site.organiser, document)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json()["errors"]] == ["reason"]
    assert put(site.organiser, document, reason="The jury decided.").status_code == 200
    entry = site.scorer.get("ledger?since=3").get_json()["entries"][0]
    assert entry["reason"] == "The jury decided."


def test_a_preview_says_what_would_change_and_writes_nothing(site: Site) -> None:
    document = setup_of(site.organiser)["setup"]
    document["teams"][0]["guest"] = True
    before = site.version
    answer = put(site.organiser, document, "?preview=1")
    assert answer.status_code == 200
    seen = answer.get_json()
    assert [(m["team"], m["from"], m["to"]) for m in seen["moves"]] == [("red", 1, None)]
    assert seen["needs_reason"]
    assert seen["changes"] == ["Red, out of competition: no becomes yes."]
    assert site.version == before


def test_the_second_to_change_the_set_up_is_told(site: Site) -> None:
    document = setup_of(site.organiser)
    version = document["version"]
    document["setup"]["event"]["title"] = "First"
    assert put(site.organiser, document["setup"], since=version).status_code == 200
    document["setup"]["event"]["title"] = "Second"
    for query in ("", "?preview=1"):
        answer = put(site.organiser, document["setup"], query, since=version)
        assert answer.status_code == 409
        assert "Somebody has changed" in answer.get_json()["detail"]
    assert site.stranger.board()["title"] == "First"


def test_a_set_up_read_in_a_rehearsal_does_not_overwrite_what_was_saved_after_it(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, CUP)
    assert site.organiser.post("rehearsal", {"id": str(uuid.uuid4())}).status_code == 200
    for act in ("open", "close", "reopen", "close", "reopen"):
        site.scorer.set_round(act, "essay")
    read = setup_of(site.organiser)
    ended = site.organiser.client.delete(
        "/api/v1/events/quiz/rehearsal", headers=site.organiser.headers,
        json={"id": str(uuid.uuid4())},
    )  # fmt: skip
    assert ended.status_code == 200
    mine = setup_of(site.organiser)
    mine["setup"]["teams"][0]["name"] = "Crimson"
    assert put(site.organiser, mine["setup"], since=mine["version"]).status_code == 200
    read["setup"]["event"]["title"] = "Cup"
    for rest in ({}, {"ledger": read["ledger"]}, {"since": 1, "ledger": read["ledger"]}):
        answer = put(site.organiser, read["setup"], **{"since": read["version"], **rest})
        assert answer.status_code == 409, rest
    assert setup_of(site.organiser)["setup"]["teams"][0]["name"] == "Crimson"


def test_marks_meanwhile_are_in_nobodys_way(site: Site) -> None:
    found = setup_of(site.organiser)
    site.judge("wu").mark("essay", "red", 9)
    found["setup"]["event"]["title"] = "Cup"
    assert put(site.organiser, found["setup"], since=found["version"]).status_code == 200


def test_a_lost_answer_is_asked_for_again(site: Site) -> None:
    found = setup_of(site.organiser)
    found["setup"]["event"]["title"] = "Cup"
    uid = str(uuid.uuid4())
    for _ in range(2):
        answer = put(site.organiser, found["setup"], since=found["version"], id=uid)
        assert answer.get_json()["version"] == 4
    again = put(site.organiser, found["setup"], since=found["version"])
    assert again.get_json() == {"version": 4, "changed": False}, "saved anew, it is one's own"
    found["setup"]["event"]["title"] = "Other"
    assert put(site.organiser, found["setup"], since=4, id=uid).status_code == 409


def test_every_wrong_field_is_named_by_its_path(site: Site) -> None:
    document = setup_of(site.organiser)["setup"]
    document["teams"][2]["name"] = ""
    document["rules"]["decimals"] = 9
    document["stages"][0]["rounds"][0]["step"] = "many"
    answer = put(site.organiser, document)
    assert answer.status_code == 422
    assert {error["field"] for error in answer.get_json()["errors"]} == {
        "teams.2.name", "rules.decimals", "stages.0.rounds.0.step",
    }  # fmt: skip


def test_only_the_organiser_changes_it(site: Site) -> None:
    document = setup_of(site.organiser)["setup"]
    assert put(site.scorer, document).status_code == 403
    assert put(site.stranger, document).status_code == 401


def test_an_address_stays(site: Site) -> None:
    document = setup_of(site.organiser)["setup"]
    document["event"]["slug"] = "other"
    answer = put(site.organiser, document)
    assert [error["field"] for error in answer.get_json()["errors"]] == ["event.slug"]


def test_a_set_up_of_five_hundred_teams_is_taken(site: Site, owner: Person) -> None:
    document = setup_of(site.organiser)["setup"]
    document["event"]["slug"] = "large"
    document["teams"] = [
        {"name": f"核医之光队{n}", "organisation": "四川省人民医院" * 10,
         "members": [{"name": f"张{n}-{m}", "role": "医师"} for m in range(5)]}
        for n in range(500)
    ]  # fmt: skip
    assert make(owner, setup=document).status_code == 201


def test_an_event_is_made_by_the_owner_of_the_server_only(site: Site, owner: Person) -> None:
    document = setup_of(site.organiser)["setup"]
    document["event"] |= {"slug": "winter", "title": "Winter quiz"}
    for person in (site.organiser, site.scorer):
        assert make(person, setup=document).status_code == 403
    assert make(site.stranger, setup=document).status_code == 401
    answer = make(owner, setup=document)
    assert (answer.status_code, answer.get_json()) == (201, {"event": "winter", "version": 1})
    grants = {g.role for g, _, _ in site.services.access.links("winter")}
    assert grants == {"organiser", "scorer", "judge", "presenter"}
    assert site.app.test_client().get("/api/v1/events/winter/board").status_code == 200


def test_an_address_that_is_taken_is_said_so_and_a_repeat_is_harmless(
    site: Site, owner: Person
) -> None:
    document = setup_of(site.organiser)["setup"]
    taken = make(owner, setup=document)
    assert taken.status_code == 409
    assert "quiz" in taken.get_json()["detail"]
    assert site.version == 3
    document["event"]["slug"] = "winter"
    uid = str(uuid.uuid4())
    assert make(owner, setup=document, id=uid).status_code == 201
    assert make(owner, setup=document, id=uid).status_code == 200


def test_a_copy_has_the_set_up_and_nothing_else(site: Site, owner: Person) -> None:
    answer = make(owner, copy_of="quiz", slug="next", title="Next year")
    assert answer.status_code == 201
    copy = Person(owner.client, "next", owner.token)
    found = setup_of(copy)
    assert (found["version"], found["begun"]) == (1, False)
    original = setup_of(site.organiser)["setup"]
    original["event"] |= {"slug": "next", "title": "Next year"}
    assert found["setup"] == original


def test_what_a_new_event_lacks_is_named(owner: Person) -> None:
    assert make(owner, copy_of="quiz").get_json()["errors"][0]["field"] == "slug"
    assert make(owner, copy_of="none", slug="a", title="b").status_code == 404
    assert make(owner, template="none", slug="a", title="b").status_code == 422
    assert make(owner, slug="a", title="b").status_code == 422
    assert make(owner, setup={}).status_code == 422


def test_a_set_up_that_publishes_otherwise_takes_no_score_off_the_wall(site: Site) -> None:
    before = site.stranger.board()["rows"][0]
    assert (before["team"]["id"], before["rank"], before["total"]) == ("red", 1, "9")
    for rules in ({"publish": "round"}, {"publish": "team", "release": "desk"}):
        document = setup_of(site.scorer)["setup"]
        document["rules"] = {**document["rules"], **rules}
        assert put(site.organiser, document).status_code == 200
        after = site.stranger.board()["rows"][0]
        assert (after["rank"], after["total"]) == (1, "9"), rules
