"""Corrections and undo after an announcement: nothing that was announced changes in silence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.support.rulings import correction, play, rule, small_event
from tests.support.site import Site


def test_a_correction_after_the_announcement_names_who_would_swap(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    site.scorer.post("stages/s1/advance")
    version = site.version
    seen = site.scorer.post("corrections?preview=1", correction("t4", 21)).get_json()
    assert {move["name"] for move in seen["moves"]} == {"张队", "刘队"}
    found = {"stands": False, "leaves": ["张队"], "enters": ["刘队"], "stages": ["Heats"]}
    assert seen["announced"] == found
    refused = site.scorer.post("corrections", correction("t4", 21))
    assert refused.status_code == 409
    assert "张队" in refused.get_json()["detail"]
    assert "刘队" in refused.get_json()["detail"]
    assert site.version == version
    changed = site.scorer.post("corrections", correction("t4", 21, decision="change"))
    assert changed.status_code == 201
    entry = site.scorer.get("ledger").get_json()["entries"][-1]
    assert entry["detail"] == {"decision": "change", "announced": {"s1": ["t1", "t2", "t4"]}}
    assert [row["team"]["id"] for row in site.stranger.board()["rows"]] == ["t1", "t2", "t4"]


def test_an_announcement_may_be_kept_knowingly_and_stands_once_the_final_has_begun(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    site.scorer.post("stages/s1/advance")
    site.scorer.set_round("open", "f1")
    change = site.scorer.post("corrections", correction("t4", 21, decision="change"))
    assert change.status_code == 409
    kept = site.scorer.post("corrections", correction("t4", 21, decision="keep"))
    assert kept.status_code == 201
    assert [row["team"]["id"] for row in site.stranger.board()["rows"]] == ["t1", "t2", "t3"]


def test_an_announcement_can_be_taken_back_until_the_next_stage_begins(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [5, 4, 3, 2, 1])
    announced = site.scorer.post("stages/s1/advance").get_json()["version"]
    assert rule(site.scorer, "undo", entry=announced).status_code == 201
    assert site.stranger.board()["stage"]["id"] == "s1"
    again = site.scorer.post("stages/s1/advance").get_json()["version"]
    site.scorer.set_round("open", "f1")
    assert rule(site.scorer, "undo", entry=again).status_code == 409


def test_taking_back_what_a_decided_correction_changed_breaks_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    announced = site.scorer.post("stages/s1/advance").get_json()["version"]
    assert (
        site.scorer.post("corrections", correction("t4", 21, decision="change")).status_code == 201
    )
    assert rule(site.scorer, "undo", entry=announced).status_code == 201
    assert [row["cut"] for row in site.stranger.board()["rows"]] == ["in"] * 3 + ["out"] * 2


def test_taking_back_a_decided_correction_asks_whether_the_announcement_stands(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    site.scorer.post("stages/s1/advance")
    decided = site.scorer.post("corrections", correction("t4", 21, decision="change"))
    entry = decided.get_json()["version"]
    seen = rule(site.scorer, "undo?preview=1", entry=entry).get_json()["announced"]
    assert seen == {"stands": False, "leaves": ["刘队"], "enters": ["张队"], "stages": ["Heats"]}
    assert rule(site.scorer, "undo", entry=entry).status_code == 409
    assert [row["team"]["id"] for row in site.stranger.board()["rows"]] == ["t1", "t2", "t4"]
    assert rule(site.scorer, "undo", entry=entry, decision="change").status_code == 201
    assert [row["team"]["id"] for row in site.stranger.board()["rows"]] == ["t1", "t2", "t3"]


def test_no_finalist_is_exchanged_by_an_undo_once_the_final_has_begun(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    site.scorer.post("stages/s1/advance")
    decided = site.scorer.post("corrections", correction("t4", 21, decision="change"))
    entry = decided.get_json()["version"]
    play_final(site, t1=5, t2=5, t4=1)
    tied = rule(site.scorer, "stages/s2/playoff", teams=["t1", "t2"])
    assert tied.status_code == 200
    assert rule(site.scorer, "undo", entry=entry).status_code == 409
    assert rule(site.scorer, "undo", entry=entry, decision="change").status_code == 409
    assert rule(site.scorer, "undo", entry=entry, decision="keep").status_code == 201
    assert [row["team"]["id"] for row in site.stranger.board()["rows"]] == ["t1", "t2", "t4"]


def test_an_announcement_stands_while_a_play_off_of_the_next_stage_does(tmp_path: Path) -> None:
    event = small_event()
    last = replace(event.stages[1], base=Decimal(10))
    site = Site(tmp_path, replace(event, stages=(event.stages[0], last)))
    play(site, "r1", [30, 28, 20, 18, 10])
    announced = site.scorer.post("stages/s1/advance").get_json()["version"]
    play_final(site)
    rule(site.scorer, "stages/s2/playoff", teams=["t1", "t2", "t3"])
    *_, opened, closed, playoff = site.scorer.get("ledger").get_json()["entries"]
    site.scorer.set_round("close", playoff["round"])
    # With the round as if it had never been opened only the play-off is left of the final.
    assert rule(site.scorer, "undo", entry=closed["version"]).status_code == 201
    assert rule(site.scorer, "undo", entry=opened["version"]).status_code == 201
    assert rule(site.scorer, "undo", entry=announced).status_code == 409
    assert len(site.stranger.board("?stage=s2")["rows"]) == 3


def play_final(site: Site, **given: int) -> None:
    site.scorer.set_round("open", "f1")
    for team, value in given.items():
        assert site.judge("j1").award("f1", team, value).status_code == 201
    site.scorer.set_round("close", "f1")


def test_an_undo_is_not_undone_into_a_day_that_has_gone_on(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    announced = site.scorer.post("stages/s1/advance").get_json()["version"]
    undone = rule(site.scorer, "undo", entry=announced).get_json()["version"]
    site.scorer.post("corrections", correction("t4", 21))
    version = site.version
    assert rule(site.scorer, "undo", entry=undone).status_code == 409
    assert site.version == version


def test_what_is_carried_on_may_touch_a_later_announcement(tmp_path: Path) -> None:
    event = small_event()
    last = replace(event.stages[1], carry=Decimal(1))
    site = Site(tmp_path, replace(event, stages=(event.stages[0], last)))
    play(site, "r1", [30, 28, 20, 18, 10])
    site.scorer.post("stages/s1/advance")
    play(site, "f1", [9, 2, 1])
    assert site.scorer.post("stages/s2/advance").status_code == 200
    refused = site.scorer.post("corrections", correction("t2", 38))
    assert refused.status_code == 409
    assert "李队" in refused.get_json()["detail"]
    changed = site.scorer.post("corrections", correction("t2", 38, decision="change"))
    assert changed.status_code == 201
    assert site.stranger.board()["announced"]["winners"] == ["t2"]


def test_a_correction_that_would_tie_a_named_team_names_nobody_in_its_place(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    site.scorer.post("stages/s1/advance")
    seen = site.scorer.post("corrections?preview=1", correction("t4", 20)).get_json()
    assert seen["announced"] == {"stands": False, "leaves": [], "enters": [], "stages": ["Heats"]}
    assert site.scorer.post("corrections", correction("t4", 20)).status_code == 409
    change = site.scorer.post("corrections", correction("t4", 20, decision="change"))
    assert change.status_code == 409
    kept = site.scorer.post("corrections", correction("t4", 20, decision="keep"))
    assert kept.status_code == 201


def test_a_preview_before_an_announcement_tells_who_would_cross_the_cut(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    seen = site.scorer.post("corrections?preview=1", correction("t4", 25)).get_json()
    assert set(seen["cut"]) == {"t3", "t4"}
    assert seen["announced"] is None


def test_a_mark_that_the_desk_enters_says_so_until_it_is_corrected(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    body = {"round": "r1", "team": "hyzg", "judge": "j1"}

    def mark() -> dict[str, Any]:
        kept: dict[str, Any] = site.scorer.board("?view=desk")["marks"]["r1"]["hyzg"]["j1"]
        return kept

    assert rule(site.scorer, "corrections", **body, value=15, replaces=0).status_code == 201
    entry = site.scorer.get("ledger").get_json()["entries"][-1]
    assert (entry["by"], entry["detail"]) == ("scorer", {"entered": True})
    assert (mark()["corrected"], mark()["entered"]) == (True, True)
    assert rule(site.scorer, "corrections", **body, value=16).status_code == 201
    assert (mark()["corrected"], mark()["entered"]) == (True, False)


def test_a_mark_that_came_in_meanwhile_is_not_written_over_unseen(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    given = site.judge("j1").mark("r1", "hyzg", 14).get_json()["version"]
    body = {"round": "r1", "team": "hyzg", "judge": "j1", "value": 15}
    late = rule(site.scorer, "corrections", **body, replaces=0)
    assert late.status_code == 409
    assert "14" in late.get_json()["detail"]
    assert site.version == given
    assert rule(site.scorer, "corrections", **body, replaces=given).status_code == 201


def test_what_an_undo_would_change_is_told_before_it_is_made(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    site.judge("j1").mark("r1", "hyzg", 14)
    mark = site.version
    site.scorer.set_round("close", "r1")
    seen = rule(site.scorer, "undo?preview=1", entry=mark).get_json()
    assert [(move["team"], move["total"]) for move in seen["moves"] if move["team"] == "hyzg"] == [
        ("hyzg", ["14", None])
    ]
    seen = rule(site.scorer, "undo?preview=1", entry=site.version).get_json()
    assert seen["rounds"] == [{"id": "r1", "name": "必答题", "from": "closed", "to": "open"}]
    assert seen["moves"] == []
    assert site.version == mark + 1


def test_undoing_an_announcement_says_which_result_it_takes_back(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    announced = site.scorer.post("stages/s1/advance").get_json()["version"]
    seen = rule(site.scorer, "undo?preview=1", entry=announced).get_json()
    assert seen["results"] == [{"stage": "s1", "name": "Heats", "announced": False}]


def test_a_penalty_and_a_withdrawal_are_seen_before_they_are_written(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 20, 18, 10])
    version = site.version
    seen = rule(site.scorer, "penalties?preview=1", team="t1", points="-11").get_json()
    assert {move["team"] for move in seen["moves"]} == {"t1", "t2", "t3"}
    seen = rule(site.scorer, "teams/t1/withdraw?preview=1").get_json()
    assert set(seen["cut"]) == {"t1", "t4"}
    assert site.version == version
    assert rule(site.scorer, "penalties?preview=1", team="t1", points="11").status_code == 422


def test_a_play_off_taken_back_goes_with_all_that_was_given_in_it(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 28, 28, 10])
    entry = rule(site.scorer, "stages/s1/playoff").get_json()["entry"]
    site.judge("j1").award(entry["round"], "t4", 1)
    seen = rule(site.scorer, "undo?preview=1", entry=entry["version"]).get_json()
    assert [(r["from"], r["to"]) for r in seen["rounds"]] == [("open", None)]
    undone = rule(site.scorer, "undo", entry=entry["version"]).get_json()["version"]
    seen = rule(site.scorer, "undo?preview=1", entry=undone).get_json()
    assert [(r["from"], r["to"]) for r in seen["rounds"]] == [(None, "open")]
