"""The desk sees which screens are there, what they show, and which have fallen silent."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.contests import contest
from tests.support.screens import Screen, screen, turned_away
from tests.support.server import Server, scoreboard, serving
from tests.support.sweeps import MODES
from tests.support.waiting import allowed, until
from tests.support.wifi import wifi

SLUG, OTHER = "hall", "other"


@pytest.fixture(scope="module", params=MODES)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of each kind with an event of five judges, whose first round is open."""
    mode: str = request.param
    folder: Path = tmp_path_factory.mktemp(f"screens-{mode}")
    with serving(folder, contest(SLUG, 3, judges=5), contest(OTHER, 3), mode=mode) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


def says(one: Screen, device: str, **more: Any) -> None:
    one.client.emit("seen", {"version": one.versions[-1], "id": device, **more})


def command(server: Server, **asked: Any) -> httpx.Response:
    return server.scorer(SLUG).post("screens/commands", asked)


def form(server: Server, act: str, token: str | None, **fields: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    url = f"{server.url}/e/{SLUG}/desk/links/{act}"
    return server.http.post(url, data=fields, headers=headers)


def test_the_desk_is_told_of_a_screen_that_comes_and_of_one_that_goes(server: Server) -> None:
    with screen(server, SLUG, "desk", server.scorer(SLUG).token) as desk:
        with screen(server, SLUG, "display") as projector:
            says(projector, "beamer", name="Links", size=[1920, 1080])
            listed = desk.lists_as("beamer", "live")
            assert (listed["name"], listed["size"], listed["view"]) == (
                "Links", [1920, 1080], "display",
            )  # fmt: skip
            assert listed["version"] == projector.versions[-1]
        answer = server.scorer(SLUG).ask("GET", "screens").json()
        assert any(one["id"] == "beamer" for one in answer["screens"])
        assert projector.lists == [], "a projector is told of no screens"


# Ten seconds once are enough: the silence is measured by one clock for all kinds.
@pytest.mark.parametrize("server", ["eventlet"], indirect=True)
def test_a_tablet_whose_wifi_vanishes_is_noticed_within_ten_seconds(server: Server) -> None:
    judge, scorer = server.judge(SLUG, "j1"), server.scorer(SLUG)
    with (
        wifi(server.port) as hall,
        screen(server, SLUG, "desk", scorer.token) as desk,
        screen(server, SLUG, "judge", judge.token, url=hall.url) as tablet,
        screen(server, SLUG, "display") as projector,
    ):
        projector.client.emit("seen", {"version": 1})
        says(tablet, "tablet", waiting=2)
        assert desk.lists_as("tablet", "live")["waiting"] == 2
        hall.vanish()
        gone = time.monotonic()
        listed = desk.lists_as("tablet", "silent")
        assert time.monotonic() - gone < allowed(10)
        assert (listed["subject"], listed["waiting"]) == ("j1", 2)
        # Back on another line, while the old one still hangs in the air.
        with screen(server, SLUG, "judge", judge.token) as again:
            says(again, "tablet", waiting=0)
            assert desk.lists_as("tablet", "live")["key"] == listed["key"]
        plain = [one["state"] for one in desk.lists[-1]["screens"] if one["id"] is None]
        assert plain == ["live", "live"], "a client of the plain contract needs no heartbeat"


def test_a_command_reaches_the_screen_it_is_meant_for_and_no_other(server: Server) -> None:
    with (
        screen(server, SLUG, "desk", server.scorer(SLUG).token) as desk,
        screen(server, SLUG, "display") as one,
        screen(server, SLUG, "display") as two,
        screen(server, SLUG, "audience") as phone,
    ):
        says(one, "one")
        says(two, "two")
        key = desk.lists_as("one", "live")["key"]
        assert command(server, do="rename", screen=key, name=" <b>左</b>\n1 ").json() == {
            "sent": True
        }
        until(lambda: one.commands, "the screen is asked")
        # Each carries a number, under which it is asked again until the screen says it.
        assert [asked.pop("n", "") != "" for asked in one.commands] == [True]
        assert one.commands == [{"do": "rename", "name": "<b>左</b> 1"}]
        assert command(server, do="show", screen=key, stage="s1").status_code == 200
        assert command(server, do="show", screen=key, event=OTHER).status_code == 200
        until(lambda: len(one.commands) == 3, "the screen is asked twice more")
        paths = [asked["path"] for asked in one.commands[1:]]
        assert paths == [f"/e/{SLUG}/display?stage=s1", f"/e/{OTHER}/display"]
        assert command(server, do="reload").status_code == 200
        until(lambda: two.commands, "every display is asked")
        assert [asked["do"] for asked in two.commands] == ["reload"]
        assert (desk.commands, phone.commands) == ([], []), "neither the desk itself nor a phone"


def test_a_screen_is_pointed_at_nothing_but_a_display_of_this_server(server: Server) -> None:
    for wrong in (
        {"do": "show", "screen": "a-1", "event": "no-such-event"},
        {"do": "show", "screen": "a-1", "stage": "no-such-stage"},
        {"do": "show", "screen": "a-1", "path": "//elsewhere.example"},
        {"do": "show", "screen": "../hall", "event": OTHER},
        {"do": "format", "screen": "a-1"},
    ):
        assert command(server, **wrong).status_code in (404, 422), wrong


def test_a_revoked_judge_is_told_and_dropped_within_two_seconds(server: Server) -> None:
    token = server.organiser(SLUG).token
    judge, neighbour = server.judge(SLUG, "j2"), server.judge(SLUG, "j3")
    with (
        screen(server, SLUG, "judge", judge.token) as tablet,
        screen(server, SLUG, "judge", neighbour.token) as other,
        screen(server, SLUG, "desk", server.scorer(SLUG).token) as desk,
    ):
        says(tablet, "revoked")
        desk.lists_as("revoked", "live")
        asked = time.monotonic()
        assert form(server, "revoke", token, role="judge", id="j2").status_code == 302
        until(lambda: not tablet.client.connected, "the tablet is dropped")
        assert time.monotonic() - asked < allowed(2)
        assert tablet.revoked == [{"event": SLUG}], "it is told why"
        assert judge.mark("r1", "t1", 5).status_code == 401
        turned_away(server, {"event": SLUG, "view": "judge", "token": judge.token})
        until(lambda: all(s["id"] != "revoked" for s in desk.lists[-1]["screens"]), "unlisted")
        assert other.client.connected
        assert neighbour.mark("r1", "t1", 5).status_code in (200, 201)


def test_what_the_command_line_renews_is_dropped_within_two_seconds(server: Server) -> None:
    judge = server.judge(SLUG, "j4")
    with screen(server, SLUG, "judge", judge.token) as tablet:
        renew = ("links", SLUG, "--renew", "judge:j4", "--json")
        told = scoreboard(*renew, data=server.data)
        asked = time.monotonic()
        until(lambda: not tablet.client.connected, "the tablet is dropped")
        assert time.monotonic() - asked < allowed(2)
        assert tablet.revoked
    new = {one["id"]: one["url"] for one in json.loads(told.stdout)["judges"]}["j4"]
    assert not new.endswith(str(judge.token))
    wrong = scoreboard("links", SLUG, "--renew", "judge:nobody", data=server.data)
    assert (wrong.returncode, "no link for judge:nobody" in wrong.stderr) == (2, True)


def test_a_viewer_sees_the_desk_until_the_organiser_removes_them(server: Server) -> None:
    token = server.organiser(SLUG).token
    assert form(server, "people", token, role="viewer", name="审计 <b>李</b>").status_code == 302
    with server.at_home() as services:
        links = services.access.links(SLUG)
        grant, viewer, _ = next(one for one in links if one[0].role == "viewer")
        assert services.access.people(SLUG)[grant.name] == "审计 <b>李</b>"
    with screen(server, SLUG, "desk", viewer) as watching:
        assert watching.boards
        gone = form(server, "people/remove", token, role="viewer", id=grant.subject)
        assert gone.status_code == 302
        until(lambda: not watching.client.connected, "the viewer's page is dropped")
    with server.at_home() as services:
        assert services.access.people(SLUG)[grant.name] == "审计 <b>李</b>", "the story knows them"
