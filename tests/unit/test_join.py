"""Signing in: by link, by PIN, and what a cookie may and may not do."""

from __future__ import annotations

import re
import time
import uuid
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scoreboard.storage.access import WHOLE_SERVER
from scoreboard.web.permissions import EVERYBODY
from tests.support.routes import path_of
from tests.support.site import Site
from tests.support.sweeps import later

JUDGE_PAGE = "/e/nm2024/judge"


@pytest.fixture
def tablet(site: Site) -> FlaskClient:
    """A browser nobody has signed in with."""
    return site.app.test_client()


def link(site: Site, who: str) -> str:
    """The path of a role's link."""
    urls = {judge["id"]: judge["url"] for judge in site.links["judges"]}
    url: str = urls.get(who) or site.links[who]
    return url.removeprefix("http://hall")


def pin_of(site: Site, judge_id: str) -> str:
    return next(str(judge["pin"]) for judge in site.links["judges"] if judge["id"] == judge_id)


def wrong_pin(site: Site) -> str:
    taken = {judge["pin"] for judge in site.links["judges"]}
    return next(pin for pin in ("000000", "000001", "111111", "222222") if pin not in taken)


def csrf_of(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    found = found or re.search(r'"csrf": ?"([^"]+)"', page.text)
    assert found, "the page carries no CSRF token"
    return found.group(1)


def type_pin(tablet: FlaskClient, pin: str) -> TestResponse:
    return tablet.post("/join", data={"pin": pin, "csrf_token": csrf_of(tablet.get("/join"))})


def mark(team: str = "hyzg") -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "round": "r1", "team": team, "value": 10}


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("j1", JUDGE_PAGE), ("j5", JUDGE_PAGE),
        ("scorer", "/e/nm2024/desk"), ("organiser", "/e/nm2024/desk"),
    ],
)  # fmt: skip
def test_a_link_signs_in_and_leads_to_the_roles_page(
    site: Site, tablet: FlaskClient, who: str, page: str
) -> None:
    assert tablet.get(page).status_code == 401
    answer = tablet.get(link(site, who))
    assert (answer.status_code, answer.location) == (302, page)
    assert tablet.get(page).status_code == 200


def test_the_organiser_of_the_whole_server_opens_every_desk(
    site: Site, tablet: FlaskClient
) -> None:
    ((_, token, _),) = site.services.access.links(WHOLE_SERVER)
    assert tablet.get(f"/join/{token}").location == "/"
    assert tablet.get("/e/nm2024/desk").status_code == 200
    assert tablet.get("/e/none/desk").status_code == 404


BEHIND = [
    " ",
    ".",
    "。",
    "\n",
    "\u3000",
    "，",
    ")",
    "》",
    "\u200b",
    " 请点开",
    "。请评委三打开",
    "/",
]


@pytest.mark.parametrize("behind", [*BEHIND[:4], *map(later, BEHIND[4:])])
def test_a_link_signs_in_with_what_a_chat_leaves_behind_it(
    site: Site, tablet: FlaskClient, behind: str
) -> None:
    answer = tablet.get(link(site, "j3") + quote(behind), follow_redirects=True)
    assert (answer.status_code, answer.request.path) == (200, JUDGE_PAGE)
    assert all(one.headers["Referrer-Policy"] for one in (*answer.history, answer))


@pytest.mark.parametrize("behind", [*BEHIND[:4], *map(later, BEHIND[4:])])
def test_any_pages_address_is_taken_with_what_a_chat_leaves_behind_it(
    site: Site, tablet: FlaskClient, behind: str
) -> None:
    for page in ("/e/nm2024", "/e/nm2024/display", "/join"):
        answer = tablet.get(f"{page}{quote(behind)}?lang=en", follow_redirects=True)
        assert (answer.status_code, answer.request.path.rstrip("/")) == (200, page)
        assert answer.request.args["lang"] == "en"


@pytest.mark.parametrize(
    "path", ["//elsewhere.example/。", "/%5Celsewhere.example.", "/..%0d%0aX:1."]
)
def test_what_is_cleaned_never_leads_to_another_server(tablet: FlaskClient, path: str) -> None:
    answer = tablet.get(path)
    if answer.status_code != 404:
        assert re.match(r"/(?![/\\])", answer.location), answer.location
        assert "X:1" not in answer.headers


def test_a_whole_link_pasted_where_the_pin_is_asked_for_signs_in(
    site: Site, tablet: FlaskClient
) -> None:
    answer = type_pin(tablet, f"http://192.168.1.20:8000{link(site, 'j3')} ")
    assert (answer.status_code, answer.location) == (302, JUDGE_PAGE)
    other = type_pin(site.app.test_client(), f"http://hall/join/{'x' * 32}")
    assert other.status_code == 422


