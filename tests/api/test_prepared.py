"""The phone's page and the board by HTTP are drawn once a version, and never shown too late."""

from __future__ import annotations

import gzip
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scoreboard.contest.model import Show
from scoreboard.crowd import Room
from scoreboard.web.prepared_answers import PreparedAnswers
from scoreboard.web.shortcut import Shortcut
from tests.support.counting import counting
from tests.support.eyes import without_changing
from tests.support.site import Person, Site
from tests.unit.contests import contest, final, heat, judged, people, points

CUP = contest(
    heat(points("one"), judged("talk"), advance=2),
    final(points("last")),
    teams="red blue green",
    judges=people("lin wu"),
    publish="team",
    overall=True,
)
PAGE, BOARD = "/e/quiz", "/api/v1/events/quiz/board"
# What a phone may ask for, in either language.
ASKED = [
    PAGE, f"{PAGE}?lang=en", f"{PAGE}?stage=heat", f"{PAGE}?stage=*&lang=en",
    BOARD, f"{BOARD}?stage=heat", f"{BOARD}?stage=*",
]  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path, CUP)
    made.scorer.set_round("open", "one")
    award(made, "red", 5)
    return made


def award(site: Site, team: str, points: int, round_id: str = "one") -> None:
    assert site.judge("lin").award(round_id, team, points).status_code == 201


@contextmanager
def rendering(app: Flask) -> Iterator[list[str]]:
    """The templates that are drawn meanwhile."""
    drawn: list[str] = []

    def hear(_app: Flask, template: Any, **_: Any) -> None:
        drawn.append(template.name)

    with template_rendered.connected_to(hear, app):
        yield drawn


def nonces(answer: TestResponse) -> set[str]:
    policy = answer.headers["Content-Security-Policy"]
    return {*re.findall(r'nonce="([^"]+)"', answer.text), *re.findall(r"'nonce-([^']+)'", policy)}


@pytest.mark.parametrize("path", ASKED)
def test_a_repeat_draws_nothing_and_asks_the_database_nothing(site: Site, path: str) -> None:
    # On a busy machine a second passes meanwhile, after which the database is asked again.
    site.app.wsgi_app = Shortcut(site.app, lambda: 0.0)  # type: ignore[method-assign]
    site.stranger.client.get(path)
    with counting(site.services.database.engine) as counted, rendering(site.app) as drawn:
        # Each phone comes for the first time, with a language of its browser's and an odd address.
        for n in range(3):
            phone = site.app.test_client()
            odd = f"{path}{'&' if '?' in path else '?'}from=chat{n}"
            assert phone.get(odd, headers={"Accept-Language": "fr"}).status_code == 200
    assert (dict(counted), drawn) == ({}, [])


def test_who_is_signed_in_is_handed_the_same_bytes_by_the_ordinary_way(site: Site) -> None:
    scorer = signed_in(site, site.scorer)
    public = [site.stranger.client.get(path) for path in ASKED]
    with counting(site.services.database.engine) as counted, rendering(site.app) as drawn:
        theirs = [scorer.get(path) for path in ASKED]
    assert (counted["boards"], counted["standings"], drawn) == (0, 0, [])
    for one, other in zip(public, theirs, strict=True):
        assert without_changing(one.text) == without_changing(other.text)
        # Only the session is asked on the way.
        assert said(one) == said(other)


def test_both_ways_say_the_same_of_an_answer(site: Site) -> None:
    for path in ASKED:
        drawn, short = (site.app.test_client().get(path) for _ in range(2))
        assert said(drawn) == said(short), path
        assert without_changing(drawn.text) == without_changing(short.text)


@pytest.mark.parametrize(
    "header",
    ["Cookie", "If-None-Match", "Accept-Encoding", "Accept-Language", "X-Request-ID", "User-Agent"],
)
@pytest.mark.parametrize("path", [PAGE, BOARD])
def test_bytes_that_are_no_text_are_answered_where_the_bytes_are_kept(
    site: Site, path: str, header: str
) -> None:
    bare = site.stranger.client.get(path)
    odd = site.app.test_client(use_cookies=False).get(path, headers={header: "a=\xff; lang=\xfe"})
    assert (odd.status_code, said(odd)) == (200, said(bare))
    assert without_changing(odd.text) == without_changing(bare.text)


@pytest.mark.parametrize("path", [PAGE, BOARD])
def test_a_body_that_is_too_large_is_refused_where_the_bytes_are_kept(
    site: Site, path: str
) -> None:
    phone = site.app.test_client()
    assert phone.get(path).status_code == 200
    large = phone.get(path, environ_overrides={"CONTENT_LENGTH": "4294967296"})
    assert large.status_code == 413
    assert phone.get(path, data=b"a small one").status_code == 200


