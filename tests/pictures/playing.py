"""How the event is played from scene to scene, by the calls of a desk and of judges' tablets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.pictures.event import Shown
from tests.pictures.marks import put_in_marks
from tests.support.server import Server

SHANGHAI = ZoneInfo("Asia/Shanghai")

# Every scene of the contract that draws something; `hold` keeps another, and has no picture.
# After a dash: a step on the way to what the scene shows in the end, or another form of it.
MOMENTS = (
    "title", "teams-half", "teams", "order-down", "order", "opener", "standings", "round", "team",
    "marks-half", "marks", "timer", "chart", "message", "message-alone", "sponsors", "blank",
    "reveal", "face_off", "advance-half", "advance", "podium-before", "podium", "awards",
)  # fmt: skip
# What is drawn of an event in two divisions.
DIVIDED = ("standings", "round", "chart", "advance", "podium-before", "podium", "awards")
TEXT = {
    "zh-CN": ("中场休息", "请各队领队到计分台核对成绩"),
    "en": ("Ten minutes' break", "Team leaders, please meet at the desk"),
}


class Play:
    """One event on a server, played as far as each scene needs."""

    def __init__(self, server: Server, shown: Shown) -> None:
        self.server, self.shown = server, shown
        self.scorer = server.scorer(shown.slug)

    def scenes(self) -> Iterator[str]:
        """Plays to each moment and names it; it stands until the next one is asked for."""
        if self.shown.has_sponsors:
            put_in_marks(self.server, self.shown)
        yield from self._before()
        yield from self._in_the_heats()
        if not self.shown.divided:
            yield from self._revealing()
            yield from self._playing_off()
        else:
            self._untie()
        yield from self._going_on()
        yield from self._at_the_end()

    def standing(self) -> tuple[str, int]:
        """The scene that stands now, and the step it has reached."""
        scene = self.scorer.ask("GET", "scene").json()
        return scene["scene"], scene["step"]

    def wait_for(self, page: Page) -> None:
        """Waits until a screen has heard of the step that stands now."""
        scene, step = self.standing()
        reached = page.locator(f'#board[data-scene="{scene}"][data-step="{step}"]')
        reached.wait_for(timeout=20_000)

    def _before(self) -> Iterator[str]:
        self.put("title")
        yield "title"
        self.put("teams")
        self.half()
        yield "teams-half"
        self.finish()
        yield "teams"
        self.put("order", round="r1")
        yield "order-down"
        self.finish()
        yield "order"
        self.put("opener", round="r1")
        yield "opener"

    def _in_the_heats(self) -> Iterator[str]:
        self.open("r1")
        for place, team in enumerate(self.shown.ids):
            for n in range(1, self.shown.judges + 1):
                self.done(self.mark(n, team, 195 - place - 2 * (n % 3)))
        self.put("marks", round="r1", team="t1")
        self.half()
        yield "marks-half"
        self.finish()
        yield "marks"
        self.close("r1")
        self.put("round", round="r1")
        yield "round"
        self.open("r2")
        for place, team in enumerate(self.shown.ids[::2]):
            self.award("r2", team, 10 if place % 3 else -10)
        self.put("standings")
        yield "standings"
        for moment, keys in self._at_any_time():
            self.put(moment.partition("-")[0], **keys)
            yield moment
        if not self.shown.keeps_timer:
            self.done(self.scorer.post("timer", {"do": "end"}))

    def mark(self, n: int, team: str, tenths: int) -> Any:
        judge = self.server.judge(self.shown.slug, f"j{n}")
        if not self.shown.by_criteria:
            return judge.mark("r1", team, f"{tenths / 10:.1f}")
        speech = tenths * 2 // 5
        values = {"content": f"{(tenths - speech) / 10:.1f}", "speech": f"{speech / 10:.1f}"}
        body = {"id": str(uuid4()), "round": "r1", "team": team, "values": values}
        return judge.post("scores", body)

    def _at_any_time(self) -> list[tuple[str, dict[str, Any]]]:
        text, second = TEXT[self.shown.locale]
        soon = datetime.now(SHANGHAI) + timedelta(minutes=10)
        return [
            ("team", {"team": "t1"}),
            ("chart", {}),
            ("timer", {"seconds": 3600}),
            ("message", {"text": text, "second": second, "until": soon.isoformat("T", "seconds")}),
            ("message-alone", {"text": text}),
            ("sponsors", {}),
            ("blank", {}),
        ]

    def _revealing(self) -> Iterator[str]:
        """A reveal that has come half way; what is tied at the cut stays tied."""
        self.done(self.scorer.post("freeze"))
        cut = self.shown.advancing
        first, second = self.shown.ids[cut - 1], self.shown.ids[cut]
        board = self.scorer.board("?view=desk")
        totals = {row["team"]["id"]: float(row["total"]) for row in board["rows"]}
        # Those of the cut come level far above all others but those who go on anyway.
        for team in self.shown.ids[: cut - 1]:
            self.award("r2", team, 200)
        self.award("r2", first, 100)
        self.award("r2", second, f"{100 + totals[first] - totals[second]:g}")
        self.close("r2")
        for _ in range(max(2, self.shown.teams // 2)):
            self.done(self.scorer.post("reveal/next"))
        yield "reveal"
        self.done(self.scorer.post("reveal/finish"))

    def _untie(self) -> None:
        """The round of points ends with nobody level with anybody."""
        for behind, team in enumerate(reversed(self.shown.ids), 1):
            self.award("r2", team, 10 * behind)
        self.close("r2")

    def _playing_off(self) -> Iterator[str]:
        answer = self.scorer.post("stages/prelim/playoff", {"reason": "tied at the cut"})
        self.done(answer)
        round_id = next(r["id"] for r in self.scorer.board()["rounds"] if r["playoff"])
        self.put("face_off", stage="prelim")
        self.award(round_id, self.shown.ids[self.shown.advancing - 1], 1)
        yield "face_off"
        self.close(round_id)

    def _going_on(self) -> Iterator[str]:
        self.done(self.scorer.post("stages/prelim/advance", {"scene": True}))
        self.put("advance", stage="prelim")
        self.half()
        yield "advance-half"
        self.last_but_one()
        yield "advance"
        self.finish()

    def _at_the_end(self) -> Iterator[str]:
        self.open("f1")
        for place, team in enumerate(self.finalists()):
            self.award("f1", team, 100 - 10 * place)
        self.close("f1")
        self.done(self.scorer.post("stages/final/advance", {"scene": True}))
        division = {"division": self.shown.divisions[0]} if self.shown.divided else {}
        self.put("podium", stage="final", **division)
        self.last_but_one()
        yield "podium-before"
        self.finish()
        yield "podium"
        for other in self.shown.divisions[1:]:
            self.put("podium", stage="final", division=other)
            self.finish()
        self.put("awards", stage="final")
        self.finish()
        yield "awards"

    def finalists(self) -> list[str]:
        return [row["team"]["id"] for row in self.scorer.board("?view=desk&stage=final")["rows"]]

    def put(self, scene: str, **keys: Any) -> None:
        self.done(self.scorer.ask("PUT", "scene", {"scene": scene, **keys}))

    def next(self) -> None:
        self.done(self.scorer.post("scene/next"))

    def half(self) -> None:
        """Turns as far as the middle of the scene's steps."""
        self._to(self.scorer.ask("GET", "scene").json()["of"] // 2)

    def last_but_one(self) -> None:
        self._to(self.scorer.ask("GET", "scene").json()["of"] - 1)

    def _to(self, step: int) -> None:
        while self.standing()[1] < step:
            self.next()

    def finish(self) -> None:
        self.done(self.scorer.post("scene/finish"))

    def open(self, round_id: str) -> None:
        self.scorer.set_round("open", round_id)

    def close(self, round_id: str) -> None:
        self.scorer.set_round("close", round_id)

    def award(self, round_id: str, team: str, points: Any) -> None:
        self.done(self.scorer.award(round_id, team, points))

    @staticmethod
    def done(answer: Any) -> None:
        assert answer.status_code < 300, answer.text
