"""A page looks as it does by its layers, whatever the order in which its sheets are linked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, JSHandle, Page, expect

from scoreboard.assets import static_dir
from scoreboard.pages import table_of
from tests.support.browsers import PHONE, PROJECTOR, TABLET, visiting
from tests.support.contests import contest, shipped
from tests.support.server import Server, serving
from tests.support.sweeps import later
from tests.support.waiting import until

# The sheets that the page is made of, each by itself, in place of what it has loaded; fonts stay.
# Done when all are there.
INSTEAD = """async (sheets) => {
  const before = document.querySelectorAll(
    'link[rel="stylesheet"]:is([href*="/static/css/"], [href*="/static/built/"])'
  );
  await Promise.all(sheets.map((href) => new Promise((done) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.addEventListener("load", done, { once: true });
    document.head.append(link);
  })));
  for (const link of before) link.remove();
}"""
UNFINISHED = "[aria-busy=true], [data-connection]:not([data-connection=live])"
LINKS = """() => [...document.styleSheets].filter((sheet) => sheet.href)
  .map((sheet) => new URL(sheet.href).pathname).filter((path) => path.startsWith("/static/css/"))"""
PAGES = table_of(static_dir()).pages
# Every element with its computed style, also of what is hidden; then what of it is another. A name
# for a value (--) may be written otherwise and mean the same: it shows where it is used.
# A board draws its heads anew when its sheets come back: they are others then, and left out.
STYLES = """() => [...document.body.querySelectorAll("*")].map((one) => {
  const style = getComputedStyle(one);
  const keys = [...style].filter((key) => !key.startsWith("--"));
  return [one, Object.fromEntries(keys.map((key) => [key, style.getPropertyValue(key)]))];
})"""
DIFFERENCES = """(before) => before.filter(([one]) => one.isConnected).flatMap(([one, was]) => {
  const is = getComputedStyle(one);
  return Object.keys(was)
    .filter((key) => was[key] !== is.getPropertyValue(key))
    .map((key) => [one.localName, one.className, key, was[key], is.getPropertyValue(key)]);
})"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    # At the event whose desk is opened no tablet has ever been, and so none falls silent.
    events = [shipped("nm"), shipped("marked"), contest("c3", 3)]
    with serving(tmp_path_factory.mktemp("styles"), *events) as running:
        for slug in ("nm", "marked"):
            running.scorer(slug).set_round("open", "r1")
        yield running


def link_of(server: Server, who: str) -> str:
    """The way in of a judge, of somebody at the desk, or of whoever runs every event here."""
    if who == "everywhere":
        return server.server_link()
    if who.startswith("j"):
        return server.judge_link("marked", who)
    link: str = server.links("nm")[who]
    return link


def settled(page: Page) -> JSHandle:
    """The styles of the page's elements, as soon as they stay: its fonts came, it was drawn."""
    page.evaluate("() => document.fonts.ready.then(() => null)")

    def stays() -> JSHandle | None:
        styles = page.evaluate_handle(STYLES)
        return styles if page.evaluate(DIFFERENCES, styles) == [] else None

    return until(stays, "the page stays as it is")


@pytest.mark.parametrize(
    ("path", "name", "who", "device"),
    [
        later("/e/nm/desk", "desk", "scorer", TABLET),
        later("/e/nm/desk/setup", "setup", "organiser", TABLET),
        later("/e/nm/desk/setup", "setup", "organiser", PHONE),
        later("/e/nm/desk/links", "links", "organiser", TABLET),
        later("/e/nm/desk/story", "story", "organiser", TABLET),
        later("/e/nm/desk/results/sheet", "sheet", "scorer", PHONE),
        ("/e/marked/judge", "judge", "j1", TABLET),
        later("/e/marked/judge", "judge", "j1", PHONE),
        later("/new", "new", "everywhere", PHONE),
        later("/e/c3", "audience", None, PHONE),
        ("/e/c3/display", "display", None, PROJECTOR),
    ],
)
def test_links_the_other_way_round_change_nothing(
    server: Server, browser: Browser, path: str, name: str, who: str | None, device: dict[str, int]
) -> None:
    with visiting(browser, device, reduced_motion="reduce") as visitor:
        if who:
            visitor.sign_in(server, link_of(server, who))
        page = visitor.open(server.hall + path)
        expect(page.locator(UNFINISHED)).to_have_count(0)
        straight = settled(page)
        # Where the page has loaded one sheet made of them all, it is compared with them, too.
        order, *others = (f"/static/css/{sheet}" for sheet in PAGES[name].sheets)
        page.evaluate(INSTEAD, [order, *reversed(others)])
        assert page.evaluate(LINKS) == [order, *reversed(others)]
        # What measures itself draws anew while its sheets are away, and again when they are back.
        until(
            lambda: page.evaluate(DIFFERENCES, straight) == [],
            "the styles are the same again",
        )
