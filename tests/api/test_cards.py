"""The page of cards: who sees which link, who may renew it, and people with a name of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scoreboard.links import role_links
from scoreboard.web.page import SERVING, Serving
from tests.support.hall import Hall
from tests.unit.contests import contest, heat, judged, people

CARDS = "/e/quiz/desk/links"
HOSTILE = ["王老师", "😀 <b>Ann</b>", "=1+1", '"; DROP TABLE access; --', "&lt;", "名" * 40]


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path, contest(heat(judged()), judges=people("lin wu")))


def tokens(hall: Hall) -> dict[str, str]:
    return {grant.name: token for grant, token, _ in hall.services.access.links("quiz")}


def browser(hall: Hall, name: str) -> FlaskClient:
    """A browser in which this role's link has been opened."""
    client = hall.app.test_client()
    assert client.get(f"/join/{tokens(hall)[name]}").status_code == 302
    return client


def send(client: FlaskClient, act: str, **fields: str) -> TestResponse:
    """The form of the page, as the page sends it."""
    (csrf, *_) = re.findall(r'"csrf": "([^"]+)"', client.get("/e/quiz/desk").text)
    return client.post(f"{CARDS}/{act}", data={"csrf_token": csrf, **fields})


def test_the_organiser_gives_a_scorer_and_a_viewer_cards_of_their_own(hall: Hall) -> None:
    organiser = browser(hall, "organiser")
    added = send(organiser, "people", role="scorer", name="  王老师 ")
    assert added.status_code == 302
    assert added.headers["Location"].endswith("#card-scorer-s1")
    assert send(organiser, "people", role="viewer", name="审计").status_code == 302
    assert hall.services.access.people("quiz") == {"scorer:s1": "王老师", "viewer:v1": "审计"}
    page = organiser.get(CARDS).text
    for name in ("scorer:s1", "viewer:v1"):
        assert f"/join/{tokens(hall)[name]}" in page
    told = role_links(hall.services.books, hall.services.access, "quiz", "http://hall")
    assert [(one["role"], one["name"]) for one in told["people"]] == [
        ("scorer", "王老师"), ("viewer", "审计"),
    ]  # fmt: skip
    assert told["scorer"].endswith(tokens(hall)["scorer"]), "the plain scorer's link stays"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_shown_as_it_is_written_and_never_run(hall: Hall, name: str) -> None:
    organiser = browser(hall, "organiser")
    assert send(organiser, "people", role="scorer", name=name).status_code == 302
    assert hall.services.access.people("quiz") == {"scorer:s1": name}
    page = organiser.get(CARDS).text
    assert "<b>Ann" not in page


@pytest.mark.parametrize(
    ("role", "name"), [("scorer", "  \n "), ("scorer", "名" * 41), ("judge", "王"), ("", "王"),
                       ("organiser", "王")],
)  # fmt: skip
def test_a_card_without_a_name_or_a_role_is_not_made_and_what_was_typed_stays(
    hall: Hall, role: str, name: str
) -> None:
    refused = send(browser(hall, "organiser"), "people", role=role, name=name)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert name.strip() in refused.text
    assert hall.services.access.people("quiz") == {}


def test_a_scorer_sees_the_judges_cards_and_the_own_one_only(hall: Hall) -> None:
    organiser = browser(hall, "organiser")
    for name in ("王老师", "李老师"):
        send(organiser, "people", role="scorer", name=name)
    page = browser(hall, "scorer:s1").get(CARDS).text
    shown = {name for name, token in tokens(hall).items() if token in page}
    assert shown == {"judge:lin", "judge:wu", "scorer:s1"}


def test_a_scorer_renews_a_judges_link_and_no_other(hall: Hall) -> None:
    send(browser(hall, "organiser"), "people", role="scorer", name="王老师")
    scorer, before = browser(hall, "scorer:s1"), tokens(hall)
    for role, subject in (("organiser", ""), ("scorer", ""), ("scorer", "s1")):
        assert send(scorer, "revoke", role=role, id=subject).status_code == 403
    assert tokens(hall) == before
    assert send(scorer, "revoke", role="judge", id="lin").status_code == 302
    assert tokens(hall)["judge:lin"] != before["judge:lin"]
    for act in ("people", "people/rename", "people/remove"):
        assert send(scorer, act, role="scorer", id="s1", name="x").status_code == 403


def test_an_organiser_who_renews_the_own_link_goes_on_and_everybody_else_with_it_does_not(
    hall: Hall,
) -> None:
    organiser, lost = browser(hall, "organiser"), browser(hall, "organiser")
    assert send(organiser, "revoke", role="organiser", id="").status_code == 302
    assert organiser.get(CARDS).status_code == 200
    assert lost.get(CARDS).status_code == 401


