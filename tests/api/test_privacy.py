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
from scoreboard.verbs import chance
from tests.support.eyes import Eyes, differing
from tests.support.site import Site
from tests.support.sweeps import later

# Two hands of marks that stand nowhere else, and put the teams in opposite orders.
ONE = {"red": ("87.31", "86.43"), "blue": ("61.17", "62.29")}
OTHER = {"red": ("12.53", "13.67"), "blue": ("93.71", "94.83")}
ANA, BO, CARL = "ana", "bo", "carl"
KINDS: dict[str, dict[str, Any]] = {"mean": {}, "dropping": {"drop_high": 1}}
# Each way to publish with one way to reckon; the others are tried by `make test-long`.
HOW = [
    *(("team", "dropping"), ("live", "mean"), ("round", "mean")),
    *(later("team", "mean"), later("live", "dropping"), later("round", "dropping")),
]


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
            decimals=2, publish=publish,
            tie_breaks=("rounds:essay,risk", "first_places", "all_marks", "best_marks",
                        "rounds_won", "latest_round"),
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

    sites: tuple[Site, Site]
    eyes: tuple[Eyes, Eyes]
    seen: list[dict[str, str]] = field(default_factory=list)

    def both(self, act: Any) -> None:
        for site in self.sites:
            answer = act(site)
            assert answer.status_code in (200, 201), answer.text

    def set_round(self, act: str, round_id: str = "essay") -> None:
        self.both(lambda site: site.scorer.set_round(act, round_id))

    def others(self, team: str, nth: int = 0) -> None:
        """Ana (0) or Bo (1) marks a team, differently in the two halls."""
        for site, given in zip(self.sites, (ONE, OTHER), strict=True):
            answer = site.judge((ANA, BO)[nth]).mark("essay", team, given[team][nth])
            assert answer.status_code == 201, answer.text

    def carl(self, team: str, value: Any) -> None:
        self.both(lambda site: site.judge(CARL).mark("essay", team, value))

    def found(self) -> dict[str, Any]:
        """What differs in all that Carl is told."""
        self.seen = [eyes.seen() for eyes in self.eyes]
        return differing(*self.seen)

    def alike(self) -> None:
        """Nothing differs, and no mark of another is written anywhere."""
        assert self.found() == {}
        marks = [mark for hand in (ONE, OTHER) for given in hand.values() for mark in given]
        assert not [m for seen in self.seen for text in seen.values() for m in marks if m in text]


@contextmanager
def two(tmp_path: Path, event: Event) -> Iterator[Two]:
    sites = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        sites.append(Site(tmp_path / name, event))
    with ExitStack() as stack:
        # What is drawn by lot is drawn alike.
        stack.enter_context(pytest.MonkeyPatch.context()).setattr(chance, "shuffled", list)
        eyes = [Eyes(site, CARL) for site in sites]
        for one in eyes:
            stack.callback(one.close)
        yield Two((sites[0], sites[1]), (eyes[0], eyes[1]))


@pytest.mark.parametrize(("publish", "kind"), HOW)
def test_nobody_reads_anothers_mark_of_an_open_round(
    tmp_path: Path, publish: str, kind: str
) -> None:
    with two(tmp_path, talk(publish, kind, judges_see_totals=kind == "mean")) as sites:
        sites.set_round("open")
        sites.others("red")
        sites.alike()
        sites.carl("blue", "70")
        sites.others("blue")
        sites.others("red", 1)
        # A mark that the desk enters or corrects for another judge is that judge's all the same.
        for site, given in zip(sites.sites, (ONE, OTHER), strict=True):
            body = {"id": str(uuid.uuid4()), "round": "essay", "team": "blue", "judge": ANA,
                    "value": given["blue"][0], "reason": "read aloud"}  # fmt: skip
            assert site.scorer.post("corrections", body).status_code == 201
        sites.alike()


