"""The set-up page as its organiser works it: the teams' rows, saving, and what then is in force."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from playwright.sync_api import Locator, Page, expect

from tests.support.browsers import Visitor
from tests.support.server import Server


def set_up(server: Server, visitor: Visitor, slug: str, part: str) -> Page:
    page = visitor.open(f"{server.hall}/e/{slug}/desk/setup?lang=en#{part}")
    expect(page.locator("#setup")).not_to_have_attribute("aria-busy", "true")
    return page


def names(page: Page) -> list[str]:
    found: list[str] = page.locator("#team-rows > li .row-line [data-key=name]").evaluate_all(
        "fields => fields.map(field => field.value)"
    )
    return found


def row(page: Page, number: int) -> Locator:
    return page.locator("#team-rows > li").nth(number - 1)


def in_force(server: Server, slug: str) -> dict[str, Any]:
    answer = server.organiser(slug).ask("GET", "setup")
    assert answer.status_code == 200, answer.text
    setup: dict[str, Any] = answer.json()["setup"]
    return setup


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#setup")).not_to_have_attribute("data-unsaved", re.compile(""))
    expect(page.locator("#saving-state")).to_have_text("Everything is saved.")


def workbook(path: Path, teams: list[str]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Teams"
    sheet.append(["Team"])
    for team in teams:
        sheet.append([team])
    book.save(path)
