"""The desk decides: a tie at the cut, a play-off, its undoing, a correction after the fact."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsers import PROJECTOR, TABLET, expect_version, row, rows_of, visiting
from tests.support.server import Person, Server, serving

NAMES = {"t1": "Alder", "t2": "Birch", "t3": "Cedar", "t4": "Dogwood", "t5": "Elm"}
DESK = {"width": 1440, "height": 900}
TIED = ("t2", "t3", "t4")
TIE = [
    ("t1", "1", "30", False),
    ("t2", "2", "28", True),
    ("t3", "2", "28", True),
    ("t4", "2", "28", True),
    ("t5", "5", "10", False),
]


def event(slug: str) -> str:
    """Five teams, one judge, one round of points, three seats in the final."""
    teams = "".join(
        f'[[teams]]\nid = "{team}"\nname = "{name}"\n\n' for team, name in NAMES.items()
    )
    return f"""\
[event]
slug = "{slug}"
title = "Autumn quiz"
locale = "en"

[rules]
ranking = "competition"

{teams}
[[judges]]
id = "j1"
name = "Judge One"

[[stages]]
id = "s1"
name = "Heats"
advance = 3

[[stages.rounds]]
id = "r1"
name = "Buzzer"
kind = "points"
awards = [10, -10]
min = -100

[[stages]]
id = "s2"
name = "Final"

[[stages.rounds]]
id = "f1"
name = "Last"
"""


@dataclass
class Room:
    """A server with one event, and the pages that matter here."""

    server: Server
    slug: str
    desk: Page
    tablet: Page
    projector: Page

    @property
    def scorer(self) -> Person:
        return self.server.scorer(self.slug)

    def play(self, points: list[int]) -> None:
        self.scorer.turn("open", "r1")
        for team, value in zip(NAMES, points, strict=True):
            assert self.server.judge(self.slug, "j1").award("r1", team, value).status_code == 201
        self.scorer.turn("close", "r1")
        self.settle()

    def settle(self) -> None:
        """Every screen shows the newest version."""
        version = self.server.stranger(self.slug).board()["version"]
        expect_version(self.desk, version)
        expect_version(self.projector, version)

    def next_is(self, words: str) -> None:
        expect(self.desk.locator("#next-sentence")).to_have_text(words)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server with an event for each test."""
    folder: Path = tmp_path_factory.mktemp("rulings")
    with serving(folder, *(event(f"quiz{n}") for n in range(1, 6))) as running:
        yield running


SLUGS = (f"quiz{n}" for n in range(1, 6))


@contextmanager
def room(browser: Browser, server: Server) -> Iterator[Room]:
    slug = next(SLUGS)
    with ExitStack() as people:
        desk = people.enter_context(visiting(browser, DESK))
        tablet = people.enter_context(visiting(browser, TABLET, has_touch=True))
        booth = people.enter_context(visiting(browser, PROJECTOR))
        yield Room(
            server,
            slug,
            desk.open(server.links(slug)["scorer"]),
            tablet.open(server.judge_link(slug, "j1")),
            booth.open(server.links(slug)["display"]),
        )


@pytest.fixture
def tied(browser: Browser, server: Server) -> Iterator[Room]:
    """30, 28, 28, 28, 10 with three seats."""
    with room(browser, server) as opened:
        opened.play([30, 28, 28, 28, 10])
        yield opened


@pytest.fixture
def announced(browser: Browser, server: Server) -> Iterator[Room]:
    """30, 28, 20, 18, 10, and the first three announced."""
    with room(browser, server) as opened:
        opened.play([30, 28, 20, 18, 10])
        assert opened.scorer.post("stages/s1/advance").status_code == 200
        opened.settle()
        yield opened


def ways(desk: Page) -> Locator:
    return desk.locator("#next-ways")


def give(tablet: Page, team: str, points: str) -> None:
    row(tablet, team).click()
    tablet.locator(f'.quick [data-award="{points}"]').click()
    expect(row(tablet, team)).to_have_attribute("data-mark", "saved")


def decided(page: Page) -> list[str]:
    """What the projector prints beside the names."""
    return page.locator(".row .decided").all_text_contents()


def test_a_tie_at_the_cut_blocks_the_announcement_and_a_play_off_settles_it(tied: Room) -> None:
    desk = tied.desk
    tied.next_is("3 teams are tied for 2 places.")
    assert desk.locator("#next-list b").all_text_contents() == [NAMES[team] for team in TIED]
    expect(desk.locator("#next-button")).to_be_hidden()

    desk.keyboard.press("n")
    desk.keyboard.press("Enter")
    expect(ways(desk).locator("[role=alert]")).to_have_text("Say why; it is kept with the act.")
    assert not [e for e in tied.scorer.ledger() if e["kind"] == "playoff"]

    desk.keyboard.type("The rules ask for one")
    desk.keyboard.press("Enter")
    playoff = desk.locator("#stages [data-round=playoff1]")
    expect(playoff).to_have_attribute("data-state", "open")
    expect(ways(desk)).to_be_hidden()
    assert tied.tablet.locator("#teams [data-team]").count() == len(TIED)

    # Two questions: the first parts one of them, the second the other two.
    for team, points in (("t4", "1"), ("t3", "1"), ("t4", "1")):
        give(tied.tablet, team, points)
    expect(desk.locator("#awards .award")).to_have_count(3)
    desk.keyboard.press("n")
    tied.next_is("All rounds of Heats are closed. Going on:")
    tied.settle()
    settled = [
        ("t1", "1", "30", False),
        ("t4", "2", "28", False),
        ("t3", "3", "28", False),
        ("t2", "4", "28", False),
        ("t5", "5", "10", False),
    ]
    assert rows_of(tied.projector) == rows_of(desk) == settled
    assert decided(tied.projector) == ["", "play-off", "play-off", "play-off", ""]
    expect(desk.locator("#next-button")).to_contain_text("Announce who goes on")


