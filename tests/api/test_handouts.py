"""Cards, poster and table cards: how people find the server, and what happens when it moves."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from scoreboard.contest.model import Wifi
from scoreboard.web import page as pages
from scoreboard.web.page import SERVING, Serving
from tests.support.site import Site
from tests.unit.contests import contest, heat, judged, people

CARDS = "/e/quiz/desk/links"
HERE = "http://localhost:8000"
PAGES = (CARDS, f"{CARDS}/poster", f"{CARDS}/tables")


class Laptop:
    """The machine that serves, and the address it has in the hall's network at the moment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.address: str | None = "192.168.1.5"
        monkeypatch.setattr(pages, "lan_address", lambda: self.address)


@pytest.fixture
def laptop(monkeypatch: pytest.MonkeyPatch) -> Laptop:
    return Laptop(monkeypatch)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    event = contest(heat(judged()), judges=people("lin wu"))
    made = Site(tmp_path, replace(event, locale="en", wifi=Wifi("NM;2024", 'p"a:ss')))
    made.app.config[SERVING] = Serving("0.0.0.0", 8000)
    return made


@pytest.fixture
def organiser(site: Site) -> FlaskClient:
    client = site.app.test_client()
    token = next(t for g, t, _ in site.services.access.links("quiz") if g.role == "organiser")
    assert client.get(f"/join/{token}", base_url=HERE).status_code == 302
    return client


def note_printed(client: FlaskClient) -> int:
    (csrf, *_) = re.findall(r'"csrf": "([^"]+)"', client.get(CARDS, base_url=HERE).text)
    answer = client.post(f"{CARDS}/printed", base_url=HERE, headers={"X-CSRFToken": csrf})
    return answer.status_code


def address(client: FlaskClient) -> dict[str, str | None]:
    answer = client.get(f"{CARDS}/address", base_url=HERE)
    assert answer.status_code == 200
    found: dict[str, str | None] = answer.json
    return found


def test_the_address_is_the_one_the_laptop_has_when_the_cards_are_drawn(
    laptop: Laptop, organiser: FlaskClient
) -> None:
    assert "http://192.168.1.5:8000/join/" in organiser.get(CARDS, base_url=HERE).text
    laptop.address = "10.0.0.7"
    for path in PAGES:
        drawn = organiser.get(path, base_url=HERE).text
        assert "10.0.0.7:8000/" in drawn
        assert "192.168.1.5" not in drawn


@pytest.mark.parametrize("path", PAGES)
def test_in_no_network_no_code_is_drawn_and_the_page_says_why(
    laptop: Laptop, organiser: FlaskClient, path: str
) -> None:
    laptop.address = None
    drawn = organiser.get(path, base_url=HERE).text
    assert "This laptop is in no network" in drawn
    assert "/join/" not in re.sub(r'href="[^"]*"', "", drawn)
    assert len(re.findall(r'aria-label="QR code: ', drawn)) == 0


def test_a_server_for_this_machine_only_draws_no_codes_either(
    site: Site, laptop: Laptop, organiser: FlaskClient
) -> None:
    site.app.config[SERVING] = Serving("127.0.0.1", 8000)
    assert "This laptop is in no network" in organiser.get(CARDS, base_url=HERE).text


def test_the_desk_hears_that_the_printed_cards_lead_elsewhere(
    laptop: Laptop, organiser: FlaskClient
) -> None:
    assert address(organiser) == {"now": "http://192.168.1.5:8000/", "printed": None}
    assert note_printed(organiser) == 204
    assert address(organiser)["printed"] == "http://192.168.1.5:8000/"
    laptop.address = "10.0.0.7"
    assert address(organiser) == {
        "now": "http://10.0.0.7:8000/", "printed": "http://192.168.1.5:8000/",
    }  # fmt: skip
    assert note_printed(organiser) == 204
    assert address(organiser)["printed"] == "http://10.0.0.7:8000/"


def test_what_is_printed_in_no_network_is_not_remembered(
    laptop: Laptop, organiser: FlaskClient
) -> None:
    laptop.address = None
    assert note_printed(organiser) == 204
    assert address(organiser) == {"now": None, "printed": None}


@pytest.mark.parametrize("path", PAGES)
def test_the_wifi_is_told_in_words_and_as_a_code(
    laptop: Laptop, organiser: FlaskClient, path: str
) -> None:
    drawn = organiser.get(path, base_url=HERE).text
    assert "NM;2024" in drawn
    assert "p&#34;a:ss" in drawn
    assert 'aria-label="QR code of the Wi-Fi NM;2024"' in drawn


def test_each_judge_has_a_card_and_a_table_card_with_the_own_pin(
    site: Site, laptop: Laptop, organiser: FlaskClient
) -> None:
    drawn = organiser.get(f"{CARDS}/tables", base_url=HERE).text
    for grant, _, pin in site.services.access.links("quiz"):
        if grant.role == "judge":
            assert pin is not None
            (card,) = re.findall(rf'data-judge="{grant.subject}".*?</article>', drawn, re.DOTALL)
            hall_side, _ = card.split('class="tent-judge"')
            assert f"{pin[:3]}&#8201;{pin[3:]}" in card
            assert pin[3:] not in hall_side, "the hall must not read the PIN"
            assert "<svg" not in hall_side


def test_strangers_and_judges_see_no_handouts(site: Site, laptop: Laptop) -> None:
    stranger = site.app.test_client()
    for path in (*PAGES[1:], f"{CARDS}/address"):
        assert stranger.get(path, base_url=HERE).status_code == 401
    judge = site.app.test_client()
    token = next(t for g, t, _ in site.services.access.links("quiz") if g.role == "judge")
    assert judge.get(f"/join/{token}", base_url=HERE).status_code == 302
    for path in (*PAGES, f"{CARDS}/address"):
        assert judge.get(path, base_url=HERE).status_code == 403
