"""Taking back what the desk did, and taking that back: the event always stays whole."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.support.site import Site
from tests.unit.contests import contest, final, heat, judged, people, points

HEAT = heat(points(), judged(), advance=1)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Red leads after the buzzer; the essay has not been opened."""
    event = contest(HEAT, final(points("last")), teams="red blue", judges=people("lin"))
    made = Site(tmp_path, event)
    made.scorer.set_round("open", "buzzer")
    made.scorer.award("buzzer", "red", 20)
    made.scorer.award("buzzer", "blue", 10)
    made.scorer.set_round("close", "buzzer")
    return made


def act(site: Site, path: str, **body: Any) -> int:
    """Something the desk does that must go well; the version of its entry."""
    answer = site.scorer.post(path, {"id": str(uuid.uuid4()), **body})
    assert answer.status_code in (200, 201), answer.text
    version: int = answer.get_json()["version"]
    return version


def undo(site: Site, version: int) -> tuple[int, int]:
    """Status of taking an entry back, and the version of the undo (0 where it is refused)."""
    body = {"id": str(uuid.uuid4()), "entry": version, "reason": "wrong"}
    answer = site.scorer.post("undo", body)
    assert answer.status_code in (201, 409), answer.text
    return answer.status_code, answer.get_json().get("version", 0)


def check_whole(site: Site) -> None:
    """Every screen can be drawn; at most one round is open, and none of an announced stage."""
    desk = site.scorer.board("?view=desk")
    open_in = [
        stage["state"] for stage in desk["stages"]
        for a_round in stage["rounds"] if a_round["state"] == "open"
    ]  # fmt: skip
    assert len(open_in) <= 1
    assert "done" not in open_in
    site.stranger.board()
    page = site.app.test_client()
    page.get(site.links["judges"][0]["url"].removeprefix("http://hall"))
    assert page.get("/e/quiz/judge").status_code == 200


def play_essay(site: Site) -> None:
    act(site, "rounds/essay/open")
    site.judge("lin").mark("essay", "red", 5)
    site.judge("lin").mark("essay", "blue", 5)
    act(site, "rounds/essay/close")


def test_a_round_opened_by_mistake_is_pending_again(site: Site) -> None:
    opened = act(site, "rounds/essay/open")
    assert undo(site, opened)[0] == 201
    board = site.stranger.board()
    assert [r["state"] for r in board["rounds"]] == ["closed", "pending"]
    check_whole(site)


def test_a_round_in_which_something_happened_stays_opened(site: Site) -> None:
    opened = act(site, "rounds/essay/open")
    site.judge("lin").mark("essay", "red", 5)
    assert undo(site, opened)[0] == 409


@pytest.mark.parametrize("version", [1, 2])
def test_a_set_up_and_a_scored_opening_are_not_taken_back(site: Site, version: int) -> None:
    assert undo(site, version)[0] == 409


def states(site: Site) -> list[str]:
    return [a_round["state"] for a_round in site.stranger.board()["rounds"]]


def test_a_closing_is_taken_back_and_so_is_the_taking_back(site: Site) -> None:
    status, undone = undo(site, 5)
    assert (status, states(site)) == (201, ["open", "pending"])
    status, again = undo(site, undone)
    assert (status, states(site)) == (201, ["closed", "pending"])
    assert undo(site, again)[0] == 201
    assert states(site) == ["open", "pending"]
    check_whole(site)


def test_a_closing_is_not_taken_back_while_another_round_is_open(site: Site) -> None:
    act(site, "rounds/essay/open")
    assert undo(site, 5)[0] == 409
    assert states(site) == ["closed", "open"]


def test_a_reopening_is_taken_back_and_what_was_given_meanwhile_stays(site: Site) -> None:
    reopened = act(site, "rounds/buzzer/reopen")
    site.scorer.award("buzzer", "blue", 10)
    assert undo(site, reopened)[0] == 201
    assert states(site) == ["closed", "pending"]
    totals = {row["team"]["id"]: row["total"] for row in site.stranger.board()["rows"]}
    assert totals == {"red": "20", "blue": "20"}


def test_only_the_newest_turn_of_a_round_is_taken_back(site: Site) -> None:
    act(site, "rounds/buzzer/reopen")
    act(site, "rounds/buzzer/close")
    assert undo(site, 5)[0] == 409


def test_a_closing_of_an_announced_stage_stands_until_the_announcement_is_taken_back(
    site: Site,
) -> None:
    play_essay(site)
    closed = site.version
    announced = act(site, "stages/heat/advance")
    assert undo(site, closed)[0] == 409
    assert undo(site, announced)[0] == 201
    assert undo(site, closed)[0] == 201
    check_whole(site)


def test_an_announcement_brought_back_is_not_lifted_once_the_next_stage_has_begun(
    site: Site,
) -> None:
    play_essay(site)
    announced = act(site, "stages/heat/advance")
    _, lifted = undo(site, announced)
    _, again = undo(site, lifted)
    act(site, "rounds/last/open")
    assert undo(site, again)[0] == 409
    check_whole(site)


