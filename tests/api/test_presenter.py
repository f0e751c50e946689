"""The presenter: a role of its own with link and PIN, who turns the show and sees the public's."""

from __future__ import annotations

import re
import uuid
from typing import Any

from scoreboard.links import role_links
from tests.support.site import Site

SLUG = "nm2024"


def link(site: Site) -> dict[str, Any]:
    services = site.services
    return role_links(services.books, services.access, SLUG, "http://hall")


def token(site: Site) -> str:
    return str(link(site)["presenter"]).rsplit("/", 1)[1]


def presenter(site: Site) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(site)}"}


def test_the_links_name_the_presenter_with_a_pin(site: Site) -> None:
    found = link(site)
    assert found["presenter"].startswith("http://hall/join/")
    assert re.fullmatch(r"\d{6}", found["presenter_pin"])
    grant = site.services.access.by_pin(found["presenter_pin"])
    assert grant is not None
    assert (grant.role, grant.name) == ("presenter", "presenter")


def test_the_link_leads_to_the_presenters_page_and_takes_nobodys_desk_away(site: Site) -> None:
    browser = site.app.test_client()
    assert browser.get(f"/join/{site.scorer.token}").status_code == 302
    answer = browser.get(f"/join/{token(site)}")
    assert answer.headers["Location"].endswith(f"/e/{SLUG}/host")
    assert browser.get(f"/e/{SLUG}/desk").status_code == 200


def test_a_presenter_turns_the_big_screen_and_the_story_says_who_did(site: Site) -> None:
    client, headers = site.app.test_client(), presenter(site)
    put = client.put(f"/api/v1/events/{SLUG}/scene", json={"scene": "teams"}, headers=headers)
    assert (put.status_code, put.get_json()["scene"]) == (200, "teams")
    body = {"id": str(uuid.uuid4()), "step": 0}
    for _ in range(2):
        turned = client.post(f"/api/v1/events/{SLUG}/scene/next", json=body, headers=headers)
        assert (turned.status_code, turned.get_json()["step"]) == (200, 1), "again answers the same"
    newest = site.scorer.get("ledger?since=1").get_json()["entries"]
    assert [(one["kind"], one["by"]) for one in newest] == [
        ("scene", "presenter"), ("turn", "presenter"),
    ]  # fmt: skip


def test_a_presenter_reads_nothing_of_the_desk(site: Site) -> None:
    client, headers = site.app.test_client(), presenter(site)
    for path in (
        "board?view=desk",
        "ledger",
        "export.json",
        "prospects",
        "scene/preview?scene=team",
    ):
        answer = client.get(f"/api/v1/events/{SLUG}/{path}", headers=headers)
        assert answer.status_code == 403, path
    assert client.get(f"/e/{SLUG}/desk", headers=headers).status_code == 403


def test_the_live_view_of_the_presenter_is_the_publics_and_asks_for_the_link(site: Site) -> None:
    socketio = site.app.extensions["socketio"]
    stranger = socketio.test_client(site.app, auth={"event": SLUG, "view": "host"})
    assert not stranger.is_connected()
    judge = {"event": SLUG, "view": "host", "token": site.judge("j1").token}
    assert not socketio.test_client(site.app, auth=judge).is_connected()
    auth = {"event": SLUG, "view": "host", "token": token(site)}
    screen = socketio.test_client(site.app, auth=auth)
    told = {said["name"]: said["args"][0] for said in screen.get_received()}
    assert told["board"] == site.stranger.board()
    assert told["scene"]["scene"] == "standings"
    assert "marks" not in told["board"]


def test_teams_that_share_a_place_are_named_as_the_presenters_language_lists_them(
    site: Site,
) -> None:
    judges = site.scorer.get("board?view=desk").get_json()["judges"]
    assert site.scorer.set_round("open", "r1").status_code == 200
    for judge in judges:
        for team in ("hyzg", "yzwd"):
            assert site.judge(judge["id"]).mark("r1", team, 5).status_code == 201
    client = site.app.test_client()
    answer = client.get(f"/api/v1/events/{SLUG}/host?lang=zh-CN", headers=presenter(site))
    shared = [fact for fact in answer.get_json()["facts"] if "并列" in fact]
    assert len(shared) == 1
    assert "、" in shared[0]
    assert ", " not in shared[0]
