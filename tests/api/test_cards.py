"""The page of cards: who sees which link, who may renew it, and people with a name of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scoreboard.contest.model import Event, Stage
from scoreboard.links import role_links
from scoreboard.web.page import HOSTS, SERVING, Serving
from tests.support.site import Site
from tests.unit.contests import contest, heat, judged, people, points

CARDS = "/e/quiz/desk/links"
HOSTILE = ["王老师", "😀 <b>Ann</b>", "=1+1", '"; DROP TABLE access; --', "&lt;", "名" * 40]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, contest(heat(judged()), judges=people("lin wu")))


def tokens(site: Site) -> dict[str, str]:
    return {grant.name: token for grant, token, _ in site.services.access.links("quiz")}


def browser(site: Site, name: str) -> FlaskClient:
    """A browser in which this role's link has been opened."""
    client = site.app.test_client()
    assert client.get(f"/join/{tokens(site)[name]}").status_code == 302
    return client


def send(client: FlaskClient, act: str, **fields: str) -> TestResponse:
    """The form of the page, as the page sends it."""
    (csrf, *_) = re.findall(r'"csrf": "([^"]+)"', client.get("/e/quiz/desk").text)
    return client.post(f"{CARDS}/{act}", data={"csrf_token": csrf, **fields})


def test_the_organiser_gives_a_scorer_and_a_viewer_cards_of_their_own(site: Site) -> None:
    organiser = browser(site, "organiser")
    added = send(organiser, "people", role="scorer", name="  王老师 ")
    assert added.status_code == 302
    assert added.headers["Location"].endswith("#card-scorer-s1")
    assert send(organiser, "people", role="viewer", name="审计").status_code == 302
    assert site.services.access.people("quiz") == {"scorer:s1": "王老师", "viewer:v1": "审计"}
    page = organiser.get(CARDS).text
    for name in ("scorer:s1", "viewer:v1"):
        assert f"/join/{tokens(site)[name]}" in page
    told = role_links(site.services.books, site.services.access, "quiz", "http://hall")
    assert [(one["role"], one["name"]) for one in told["people"]] == [
        ("scorer", "王老师"), ("viewer", "审计"),
    ]  # fmt: skip
    assert told["scorer"].endswith(tokens(site)["scorer"]), "the plain scorer's link stays"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_shown_as_it_is_written_and_never_run(site: Site, name: str) -> None:
    organiser = browser(site, "organiser")
    assert send(organiser, "people", role="scorer", name=name).status_code == 302
    assert site.services.access.people("quiz") == {"scorer:s1": name}
    page = organiser.get(CARDS).text
    assert "<b>Ann" not in page


@pytest.mark.parametrize(
    ("role", "name"), [("scorer", "  \n "), ("scorer", "名" * 41), ("judge", "王"), ("", "王"),
                       ("organiser", "王")],
)  # fmt: skip
def test_a_card_without_a_name_or_a_role_is_not_made_and_what_was_typed_stays(
    site: Site, role: str, name: str
) -> None:
    refused = send(browser(site, "organiser"), "people", role=role, name=name)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert name.strip() in refused.text
    assert site.services.access.people("quiz") == {}


def test_a_scorer_sees_the_cards_with_a_pin_and_the_own_one_only(site: Site) -> None:
    organiser = browser(site, "organiser")
    for name in ("王老师", "李老师"):
        send(organiser, "people", role="scorer", name=name)
    page = browser(site, "scorer:s1").get(CARDS).text
    shown = {name for name, token in tokens(site).items() if token in page}
    assert shown == {"judge:lin", "judge:wu", "presenter", "scorer:s1"}


def test_a_scorer_renews_a_judges_link_and_no_other(site: Site) -> None:
    send(browser(site, "organiser"), "people", role="scorer", name="王老师")
    scorer, before = browser(site, "scorer:s1"), tokens(site)
    for role, subject in (("organiser", ""), ("scorer", ""), ("scorer", "s1")):
        assert send(scorer, "revoke", role=role, id=subject).status_code == 403
    assert tokens(site) == before
    assert send(scorer, "revoke", role="judge", id="lin").status_code == 302
    assert tokens(site)["judge:lin"] != before["judge:lin"]
    for act in ("people", "people/rename", "people/remove"):
        assert send(scorer, act, role="scorer", id="s1", name="x").status_code == 403


