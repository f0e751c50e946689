"""Every page can be read in Chinese or English, and remembers which was chosen."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.support.site import Site, scored_by_judges, shipped_event
from tests.unit.contests import contest, heat, points


@pytest.fixture
def site(tmp_path: Path) -> Site:
    event = scored_by_judges(shipped_event())
    teams = tuple(replace(one, name_en=f"Team {n}") for n, one in enumerate(event.teams, start=1))
    return Site(tmp_path, replace(event, teams=teams, subtitle_en="Nuclear Quiz"))


def reader(site: Site, link: str = "") -> FlaskClient:
    client = site.app.test_client()
    if link:
        client.get(link.removeprefix("http://hall"))
    return client


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.text


def award(a_round: str, team: str, value: int) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "round": a_round, "team": team, "points": value}


def choose(client: FlaskClient, language: str) -> None:
    client.set_cookie("lang", language)


def test_the_event_speaks_its_own_language_until_a_reader_chooses(site: Site) -> None:
    client = reader(site)
    path = f"/e/{site.event.slug}"
    assert '<html lang="zh-CN"' in page(client, path)
    assert "核医之光队" in page(client, path)
    choose(client, "en")
    chosen = page(client, path)
    assert '<html lang="en"' in chosen
    assert "Nuclear Quiz</h1>" in chosen
    assert ">Team 1<" in chosen.replace("\n", "")
    assert "Team 1" in page(client, f"{path}/teams/{site.event.teams[0].id}")
    assert '<html lang="zh-CN"' in page(client, f"{path}?lang=zh-CN"), "the address is stronger"
    choose(client, "fr")
    assert '<html lang="zh-CN"' in page(client, path), "nobody can choose what is not there"


def test_the_hall_has_no_reader_and_keeps_the_events_language(site: Site) -> None:
    client = reader(site)
    choose(client, "en")
    path = f"/e/{site.event.slug}/display"
    assert '<html lang="zh-CN"' in page(client, path)
    assert '<html lang="en"' in page(client, f"{path}?lang=en")


def test_every_page_has_the_switch_once(site: Site) -> None:
    home = f"/e/{site.event.slug}"
    pages = {
        "": ["/", "/join", home, f"{home}/display", f"{home}/teams/{site.event.teams[0].id}"],
        site.links["organiser"]: [
            f"{home}/desk{path}"
            for path in ("", "/setup", "/links", "/screens", "/story", "/results", "/paper")
        ]
        + [f"{home}/safety"],
        site.links["judges"][0]["url"]: [f"{home}/judge"],
        site.links["presenter"]: [f"{home}/host"],
    }
    for link, paths in pages.items():
        client = reader(site, link)
        for path in paths:
            text = page(client, path)
            assert [text.count(f'data-language="{one}"') for one in ("zh-CN", "en")] == [1, 1], path
            assert text.count('aria-current="true"') == 1, path


def test_the_switch_keeps_what_the_address_says(site: Site) -> None:
    text = page(reader(site), f"/e/{site.event.slug}?stage=prelim&lang=zh-CN")
    assert 'href="?stage=prelim&amp;lang=en"' in text


def test_an_english_presenter_reads_what_parted_two_teams_in_english(tmp_path: Path) -> None:
    rounds = points("one"), replace(points("two"), name="抢答", name_en="Buzzer")
    event = contest(heat(*rounds), tie_breaks=("round:two",), publish="team")
    red, *others = event.teams
    site = Site(
        tmp_path, replace(event, teams=(replace(red, name="红队", name_en="Reds"), *others))
    )
    for a_round, given in (("one", {"red": 10, "blue": 20}), ("two", {"red": 20, "blue": 10})):
        site.scorer.set_round("open", a_round)
        for team, value in given.items():
            assert site.scorer.post("awards", award(a_round, team, value)).status_code == 201
        site.scorer.set_round("close", a_round)
    client = reader(site, site.links["presenter"])
    path = f"/api/v1/events/{site.event.slug}/host"
    facts = client.get(f"{path}?lang=en").get_json()["facts"]
    assert "Reds: Buzzer" in facts
    assert not any(re.search("[\u4e00-\u9fff]", fact) for fact in facts)
    assert "红队：抢答" in client.get(f"{path}?lang=zh-CN").get_json()["facts"]
