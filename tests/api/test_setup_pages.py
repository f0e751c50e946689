"""Who is shown what of setting up: the first page, a new event, the set-up of one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from scoreboard.app import create_app, services_of
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS
from scoreboard.storage.access import WHOLE_SERVER
from tests.support.site import Site, config_in


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def signed_in(site: Site, token: str) -> FlaskClient:
    client = site.app.test_client()
    assert client.get(f"/join/{token}").status_code == 302
    return client


def organiser(site: Site) -> FlaskClient:
    """The organiser of the whole server."""
    _, token, _ = site.services.access.links(WHOLE_SERVER)[0]
    return signed_in(site, token)


def of_role(site: Site, role: str) -> FlaskClient:
    return signed_in(site, str(site.links[role]).rsplit("/", 1)[1])


def test_the_organiser_finds_the_way_to_everything_on_the_first_page(site: Site) -> None:
    text = organiser(site).get("/?lang=en").text
    for href in ("/new?lang=en", "/e/nm2024/desk/setup?lang=en", "/new?copy=nm2024&amp;lang=en"):
        assert f'href="{href}"' in text
    assert 'data-archive="nm2024"' in text


def test_everybody_else_is_shown_the_events_and_no_way_to_change_them(site: Site) -> None:
    for client in (site.app.test_client(), of_role(site, "scorer"), of_role(site, "organiser")):
        text = client.get("/?lang=en").text
        assert 'href="/e/nm2024"' in text
        assert "/new" not in text
        assert "data-archive" not in text


def test_an_archived_event_is_folded_away_for_the_organiser_and_gone_for_others(site: Site) -> None:
    assert site.organiser.post("archive", {}).status_code == 200
    folded = organiser(site).get("/?lang=en").text
    assert 'data-unarchive="nm2024"' in folded
    assert 'data-archive="nm2024"' not in folded
    assert "nm2024" not in site.app.test_client().get("/").text


def test_a_new_event_is_made_by_the_organiser_of_the_whole_server_only(site: Site) -> None:
    assert organiser(site).get("/new").status_code == 200
    assert site.app.test_client().get("/new").status_code == 401
    for role in ("scorer", "organiser"):
        assert of_role(site, role).get("/new").status_code in (401, 403)


def test_the_set_up_is_the_organisers(site: Site) -> None:
    assert of_role(site, "organiser").get("/e/nm2024/desk/setup").status_code == 200
    assert of_role(site, "scorer").get("/e/nm2024/desk/setup").status_code == 403
    assert organiser(site).get("/e/nobody/desk/setup").status_code == 404


def test_an_empty_server_welcomes_the_organiser_with_one_step(tmp_path: Path) -> None:
    app = create_app(config_in(tmp_path))
    _, token, _ = services_of(app).access.links(WHOLE_SERVER)[0]
    client = app.test_client()
    assert "button-primary" not in client.get("/?lang=en").text
    client.get(f"/join/{token}")
    text = client.get("/?lang=en").text
    assert "Make the first event" in text
    assert text.count("button-primary") == 1


def test_where_all_is_archived_the_fold_is_named(site: Site) -> None:
    assert site.organiser.post("archive", {}).status_code == 200
    assert "Every event is archived" in organiser(site).get("/?lang=en").text


def test_the_set_up_pages_are_told_every_tie_break_in_the_readers_language(site: Site) -> None:
    for path in ("/new", "/e/nm2024/desk/setup"):
        for lang in ("en", "zh-CN"):
            text = organiser(site).get(f"{path}?lang={lang}").text
            block = re.search(r'<script[^>]* id="page"[^>]*>(.*?)</script>', text, re.DOTALL)
            assert block is not None
            offered = {row["name"]: row["words"] for row in json.loads(block[1])["tie_breaks"]}
            assert list(offered) == list(TIE_BREAKS)
            assert (offered["rounds_won"] == "Most rounds won") == (lang == "en")
            assert all(words.isascii() == (lang == "en") for words in offered.values())
