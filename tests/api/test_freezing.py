"""Freeze and reveal through the real routes: who may, what is answered, what everybody is told."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.support.site import Person, Site
from tests.unit.contests import contest, final, heat, points

CUP = contest(
    heat(points("one"), points("two"), advance=2),
    final(points("last")),
    teams="red blue green",
    publish="team",
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Round one is played: red 30, blue 20, green 10; then the board is frozen."""
    site = Site(tmp_path, CUP)
    play(site, "one", red=30, blue=20, green=10)
    assert site.scorer.post("freeze").status_code == 200
    return site


def play(site: Site, round_id: str, **given: int) -> None:
    site.scorer.set_round("open", round_id)
    for team, value in given.items():
        site.scorer.award(round_id, team, value)
    site.scorer.set_round("close", round_id)


def told(person: Person) -> list[tuple[str, Any, str, bool]]:
    rows = person.board()["rows"]
    return [(r["team"]["id"], r["rank"], r["total"], r["revealed"]) for r in rows]


def reveal(site: Site, to: str = "next", **body: Any) -> Any:
    return site.scorer.post(f"reveal/{to}", body)


def test_everybody_but_the_desk_sees_the_frozen_board(site: Site) -> None:
    play(site, "two", green=50)
    frozen = [("red", 1, "30", False), ("blue", 2, "20", False), ("green", 3, "10", False)]
    for person in (site.stranger, site.judge("lin")):
        assert told(person) == frozen
        board = person.board()
        assert (board["frozen"], board["version"]) == (True, site.version)
        assert {row["sealed"] for row in board["rows"]} == {1}
    desk = site.scorer.board("?view=desk")
    assert desk["rows"][0]["total"] == "60"
    assert desk["public"]["rows"][0]["total"] == "30"
    page = site.stranger.get("teams/green/reckoning").get_json()
    assert (page["total"], page["place"]["rank"]) == ("10", 3)


def test_the_etag_goes_on_with_the_version(site: Site) -> None:
    first = site.stranger.get("board").headers["ETag"]
    play(site, "two", green=50)
    assert site.stranger.get("board").headers["ETag"] != first


def test_the_reveal_goes_step_by_step_and_the_same_id_answers_the_same(site: Site) -> None:
    play(site, "two", green=50)
    begun = {"id": str(uuid.uuid4()), "step": None}
    first = [site.scorer.post("reveal/next", begun) for _ in "12"]
    assert [answer.status_code for answer in first] == [200, 200]
    assert first[0].get_json() == first[1].get_json()
    assert site.stranger.board()["reveal"] == {"step": 0, "of": 3, "place": None}
    assert reveal(site, step=0).get_json()["entry"]["team"] == "blue"
    assert told(site.stranger)[-1] == ("blue", 3, "20", True)
    late = reveal(site, step=0)
    assert late.status_code == 409
    assert late.get_json()["reveal"] == {"step": 1, "of": 3, "place": 3}
    assert reveal(site, "finish", step=1).status_code == 200
    board = site.stranger.board()
    assert (board["frozen"], board["reveal"]["step"], board["status"]) == (False, 3, "running")
    assert site.scorer.post("stages/heat/advance").status_code == 200
    board = site.stranger.board("?stage=heat")
    assert ("reveal" in board, board["announced"]["advancing"]) == (False, ["green", "red"])


def test_the_order_of_things_is_said_in_words(site: Site) -> None:
    for path in ("stages/heat/advance", "freeze"):
        assert site.scorer.post(path).status_code == 409
    site.scorer.set_round("open", "two")
    assert reveal(site).status_code == 409
    site.scorer.set_round("close", "two")
    assert site.scorer.post("stages/heat/advance").status_code == 409
    assert site.scorer.post("unfreeze", {"reason": "no time"}).status_code == 200
    assert reveal(site).status_code == 409
    assert site.scorer.post("stages/heat/advance").status_code == 200


def test_nobody_but_the_desk_freezes_or_reveals(site: Site) -> None:
    for path in ("freeze", "unfreeze", "reveal/next", "reveal/back", "reveal/finish"):
        assert site.judge("lin").post(path).status_code == 403
        assert site.stranger.post(path).status_code == 401


def test_a_correction_of_what_is_revealed_wants_a_decision_and_is_told(site: Site) -> None:
    play(site, "two", green=50)
    reveal(site)
    reveal(site)
    body = {"id": str(uuid.uuid4()), "round": "two", "team": "blue", "value": "5", "reason": "slip"}
    asked = site.scorer.post("corrections?preview=1", body).get_json()["reveal"]
    assert asked == {"steps": [1], "teams": ["blue"], "unfreezes": False}
    assert site.scorer.post("corrections", body).status_code == 409
    assert site.scorer.post("corrections", {**body, "decision": "change"}).status_code == 201
    blue = site.stranger.board()["rows"][-1]
    assert (blue["team"]["id"], blue["total"], blue["corrected"]) == ("blue", "25", True)