def test_nothing_is_taken_back_twice(site: Site) -> None:
    assert [undo(site, 5)[0], undo(site, 5)[0]] == [201, 409]


def test_what_does_not_exist_is_not_taken_back(site: Site) -> None:
    for entry in (0, -1, 99):
        body = {"id": str(uuid.uuid4()), "entry": entry, "reason": "wrong"}
        answer = site.scorer.post("undo", body)
        assert answer.status_code == 422
        assert answer.get_json()["errors"][0]["field"] == "entry"


def test_an_opening_brought_back_does_not_stand_beside_another_open_round(site: Site) -> None:
    opened = act(site, "rounds/essay/open")
    _, undone = undo(site, opened)
    act(site, "rounds/buzzer/reopen")
    assert undo(site, undone)[0] == 409
    check_whole(site)


def test_an_announcement_is_taken_back_and_made_again(site: Site) -> None:
    play_essay(site)
    announced = act(site, "stages/heat/advance")
    assert undo(site, announced)[0] == 201
    assert site.stranger.board()["stage"]["id"] == "heat"
    act(site, "stages/heat/advance")
    assert site.stranger.board()["stage"]["id"] == "final"
    check_whole(site)


def test_an_announcement_brought_back_does_not_overtake_a_round_opened_since(site: Site) -> None:
    play_essay(site)
    announced = act(site, "stages/heat/advance")
    _, undone = undo(site, announced)
    act(site, "rounds/essay/reopen")
    assert undo(site, undone)[0] == 409
    check_whole(site)


def test_an_announcement_brought_back_names_who_is_ahead_now(site: Site) -> None:
    play_essay(site)
    announced = act(site, "stages/heat/advance")
    _, undone = undo(site, announced)
    correction = {"round": "essay", "team": "blue", "judge": "lin", "value": 20}
    act(site, "corrections", **correction, reason="misread")
    assert undo(site, undone)[0] == 409
    board = site.stranger.board("?stage=heat")
    leader = board["rows"][0]
    assert leader["team"]["id"] == "blue"
    assert leader["cut"] == "in"


def test_an_announcement_changed_by_a_correction_can_still_be_taken_back(site: Site) -> None:
    play_essay(site)
    announced = act(site, "stages/heat/advance")
    correction = {"round": "essay", "team": "blue", "judge": "lin", "value": 20}
    act(site, "corrections", **correction, reason="misread", decision="change")
    assert undo(site, announced)[0] == 201
    check_whole(site)


def test_a_mark_of_an_announced_stage_is_taken_back_while_the_same_teams_stay_named(
    site: Site,
) -> None:
    act(site, "rounds/essay/open")
    mark = site.judge("lin").mark("essay", "red", 5).get_json()["version"]
    site.judge("lin").mark("essay", "blue", 5)
    act(site, "rounds/essay/close")
    act(site, "stages/heat/advance")
    assert undo(site, mark)[0] == 201
    rows = {row["team"]["id"]: row for row in site.stranger.board("?stage=heat")["rows"]}
    assert (rows["red"]["cut"], rows["red"]["corrected"]) == ("in", True)
    check_whole(site)


def test_an_undo_that_would_name_others_asks_for_a_decision(site: Site) -> None:
    play_essay(site)
    announced = act(site, "stages/heat/advance")
    body = {"entry": 3, "reason": "wrong"}
    seen = site.scorer.post("undo?preview=1", {"id": str(uuid.uuid4()), **body}).get_json()
    assert (seen["announced"]["leaves"], seen["announced"]["enters"]) == (["Red"], ["Blue"])
    assert site.version == announced
    assert undo(site, 3)[0] == 409
    kept = site.scorer.post("undo", {"id": str(uuid.uuid4()), **body, "decision": "keep"})
    assert kept.status_code == 201
    assert [row["team"]["id"] for row in site.stranger.board()["rows"]] == ["red"]
    assert undo(site, kept.get_json()["version"])[0] == 201
    changed = site.scorer.post("undo", {"id": str(uuid.uuid4()), **body, "decision": "change"})
    assert changed.status_code == 201
    assert [row["team"]["id"] for row in site.stranger.board()["rows"]] == ["blue"]
    # To take the change back names Red again, so it asks as well.
    back = {"entry": changed.get_json()["version"], "reason": "wrong"}
    assert undo(site, back["entry"])[0] == 409
    again = site.scorer.post("undo", {"id": str(uuid.uuid4()), **back, "decision": "change"})
    assert again.status_code == 201
    assert [row["team"]["id"] for row in site.stranger.board()["rows"]] == ["red"]
    check_whole(site)


def test_once_the_next_stage_has_begun_the_announcement_stands(site: Site) -> None:
    play_essay(site)
    announced = act(site, "stages/heat/advance")
    act(site, "rounds/last/open")
    assert undo(site, announced)[0] == 409