def test_undoing_the_play_off_brings_the_tie_back_and_undoing_that_settles_it_again(
    tied: Room,
) -> None:
    desk = tied.desk
    desk.get_by_role("button", name="As the rules say").click()
    desk.get_by_role("button", name="Open the play-off").click()
    expect(row(tied.tablet, "t4")).to_be_visible()
    for team, points in (("t4", "1"), ("t3", "1"), ("t4", "1")):
        give(tied.tablet, team, points)
    expect(desk.locator("#awards .award")).to_have_count(3)
    desk.keyboard.press("n")
    tied.next_is("All rounds of Heats are closed. Going on:")

    desk.keyboard.press("a")
    desk.locator("[data-kind=playoff] .act-back").click()
    desk.keyboard.type("A question was wrong")
    desk.keyboard.press("Enter")
    tied.next_is("3 teams are tied for 2 places.")
    tied.settle()
    assert rows_of(tied.projector) == rows_of(desk) == TIE

    undo = desk.locator(".act[data-kind=undo] .act-back").first
    undo.click()
    desk.keyboard.type("It was right after all")
    desk.keyboard.press("Enter")
    tied.next_is("All rounds of Heats are closed. Going on:")
    tied.settle()
    assert [team for team, *_ in rows_of(tied.projector)] == ["t1", "t4", "t3", "t2", "t5"]


def test_all_who_are_tied_go_on_only_with_a_reason(tied: Room) -> None:
    desk = tied.desk
    ways(desk).get_by_label("All 3 go on").check()
    button = desk.get_by_role("button", name="Announce, with all 3")
    button.click()
    expect(ways(desk).locator("[role=alert]")).not_to_be_empty()
    ways(desk).locator("input[name=reason]").fill("There is a fourth table")
    button.click()
    tied.next_is("Next: Final.")
    assert len(tied.scorer.board()["rows"]) == 4


def correct(desk: Page, value: str) -> Locator:
    """By keyboard alone: to the scores, down to the fourth team, the figure typed on its cell."""
    desk.locator("#stages [data-round=r1]").click()
    expect(desk.locator("#sums .cell").last).to_be_visible()
    desk.keyboard.press("c")
    for _ in range(3):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.type(value)
    preview = desk.locator(".preview")
    expect(preview.locator("[data-move=t4]")).to_contain_text(value)
    return preview


def test_a_correction_after_the_announcement_names_both_teams_and_asks_for_a_decision(
    announced: Room,
) -> None:
    desk, scorer = announced.desk, announced.scorer
    version = scorer.board()["version"]
    preview = correct(desk, "21")
    moves = {
        team: preview.locator(f"[data-move={team}] b").all_text_contents() for team in ("t3", "t4")
    }
    assert moves == {"t3": ["4"], "t4": ["3", "21"]}
    expect(preview).to_contain_text("Cedar leaves, Dogwood enters")
    expect(preview.locator("input[name=decision]:checked")).to_have_count(0)

    desk.keyboard.press("Tab")
    desk.keyboard.type("Read wrongly")
    desk.keyboard.press("Enter")
    expect(desk.locator("#bench [role=alert]")).to_have_text(
        "Decide whether the announcement stands."
    )
    assert scorer.board()["version"] == version

    preview.get_by_label("Change the announcement").check()
    desk.get_by_role("button", name="Write the correction").click()
    expect(desk.locator("#bench")).to_be_hidden()
    announced.settle()
    assert [team for team, *_ in rows_of(announced.projector)] == ["t1", "t2", "t4"]
    entry = scorer.ledger()[-1]
    assert (entry["kind"], entry["value"], entry["reason"]) == ("correction", "21", "Read wrongly")
    assert entry["detail"]["decision"] == "change"


def test_once_the_final_has_begun_the_announcement_can_only_be_kept(announced: Room) -> None:
    announced.scorer.turn("open", "f1")
    announced.settle()
    desk = announced.desk
    preview = correct(desk, "21")
    expect(preview.locator("input[name=decision]")).to_have_count(1)
    preview.get_by_label("Keep the announcement").check()
    desk.locator("#bench input[name=reason]").fill("Read wrongly")
    desk.keyboard.press("Enter")
    expect(desk.locator("#bench")).to_be_hidden()
    announced.settle()
    teams = {team for team, *_ in rows_of(announced.projector)}
    assert teams == {"t1", "t2", "t3"}