def test_an_organiser_who_renews_the_own_link_goes_on_and_everybody_else_with_it_does_not(
    site: Site,
) -> None:
    organiser, lost = browser(site, "organiser"), browser(site, "organiser")
    assert send(organiser, "revoke", role="organiser", id="").status_code == 302
    assert organiser.get(CARDS).status_code == 200
    assert lost.get(CARDS).status_code == 401


def test_a_renamed_person_keeps_link_and_acts(site: Site) -> None:
    organiser = browser(site, "organiser")
    send(organiser, "people", role="scorer", name="王")
    token = tokens(site)["scorer:s1"]
    person = site.person(f"x/{token}")
    assert person.set_round("open", "essay").status_code == 200
    assert (
        send(organiser, "people/rename", role="scorer", id="s1", name="王老师").status_code == 302
    )
    assert tokens(site)["scorer:s1"] == token
    assert site.services.access.people("quiz") == {"scorer:s1": "王老师"}
    assert site.scorer.get("ledger").get_json()["entries"][-1]["by"] == "scorer:s1"
    wrong = send(organiser, "people/rename", role="scorer", id="s1", name=" ")
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.text


def test_a_removed_person_is_out_at_once_and_the_name_and_number_are_not_given_again(
    site: Site,
) -> None:
    organiser = browser(site, "organiser")
    send(organiser, "people", role="viewer", name="审计")
    viewer = browser(site, "viewer:v1")
    assert viewer.get("/e/quiz/desk").status_code == 200
    assert send(organiser, "people/remove", role="viewer", id="v1").status_code == 302
    assert viewer.get("/e/quiz/desk").status_code == 401
    assert "viewer:v1" not in tokens(site)
    send(organiser, "people", role="viewer", name="另一位")
    assert site.services.access.people("quiz") == {"viewer:v1": "审计", "viewer:v2": "另一位"}
    assert send(organiser, "people/remove", role="viewer", id="v1").status_code == 404
    assert send(organiser, "people/rename", role="viewer", id="v1", name="x").status_code == 404


@pytest.mark.parametrize(("role", "subject"), [("judge", "lin"), ("organiser", ""), ("scorer", "")])
def test_the_set_ups_own_roles_are_renewed_and_never_removed(
    site: Site, role: str, subject: str
) -> None:
    before = tokens(site)
    gone = send(browser(site, "organiser"), "people/remove", role=role, id=subject)
    assert gone.status_code == 404
    assert tokens(site) == before


def test_a_new_set_up_leaves_the_people_their_links(site: Site) -> None:
    send(browser(site, "organiser"), "people", role="scorer", name="王老师")
    token = tokens(site)["scorer:s1"]
    site.services.preparing.set_up(contest(heat(judged()), judges=people("wu chen")))
    assert tokens(site)["scorer:s1"] == token


def test_the_address_of_a_link_is_told_to_no_page_that_follows(site: Site) -> None:
    client = site.app.test_client()
    for token in (tokens(site)["judge:lin"], "no-such-link"):
        answer = client.get(f"/join/{token}")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert 'name="referrer"' not in answer.text, "a page's own word would overrule the header"
    assert client.get("/join").headers["Referrer-Policy"] == "same-origin"


def test_a_viewers_page_says_so_and_offers_no_cards(site: Site) -> None:
    send(browser(site, "organiser"), "people", role="viewer", name="审计")
    viewer = browser(site, "viewer:v1")
    for path in ("/e/quiz/desk", "/e/quiz/desk/screens"):
        page = viewer.get(path).text
        assert '"role": "viewer"' in page
        assert "/desk/links" not in page
    assert viewer.get(CARDS).status_code == 403