def said(answer: TestResponse) -> dict[str, Any]:
    changing = {"X-Request-ID", "Content-Security-Policy", "Vary", "Set-Cookie", "Cache-Control"}
    told: dict[str, Any] = {k: v for k, v in answer.headers if k not in changing}
    return {**told, "Vary": set(answer.vary)}


def test_each_answer_has_a_nonce_of_its_own_in_header_and_page(site: Site) -> None:
    client, seen = site.app.test_client(), set()
    for _ in range(3):
        answer = client.get(PAGE)
        (nonce,) = nonces(answer)
        assert answer.text.count(nonce) >= 2
        seen.add(nonce)
    packed = client.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    page = gzip.decompress(packed.data).decode()
    (nonce,) = {*re.findall(r"'nonce-([^']+)'", packed.headers["Content-Security-Policy"])}
    assert {*re.findall(r'nonce="([^"]+)"', page)} == {nonce}
    assert nonce not in seen
    assert len(seen) == 3


def test_who_only_looks_gets_no_cookie(site: Site) -> None:
    for path in (PAGE, PAGE, f"{PAGE}/teams/red", f"{PAGE}/display", BOARD, "/"):
        client = site.app.test_client()
        assert "Set-Cookie" not in client.get(path).headers, path
    assert '"csrf": ""' in site.app.test_client().get(PAGE).text.replace('":"', '": "')
    # Whoever may write from such a page has what a write needs.
    for person, path in ((site.organiser, "/"), (site.scorer, f"{PAGE}/display")):
        page = signed_in(site, person).get(path).text
        given = json.loads(re.findall(r'id="page"[^>]*>(.*?)</script>', page)[0])
        assert bool(given["csrf"]) == bool(given["may"] or "data-archive" in page), path


def test_what_is_unchanged_is_not_sent_again_until_something_happens(site: Site) -> None:
    client = site.app.test_client()
    for path in (PAGE, BOARD):
        tag = client.get(path).headers["ETag"]
        for takes in ("gzip", "identity"):
            known = {"If-None-Match": tag, "Accept-Encoding": takes}
            again = client.get(path, headers=known)
            assert (again.status_code, again.data) == (304, b"")
            assert "Content-Security-Policy" not in again.headers
        award(site, "blue", 3)
        assert client.get(path, headers=known).status_code == 200
    assert client.get(PAGE).headers["Cache-Control"] == "private, no-cache"
    assert client.get(BOARD).headers["Cache-Control"] == "public, max-age=1"


def test_after_everything_that_can_happen_the_newest_is_handed_out(site: Site) -> None:
    # However fast this asks, it is no hall that comes in.
    site.app.extensions["scoreboard.prepared"] = PreparedAnswers(clock=lambda: 0.0)
    scorer, stranger = site.scorer, site.app.test_client()
    judge = signed_in(site, site.judge("wu"))

    def put(**scene: Any) -> None:
        url = f"/api/v1/events/quiz/{'scene' if 'scene' in scene else 'look'}"
        answer = scorer.client.put(url, json=scene, headers=site.organiser.headers)
        assert answer.status_code == 200, answer.text

    steps: list[tuple[str, Any]] = [
        ("points", lambda: award(site, "blue", 9)),
        ("a round is closed", lambda: scorer.set_round("close", "one")),
        ("a scene", lambda: put(scene="standings")),
        ("frozen", lambda: scorer.post("freeze")),
        ("a round is opened", lambda: scorer.set_round("open", "talk")),
        ("a hidden mark", lambda: site.judge("lin").mark("talk", "red", 9)),
        ("a whole panel", lambda: site.judge("wu").mark("talk", "red", 9)),
        ("the others", lambda: [site.judge(j).mark("talk", t, 4) for j in ("lin", "wu")
                                for t in ("blue", "green")]),
        ("closed", lambda: scorer.set_round("close", "talk")),
        ("a step of the reveal", lambda: scorer.post("reveal/next")),
        ("back", lambda: scorer.post("reveal/back")),
        ("all is told", lambda: scorer.post("reveal/finish")),
        ("a look", lambda: put(logo=None, sponsors=[])),
        ("another name", lambda: site.services.preparing.set_up(
            replace(CUP, title="Another name", show=Show(theme="daylight")))),
        ("an accent", lambda: site.services.preparing.set_up(
            replace(CUP, title="Another name", show=Show("daylight", "#1f4fbf")))),
        ("a rehearsal", lambda: site.organiser.post("rehearsal", {"id": ID})),
        ("points in it", lambda: [scorer.set_round("open", "one"), award(site, "green", 99)]),
        ("the rehearsal ends", lambda: site.organiser.delete("rehearsal")),
        ("all is cleared", lambda: site.organiser.post("begin", {"id": ID, "reason": "anew"})),
    ]  # fmt: skip
    for what, step in steps:
        before = {path: stranger.get(path).text for path in ASKED}
        step()
        now = {path: stranger.get(path) for path in ASKED}
        again = {path: stranger.get(path) for path in ASKED}
        theirs = {path: judge.get(path) for path in ASKED}
        with nothing_kept(site):
            for path in ASKED:
                drawn = without_changing(stranger.get(path).text)
                assert without_changing(now[path].text) == drawn, (what, path)
                assert without_changing(again[path].text) == drawn, (what, path)
                own = judge.get(path)
                assert without_changing(theirs[path].text) == without_changing(own.text)
                assert theirs[path].headers["Cache-Control"] == "no-store"
        version = site.version
        assert json.loads(now[BOARD].text)["version"] == version, what
        assert before[PAGE] != now[PAGE].text


