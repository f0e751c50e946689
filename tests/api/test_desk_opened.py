"""What the desk's page brings along, so that it need not ask for it as soon as it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoreboard.web.scene_kinds import KEYS
from tests.api.test_roles import page_data
from tests.support.site import Person, Site
from tests.unit.contests import contest, final, heat, judged, people, points

EVENT = contest(
    heat(points(), judged("talk"), advance=2), final(points("last")), judges=people("x")
)
# What two answers differ in that say the same: when, and as what a scene would be put.
_COUNTS = dict.fromkeys(("at", "put"))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, EVENT)


def desk(person: Person) -> dict[str, Any]:
    answer = person.client.get(f"/e/{person.slug}/desk", headers=person.headers)
    assert answer.status_code == 200
    return page_data(answer.text)


def preview(person: Person, query: str) -> dict[str, Any]:
    found: dict[str, Any] = person.get(f"scene/preview?{query}").get_json()
    return found


def put(person: Person, **said: Any) -> None:
    url = f"/api/v1/events/{person.slug}/scene"
    assert person.client.put(url, json=said, headers=person.headers).status_code == 200


def test_it_brings_what_its_scripts_would_ask_for_at_once(site: Site) -> None:
    scorer, before = site.scorer, site.version
    page = desk(scorer)
    assert page["safety"].keys() == scorer.get("safety").get_json().keys()
    asked = scorer.client.get(f"/e/{scorer.slug}/desk/links/address", headers=scorer.headers)
    assert page["addresses"] == asked.get_json()
    assert page["previews"].keys() == KEYS.keys()
    assert [one["name"] for one in page["scenes"] if one["key"]] == list(KEYS)
    for scene, brought in page["previews"].items():
        last = preview(scorer, f"scene={scene}")["last"]
        assert {**brought, **_COUNTS} == {**last, **_COUNTS}
    assert (page["ahead"], site.version) == (None, before)


def test_who_only_looks_on_is_brought_no_scenes_and_no_addresses(site: Site) -> None:
    access, slug = site.services.access, site.event.slug
    access.add_person(slug, "viewer", "审计")
    token = next(token for grant, token, _ in access.links(slug) if grant.role == "viewer")
    viewer = Person(site.app.test_client(), slug, token)
    page = desk(viewer)
    assert (page["previews"], page["addresses"]) == ({}, None)
    assert page["safety"].keys() == viewer.get("safety").get_json().keys()


def test_it_brings_what_the_next_step_tells_to_the_desk_alone(site: Site) -> None:
    scorer = site.scorer
    for stage_round in ("buzzer", "talk"):
        scorer.set_round("open", stage_round)
        if stage_round == "buzzer":
            for team, amount in (("red", 30), ("blue", 20), ("green", 10)):
                assert scorer.award(stage_round, team, amount).status_code == 201
        else:
            for team in ("red", "blue", "green"):
                assert site.judge("x").mark(stage_round, team, 5).status_code == 201
        assert scorer.set_round("close", stage_round).status_code == 200
    announced = scorer.post("stages/heat/advance", {})
    assert announced.status_code in (200, 201), announced.text
    put(scorer, scene="advance")
    told = desk(scorer)
    step = told["scene"]["step"] + 1
    asked = preview(scorer, f"scene=advance&stage=heat&step={step}")
    assert told["ahead"] == asked["at_step"]["shows"]
    assert told["ahead"]["going"]
    display = page_data(site.stranger.client.get(f"/e/{scorer.slug}/display").text)
    assert display.keys().isdisjoint({"ahead", "previews", "safety", "addresses"})


def test_it_opens_whatever_a_scene_or_a_look_at_the_disk_does(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError("the stick was pulled out")

    monkeypatch.setattr("scoreboard.web.desk.facts", fails)
    monkeypatch.setattr("scoreboard.web.api.previewing.reached", fails)
    page = desk(site.scorer)
    assert (page["safety"], page["previews"]) == (None, {})
    assert page["scene"]["scene"] == "standings"