def test_a_renamed_person_keeps_link_and_acts(hall: Hall) -> None:
    organiser = browser(hall, "organiser")
    send(organiser, "people", role="scorer", name="王")
    token = tokens(hall)["scorer:s1"]
    person = hall.person(f"x/{token}")
    assert person.turn("open", "essay").status_code == 200
    assert (
        send(organiser, "people/rename", role="scorer", id="s1", name="王老师").status_code == 302
    )
    assert tokens(hall)["scorer:s1"] == token
    assert hall.services.access.people("quiz") == {"scorer:s1": "王老师"}
    assert hall.scorer.get("ledger").get_json()["entries"][-1]["by"] == "scorer:s1"
    wrong = send(organiser, "people/rename", role="scorer", id="s1", name=" ")
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.text


def test_a_removed_person_is_out_at_once_and_the_name_and_number_are_not_given_again(
    hall: Hall,
) -> None:
    organiser = browser(hall, "organiser")
    send(organiser, "people", role="viewer", name="审计")
    viewer = browser(hall, "viewer:v1")
    assert viewer.get("/e/quiz/desk").status_code == 200
    assert send(organiser, "people/remove", role="viewer", id="v1").status_code == 302
    assert viewer.get("/e/quiz/desk").status_code == 401
    assert "viewer:v1" not in tokens(hall)
    send(organiser, "people", role="viewer", name="另一位")
    assert hall.services.access.people("quiz") == {"viewer:v1": "审计", "viewer:v2": "另一位"}
    assert send(organiser, "people/remove", role="viewer", id="v1").status_code == 404
    assert send(organiser, "people/rename", role="viewer", id="v1", name="x").status_code == 404


@pytest.mark.parametrize(("role", "subject"), [("judge", "lin"), ("organiser", ""), ("scorer", "")])
def test_the_set_ups_own_roles_are_renewed_and_never_removed(
    hall: Hall, role: str, subject: str
) -> None:
    before = tokens(hall)
    gone = send(browser(hall, "organiser"), "people/remove", role=role, id=subject)
    assert gone.status_code == 404
    assert tokens(hall) == before


def test_a_new_set_up_leaves_the_people_their_links(hall: Hall) -> None:
    send(browser(hall, "organiser"), "people", role="scorer", name="王老师")
    token = tokens(hall)["scorer:s1"]
    hall.services.preparing.set_up(contest(heat(judged()), judges=people("wu chen")))
    assert tokens(hall)["scorer:s1"] == token


def test_the_address_of_a_link_is_told_to_no_page_that_follows(hall: Hall) -> None:
    client = hall.app.test_client()
    for token in (tokens(hall)["judge:lin"], "no-such-link"):
        answer = client.get(f"/join/{token}")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert 'name="referrer"' not in answer.text, "a page's own word would overrule the header"
    assert client.get("/join").headers["Referrer-Policy"] == "same-origin"


def test_a_viewers_page_says_so_and_offers_no_cards(hall: Hall) -> None:
    send(browser(hall, "organiser"), "people", role="viewer", name="审计")
    viewer = browser(hall, "viewer:v1")
    for path in ("/e/quiz/desk", "/e/quiz/desk/screens"):
        page = viewer.get(path).text
        assert '"role": "viewer"' in page
        assert "/desk/links" not in page
    assert viewer.get(CARDS).status_code == 403


def test_who_tries_a_judges_link_at_the_desk_keeps_the_desk(hall: Hall) -> None:
    browser_of_both = browser(hall, "scorer")
    assert browser_of_both.get(f"/join/{tokens(hall)['judge:lin']}").status_code == 302
    assert browser_of_both.get("/e/quiz/desk").status_code == 200
    assert browser_of_both.get("/e/quiz/judge").status_code == 200
    assert browser_of_both.get(f"/join/{tokens(hall)['judge:wu']}").status_code == 302
    assert "wu" in browser_of_both.get("/e/quiz/judge").text
    hall.services.access.revoke("quiz", "scorer", "")
    assert browser_of_both.get("/e/quiz/desk").status_code == 403
    assert browser_of_both.get("/e/quiz/judge").status_code == 200


def test_a_viewers_link_takes_the_organisers_powers_from_a_browser(hall: Hall) -> None:
    shared = browser(hall, "organiser")
    send(shared, "people", role="viewer", name="审计")
    whole = hall.services.access.links("")[0][1]
    for token in (whole, tokens(hall)["viewer:v1"]):
        assert shared.get(f"/join/{token}").status_code == 302
    assert shared.get("/e/quiz/desk").status_code == 200
    assert shared.get("/e/quiz/desk/setup").status_code == 403
    assert send(shared, "people", role="viewer", name="x").status_code == 403


def test_cards_printed_under_a_name_of_the_server_s_own_lead_to_that_name(hall: Hall) -> None:
    hall.app.config[SERVING] = Serving("0.0.0.0", 8000)
    organiser = hall.app.test_client()
    organiser.get(f"/join/{tokens(hall)['organiser']}", base_url="https://quiz.example")
    elsewhere = organiser.get(CARDS, base_url="https://quiz.example").text
    assert f"https://quiz.example/join/{tokens(hall)['judge:lin']}" in elsewhere
    assert ":8000" not in elsewhere
