"""A judge reads nothing of other judges' marks before the hall does, by difference either.

The same day is played twice, but for what Ana and Bo mark: whatever Carl's sign-in can read must
be the same to the byte, until a score is public.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Event, Judge, Round, Rules, Stage, Team
from tests.support.eyes import Eyes, differing
from tests.support.hall import Hall

# Two hands of marks that stand nowhere else, and put the teams in opposite orders.
ONE = {"red": ("87.31", "86.43"), "blue": ("61.17", "62.29")}
OTHER = {"red": ("12.53", "13.67"), "blue": ("93.71", "94.83")}
ANA, BO, CARL = "ana", "bo", "carl"
KINDS: dict[str, dict[str, Any]] = {"mean": {}, "dropping": {"drop_high": 1}}
HOW = [(p, kind) for p in ("team", "live", "round") for kind in KINDS]


def talk(publish: Any, kind: str, **rules: Any) -> Event:
    """Two teams and a third before three judges; then a risk round, then the final."""
    essay = Round("essay", "Essay", max=Decimal(100), step=Decimal("0.01"), **KINDS[kind])
    risk = Round("risk", "Risk", "points", min=Decimal(-100), scored_by="judges",
                 awards=(Decimal(10),), stakes=(Decimal(10),), questions=2)  # fmt: skip
    return Event(
        slug="talk", title="Talks", locale="en",
        teams=(Team("red", "Red"), Team("blue", "Blue"), Team("late", "Late")),
        judges=tuple(Judge(name, name.title()) for name in (ANA, BO, CARL)),
        rules=Rules(
            decimals=2, publish=publish, tie_breaks=("best_marks", "rounds_won", "latest_round"),
            **rules,
        ),
        stages=(
            Stage("heat", "Heat", (essay, risk), advance=1),
            Stage("last", "Final", (replace(essay, id="end", name="End"),), carry=Decimal(1)),
        ),
    )  # fmt: skip


@dataclass
class Two:
    """Two halls in which everything is done alike, but what Ana and Bo mark, and Carl in each."""

    halls: tuple[Hall, Hall]
    eyes: tuple[Eyes, Eyes]
    told: list[dict[str, str]] = field(default_factory=list)

    def both(self, act: Any) -> None:
        for hall in self.halls:
            answer = act(hall)
            assert answer.status_code in (200, 201), answer.text

    def turn(self, act: str, round_id: str = "essay") -> None:
        self.both(lambda hall: hall.scorer.turn(act, round_id))

    def others(self, team: str, nth: int = 0) -> None:
        """Ana (0) or Bo (1) marks a team, differently in the two halls."""
        for hall, given in zip(self.halls, (ONE, OTHER), strict=True):
            answer = hall.judge((ANA, BO)[nth]).mark("essay", team, given[team][nth])
            assert answer.status_code == 201, answer.text

    def carl(self, team: str, value: Any) -> None:
        self.both(lambda hall: hall.judge(CARL).mark("essay", team, value))

    def found(self) -> dict[str, Any]:
        """What differs in all that Carl is told."""
        self.told = [eyes.told() for eyes in self.eyes]
        return differing(*self.told)

    def alike(self) -> None:
        """Nothing differs, and no mark of another is written anywhere."""
        assert self.found() == {}
        marks = [mark for hand in (ONE, OTHER) for given in hand.values() for mark in given]
        assert not [m for told in self.told for text in told.values() for m in marks if m in text]


@contextmanager
def two(tmp_path: Path, event: Event) -> Iterator[Two]:
    halls = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        halls.append(Hall(tmp_path / name, event))
    for hall in halls:
        # What is drawn by lot is drawn alike.
        hall.services.rulings._shuffle = list
    with ExitStack() as stack:
        eyes = [Eyes(hall, CARL) for hall in halls]
        for one in eyes:
            stack.callback(one.close)
        yield Two((halls[0], halls[1]), (eyes[0], eyes[1]))


@pytest.mark.parametrize(("publish", "kind"), HOW)
def test_nobody_reads_anothers_mark_of_an_open_round(
    tmp_path: Path, publish: str, kind: str
) -> None:
    with two(tmp_path, talk(publish, kind, judges_see_totals=kind == "mean")) as halls:
        halls.turn("open")
        halls.others("red")
        halls.alike()
        halls.carl("blue", "70")
        halls.others("blue")
        halls.others("red", 1)
        # A mark that the desk enters or corrects for another judge is that judge's all the same.
        for hall, given in zip(halls.halls, (ONE, OTHER), strict=True):
            body = {"id": str(uuid.uuid4()), "round": "essay", "team": "blue", "judge": ANA,
                    "value": given["blue"][0], "reason": "read aloud"}  # fmt: skip
            assert hall.scorer.post("corrections", body).status_code == 201
        halls.alike()


@pytest.mark.parametrize(("publish", "kind"), HOW)
def test_half_a_panel_stays_hidden_through_closing_and_reopening(
    tmp_path: Path, publish: str, kind: str
) -> None:
    with two(tmp_path, talk(publish, kind)) as halls:
        halls.turn("open")
        halls.others("red")
        halls.others("blue")
        halls.others("blue", 1)
        halls.carl("late", "50")
        halls.turn("close")
        if publish == "round":
            assert halls.found(), "a closed round is public"
        else:
            halls.alike()
        halls.turn("reopen")
        if publish == "round":
            halls.found()
        halls.alike()
        halls.turn("close")
        halls.turn("open", "risk")
        halls.both(lambda hall: hall.scorer.post("rounds/risk/order"))
        halls.both(
            lambda hall: hall.judge(CARL).award("risk", "red", 10, stake=10, outcome="right")
        )
        if publish != "round":
            halls.alike()


@pytest.mark.parametrize(("publish", "kind"), HOW)
def test_that_a_team_is_absent_tells_nobody_what_it_was_marked(
    tmp_path: Path, publish: str, kind: str
) -> None:
    with two(tmp_path, talk(publish, kind)) as halls:
        halls.turn("open")
        halls.others("red")
        gone = {"round": "essay", "reason": "left the hall"}
        halls.both(
            lambda hall: hall.scorer.post("teams/red/absent", {"id": str(uuid.uuid4()), **gone})
        )
        halls.alike()
        for hall in halls.halls:
            told = hall.stranger.get("teams/red/reckoning").get_json()["rounds"]
            assert not [m for r in told for m in r["marks"] if m["value"] is not None]
            assert ONE["red"][0] not in hall.stranger.client.get("/e/talk/teams/red").text
        desk = halls.halls[0].scorer.get("teams/red/reckoning?view=desk").get_json()
        assert desk["rounds"][0]["marks"][0]["value"] == ONE["red"][0], "the desk sees it"
        halls.turn("close")
        if publish == "team":
            halls.alike()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("release", ["complete", "desk"])
def test_once_a_score_is_public_a_judge_reads_it_and_can_no_longer_change_the_own_mark(
    tmp_path: Path, kind: str, release: str
) -> None:
    with two(tmp_path, talk("team", kind, release=release)) as halls:
        halls.turn("open")
        for nth in (0, 1):
            halls.others("red", nth)
        halls.others("blue")
        uid = str(uuid.uuid4())
        body = {"id": uid, "round": "essay", "team": "red", "value": "75"}
        halls.both(lambda hall: hall.judge(CARL).post("scores", body))
        if release == "desk":
            halls.alike()
            again = {**body, "id": str(uuid.uuid4()), "value": "76"}
            halls.both(lambda hall: hall.judge(CARL).post("scores", again))
            halls.alike()
            release_red = {"id": str(uuid.uuid4()), "team": "red"}
            halls.both(lambda hall: hall.scorer.post("rounds/essay/release", release_red))
        assert any("board" in where for where in halls.found())
        hall = halls.halls[0]
        refused = hall.judge(CARL).mark("essay", "red", "74")
        assert refused.status_code == 409
        assert "Ask the desk" in refused.get_json()["detail"]
        assert hall.judge(CARL).post("scores", body).status_code == 200, "a repeat is harmless"
        red = next(t for t in _sheet(hall, CARL)["teams"] if t["id"] == "red")
        assert (red["closed"], red["mark"]) == (True, "75" if release == "complete" else "76")


def _sheet(hall: Hall, judge_id: str) -> dict[str, Any]:
    sheet: Any = hall.services.books.sheet("talk", judge_id)
    return dict(sheet)


def test_the_hall_itself_follows_every_mark_where_the_event_says_so(tmp_path: Path) -> None:
    hall = Hall(tmp_path, talk("live", "mean"))
    hall.scorer.turn("open", "essay")
    hall.judge(ANA).mark("essay", "red", "87.31")
    assert hall.stranger.board()["rows"][0]["total"] == "87.31"
    assert [row["total"] for row in hall.judge(CARL).board()["rows"]] == [None] * 3
    assert hall.scorer.board()["rows"][0]["total"] == "87.31"
    answers = [hall.judge(CARL).get("board"), hall.stranger.get("board")]
    assert len({answer.headers["ETag"] for answer in answers}) == 2
    assert all({"Authorization", "Cookie"} <= set(a.vary) for a in answers)
    assert [a.headers["Cache-Control"] for a in answers] == ["no-store", "public, max-age=1"]