ID = "5c9b4ad8-6c1f-4d37-9c3a-1b9f7a4a0c11"


@contextmanager
def nothing_kept(site: Site) -> Iterator[None]:
    kept = site.app.extensions["scoreboard.prepared"]
    site.app.extensions["scoreboard.prepared"] = PreparedAnswers(most_bytes=0)
    yield
    site.app.extensions["scoreboard.prepared"] = kept


def signed_in(site: Site, person: Person) -> FlaskClient:
    client: FlaskClient = site.app.test_client()
    assert client.get(f"/join/{person.token}").status_code in (302, 303)
    return client


def test_a_judge_who_opens_the_public_page_sees_and_leaves_behind_nothing_of_others(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, replace(CUP, rules=replace(CUP.rules, publish="live")))
    site.scorer.set_round("open", "talk")
    assert site.judge("lin").mark("talk", "red", 17).status_code == 201
    judge = signed_in(site, site.judge("wu"))
    for path in (PAGE, BOARD):
        public = site.app.test_client().get(path)
        own = judge.get(path, headers={"If-None-Match": public.headers["ETag"]})
        assert own.status_code == 200
        after = site.app.test_client().get(path)
        assert [len(re.findall(r"[>\"]17[<\"]", a.text)) > 0 for a in (public, own, after)] == [
            True, False, True,
        ], path  # fmt: skip
        assert own.headers["Cache-Control"] == "no-store"


def test_no_cache_on_the_way_keeps_what_comes_with_somebodys_cookie(site: Site) -> None:
    scorer = signed_in(site, site.scorer)
    for path in (PAGE, BOARD):
        assert "public" not in scorer.get(path).headers["Cache-Control"]


def test_the_reader_chooses_the_language_and_nobody_else_is_given_it(site: Site) -> None:
    english, plain = site.app.test_client(), site.app.test_client()
    english.set_cookie("lang", "en")
    for _ in range(2):
        assert '<html lang="en"' in english.get(PAGE).text
        assert '<html lang="zh-CN"' in plain.get(PAGE).text
        assert '<html lang="zh-CN"' in english.get(f"{PAGE}?lang=zh-CN").text


def test_what_somebody_writes_into_an_address_reaches_nobody_else(site: Site) -> None:
    odd = "?lang=xx%22%3E%3Cb&from=a&stage=&note=%3Cscript%3E"
    assert site.app.test_client().get(PAGE + odd).status_code == 200
    for query in ("", "?lang=en", "?stage="):
        text = site.app.test_client().get(PAGE + query).text
        assert "note=" not in text
        assert "xx" not in re.sub(r'nonce="[^"]*"', "", text)
    # Asked twice for a stage it is the ordinary way that reads it.
    assert site.app.test_client().get(f"{BOARD}?stage=heat&stage=final").status_code == 422
    assert site.app.test_client().get(f"{BOARD}?view=desk").status_code == 401


def test_what_another_process_has_written_is_there_within_a_second(
    site: Site, tmp_path: Path
) -> None:
    clock = [100.0]
    site.app.wsgi_app = Shortcut(site.app, lambda: clock[0])  # type: ignore[method-assign]
    client = site.app.test_client()
    for path in (PAGE, BOARD):
        before = [client.get(path) for _ in range(2)][1].headers["ETag"]
        award(Site(tmp_path, CUP), "green", 1)
        clock[0] += 1.1
        assert client.get(path).headers["ETag"] != before


def test_in_a_full_hall_the_page_that_waits_comes_before_the_one_that_is_kept(site: Site) -> None:
    client = site.app.test_client()
    assert [client.get(PAGE).status_code for _ in range(2)] == [200, 200]
    site.app.extensions["scoreboard.crowd"].room = Room(0, 0, 0, 0)
    assert client.get(PAGE).status_code == 503
    assert client.get(BOARD).status_code == 200


def test_the_short_way_is_written_down_like_the_other(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "scoreboard")
    client = site.app.test_client()
    answers = [client.get(PAGE) for _ in range(2)]
    lines = [vars(one)["request"] for one in caplog.records if "request" in vars(one)]
    assert [line["request"] for line in lines] == [a.headers["X-Request-ID"] for a in answers]
    for line in lines:
        line.pop("request")
        line.pop("ms")
    assert lines[0] == lines[1]
    assert lines[0]["route"] == "/e/<slug>"
