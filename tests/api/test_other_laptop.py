"""A page of the other laptop may speak to this one, by its token; a page of nobody else's may."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.app import pair_of
from tests.support.site import Site

SLUG = "nm2024"
OTHER, STRANGE = "http://second.local:8000", "http://evil.example"
BOARD = f"/api/v1/events/{SLUG}/board"
ASKS = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,x-scoreboard-ledger,x-evil",
}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    pair = pair_of(made.app)
    pair.state = replace(pair.state, part="first", other=OTHER)
    return made


def test_a_page_of_the_other_laptop_may_read_and_ask(site: Site) -> None:
    client = site.app.test_client()
    read = client.get(BOARD, headers={"Origin": OTHER})
    assert read.headers["Access-Control-Allow-Origin"] == OTHER
    assert "Access-Control-Allow-Credentials" not in read.headers, "never with a cookie"
    asked = client.options(f"/api/v1/events/{SLUG}/scores", headers={"Origin": OTHER, **ASKS})
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Headers"] == "authorization, x-scoreboard-ledger"


@pytest.mark.parametrize("origin", [STRANGE, "null", "http://second.local", f"{OTHER}.evil"])
def test_a_page_of_anybody_else_may_not(site: Site, origin: str) -> None:
    client = site.app.test_client()
    assert (
        "Access-Control-Allow-Origin" not in client.get(BOARD, headers={"Origin": origin}).headers
    )
    asked = client.options(f"/api/v1/events/{SLUG}/scores", headers={"Origin": origin, **ASKS})
    allowed = [name for name, _ in asked.headers if name.startswith("Access-Control-Allow")]
    assert allowed == []


def test_only_the_api_is_read_across_and_pages_are_not(site: Site) -> None:
    page = site.app.test_client().get(f"/e/{SLUG}", headers={"Origin": OTHER})
    assert "Access-Control-Allow-Origin" not in page.headers


def test_pages_may_speak_to_the_other_laptop_and_to_nobody_else(site: Site) -> None:
    client = site.app.test_client()
    policy = client.get(f"/e/{SLUG}").headers["Content-Security-Policy"]
    assert f"connect-src 'self' {OTHER} ws://second.local:8000" in policy
    pair = pair_of(site.app)
    pair.state = replace(pair.state, part="alone", other="")
    assert "connect-src" not in client.get(f"/e/{SLUG}").headers["Content-Security-Policy"]


def test_a_page_of_nobody_holds_no_token_and_that_of_a_judge_only_the_judge_s_own(
    site: Site,
) -> None:
    client = site.app.test_client()
    assert '"token": ""' in client.get(f"/e/{SLUG}/display").text.replace('":"', '": "')
    token = site.judge("j1").token
    assert token
    client.get(f"/join/{token}")
    page = client.get(f"/e/{SLUG}/judge").text
    assert token in page
    assert (site.scorer.token or "") not in page
