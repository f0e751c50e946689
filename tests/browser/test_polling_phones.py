"""Phones that open no socket: they ask again and again, and show what the others show."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Request, expect

from tests.support.browsers import PHONE, expect_version, visiting
from tests.support.contests import contest
from tests.support.scenes import put
from tests.support.server import serving

SLUG = "polled"
POLLED = {"SCOREBOARD_PHONES_POLL": "1"}


def test_a_phone_that_polls_follows_board_and_wall_without_a_socket_or_a_cookie(
    tmp_path: Path, browser: Browser
) -> None:
    with (
        serving(tmp_path, contest(SLUG, 7), **POLLED) as server,
        visiting(browser, PHONE) as visitor,
        visiting(browser, PHONE) as judge,
    ):
        asked: list[Request] = []
        sockets: list[str] = []
        phone = visitor.context.new_page()
        phone.on("request", lambda request: asked.append(request))  # noqa: PLW0108  # marked by it
        phone.on("websocket", lambda socket: sockets.append(socket.url))
        phone.goto(f"{server.hall}/e/{SLUG}")
        expect_version(phone, server.stranger(SLUG).board()["version"])
        server.scorer(SLUG).set_round("open", "r1")
        mark = server.judge(SLUG, "j1").mark("r1", "t3", 80).json()
        expect_version(phone, mark["version"])
        expect(phone.locator("tr[data-team]").first).to_have_attribute("data-team", "t3")
        put(server.scorer(SLUG), "message", text="午餐在二楼")
        expect(phone.locator(".hall-says")).to_contain_text("午餐在二楼")
        assert sockets == []
        polls = [one for one in asked if "/api/v1/" in one.url]
        assert len(polls) > 3
        assert not [one for one in polls if "cookie" in one.all_headers()], "one copy for all"

        # Nobody who looks at it asks; whoever comes back is told at once.
        phone.evaluate("Object.defineProperty(document, 'hidden', {value: true, writable: true})")
        server.kill()
        phone.evaluate(
            "document.hidden = false; document.dispatchEvent(new Event('visibilitychange'))"
        )
        expect(phone.locator("#board")).not_to_have_attribute("data-connection", "live")
        server.start()
        mark = server.judge(SLUG, "j1").mark("r1", "t4", 90).json()
        phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect_version(phone, mark["version"])

        # Where a judge has signed in there is a socket: they may not be told what the public is.
        judge.sign_in(server, server.judge_link(SLUG, "j1"))
        theirs = judge.context.new_page()
        with theirs.expect_websocket():
            theirs.goto(f"{server.hall}/e/{SLUG}")
        expect_version(theirs, mark["version"])
