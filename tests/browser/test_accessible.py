"""Nobody is kept out: readers by ear, by keyboard, in the dark, and in either language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scoreboard.contest.show.table import SCENES
from tests.support.axe import axe, barriers
from tests.support.browsers import PHONE, PROJECTOR, TABLET, enter_mark, expect_mark, visiting
from tests.support.contests import contest, shipped
from tests.support.projector import STILL
from tests.support.provide import need
from tests.support.server import Server, serving
from tests.support.sweeps import later

SLUG = "nm2024"
DESK = {"width": 1440, "height": 900}
LANGUAGES = pytest.mark.parametrize("lang", ["zh-CN", later("en")])
EVENTS = (shipped(), contest("waiting", 3), contest("keys", 7))
# A language is named in itself.
OWN_NAMES = "".join(EVENTS) + "中文"
CHINESE = re.compile("[\u4e00-\u9fff]+")
# Two English words in a row; one alone may be a name, or what is typed.
ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]+)+")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    need(axe())
    folder: Path = tmp_path_factory.mktemp("accessible")
    with serving(folder, *EVENTS) as running:
        scorer = running.scorer(SLUG)
        scorer.set_round("open", "r1")
        for judge in ("j1", "j2"):
            for team, value in (("hyzg", 14), ("yzwd", 12), ("bhlc", 10), ("djdh", 10)):
                assert running.judge(SLUG, judge).mark("r1", team, value).status_code == 201
        running.scorer("keys").set_round("open", "r1")
        yield running


def check(page: Page, lang: str) -> None:
    """No barrier, and no word in another language than the page's but the event's own names."""
    expect(page.locator("html")).to_have_attribute("lang", lang)
    page.evaluate("document.fonts.ready.then(() => true)")
    assert barriers(page) == []
    text = page.locator("body").inner_text()
    if lang == "en":
        assert [word for word in CHINESE.findall(text) if word not in OWN_NAMES] == []
    else:
        assert ENGLISH.findall(text) == []


@pytest.mark.long
def test_a_barrier_would_be_found(server: Server, browser: Browser) -> None:
    with visiting(browser, PHONE) as visitor:
        page = visitor.open(f"{server.hall}/join?lang=en")
        page.evaluate("document.body.append(document.createElement('button'), '出错了')")
        assert [found for found in barriers(page) if found.startswith("button-name")]
        with pytest.raises(AssertionError):
            check(page, "en")


@LANGUAGES
@pytest.mark.parametrize(
    "path", ["/", *map(later, ("/join", "/e/no-such-event", f"/e/{SLUG}/desk"))]
)
def test_a_visitor_finds_the_way_on_every_plain_page(
    server: Server, browser: Browser, path: str, lang: str
) -> None:
    scheme = "dark" if lang == "en" else "light"
    with visiting(browser, PHONE, color_scheme=scheme, locale=lang) as visitor:
        page = visitor.open(f"{server.hall}{path}?lang={lang}")
        check(page, lang)
        assert "Traceback" not in page.content()


@pytest.mark.parametrize(("lang", "scheme"), [("zh-CN", "light"), later("en", "dark")])
def test_a_spectator_reads_the_board_on_the_phone(
    server: Server, browser: Browser, lang: str, scheme: str
) -> None:
    with visiting(browser, PHONE, is_mobile=True, color_scheme=scheme) as visitor:
        page = visitor.open(f"{server.hall}/e/{SLUG}?lang={lang}")
        expect(page.locator("[data-version]")).to_have_attribute("data-connection", "live")
        check(page, lang)
        table = page.get_by_role("table")
        expect(table.get_by_role("columnheader").first).to_be_visible()
        assert table.get_by_role("rowheader").count() == 7
        assert page.locator("html").evaluate("html => html.scrollWidth") <= PHONE["width"]


@LANGUAGES
def test_the_projector_is_readable_by_contrast_and_by_its_roles(
    server: Server, browser: Browser, lang: str
) -> None:
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.open(f"{server.hall}/e/{SLUG}/display?lang={lang}")
        expect(page.locator("[data-version]")).to_have_attribute("data-connection", "live")
        check(page, lang)


@pytest.mark.long
def test_no_scene_has_a_barrier_and_its_standings_are_a_table(
    server: Server, browser: Browser
) -> None:
    """The presenter's page beside it, too; one scene after the other on one opened projector."""
    scorer, presenter = server.scorer(SLUG), server.links(SLUG)["presenter"]
    with visiting(browser, PROJECTOR) as visitor, visiting(browser, PHONE) as host:
        page = visitor.open(f"{server.hall}/e/{SLUG}/display?lang=en")
        board = page.locator("[data-version]")
        expect(board).to_have_attribute("data-connection", "live")
        reader = host.open(f"{presenter}?lang=en")
        found = {}
        for scene in SCENES:
            shown = scorer.ask("PUT", "scene", {"scene": scene, "text": "Back at 10:30"})
            assert shown.status_code == 200
            expect(board).to_have_attribute("data-scene", scene)
            page.evaluate(STILL, 3)
            found[scene] = barriers(page)
            if scene == "standings":
                table = page.get_by_role("table", name="Standings")
                expect(table.get_by_role("row")).to_have_count(8)
                expect(table.get_by_role("columnheader")).to_have_text(
                    ["Place", "Team", "必答题", "风险题", "抢答题", "Movement", "Total"]
                )
                expect(table.get_by_role("rowheader", name="核医之光队")).to_be_visible()
        found["host"] = barriers(reader)
        assert {where: what for where, what in found.items() if what} == {}


