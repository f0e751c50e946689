"""How the event is played from scene to scene, by the calls of a desk and of judges' tablets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.pictures.event import JUDGES, Shown
from tests.support.server import Person, Server

# Every scene of the contract that draws something; `hold` keeps another, and has no picture.
SCENES = (
    "title", "teams", "order", "opener", "standings", "round", "team", "marks", "timer", "chart",
    "message", "sponsors", "blank", "reveal", "face_off", "advance", "podium", "awards",
)  # fmt: skip
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
        """Puts each scene and names it; what it shows stands until the next one is asked for."""
        yield from self._before()
        yield from self._in_the_heats()
        yield from self._revealing()
        yield from self._going_on()
        yield from self._at_the_end()

    def _before(self) -> Iterator[str]:
        self._put("title")
        yield "title"
        self._put("teams")
        self._finish()
        yield "teams"
        self._put("order", round="r1")
        self._finish()
        yield "order"
        self._put("opener", round="r1")
        yield "opener"

    def _in_the_heats(self) -> Iterator[str]:
        self._open("r1")
        for place, team in enumerate(self.shown.ids):
            for n in range(1, JUDGES + 1):
                value = f"{19.5 - 0.1 * place - 0.2 * (n % 3):.1f}"
                self._done(self._judge(n).mark("r1", team, value))
        self._put("marks", round="r1", team="t1")
        self._finish()
        yield "marks"
        self._close("r1")
        self._put("round", round="r1")
        yield "round"
        self._open("r2")
        for place, team in enumerate(self.shown.ids[::2]):
            self._award("r2", team, 10 if place % 3 else -10)
        self._put("standings")
        yield "standings"
        for scene, keys in self._at_any_time():
            self._put(scene, **keys)
            yield scene

    def _at_any_time(self) -> list[tuple[str, dict[str, Any]]]:
        text, second = TEXT[self.shown.locale]
        return [
            ("team", {"team": "t1"}),
            ("chart", {}),
            ("timer", {"seconds": 3600}),
            ("message", {"text": text, "second": second, "until": "10:30"}),
            ("sponsors", {}),
            ("blank", {}),
        ]

    def _revealing(self) -> Iterator[str]:
        """A reveal that has come half way; what is tied at the cut stays tied."""
        self._done(self.scorer.post("freeze"))
        cut = self.shown.advancing
        first, second = self.shown.ids[cut - 1], self.shown.ids[cut]
        board = self.scorer.board("?view=desk")
        totals = {row["team"]["id"]: float(row["total"]) for row in board["rows"]}
        # Those of the cut come level far above all others but those who go on anyway.
        for team in self.shown.ids[: cut - 1]:
            self._award("r2", team, 200)
        self._award("r2", first, 100)
        self._award("r2", second, f"{100 + totals[first] - totals[second]:g}")
        self._close("r2")
        for _ in range(max(2, self.shown.teams // 2)):
            self._done(self.scorer.post("reveal/next"))
        yield "reveal"
        self._done(self.scorer.post("reveal/finish"))

    def _going_on(self) -> Iterator[str]:
        answer = self.scorer.post("stages/prelim/playoff", {"reason": "tied at the cut"})
        self._done(answer)
        round_id = next(r["id"] for r in self.scorer.board()["rounds"] if r["playoff"])
        self._put("face_off", stage="prelim")
        self._award(round_id, self.shown.ids[self.shown.advancing - 1], 1)
        yield "face_off"
        self._close(round_id)
        self._done(self.scorer.post("stages/prelim/advance", {"scene": True}))
        self._put("advance", stage="prelim")
        for _ in range(self.shown.advancing):
            self._next()
        yield "advance"
        self._finish()

    def _at_the_end(self) -> Iterator[str]:
        self._open("f1")
        for place, team in enumerate(self.shown.ids[: self.shown.advancing]):
            self._award("f1", team, 40 - 10 * place)
        self._close("f1")
        self._done(self.scorer.post("stages/final/advance", {"scene": True}))
        self._put("podium", stage="final")
        self._finish()
        yield "podium"
        self._put("awards", stage="final")
        self._finish()
        yield "awards"

    def _judge(self, n: int) -> Person:
        return self.server.judge(self.shown.slug, f"j{n}")

    def _put(self, scene: str, **keys: Any) -> None:
        self._done(self.scorer.ask("PUT", "scene", {"scene": scene, **keys}))

    def _next(self) -> None:
        self._done(self.scorer.post("scene/next"))

    def _finish(self) -> None:
        self._done(self.scorer.post("scene/finish"))

    def _open(self, round_id: str) -> None:
        self.scorer.set_round("open", round_id)

    def _close(self, round_id: str) -> None:
        self.scorer.set_round("close", round_id)

    def _award(self, round_id: str, team: str, points: Any) -> None:
        self._done(self.scorer.award(round_id, team, points))

    @staticmethod
    def _done(answer: Any) -> None:
        assert answer.status_code < 300, answer.text
