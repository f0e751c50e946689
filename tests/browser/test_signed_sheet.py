"""The result sheet on paper: nobody signs a page that holds no result."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.support.browsers import TABLET, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.server import Server
from tests.support.sweeps import later

# Short, just over one page, and long: where a page ends differs in each.
TEAMS = (3, 11, 14, 17, 20, 24, 31, 36, 44, 60)


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(*(contest(f"cup{n}", n, judges=5, locale="en") for n in TEAMS)) as running:
        yield running


def pages_of(server: Server, browser: Browser, slug: str) -> list[str]:
    """What stands on each printed page of the result sheet."""
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.links(slug)["scorer"])
        page = visitor.open(f"{server.hall}/e/{slug}/desk/results/sheet")
        expect(page.locator(".signatures")).to_be_visible()
        printed = page.pdf(prefer_css_page_size=True)
    pages = PdfReader(io.BytesIO(printed)).pages
    # A PDF sets characters, not words: what lies between them is the reader's guess.
    return ["".join(page.extract_text().split()) for page in pages]


@pytest.mark.parametrize("teams", [*map(later, TEAMS[:4]), 20, *map(later, TEAMS[5:])])
def test_who_signs_sees_the_result_on_the_same_page(
    server: Server, browser: Browser, teams: int
) -> None:
    pages = pages_of(server, browser, f"cup{teams}")
    names = [row["team"]["name"] for row in server.stranger(f"cup{teams}").board()["rows"]]
    signed = [page for page in pages if "Organiser" in page and "Dateandplace" in page]
    assert len(signed) == 1, "all the lines to sign stand on one page"
    assert any(name in signed[0] for name in names), f"page {pages.index(signed[0]) + 1} of {pages}"