def test_a_link_that_is_no_longer_valid_says_so_and_signs_nobody_in(
    site: Site, tablet: FlaskClient
) -> None:
    old = link(site, "j1")
    site.services.access.revoke("nm2024", "judge", "j1")
    answer = tablet.get(f"{old}?lang=en")
    assert answer.status_code == 404
    assert "no longer valid" in answer.text
    assert tablet.get(JUDGE_PAGE).status_code == 401


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(
    site: Site, tablet: FlaskClient
) -> None:
    set_cookie = tablet.get(link(site, "j1")).headers["Set-Cookie"]
    cookie = SimpleCookie(set_cookie)["scoreboard"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["secure"], "the hall's Wi-Fi has no TLS"
    assert cookie["max-age"], "it outlives the browser's restart"
    over_tls = site.app.test_client().get(link(site, "j1"), base_url="https://hall")
    assert SimpleCookie(over_tls.headers["Set-Cookie"])["scoreboard"]["secure"] is True


def test_a_cookie_signed_with_another_key_signs_nobody_in(
    site: Site, tablet: FlaskClient, tmp_path: Path
) -> None:
    tablet.get(link(site, "j1"))
    cookie = tablet.get_cookie("scoreboard")
    assert cookie is not None
    site.app.config["SECRET_KEY"] = "another key, from another first run"
    assert tablet.get(JUDGE_PAGE).status_code == 401


def test_one_browser_keeps_its_roles_of_several_events_apart(
    site: Site, tablet: FlaskClient
) -> None:
    tablet.get(link(site, "j1"))
    tablet.get(link(site, "scorer"))
    assert tablet.get("/e/nm2024/desk").status_code == 200
    assert tablet.get(JUDGE_PAGE).status_code == 200, "who tries a judge's link keeps the desk"


def kept(browser: FlaskClient) -> str:
    cookie = browser.get_cookie("scoreboard")
    assert cookie is not None
    return cookie.value


@pytest.mark.parametrize("first", ["presenter", "viewer"])
def test_an_answer_that_was_on_its_way_takes_away_no_link_that_was_opened_meanwhile(
    site: Site, tablet: FlaskClient, first: str
) -> None:
    if first == "viewer":
        grant = site.services.access.add_person("nm2024", "viewer", "王老师")
        links = {one.name: token for one, token, _ in site.services.access.links("nm2024")}
        way = f"/join/{links[grant.name]}"
    else:
        way = link(site, first)
    tablet.get(way)
    before = kept(tablet)
    # What the pages opened first ask for now is answered when the scorer's link has been opened.
    late = site.app.test_client()
    late.set_cookie("scoreboard", before)
    for path in readings(site):
        answer = late.get(path)
        assert "Set-Cookie" not in answer.headers, path
    assert "Set-Cookie" not in late.post("/api/v1/events/nm2024/scores", json=mark()).headers


def readings(site: Site) -> list[str]:
    """Every page and answer of the event that can be had without an id."""
    rules = [rule for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    paths = {str(rule).replace("<slug>", "nm2024") for rule in rules}
    found = sorted(path for path in paths if "<" not in path and not path.startswith("/join"))
    assert {JUDGE_PAGE, "/e/nm2024/desk", "/api/v1/events/nm2024/host"} <= set(found)
    return found


def test_a_cookie_that_is_used_every_day_lives_on(
    site: Site, tablet: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet.get(link(site, "j1"))
    tablet.get(link(site, "presenter"))
    signed, real = kept(tablet), time.time
    for days in (2, -2):
        ahead = days * 86_400
        monkeypatch.setattr(time, "time", lambda: real() + ahead)  # noqa: B023  # called at once
        assert "Set-Cookie" not in tablet.get("/api/v1/events/nm2024/host").headers
        assert "Set-Cookie" in tablet.get(JUDGE_PAGE).headers, days
        assert "Set-Cookie" not in tablet.get(JUDGE_PAGE).headers, "once"
        assert tablet.get("/e/nm2024/host").status_code == 200, "and opens what it opened"
        assert kept(tablet) != signed


def test_a_judge_does_not_open_the_desk_nor_a_scorer_the_tablet(site: Site) -> None:
    judge, scorer = site.app.test_client(), site.app.test_client()
    judge.get(link(site, "j1"))
    scorer.get(link(site, "scorer"))
    for path in ("desk", "desk/links"):
        assert judge.get(f"/e/nm2024/{path}").status_code == 403
    assert judge.get("/api/v1/events/nm2024/ledger").status_code == 403
    assert judge.get("/api/v1/events/nm2024/board?view=desk").status_code == 403
    assert scorer.get(JUDGE_PAGE).status_code == 403


def test_a_write_that_rests_on_the_cookie_needs_the_pages_token(
    site: Site, tablet: FlaskClient
) -> None:
    site.scorer.set_round("open", "r1")
    tablet.get(link(site, "j1"))
    token = csrf_of(tablet.get(JUDGE_PAGE))
    path, version = "/api/v1/events/nm2024/scores", site.version
    for headers in ({}, {"X-CSRFToken": ""}, {"X-CSRFToken": token[::-1]}):
        answer = tablet.post(path, json=mark(), headers=headers)
        assert answer.status_code == 403
        assert answer.mimetype == "application/problem+json"
    assert site.version == version
    assert tablet.post(path, json=mark(), headers={"X-CSRFToken": token}).status_code == 201
    stolen = site.app.test_client()
    stolen.get(link(site, "j2"))
    assert stolen.post(path, json=mark(), headers={"X-CSRFToken": token}).status_code == 403


def test_every_write_of_the_desk_needs_it_too(site: Site, tablet: FlaskClient) -> None:
    tablet.get(link(site, "scorer"))
    views = site.app.view_functions
    # What is open to all rests on no cookie.
    rules = [
        rule for rule in site.app.url_map.iter_rules()
        if {"POST", "PUT", "DELETE"} & (rule.methods or set())
        and getattr(views[rule.endpoint], "needs", None) != EVERYBODY
    ]  # fmt: skip
    assert len(rules) >= 8
    for rule in rules:
        method = next(iter({"POST", "PUT", "DELETE"} & (rule.methods or set())))
        path = path_of(site.app, rule, method, slug="nm2024", round_id="r1", stage_id="prelim")
        assert tablet.open(path, method=method, json={}).status_code == 403, rule
    assert site.version == 1


def test_a_bearer_of_the_token_needs_no_page_and_a_wrong_one_is_not_saved_by_a_cookie(
    site: Site, tablet: FlaskClient
) -> None:
    site.scorer.set_round("open", "r1")
    assert site.judge("j1").mark("r1", "hyzg", 10).status_code == 201
    tablet.get(link(site, "j1"))
    token = csrf_of(tablet.get(JUDGE_PAGE))
    headers = {"Authorization": "Bearer made-up", "X-CSRFToken": token}
    answer = tablet.post("/api/v1/events/nm2024/scores", json=mark(), headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def wide(digits: str) -> str:
    """As a Chinese keyboard types them in full width."""
    return "".join(chr(ord(digit) + 0xFEE0) for digit in digits)


@pytest.mark.parametrize(
    "spelled",
    [
        "{pin}", " {pin} ", "{wide}", "{a} {b}",
        # As copied from the cards page, and as chats and documents set it.
        "{a}\u2009{b}", "{a}\u3000{b}", "{a}-{b}", "{a}\u2013{b}", "\ufeff{pin}\u200b\r\n",
        "登录码：{pin}。", "PIN {a} {b}", "{pin}.", "评委三 {wide}",
    ],
)  # fmt: skip
def test_a_pin_signs_its_judge_in_however_it_was_pasted(
    site: Site, tablet: FlaskClient, spelled: str
) -> None:
    pin = pin_of(site, "j3")
    typed = spelled.format(pin=pin, a=pin[:3], b=pin[3:], wide=wide(pin))
    answer = type_pin(tablet, typed)
    assert (answer.status_code, answer.location) == (302, JUDGE_PAGE)
    page = tablet.get(JUDGE_PAGE)
    assert '"j3"' in page.text


@pytest.mark.parametrize(
    "pin",
    ["", "12345", "1234567", "123 4567", "abcdef", "١٢٣٤٥٦", "' OR 1=1", "123456, 654321"],
)
def test_what_is_no_pin_signs_nobody_in(site: Site, tablet: FlaskClient, pin: str) -> None:
    answer = type_pin(tablet, pin)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert tablet.get(JUDGE_PAGE).status_code == 401


def test_a_pin_typed_into_another_sites_form_signs_nobody_in(
    site: Site, tablet: FlaskClient
) -> None:
    assert tablet.post("/join", data={"pin": pin_of(site, "j1")}).status_code == 403
    assert tablet.get(JUDGE_PAGE).status_code == 401
