"""Readers choose their language and keep it; a hall with names in both reads both at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import PHONE, PROJECTOR, TABLET, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server

SLUG = "both"


def in_both(text: str) -> str:
    """The event with a name in English for its first team, and for the contest."""
    first = text.index("[[teams]]")
    end = text.index("\nname = ", first) + 1
    named = text[:end] + 'name_en = "Northern Wings"\n' + text[end:]
    return named.replace("[event]", '[event]\nsubtitle_en = "Quiz of the North"', 1)


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(in_both(contest(SLUG, 4, judges=2))) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


def turn_to(page: Page, language: str) -> None:
    page.locator(f'.languages [data-language="{language}"]').click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_a_reader_keeps_the_language_and_the_hall_reads_both(
    server: Server, browser: Browser
) -> None:
    need(axe())
    with visiting(browser, PHONE) as reader, visiting(browser, PROJECTOR) as beamer:
        phone = reader.open(f"{server.hall}/e/{SLUG}")
        first = phone.locator("#board [data-team] .name").first
        expect(first).not_to_have_text("Northern Wings")
        turn_to(phone, "en")
        expect(phone.locator("#board")).to_have_attribute("data-connection", "live")
        expect(first).to_have_text("Northern Wings")
        expect(phone.locator("h1")).to_have_text("Quiz of the North")
        assert "lang" not in phone.url
        assert barriers(phone) == []
        # What comes later speaks the same language.
        server.judge(SLUG, "j2").mark("r1", "t1", "50")
        expect(phone.locator('[data-team="t1"]').first).to_have_attribute("data-total", "50")
        expect(first).to_have_text("Northern Wings")
        again = reader.open(f"{server.hall}/")
        expect(again.locator("html")).to_have_attribute("lang", "en")
        # The same browser's projector is the hall's, and has both names.
        own = reader.open(f"{server.hall}/e/{SLUG}/display")
        expect(own.locator("html")).to_have_attribute("lang", "zh-CN")
        wall = beamer.open(f"{server.hall}/e/{SLUG}/display")
        row = wall.locator(".row[data-team]").first
        expect(row.locator(".region")).to_contain_text("Northern Wings")
        expect(row.locator(".name")).not_to_have_text("Northern Wings")
        put = {"id": "1f0e3dad-9990-4345-a743-9f8ffabdffc4", "scene": "title"}
        assert server.scorer(SLUG).ask("PUT", "scene", put).status_code == 200
        expect(wall.locator(".title-second")).to_have_text("Quiz of the North")


def test_a_tablet_changes_its_language_and_loses_nothing(server: Server, browser: Browser) -> None:
    with visiting(browser, TABLET) as judge:
        page = judge.open(server.judge_link(SLUG, "j1"))
        field = page.locator('input[name="mark:t1"]')
        expect(field).to_be_attached()
        page.keyboard.press("7")
        expect(field).to_have_value("7")
        turn_to(page, "en")
        expect(page.locator("#connection")).to_have_attribute("data-connection", "live")
        expect(page.locator(".sheet")).to_contain_text("Northern Wings")
        expect(field).to_have_value("7")
        turn_to(page, "zh-CN")
        expect(field).to_have_value("7")
