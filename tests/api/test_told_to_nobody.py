"""The leak hunt: what a scene has not told is in no page, answer or message but the desk's."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Prize
from tests.support.eyes import Eyes, differing, without_changing
from tests.support.site import Site
from tests.unit.contests import contest, final, heat, judged, people, points

CUP = replace(
    contest(
        heat(points(), judged("talk"), advance=2),
        final(points("last")),
        teams="red blue green white",
        judges=people("lin wu"),
        publish="team",
    ),
    prizes=(Prize("p1", "First prize", count=1),),
)


class Twins:
    """Two sites on which the same happens, but for what is hidden; and eyes in each.

    The eyes are a judge's, who must see no more than the public: both are looked at.
    """

    def __init__(self, folder: Path) -> None:
        folders = [folder / one for one in ("one", "other")]
        for one in folders:
            one.mkdir()
        self.sites = [Site(one, CUP) for one in folders]
        self.teams: tuple[str, ...] = ("red", "blue", "green")
        self.eyes = [Eyes(site, "lin") for site in self.sites]

    def both(self, path: str, *said: dict[str, Any]) -> None:
        """The same is written on both, or on each its own."""
        for site, body in zip(self.sites, said if len(said) == 2 else [*said, *said], strict=True):
            answer = site.scorer.post(path, {"id": str(uuid.uuid4()), **body})
            assert answer.status_code in (200, 201), answer.text

    def put(self, **said: Any) -> None:
        for site in self.sites:
            path = f"/api/v1/events/{site.event.slug}/scene"
            answer = site.scorer.client.put(path, json=said, headers=site.scorer.headers)
            assert answer.status_code == 200, answer.text

    def found(self) -> set[str]:
        """Where anybody but the desk could tell the two apart."""
        seen = [
            eyes.seen() | public(site) for eyes, site in zip(self.eyes, self.sites, strict=True)
        ]
        return set(differing(*seen))

    def play(self, round_id: str) -> None:
        self.both(f"rounds/{round_id}/open", {})
        for team, value in (("red", 30), ("blue", 20), ("green", 10)):
            if team in self.teams:
                self.both("awards", {"round": round_id, "team": team, "points": value})
        self.both(f"rounds/{round_id}/close", {})


def public(site: Site) -> dict[str, str]:
    """What a stranger and the presenter read."""
    paths = ["scene", "board", "board?stage=heat", "board?stage=final", "board?stage=*"]
    paths += [f"teams/{team.id}/reckoning" for team in site.event.teams]
    token = site.links["presenter"].rsplit("/", 1)[1]
    found = {}
    for who, headers in (("stranger", {}), ("presenter", {"Authorization": f"Bearer {token}"})):
        client = site.app.test_client()
        for path in paths:
            text = client.get(f"/api/v1/events/{site.event.slug}/{path}", headers=headers).text
            found[f"{path} as {who}"] = text
    return {where: without_changing(text) for where, text in found.items()}


@pytest.fixture
def twins(tmp_path: Path) -> Iterator[Twins]:
    twins = Twins(tmp_path)
    yield twins
    for eyes in twins.eyes:
        eyes.close()


def test_who_goes_on_is_known_to_nobody_before_its_step(twins: Twins) -> None:
    twins.play("buzzer")
    twins.both("rounds/talk/open", {})
    twins.both("rounds/talk/close", {})
    twins.both("stages/heat/advance", {"scene": True})
    # One lets green in by wild card, the other white.
    way = {"as": "wild_card", "reason": "the host"}
    twins.both("stages/heat/admit", {"team": "green", **way}, {"team": "white", **way})
    assert twins.found() == set()
    twins.put(scene="title")
    assert twins.found() == set(), "another scene tells nothing"
    twins.put(scene="advance")
    twins.both("scene/next", {"step": 0})
    assert "scene as stranger" in twins.found(), "now it is told"
    twins.both("scene/back", {"step": 1})
    twins.found()
    assert twins.found() == set(), "and hidden again by going back"


def test_a_prize_given_by_hand_is_known_to_nobody_before_its_step(twins: Twins) -> None:
    twins.play("buzzer")
    twins.both("rounds/talk/open", {})
    twins.both("rounds/talk/close", {})
    twins.both("stages/heat/advance", {})
    twins.teams = ("red", "blue")
    twins.play("last")
    said = {"name": "Fair play", "reason": "the jury"}
    for site, team in zip(twins.sites, ("red", "blue"), strict=True):
        body = {"id": str(uuid.uuid4()), **said}
        assert site.scorer.post(f"teams/{team}/prize", body).status_code == 201
    assert twins.found() == set()
    twins.both("stages/final/advance", {"scene": True})
    twins.both("scene/finish", {})
    assert twins.found() == set(), "the podium tells of no prize"
    twins.put(scene="awards")
    assert twins.found() == set()
    twins.both("scene/next", {"step": 0})
    assert "board as stranger" in twins.found()


def test_a_score_on_its_way_to_the_big_screen_is_known_to_nobody(twins: Twins) -> None:
    twins.play("buzzer")
    twins.both("rounds/talk/open", {})
    twins.put(scene="marks", round="talk", team="red")
    for judge, values in (("lin", (9, 9)), ("wu", (5, 15))):
        for site, value in zip(twins.sites, values, strict=True):
            assert site.judge(judge).mark("talk", "red", value).status_code == 201
    assert twins.found() == set(), "the panel is complete, and Lin reads nothing of Wu's mark"
    twins.both("scene/next", {"step": 0})
    assert twins.found() == set(), "the first card is Lin's own mark"
    twins.both("scene/next", {"step": 1})
    told = twins.found()
    assert "scene as stranger" in told
    assert not any("board" in where or "reckoning" in where for where in told)
    twins.both("scene/next", {"step": 2})
    assert "board as stranger" in twins.found()
