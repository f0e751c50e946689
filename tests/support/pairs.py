"""Two laptops of a pair in one process: the apps of two sites, and between them a line of calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from scoreboard.app import pair_of
from scoreboard.contest.model import Event
from scoreboard.pair.line import PATH, Away, Declined, Line
from scoreboard.pair.pair import Pair
from scoreboard.services import follow_from_now_on
from tests.support.site import Person, Site, config_in

HERE, THERE = "http://first.test", "http://second.test"


class Called(Line):
    """A line whose requests are calls of an app; `cut` says whether one gets through."""

    def __init__(self, laptops: dict[str, Site], cut: Callable[[], bool], address: str) -> None:
        super().__init__(address, 1)
        self._laptops, self._cut = laptops, cut

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        site = self._laptops.get(self.address)
        if site is None or self._cut():
            raise Away("no route to host")
        answer = site.app.test_client().post(f"{PATH}{path}", json=body)
        if self._cut():
            raise Away("the line was cut")
        said: dict[str, Any] = answer.get_json()
        if answer.status_code != 200:
            raise Away(said["detail"]) if path else Declined(said["detail"])
        return said


class TwoLaptops:
    """`first` with an event, `second` that follows it. The line can be `cut`, and time `passes`."""

    def __init__(self, folder: Path, event: Event | None = None) -> None:
        self.cut = False
        self.folder = folder
        self.laptops: dict[str, Site] = {}
        self.time = 1_000.0
        (folder / "first").mkdir()
        self.first = Site(folder / "first", event)
        self._add(HERE, self.first)
        self.second = self.join(folder / "second", THERE)

    def join(self, folder: Path, address: str) -> Site:
        """A laptop that follows the first, and has copied nothing yet."""
        folder.mkdir()
        follow_from_now_on(config_in(folder), HERE, 1)
        site = Site(folder, self.first.event, following=True)
        self._add(address, site)
        return site

    def _add(self, address: str, site: Site) -> None:
        self.laptops[address] = site
        pair = pair_of(site.app)
        pair.around = replace(
            pair.around,
            address=lambda: address,
            line=lambda to, _: Called(self.laptops, lambda: self.cut, to),
        )

    def copy(self) -> None:
        """Let the second take in all that the first has."""
        self.of_second.copy_once()

    def at_second(self, person: Person) -> Person:
        """The same person, who asks the second laptop."""
        return Person(self.second.app.test_client(), person.slug, person.token)

    @staticmethod
    def pair_of(site: Site) -> Pair:
        """What a laptop is to the other."""
        return pair_of(site.app)

    @property
    def of_first(self) -> Pair:
        return pair_of(self.first.app)

    @property
    def of_second(self) -> Pair:
        return pair_of(self.second.app)