@LANGUAGES
def test_a_judge_meets_no_barrier_waiting_marking_or_refused(
    server: Server, browser: Browser, lang: str
) -> None:
    with visiting(browser, TABLET, has_touch=True) as visitor:
        visitor.sign_in(server, server.judge_link("waiting", "j1"))
        page = visitor.open(f"{server.hall}/e/waiting/judge?lang={lang}")
        expect(page.locator("#waiting")).to_be_visible()
        check(page, lang)
        visitor.sign_in(server, server.judge_link(SLUG, "j1"))
        page = visitor.open(f"{server.hall}/e/{SLUG}/judge?lang={lang}")
        enter_mark(page, "hlbf", "21")
        expect_mark(page, "hlbf", "refused")
        check(page, lang)


@LANGUAGES
def test_the_scorer_meets_no_barrier_at_the_desk_or_among_the_links(
    server: Server, browser: Browser, lang: str
) -> None:
    with visiting(browser, DESK) as visitor:
        visitor.sign_in(server, server.links(SLUG)["scorer"])
        page = visitor.open(f"{server.hall}/e/{SLUG}/desk?lang={lang}")
        expect(page.locator("#hall [data-team]")).to_have_count(7)
        check(page, lang)
        page.locator("#next-button").click()
        expect(page.locator("#confirm")).to_be_visible()
        check(page, lang)
        page.goto(f"{server.hall}/e/{SLUG}/desk/links?lang={lang}")
        check(page, lang)
        page.goto(f"{server.hall}/e/{SLUG}/desk/screens?lang={lang}")
        expect(page.locator("#desks .screen")).not_to_have_count(0)
        check(page, lang)


@pytest.mark.long
@LANGUAGES
def test_the_organiser_meets_no_barrier_in_setting_up(
    server: Server, browser: Browser, lang: str
) -> None:
    with visiting(browser, DESK) as visitor:
        visitor.sign_in(server, server.server_link())
        for path in ("/", "/new"):
            page = visitor.open(f"{server.hall}{path}?lang={lang}")
            check(page, lang)
        page = visitor.open(f"{server.hall}/e/waiting/desk/setup?lang={lang}#teams")
        expect(page.locator("#team-rows > li")).to_have_count(3)
        for part in ("teams", "judges", "stages", "rules", "begin", "event"):
            page.locator(f'#setup-nav [data-part="{part}"]').click()
            expect(page.locator(f"#part-{part}")).to_be_visible()
            for button in page.locator(f"#part-{part} .more-button").all()[:1]:
                button.click()
            check(page, lang)
        page.locator('#setup-nav [data-part="teams"]').click()
        page.locator("#import-open").click()
        expect(page.locator("#import")).to_be_visible()
        check(page, lang)
        for sheet in (b"team,members\nR1,A1\nR1,A2\ntotal,2\n", b"a,phone\nR1,1\n"):
            page.set_input_files(
                "#import-file", {"name": "sheet.csv", "mimeType": "text/csv", "buffer": sheet}
            )
            expect(page.locator("#import-readings > section").first).to_be_visible()
            check(page, lang)


def test_a_judge_with_a_keyboard_marks_without_touching_the_screen(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, TABLET) as visitor:
        page = visitor.open(server.judge_link("keys", "j1"))
        expect(page.locator('[data-team="t1"][data-chosen="true"]')).to_be_visible()
        for team, keys in (("t1", "87"), ("t2", "100")):
            page.keyboard.type(keys)
            expect(page.locator(f'input[name="mark:{team}"]')).to_have_value(keys)
            page.keyboard.press("Enter")
            expect_mark(page, team, "saved")
        marks = server.scorer("keys").board("?view=desk")["marks"]["r1"]
        assert {team: given["j1"]["value"] for team, given in marks.items()} == {
            "t1": "87",
            "t2": "100",
        }
