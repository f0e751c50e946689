"""The organiser puts logo and sponsors in on the set-up page, and the hall shows them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import PROJECTOR, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server

DESK = {"width": 1280, "height": 900}
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
<script>document.title = "owned"</script><circle cx="50" cy="50" r="40" fill="#1f4fbf"/></svg>"""


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(contest("look", 4, judges=2, locale="en")) as running:
        yield running


def mark(colour: str) -> bytes:
    picture = Image.new("RGB", (300, 100), "white")
    ImageDraw.Draw(picture).ellipse((50, 20, 250, 80), fill=colour)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_what_is_put_in_is_seen_on_the_title_and_what_is_not_taken_is_said(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    need(axe())
    files = {"logo.svg": SVG, "City Bank.png": mark("red"), "x" * 200 + ".png": b"MZ" + bytes(99)}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with visiting(browser, DESK) as organiser, visiting(browser, PROJECTOR) as beamer:
        organiser.sign_in(server, server.links("look")["organiser"])
        page = organiser.open(f"{server.hall}/e/look/desk/setup#hall")
        expect(page.locator("#no-sponsors")).to_be_visible()
        page.set_input_files("#logo-file", tmp_path / "logo.svg")
        expect(page.locator("#logo-shown img")).to_be_visible()
        page.set_input_files("#sponsors-file", [tmp_path / name for name in list(files)[1:]])
        rows = page.locator("#sponsor-rows > li")
        expect(rows).to_have_count(1)
        expect(page.locator("#pictures-trouble")).to_contain_text("This is no picture")
        expect(rows.get_by_label("Name of sponsor 1")).to_have_value("City Bank")
        rows.get_by_label("Size of City Bank").select_option("3")
        assert barriers(page) == []
        put = {"id": "1f0e3dad-9990-4345-a743-9f8ffabdffc4", "scene": "title"}
        answer = server.organiser("look").ask("PUT", "scene", put).json()
        assert [one["tier"] for one in answer["look"]["sponsors"]] == [3]
        wall = beamer.open(f"{server.hall}/e/look/display")
        for shown in (answer["look"]["logo"], *answer["look"]["sponsors"]):
            image = wall.locator(f'.layer img[src="{shown["url"]}"]')
            expect(image).to_be_visible()
            assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 50
        rows.get_by_role("button", name="Remove City Bank").click()
        expect(rows).to_have_count(0)
        page.get_by_role("button", name="Remove", exact=True).click()
        expect(page.locator("#logo-shown")).to_be_hidden()
        expect(wall.locator("img.mark")).to_have_count(0)


@pytest.mark.long
def test_a_colour_that_cannot_be_read_is_refused_beside_its_field(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK) as organiser:
        organiser.sign_in(server, server.links("look")["organiser"])
        page = organiser.open(f"{server.hall}/e/look/desk/setup#hall")
        page.get_by_label("Daylight").check()
        page.get_by_label("Your own colour").fill("#F2C14E")
        page.get_by_role("button", name="Save").first.click()
        cell = page.locator('[data-cell="accent"]')
        expect(cell).to_contain_text("its contrast is 1.44 to 1, and 4.5 to 1 is needed")
        page.get_by_label("Your own colour").fill("#1f4fbf")
        page.get_by_role("button", name="Save").first.click()
        expect(page.locator("#saving-state")).to_have_text("Everything is saved.")
        show = server.organiser("look").ask("GET", "setup").json()["setup"]["show"]
        assert (show["theme"], show["accent"]) == ("daylight", "#1f4fbf")
        expect(page.locator(".preview")).to_have_attribute("data-palette", "daylight")
        # What the hall sees is drawn in its theme wherever it is drawn; a phone keeps its scheme.
        for path, shown in (
            ("display", "html"), ("desk", ".hall"), ("desk/results/picture", ".poster"),
        ):  # fmt: skip
            other = organiser.open(f"{server.hall}/e/look/{path}")
            expect(other.locator(shown)).to_have_attribute("data-palette", "daylight")
            decided = other.locator(shown).evaluate(
                "one => getComputedStyle(one).getPropertyValue('--decided')"
            )
            assert path == "desk" or decided == "#1f4fbf"
        phone = organiser.open(f"{server.hall}/e/look")
        expect(phone.locator("html")).to_have_attribute("data-palette", "auto")
        expect(phone.locator("html")).to_have_attribute("data-theme", "daylight")