def test_who_tries_a_judges_link_at_the_desk_keeps_the_desk(site: Site) -> None:
    browser_of_both = browser(site, "scorer")
    assert browser_of_both.get(f"/join/{tokens(site)['judge:lin']}").status_code == 302
    assert browser_of_both.get("/e/quiz/desk").status_code == 200
    assert browser_of_both.get("/e/quiz/judge").status_code == 200
    assert browser_of_both.get(f"/join/{tokens(site)['judge:wu']}").status_code == 302
    assert "wu" in browser_of_both.get("/e/quiz/judge").text
    site.services.access.revoke("quiz", "scorer", "")
    assert browser_of_both.get("/e/quiz/desk").status_code == 403
    assert browser_of_both.get("/e/quiz/judge").status_code == 200


def test_a_viewers_link_takes_the_organisers_powers_from_a_browser(site: Site) -> None:
    shared = browser(site, "organiser")
    send(shared, "people", role="viewer", name="审计")
    whole = site.services.access.links("")[0][1]
    for token in (whole, tokens(site)["viewer:v1"]):
        assert shared.get(f"/join/{token}").status_code == 302
    assert shared.get("/e/quiz/desk").status_code == 200
    assert shared.get("/e/quiz/desk/setup").status_code == 403
    assert send(shared, "people", role="viewer", name="x").status_code == 403


def test_cards_printed_under_a_name_of_the_server_s_own_lead_to_that_name(site: Site) -> None:
    site.app.config[SERVING] = Serving("0.0.0.0", 8000)
    site.app.config[HOSTS] = ("quiz.example",)
    organiser = site.app.test_client()
    organiser.get(f"/join/{tokens(site)['organiser']}", base_url="https://quiz.example")
    elsewhere = organiser.get(CARDS, base_url="https://quiz.example").text
    assert f"https://quiz.example/join/{tokens(site)['judge:lin']}" in elsewhere
    assert ":8000" not in elsewhere


def two_panels(locale: Any) -> Event:
    """Lin and Wu mark the lesson of both stages, Wu alone the talk; Gao nothing."""
    lesson, talk = judged("lesson", panel=("lin", "wu")), judged("talk", panel=("wu",))
    final = Stage("last", "Final", (replace(lesson, id="again"),))
    event = contest(heat(lesson, talk, advance=1), final, judges=people("lin wu gao"))
    return replace(event, locale=locale)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", ["Marks Heat · Lesson, Final · Lesson", "Marks no round"]),
        ("zh-CN", ["评分轮次：Heat · Lesson、Final · Lesson", "不评分"]),
    ],
)
def test_a_judge_who_does_not_mark_all_rounds_reads_on_the_card_which(
    tmp_path: Path, locale: str, said: list[str]
) -> None:
    site = Site(tmp_path, two_panels(locale))
    organiser = browser(site, "organiser")
    told = re.findall(r'class="card-marks" dir="auto">([^<]*)<', organiser.get(CARDS).text)
    # Wu marks them all, and the desk's cards say nothing of marking.
    assert sorted(told) == sorted(said)
    tables = organiser.get(f"{CARDS}/tables").text
    assert re.findall(r'class="tent-marks" dir="auto">([^<]*)<', tables) == said


def test_of_many_rounds_the_first_three_are_named(tmp_path: Path) -> None:
    rounds = [judged(one, panel=("lin",)) for one in ("one", "two", "three", "four")]
    event = contest(heat(*rounds, judged("six", panel=("wu",))), judges=people("lin wu"))
    page = browser(Site(tmp_path, replace(event, locale="en")), "organiser").get(CARDS).text
    assert "Marks One, Two, Three and 1 more<" in page
    assert "Marks Six<" in page


def test_who_gives_points_alone_is_not_said_to_have_nothing_to_do(tmp_path: Path) -> None:
    buzzer = points(scored_by=("wu",))
    event = contest(heat(judged(panel=("lin",)), buzzer), judges=people("lin wu"))
    page = browser(Site(tmp_path, replace(event, locale="en")), "organiser").get(CARDS).text
    assert "Marks no round" not in page
