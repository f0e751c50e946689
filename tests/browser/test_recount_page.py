"""A result recounted by the page that holds it: opened from a disk, with no server anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scoreboard.recount.page import recount_page, recount_policy
from scoreboard.services import open_services
from tests.support.recounting import exported
from tests.support.site import config_in
from tests.unit.test_exporting import exported as exported_by
from tests.unit.test_old_events import SLUG, restored
from tests.unit.test_recount import cup


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 390, "height": 844})


def opened(page: Page, folder: Path, file: dict[str, Any]) -> Page:
    """The page of a file, from the disk; whatever it would ask of a network is a fault."""
    path = folder / "result.html"
    path.write_text(recount_page(file, "en"), "utf-8")
    page.on("request", lambda asked: asked.url.startswith("file:") or pytest.fail(asked.url))
    page.goto(path.as_uri())
    return page


def test_a_result_recounts_itself_from_a_disk_and_says_what_was_forged(
    page: Page, tmp_path: Path
) -> None:
    file = exported(cup().book)
    opened(page, tmp_path, file)
    verdict = page.locator("[data-verdict]")
    expect(verdict).to_have_attribute("data-verdict", "good")
    blue = page.locator('[data-stage="heat"] [data-team="blue"]')
    expect(blue).to_have_attribute("data-rank", "2")
    expect(blue).to_have_attribute("data-agrees", "true")
    blue.locator("summary").click()
    expect(blue).to_contain_text("Equal totals are parted by best rounds: Red 20, 10; Blue 15, 15.")
    page.get_by_text("All entries:").click()
    expect(page.locator('[data-version="2"]')).to_contain_text("Round opened Essay")
    page.get_by_role("button", name="中文").click()
    expect(verdict).to_contain_text("全部一致")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    # Nothing is wider than a phone.
    assert page.evaluate("document.documentElement.scrollWidth") == 390

    rows = file["boards"][0]["rows"]
    next(row for row in rows if row["team"]["id"] == "blue")["total"] = "31"
    opened(page, tmp_path, file)
    expect(verdict).to_have_attribute("data-verdict", "wrong")
    expect(verdict).to_contain_text("Heat · Blue – total")
    expect(verdict).to_contain_text("in the file: 31 · recounted: 30")
    expect(blue).to_have_attribute("data-agrees", "false")
    expect(page.locator('[data-agrees="false"]')).to_have_count(1)

    # An entry without its reason says that only its hash was carried on, and counts.
    file = exported(cup().book)
    file["entries"][2] |= {"reason": None, "hidden": True}
    opened(page, tmp_path, file)
    expect(verdict).to_have_attribute("data-verdict", "good")
    expect(page.locator('[data-check="good"]').first).to_contain_text("something is left out: 1.")
    page.get_by_text("All entries:").click()
    expect(page.locator('[data-version="3"]')).to_contain_text("only its hash")

    # What cannot be read at all is no empty page.
    opened(page, tmp_path, file | {"boards": 7})
    expect(page.locator("body")).to_contain_text("This file could not be recounted:")


def test_in_a_hall_without_tls_it_checks_chain_and_seal_by_itself(
    page: Page, tmp_path: Path
) -> None:
    file = exported_by(open_services(config_in(restored(tmp_path))), SLUG)
    page.route(
        "http://hall.example/**",
        lambda route: route.fulfill(
            body=recount_page(file, "en"),
            headers={
                "Content-Type": "text/html; charset=utf-8",
                "Content-Security-Policy": recount_policy(),
            },
        ),
    )
    page.goto("http://hall.example/e/spring2024/recount")
    assert page.evaluate("[window.isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
    expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "good")
    checks = page.locator(".recount-checks [data-check]")
    expect(checks.nth(0)).to_have_attribute("data-check", "good")
    expect(checks.nth(1)).to_have_attribute("data-check", "good")
    expect(checks.nth(1)).to_contain_text(file["seal"]["text"])


def test_the_seal_of_a_printed_sheet_is_held_against_the_entries(
    page: Page, tmp_path: Path
) -> None:
    file = exported(cup().book)
    event, hash_ = file["event"], file["entries"][2]["hash"]
    opened(page, tmp_path, file)
    field = page.get_by_label("Seal on a printed sheet")
    said = page.locator(".recount-held")
    field.fill(f"{event.upper()}.3. {hash_[:8]} {hash_[8:16]} .ABC")
    expect(said).to_have_text("Entry 3 and all before it are what was sealed.")
    expect(said).to_have_attribute("data-held", "good")
    field.fill(f"{event}.4.{hash_[:16]}")
    expect(said).to_have_attribute("data-held", "wrong")
    field.fill(f"{event}.9999.{hash_[:16]}")
    expect(said).to_contain_text("this file ends before it")
    field.fill("nonsense")
    expect(said).to_contain_text("This is no seal")
