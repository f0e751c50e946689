"""Four groups of six: drawn at the desk, shown beside each other, and settled across the groups."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PHONE, PROJECTOR, Visitor, visiting
from tests.support.desk import DESK, room, ways
from tests.support.groups import HEATS, SCORES, four_groups
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save

SLUG, UNDRAWN, NEW, LONG = "four-groups", "to-be-drawn", "to-be-set-up", "long-names"
LONG_NAME = "Group of the eastern city districts and of those along the river"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    undrawn = [four_groups(slug, drawn=False) for slug in (UNDRAWN, NEW)]
    named = four_groups(LONG).replace("Group B", LONG_NAME)
    with host.serving(four_groups(SLUG), named, *undrawn) as running:
        for slug in (SLUG, LONG):
            scorer = running.scorer(slug)
            for group in HEATS:
                scorer.set_round("open", f"r{group}")
            for team, points in SCORES.items():
                # A third team with 50: three for two places.
                given = 50 if team == "b3" else points
                assert scorer.award(f"r{team[0]}", team, given).status_code == 201
        yield running


def at(server: Server, browser: Browser, path: str, size: dict[str, int]) -> Iterator[Page]:
    with visiting(browser, size, reduced_motion="reduce") as visitor:
        page = visitor.open(f"{server.hall}/e/{SLUG}{path}")
        expect(page.locator("#board")).to_have_attribute("data-connection", "live")
        yield page


@pytest.fixture
def wall(server: Server, browser: Browser) -> Iterator[Page]:
    yield from at(server, browser, "/display", PROJECTOR)


@pytest.fixture
def phone(server: Server, browser: Browser) -> Iterator[Page]:
    yield from at(server, browser, "", PHONE)


def test_the_wall_shows_all_groups_with_lines_of_their_own(wall: Page) -> None:
    expect(wall.locator(".table-part h2")).to_have_text(
        ["Group A", "Group B", "Group C", "Group D"]
    )
    for group in HEATS:
        rows = wall.locator(f'[data-group="{group}"] .row')
        expect(rows).to_have_count(6)
        expect(rows.first).to_have_attribute("data-team", f"{group}1")
    # Three thirds are tied for the last two places; there is still something to play.
    expect(wall.locator(".cut-zone")).to_have_count(0)
    expect(wall.locator(".cut-line.quiet")).to_have_count(3)
    expect(wall.locator('[data-group="c"] .cut-line:not(.quiet)')).to_have_count(1)
    for row in wall.locator(".row").all():
        box = row.bounding_box()
        assert box
        assert box["y"] + box["height"] <= PROJECTOR["height"]
        assert box["x"] + box["width"] <= PROJECTOR["width"]


@pytest.mark.long
def test_a_phone_switches_between_the_groups_and_loads_nothing(phone: Page) -> None:
    loaded: list[str] = []
    phone.on("request", lambda request: loaded.append(request.url))
    switch = phone.get_by_role("navigation", name="Divisions and groups")
    tables = phone.locator("table.board")
    expect(tables).to_have_count(4)
    switch.get_by_role("link", name="Group C").click()
    expect(tables).to_have_count(1)
    expect(tables.locator("tbody tr[data-team]").first).to_have_attribute("data-team", "c1")
    expect(tables.locator("thead th.figure")).to_have_text(["Quiz C"])
    switch.get_by_role("link", name="All").click()
    expect(tables).to_have_count(4)
    # A team that is looked for stands with its group alone, not below the headings of others.
    field = phone.get_by_role("searchbox", name="Find a team")
    field.fill("D team 2")
    expect(phone.locator("table.board:visible .table-title")).to_have_text(["Group D"])
    field.fill("")
    expect(phone.locator("table.board:visible")).to_have_count(4)
    assert not [url for url in loaded if "/e/" in url]


def test_the_desk_lists_a_groups_teams_and_settles_the_best_others(
    server: Server, browser: Browser
) -> None:
    with room(browser, server, SLUG) as opened:
        desk = opened.desk
        desk.locator("#stages").get_by_role("button", name="Quiz B").click()
        expect(desk.locator("#sums tbody [data-row]")).to_have_count(6)
        for group in HEATS:
            server.scorer(SLUG).set_round("close", f"r{group}")
        expect(desk.locator("#next")).to_contain_text(
            "3 teams are tied as best others. Places left: 2."
        )
        ways(desk).get_by_label("All 3 go on").check()
        ways(desk).get_by_role("button", name="As the rules say").click()
        ways(desk).get_by_role("button", name="Let all 3 go on").click()
        expect(desk.locator("#next")).to_contain_text("Announce who goes on")
    server.scorer(SLUG).post("stages/heats/advance")
    advancing = server.stranger(SLUG).board("?stage=heats")["announced"]["advancing"]
    assert len(advancing) == 11
    assert {"a3", "b3", "d3"} <= {*advancing}


@pytest.mark.long
def test_a_long_name_of_a_group_leaves_the_teams_their_room(
    server: Server, browser: Browser
) -> None:
    for group in HEATS:
        server.scorer(LONG).set_round("close", f"r{group}")
    with room(browser, server, LONG) as opened:
        desk = opened.desk
        expect(desk.locator("#stages .stage-state").first).to_have_text("Running, 2 of each go on")
        tied = desk.locator("#next-list li").filter(has_text=LONG_NAME)
        expect(tied.locator("b")).to_have_text("B team 3")
        line, name = tied.bounding_box(), tied.locator("b").bounding_box()
        note = tied.locator(".next-note").bounding_box()
        assert line
        assert name
        assert note
        # On one line.
        assert name["height"] < 32
        assert note["x"] + note["width"] <= line["x"] + line["width"] + 1


@pytest.mark.long
def test_the_story_shows_the_groups_without_one_lying_on_another(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK, reduced_motion="reduce") as visitor:
        visitor.sign_in(server, server.links(LONG)["scorer"])
        page = visitor.open(f"{server.hall}/e/{LONG}/desk/story?lang=en")
        expect(page.locator(".table-part:visible").first).to_be_visible()
        for part in page.locator(".table-part:visible").all():
            own, last = part.bounding_box(), part.locator(".row").last.bounding_box()
            first = part.locator(".row").first.bounding_box()
            assert own
            assert first
            assert first["y"] > own["y"]
            assert last
            assert last["y"] + last["height"] <= own["y"] + own["height"] + 1


def test_teams_are_drawn_into_groups_at_the_desk(server: Server, browser: Browser) -> None:
    with room(browser, server, UNDRAWN) as opened:
        desk = opened.desk
        expect(desk.locator("#next")).to_contain_text("Heats is played by groups.")
        expect(desk.locator("#round-panel-empty")).to_have_text(
            "Teams are drawn into groups before a round is opened."
        )
        desk.get_by_role("button", name="Draw lots").click()
        expect(desk.locator("#next")).to_contain_text("Open Quiz A")
        expect(desk.locator("#hall .hall-table")).to_have_text(
            ["Group A", "Group B", "Group C", "Group D"]
        )
    groups = [row["group"] for row in server.stranger(UNDRAWN).board()["rows"]]
    assert groups == [group for group in "abcd" for _ in range(6)]


@pytest.mark.long
def test_groups_are_made_on_the_set_up_page(
    server: Server, browser: Browser, organiser: Visitor
) -> None:
    page = organiser.open(f"{server.hall}/e/{NEW}/desk/setup#divisions")
    expect(page.locator("#group-rows li")).to_have_count(4)
    # Nobody is in one before they are drawn, and nothing says that there are none.
    expect(page.locator("#group-rows .row-count").first).to_be_empty()
    page.get_by_label("Name of group 1").fill("Hall one")
    page.locator('#setup-nav [data-part="stages"]').click()
    page.get_by_label("And the best others").first.fill("3")
    page.get_by_label("They are compared by").first.select_option(label="Mean of their rounds")
    expect(page.locator("#means-list")).to_contain_text("The best 3 of all others go on from Heats")
    save(page)
    setup = in_force(server, NEW)
    assert setup["groups"][0]["name"] == "Hall one"
    stage = setup["stages"][0]
    assert (stage["by_group"], stage["advance_best"], stage["best_by"]) == (True, 3, "mean")


@pytest.fixture
def organiser(server: Server, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, DESK, reduced_motion="reduce") as visitor:
        visitor.sign_in(server, server.server_link())
        yield visitor
