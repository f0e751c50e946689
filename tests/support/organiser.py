"""One day of an event from the organiser's chair: a desk that is worked by keyboard, a tablet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.support.server import Person, Server


def press(control: Locator) -> None:
    """As somebody without a mouse does it."""
    control.focus()
    control.page.keyboard.press("Enter")


def totals(board: dict[str, Any]) -> dict[str, Decimal | None]:
    """The totals by the teams' names, as numbers; None for a team that has none yet."""
    return {
        row["team"]["name"]: None if row["total"] is None else Decimal(row["total"])
        for row in board["rows"]
    }


@dataclass
class Day:
    """The server, the organiser's page, a judge's tablet, and what has been learned of both.

    `tokens` are the judges' by name, as their cards have them; `ids` the teams' by name.
    """

    server: Server
    slug: str
    desk: Page
    tablet: Page
    folder: Path
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def scorer(self) -> Person:
        return self.server.scorer(self.slug)

    @property
    def hall(self) -> dict[str, Any]:
        """The public board."""
        return self.server.stranger(self.slug).board()

    @property
    def ledger(self) -> list[dict[str, Any]]:
        return self.scorer.ledger()

    def go(self, path: str) -> None:
        """Open a page of the event, and wait until it can be used."""
        self.desk.goto(f"{self.server.hall}/e/{self.slug}/{path}")
        expect(self.desk.locator("main[aria-busy]")).to_have_count(0)

    def keys(self, *pressed: str) -> None:
        for key in pressed:
            self.desk.keyboard.press(key)

    def say(self, text: str) -> None:
        """Type something and confirm it."""
        self.desk.keyboard.type(text)
        self.desk.keyboard.press("Enter")

    def next_is(self, words: str | re.Pattern[str]) -> None:
        expect(self.desk.locator("#next-sentence")).to_have_text(words)

    def next_with_a_word(self) -> None:
        """The next action, by its key and one confirmation."""
        self.keys("n")
        expect(self.desk.locator("#confirm")).to_be_visible()
        self.keys("Enter")

    def expect_round(self, round_id: str, state: str) -> None:
        shown = self.desk.locator(f"#stages [data-round={round_id}]")
        expect(shown).to_have_attribute("data-state", state)

    def look_at(self, round_id: str) -> None:
        press(self.desk.locator(f"#stages [data-round={round_id}]"))

    def mark(self, judge: str, round_id: str, team: str, mark: str) -> None:
        """As the judge's own tablet sends it."""
        person = Person(self.server, self.slug, self.tokens[judge])
        answer = person.mark(round_id, self.ids[team], mark)
        assert answer.status_code == 201, answer.text

    def give(self, team: str, points: str, count: int) -> None:
        """Points at the desk: to the teams, down to the one, and the button; so many then stand."""
        self.keys("Escape", "g")
        names = self.desk.locator("#sums .team-name")
        expect(self.desk.locator(".team-pick").first).to_be_focused()
        self.keys(*["ArrowDown"] * names.all_inner_texts().index(team))
        row = self.desk.locator("#sums tbody tr", has=self.desk.locator(".team-pick:focus"))
        press(row.locator(f'[data-points="{points}"]'))
        expect(self.desk.locator("#awards .award")).to_have_count(count)

    def download(self, kind: str) -> bytes:
        """A file of the results page."""
        with self.desk.expect_download() as coming:
            press(self.desk.locator(f'[data-way="{kind}"] a'))
        return Path(coming.value.path()).read_bytes()
