"""Who is shown what of setting up: the first page, a new event, the set-up of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from scoreboard.app import create_app, services_of
from scoreboard.storage.access import WHOLE_SERVER
from tests.support.hall import Hall, config_in


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def signed_in(hall: Hall, token: str) -> FlaskClient:
    client = hall.app.test_client()
    assert client.get(f"/join/{token}").status_code == 302
    return client


def organiser(hall: Hall) -> FlaskClient:
    """The organiser of the whole server."""
    _, token, _ = hall.services.access.links(WHOLE_SERVER)[0]
    return signed_in(hall, token)


def of_role(hall: Hall, role: str) -> FlaskClient:
    return signed_in(hall, str(hall.links[role]).rsplit("/", 1)[1])


def test_the_organiser_finds_the_way_to_everything_on_the_first_page(hall: Hall) -> None:
    text = organiser(hall).get("/?lang=en").text
    for href in ("/new?lang=en", "/e/nm2024/desk/setup?lang=en", "/new?copy=nm2024&amp;lang=en"):
        assert f'href="{href}"' in text
    assert 'data-archive="nm2024"' in text


def test_everybody_else_is_shown_the_events_and_no_way_to_change_them(hall: Hall) -> None:
    for client in (hall.app.test_client(), of_role(hall, "scorer"), of_role(hall, "organiser")):
        text = client.get("/?lang=en").text
        assert 'href="/e/nm2024"' in text
        assert "/new" not in text
        assert "data-archive" not in text


def test_an_archived_event_is_folded_away_for_the_organiser_and_gone_for_others(hall: Hall) -> None:
    assert hall.organiser.post("archive", {}).status_code == 200
    folded = organiser(hall).get("/?lang=en").text
    assert 'data-unarchive="nm2024"' in folded
    assert 'data-archive="nm2024"' not in folded
    assert "nm2024" not in hall.app.test_client().get("/").text


def test_a_new_event_is_made_by_the_organiser_of_the_whole_server_only(hall: Hall) -> None:
    assert organiser(hall).get("/new").status_code == 200
    assert hall.app.test_client().get("/new").status_code == 401
    for role in ("scorer", "organiser"):
        assert of_role(hall, role).get("/new").status_code in (401, 403)


def test_the_set_up_is_the_organisers(hall: Hall) -> None:
    assert of_role(hall, "organiser").get("/e/nm2024/desk/setup").status_code == 200
    assert of_role(hall, "scorer").get("/e/nm2024/desk/setup").status_code == 403
    assert organiser(hall).get("/e/nobody/desk/setup").status_code == 404


def test_an_empty_server_welcomes_the_organiser_with_one_step(tmp_path: Path) -> None:
    app = create_app(config_in(tmp_path))
    _, token, _ = services_of(app).access.links(WHOLE_SERVER)[0]
    client = app.test_client()
    assert "button-primary" not in client.get("/?lang=en").text
    client.get(f"/join/{token}")
    text = client.get("/?lang=en").text
    assert "Make the first event" in text
    assert text.count("button-primary") == 1


def test_where_all_is_archived_the_fold_is_named(hall: Hall) -> None:
    assert hall.organiser.post("archive", {}).status_code == 200
    assert "Every event is archived" in organiser(hall).get("/?lang=en").text
