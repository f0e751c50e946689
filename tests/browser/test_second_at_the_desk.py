"""At the desks of two laptops: one touch at the second's takes over, and both say how it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import barriers
from tests.support.browsers import Visitor, visiting
from tests.support.contests import shipped
from tests.support.laptops import SLUG, Laptop, TwoLaptops
from tests.support.server import HALL_HOST

pytestmark = pytest.mark.long
DESK = {"width": 1180, "height": 820}


@pytest.fixture
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoLaptops]:
    both = TwoLaptops(
        tmp_path_factory.mktemp("laptops"), shipped(), hosts=("127.0.0.1", "127.0.0.1")
    )
    yield both
    both.stop()


def safety(visitor: Visitor, laptop: Laptop, token: str) -> Page:
    """The page of safety, on which the laptop's desk sees the other one."""
    hall = f"http://{HALL_HOST}:{laptop.port}"
    visitor.open(f"{hall}/join/{token}").close()
    return visitor.open(f"{hall}/e/{SLUG}/safety?lang=en")


def test_the_second_takes_over_by_one_touch_and_both_desks_say_so(
    pair: TwoLaptops, browser: Browser
) -> None:
    organiser = pair.links["organiser"].rsplit("/", 1)[1]
    with visiting(browser, DESK) as here, visiting(browser, DESK) as there:
        first = safety(here, pair.first, organiser)
        second = safety(there, pair.second, pair.scorer)
        expect(first.locator("#second-state")).to_have_text("Holds everything")
        expect(second.locator("#second-state")).to_have_text("This laptop follows.")
        expect(second.locator("#second-key")).to_be_hidden()
        expect(second.locator("#second-arm")).to_be_hidden()

        second.get_by_text("Take over", exact=True).click()
        expect(second.locator("#second-age")).to_contain_text("The newest entry here is number 2")
        assert barriers(second) == []
        second.get_by_role("button", name="The first laptop is off: take over").click()
        expect(second.locator("#second-take")).to_be_hidden()
        expect(second.locator("#second-about")).to_contain_text("The other laptop: ")
        expect(first.locator("#second-state")).to_have_text("This laptop follows.")
        assert pair.judges()[0].mark(pair.second, 9) == 3


def test_armed_and_disarmed_at_the_first_s_desk(pair: TwoLaptops, browser: Browser) -> None:
    organiser = pair.links["organiser"].rsplit("/", 1)[1]
    with visiting(browser, DESK) as here:
        first = safety(here, pair.first, organiser)
        desk = here.open(f"http://{HALL_HOST}:{pair.first.port}/e/{SLUG}/desk?lang=en")
        first.get_by_text("Take over automatically", exact=True).click()
        expect(first.locator("#second-arm")).to_contain_text("writing stops for three seconds")
        first.get_by_role("button", name="Arm", exact=True).click()
        expect(first.locator("#second-state")).to_have_text("Takes over automatically")
        pair.cut(cut=True)
        expect(first.locator("#second-state")).to_have_text("Writing waits for a person.")
        expect(first.locator("#second-alone")).to_be_visible()
        stopped = desk.locator("#notices [data-notice=writing]")
        expect(stopped).to_contain_text("nothing is written without it")
        stopped.get_by_role("button", name="Go on alone").click()
        desk.wait_for_url("**/safety*#second-alone")
        yes = desk.get_by_role("button", name="The second laptop is off: go on alone")
        expect(yes).to_be_in_viewport()
        assert desk.locator("#second-alone").get_attribute("open") is not None
        pair.cut(cut=False)