@pytest.mark.parametrize(("publish", "kind"), HOW)
def test_half_a_panel_stays_hidden_through_closing_and_reopening(
    tmp_path: Path, publish: str, kind: str
) -> None:
    with two(tmp_path, talk(publish, kind)) as sites:
        sites.set_round("open")
        sites.others("red")
        sites.others("blue")
        sites.others("blue", 1)
        sites.carl("late", "50")
        sites.set_round("close")
        if publish == "round":
            assert sites.found(), "a closed round is public"
        else:
            sites.alike()
        sites.set_round("reopen")
        if publish == "round":
            sites.found()
        sites.alike()
        sites.set_round("close")
        sites.set_round("open", "risk")
        sites.both(lambda site: site.scorer.post("rounds/risk/order"))
        sites.both(
            lambda site: site.judge(CARL).award("risk", "red", 10, stake=10, outcome="right")
        )
        if publish != "round":
            sites.alike()


@pytest.mark.parametrize(("publish", "kind"), HOW)
def test_that_a_team_is_absent_tells_nobody_what_it_was_marked(
    tmp_path: Path, publish: str, kind: str
) -> None:
    with two(tmp_path, talk(publish, kind)) as sites:
        sites.set_round("open")
        sites.others("red")
        gone = {"round": "essay", "reason": "left the hall"}
        sites.both(
            lambda site: site.scorer.post("teams/red/absent", {"id": str(uuid.uuid4()), **gone})
        )
        sites.alike()
        for site in sites.sites:
            seen = site.stranger.get("teams/red/reckoning").get_json()["rounds"]
            assert not [m for r in seen for m in r["marks"] if m["value"] is not None]
            assert ONE["red"][0] not in site.stranger.client.get("/e/talk/teams/red").text
        desk = sites.sites[0].scorer.get("teams/red/reckoning?view=desk").get_json()
        assert desk["rounds"][0]["marks"][0]["value"] == ONE["red"][0], "the desk sees it"
        sites.set_round("close")
        if publish == "team":
            sites.alike()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("release", ["complete", "desk"])
def test_once_a_score_is_public_a_judge_reads_it_and_can_no_longer_change_the_own_mark(
    tmp_path: Path, kind: str, release: str
) -> None:
    with two(tmp_path, talk("team", kind, release=release)) as sites:
        sites.set_round("open")
        for nth in (0, 1):
            sites.others("red", nth)
        sites.others("blue")
        uid = str(uuid.uuid4())
        body = {"id": uid, "round": "essay", "team": "red", "value": "75"}
        sites.both(lambda site: site.judge(CARL).post("scores", body))
        if release == "desk":
            sites.alike()
            again = {**body, "id": str(uuid.uuid4()), "value": "76"}
            sites.both(lambda site: site.judge(CARL).post("scores", again))
            sites.alike()
            release_red = {"id": str(uuid.uuid4()), "team": "red"}
            sites.both(lambda site: site.scorer.post("rounds/essay/release", release_red))
        assert any("board" in where for where in sites.found())
        site = sites.sites[0]
        refused = site.judge(CARL).mark("essay", "red", "74")
        assert refused.status_code == 409
        assert "Ask the desk" in refused.get_json()["detail"]
        assert site.judge(CARL).post("scores", body).status_code == 200, "a repeat is harmless"
        red = next(t for t in _sheet(site, CARL)["teams"] if t["id"] == "red")
        assert (red["closed"], red["mark"]) == (True, "75" if release == "complete" else "76")


def _sheet(site: Site, judge_id: str) -> dict[str, Any]:
    sheet: Any = site.services.boards.read("talk", lambda drawn: drawn.sheet(judge_id))
    return dict(sheet)


def test_the_hall_itself_follows_every_mark_where_the_event_says_so(tmp_path: Path) -> None:
    site = Site(tmp_path, talk("live", "mean"))
    site.scorer.set_round("open", "essay")
    site.judge(ANA).mark("essay", "red", "87.31")
    assert site.stranger.board()["rows"][0]["total"] == "87.31"
    assert [row["total"] for row in site.judge(CARL).board()["rows"]] == [None] * 3
    assert site.scorer.board()["rows"][0]["total"] == "87.31"
    answers = [site.judge(CARL).get("board"), site.stranger.get("board")]
    assert len({answer.headers["ETag"] for answer in answers}) == 2
    assert all({"Authorization", "Cookie"} <= set(a.vary) for a in answers)
    assert [a.headers["Cache-Control"] for a in answers] == ["no-store", "public, max-age=1"]