def test_a_bonus_that_would_move_a_revealed_place_waits_until_one_has_stepped_back(
    site: Site,
) -> None:
    play(site, "two", green=50)
    reveal(site)
    reveal(site)
    bonus = {"team": "blue", "points": "5", "reason": "fair play"}
    assert site.scorer.post("bonuses", {**bonus, "id": str(uuid.uuid4())}).status_code == 409
    reveal(site, "back")
    assert site.scorer.post("bonuses", {**bonus, "id": str(uuid.uuid4())}).status_code == 201


def test_taking_a_freeze_back_asks_first(site: Site) -> None:
    at = site.version
    undo = {"id": str(uuid.uuid4()), "entry": at, "reason": "too early"}
    assert site.scorer.post("undo", undo).status_code == 409
    assert site.stranger.board()["frozen"] is True
    assert site.scorer.post("undo", {**undo, "decision": "change"}).status_code == 201
    assert site.stranger.board()["frozen"] is False


def put_scene(site: Site, **body: Any) -> Any:
    person = site.scorer
    url = f"/api/v1/events/{person.slug}/scene"
    answer = person.client.put(url, json=body, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def scene(site: Site) -> dict[str, Any]:
    message: dict[str, Any] = site.stranger.get("scene").get_json()
    return message


def test_the_first_step_brings_the_scene_and_every_step_says_who_is_lit(site: Site) -> None:
    play(site, "two", green=50)
    assert scene(site)["scene"] == "standings"
    reveal(site)
    first = scene(site)
    assert (first["scene"], first["step"], first["of"]) == ("reveal", 0, 3)
    assert (first["shows"]["spot"], first["shows"]["lit"]) == (3, None)
    reveal(site)
    shows = scene(site)["shows"]
    assert (shows["lit"], shows["place"], shows["spot"]) == ("blue", 3, 3)
    assert (shows["frozen_total"], shows["total"]) == ("20", "20")
    assert shows["sealed"] == [{"round": {"id": "two", "name": "Two"}, "score": "0"}]
    reveal(site, "finish")
    shows = scene(site)["shows"]
    assert (shows["lit"], shows["place"], shows["spot"]) == ("green", 1, 1)
    assert (shows["frozen_total"], shows["total"]) == ("10", "60")


def test_the_keys_of_the_scene_are_those_of_the_reveal(site: Site) -> None:
    play(site, "two", green=50)
    put = put_scene(site, scene="reveal")
    assert (put["step"], put["of"], site.stranger.board()["reveal"]["step"]) == (0, 3, 0)
    body = {"id": str(uuid.uuid4()), "step": 0, "put": put["put"]}
    for _ in "12":
        turned = site.scorer.post("scene/next", body)
        assert turned.get_json()["step"] == 1
    assert told(site.stranger)[-1][0] == "blue"
    assert site.scorer.post("scene/next", {**body, "id": str(uuid.uuid4())}).status_code == 409
    assert site.scorer.post("scene/finish", {"step": 1}).get_json()["step"] == 3
    assert site.scorer.post("scene/next", {"step": 3}).status_code == 409


def test_a_key_that_was_meant_for_another_scene_reveals_nobody(site: Site) -> None:
    play(site, "two", green=50)
    title = put_scene(site, scene="teams")
    put_scene(site, scene="reveal")
    late = site.scorer.post("scene/next", {"step": 0, "put": title["put"]})
    assert late.status_code == 409
    assert late.get_json()["scene"]["scene"] == "reveal"
    assert site.stranger.board()["reveal"]["step"] == 0


def test_the_scene_of_a_reveal_that_cannot_begin_stands_and_shows_nobody(site: Site) -> None:
    site.scorer.set_round("open", "two")
    put = put_scene(site, scene="reveal")
    assert (put["step"], put["of"], put["shows"]["lit"]) == (0, 0, None)
    assert "reveal" not in site.stranger.board()
    refused = site.scorer.post("scene/next", {"step": 0})
    assert (refused.status_code, "Two" in refused.get_json()["detail"]) == (409, True)


def test_another_scene_leaves_the_reveal_where_it_is(site: Site) -> None:
    play(site, "two", green=50)
    reveal(site)
    reveal(site)
    put_scene(site, scene="message", text="A short break")
    reveal(site)
    assert scene(site)["scene"] == "message"
    assert site.stranger.board()["reveal"]["step"] == 2
    assert put_scene(site, scene="reveal")["step"] == 2


def test_once_it_is_announced_or_unfrozen_the_reveal_gives_way_to_the_standings(site: Site) -> None:
    play(site, "two", green=50)
    reveal(site)
    assert site.scorer.post("unfreeze", {"reason": "no time"}).status_code == 200
    assert scene(site)["scene"] == "standings"


def test_no_scene_shows_what_is_frozen(site: Site) -> None:
    play(site, "two", green=50)
    hidden = ("50", "60")
    for body in (
        {"scene": "chart"},
        {"scene": "round", "round": "two"},
        {"scene": "team", "team": "green"},
        {"scene": "standings"},
    ):
        put_scene(site, **body)
        shown = str(scene(site)["shows"])
        assert not any(f"'{figure}'" in shown for figure in hidden), (body, shown)
