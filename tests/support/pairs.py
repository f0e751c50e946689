"""Two laptops of a pair in one process: the apps of two sites, and between them a line of calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from scoreboard.app import pair_of
from scoreboard.contest.model import Event
from scoreboard.pair import by_itself
from scoreboard.pair.away import REFUSED, SAYS, SILENT, Away, Declined
from scoreboard.pair.line import PATH, Line
from scoreboard.pair.pair import Pair
from scoreboard.pair.second import Ended
from scoreboard.services import follow_from_now_on, now
from scoreboard.storage.backup import restore
from scoreboard.storage.writable import Reason
from tests.support.site import Person, Site, config_in

HERE, THERE = "http://first.test", "http://second.test"


class Called(Line):
    """A line whose requests are calls of an app; `cut` says whether one gets through."""

    def __init__(
        self,
        laptops: dict[str, Site],
        cut: Callable[[], bool],
        on_its_way: Callable[[], object],
        address: str,
    ) -> None:
        super().__init__(address, 1)
        self._laptops, self._cut, self._on_its_way = laptops, cut, on_its_way

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        site = self._laptops.get(self.address)
        here: dict[str, object] = {"address": self.address}
        if site is None:
            raise Away(Reason(REFUSED, here))
        if self._cut():
            raise Away(Reason(SILENT, here))
        self._on_its_way()
        answer = site.app.test_client().post(f"{PATH}{path}", json=body)
        if self._cut():
            raise Away(Reason(SILENT, here))
        said: dict[str, Any] = answer.get_json()
        if answer.status_code != 200:
            why = Reason(SAYS, {**here, "said": said["detail"]})
            raise Away(why) if path else Declined(why)
        return said


class TwoLaptops:
    """`first` with an event, `second` that follows it. The line can be `cut`, and time `passes`."""

    def __init__(self, folder: Path, event: Event | None = None) -> None:
        self.cut = False
        # Whether the first does not reach the second, which reaches the first.
        self.no_way_back = False
        # For how many seconds each of the next things that the second says is on its way.
        self.delays: list[float] = []
        self.folder = folder
        self.laptops: dict[str, Site] = {}
        self.time = 1_000.0
        self._line: Line | None = None
        self._asking = False
        self._given_up = 0
        (folder / "first").mkdir()
        self.first = Site(folder / "first", event)
        self._add(HERE, self.first)
        self.second = self.join(folder / "second", THERE)

    def restart_first(self, restored: Path | None = None) -> None:
        """The first is started again, with what it has, or with a backup put back."""
        self.first.services.database.engine.dispose()
        if restored is not None:
            restore(restored, self.folder / "first" / "scoreboard.db", now())
        links = self.first.links
        self.first = Site(self.folder / "first", self.first.event, following=True)
        self.first.links = links
        self._add(HERE, self.first)

    def join(self, folder: Path, address: str, follows: str = HERE) -> Site:
        """A laptop that follows the first, and has copied nothing yet."""
        folder.mkdir()
        follow_from_now_on(config_in(folder), follows, 1)
        site = Site(folder, self.first.event, following=True)
        self._add(address, site)
        return site

    def _add(self, address: str, site: Site) -> None:
        self.laptops[address] = site
        pair = pair_of(site.app)
        pair.clock = lambda: self.time
        for part in (pair.first, pair.second):
            if part is not None:
                part._clock = lambda: self.time
        pair.first._wait = self._wait  # type: ignore[method-assign]
        pair.around = replace(
            pair.around,
            address=lambda: address,
            sleep=self.pass_time,
            line=lambda to, _: Called(
                self.laptops,
                lambda: self.cut or (self.no_way_back and to == THERE),
                lambda: self.tick(self.delays.pop(0) if self.delays else 0),
                to,
            ),
        )

    def step(self) -> None:
        """The second asks once, on a new line where the old one broke."""
        second = self.of_second.second
        assert second is not None
        try:
            if self._line is None:
                self._line = self.of_second.open_line()
                second.begin(self._line, self.of_second.around.back_up)
            second.once(self._line)
        except (Away, Ended):
            self._line = None

    def _wait(self, seconds: float) -> None:
        """What happens while the first waits: the second asks, or time passes."""
        if self._asking or self.cut or self.of_second.second is None:
            self.pass_time(min(seconds, 60.0))
            self._given_up += 1
            # Nobody waits for ever: a tablet has asked elsewhere by then.
            assert self._given_up < 1_000
            return
        self._asking = True
        self.step()
        self._asking = False

    def tick(self, seconds: float) -> None:
        """Time passes, and both look at the lease ten times a second."""
        for _ in range(round(seconds * 10)):
            self.pass_time(0.1)
            by_itself.tick(self.of_first)
            by_itself.tick(self.of_second)

    def pass_time(self, seconds: float) -> None:
        """Nothing happens for a while."""
        self.time += seconds

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
