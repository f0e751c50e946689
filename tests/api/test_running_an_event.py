"""The event from the first mark to the winner, as its people see it through the API."""

import tomllib
import uuid

from scoreboard.assets import examples_dir
from tests.support.site import Site, ranks

SEED = [
    ("hyzg", 1, "42"),
    ("yzwd", 2, "34"),
    ("hlbf", 3, "27"),
    ("bhlc", 4, "26"),
    ("hlwx", 4, "26"),
    ("djdh", 5, "24"),
    ("yhcj", 6, "21"),
]


def mark_all(site: Site, round_id: str, marks: dict[str, int]) -> None:
    for judge in site.event.judges:
        for team, value in marks.items():
            assert site.judge(judge.id).mark(round_id, team, value).status_code == 201


def award_all(site: Site, round_id: str, points: dict[str, int]) -> None:
    for team, value in points.items():
        assert site.judge("j1").award(round_id, team, value).status_code == 201


def play_preliminary(site: Site) -> None:
    teams = ("hyzg", "yzwd", "hlbf", "bhlc", "hlwx", "djdh", "yhcj")
    rounds = {
        "r1": (14, 12, 9, 10, 8, 10, 8),
        "r2": (14, 10, 8, 8, 10, 10, 7),
        "r3": (14, 12, 10, 8, 8, 4, 6),
    }
    for round_id, values in rounds.items():
        assert site.scorer.set_round("open", round_id).status_code == 200
        give = mark_all if round_id == "r1" else award_all
        give(site, round_id, dict(zip(teams, values, strict=True)))
        assert site.scorer.set_round("close", round_id).status_code == 200


def test_the_seeds_table_comes_out_exactly(site: Site) -> None:
    play_preliminary(site)
    board = site.stranger.board("?stage=prelim")
    assert ranks(board) == SEED
    assert [row["tied"] for row in board["rows"]] == [False] * 3 + [True] * 2 + [False] * 2
    assert [row["cut"] for row in board["rows"]] == ["in"] * 3 + ["out"] * 4
    assert not any(row["provisional"] for row in board["rows"])


def test_the_first_three_go_on_and_the_final_begins_from_nothing(site: Site) -> None:
    play_preliminary(site)
    assert site.scorer.post("stages/prelim/advance").status_code == 200
    board = site.stranger.board()
    assert board["stage"]["id"] == "final"
    assert {row["team"]["id"] for row in board["rows"]} == {"hyzg", "yzwd", "hlbf"}
    assert {(row["rank"], row["total"]) for row in board["rows"]} == {(None, None)}
    assert ranks(site.stranger.board("?stage=prelim")) == SEED


def test_a_team_that_did_not_advance_is_given_nothing_in_the_final(site: Site) -> None:
    play_preliminary(site)
    site.scorer.post("stages/prelim/advance")
    site.scorer.set_round("open", "f1")
    answer = site.judge("j1").mark("f1", "yhcj", 10)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "team"


def test_the_winner_is_announced_and_the_event_is_final(site: Site) -> None:
    play_preliminary(site)
    site.scorer.post("stages/prelim/advance")
    site.scorer.set_round("open", "f1")
    mark_all(site, "f1", {"hyzg": 9, "yzwd": 8, "hlbf": 7})
    site.scorer.set_round("close", "f1")
    site.scorer.set_round("open", "f2")
    site.scorer.set_round("close", "f2")
    assert site.scorer.post("stages/final/advance").status_code == 200
    board = site.stranger.board()
    assert board["status"] == "final"
    assert board["announced"] == {"stage": "final", "winners": ["hyzg"], "advancing": []}
    assert site.scorer.set_round("reopen", "f2").status_code == 409


def test_finalists_are_not_named_while_a_tie_straddles_the_cut(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    mark_all(
        site,
        "r1",
        {"hyzg": 20, "yzwd": 18, "hlbf": 18, "bhlc": 18, "hlwx": 1, "djdh": 1, "yhcj": 1},
    )
    site.scorer.set_round("close", "r1")
    for round_id in ("r2", "r3"):
        site.scorer.set_round("open", round_id)
        site.scorer.set_round("close", round_id)
    cuts = {row["team"]["id"]: row["cut"] for row in site.stranger.board()["rows"]}
    assert (cuts["hyzg"], cuts["yzwd"], cuts["bhlc"], cuts["hlwx"]) == ("in", "tied", "tied", "out")
    version = site.version
    answer = site.scorer.post("stages/prelim/advance")
    assert answer.status_code == 409
    assert "勇者无敌队" in answer.get_json()["detail"]
    assert site.version == version


def test_the_order_of_things_is_kept(site: Site) -> None:
    scorer = site.scorer
    assert scorer.set_round("close", "r1").status_code == 409
    assert scorer.set_round("reopen", "r1").status_code == 409
    assert scorer.set_round("open", "f1").status_code == 409
    assert scorer.set_round("open", "r1").status_code == 200
    assert scorer.set_round("open", "r1").status_code == 409
    assert scorer.set_round("open", "r2").status_code == 409
    assert scorer.post("stages/prelim/advance").status_code == 409
    assert scorer.set_round("close", "r1").status_code == 200
    assert scorer.set_round("open", "r1").status_code == 409
    assert scorer.set_round("reopen", "r1").status_code == 200


def test_a_judge_may_change_a_mark_while_the_round_is_open(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    judge = site.judge("j1")
    first = judge.mark("r1", "hyzg", 10).get_json()["version"]
    assert judge.mark("r1", "hyzg", 16, replaces=first).status_code == 201
    marks = site.scorer.board("?view=desk")["marks"]["r1"]["hyzg"]
    assert marks["j1"]["value"] == "16"
    assert site.stranger.board()["rows"][0]["total"] == "16"


def test_a_late_mark_does_not_overwrite_the_desks_correction(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    judge = site.judge("j1")
    seen = judge.mark("r1", "hyzg", 1).get_json()["version"]
    correction = {
        "id": str(uuid.uuid4()), "round": "r1", "team": "hyzg", "judge": "j1", "value": 19,
        "reason": "1.9 for 19",
    }  # fmt: skip
    corrected = site.scorer.post("corrections", correction)
    assert corrected.status_code == 201
    assert judge.mark("r1", "hyzg", 2, replaces=seen).status_code == 409
    assert judge.mark("r1", "hyzg", 2).status_code == 409
    newest = corrected.get_json()["version"]
    assert judge.mark("r1", "hyzg", 18, replaces=newest).status_code == 201


def test_a_correction_needs_a_reason(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    body = {"id": str(uuid.uuid4()), "round": "r1", "team": "hyzg", "judge": "j1", "value": 19}
    for reason in ({}, {"reason": ""}):
        answer = site.scorer.post("corrections", {**body, **reason})
        assert answer.status_code == 422
        assert answer.get_json()["errors"][0]["field"] == "reason"


def test_an_award_is_taken_back_by_who_gave_it_and_only_while_the_round_is_open(
    site: Site,
) -> None:
    site.scorer.set_round("open", "r2")
    judge, uid = site.judge("j1"), str(uuid.uuid4())
    judge.award("r2", "hyzg", 5)
    judge.award("r2", "hyzg", 3, id=uid)
    assert site.judge("j2").delete(f"awards/{uid}").status_code == 403
    assert site.stranger.board()["rows"][0]["total"] == "8"
    first, again = judge.delete(f"awards/{uid}"), judge.delete(f"awards/{uid}")
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.get_json() == again.get_json()
    assert site.stranger.board()["rows"][0]["total"] == "5"
    kept = site.scorer.get("ledger").get_json()["entries"]
    assert [e["kind"] for e in kept] == ["setup", "open", "award", "award", "undo"]
    late = str(uuid.uuid4())
    judge.award("r2", "hyzg", 1, id=late)
    site.scorer.set_round("close", "r2")
    assert judge.delete(f"awards/{late}").status_code == 409


def test_an_undo_voids_one_entry_and_can_itself_be_undone(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    mark = site.judge("j1").mark("r1", "hyzg", 10).get_json()["version"]

    def undo(entry: int) -> int:
        body = {"id": str(uuid.uuid4()), "entry": entry, "reason": "wrong team"}
        answer = site.scorer.post("undo", body)
        assert answer.status_code == 201, answer.text
        version: int = answer.get_json()["version"]
        return version

    undone = undo(mark)
    assert site.scorer.board("?view=desk")["marks"]["r1"] == {}
    undo(undone)
    assert site.scorer.board("?view=desk")["marks"]["r1"]["hyzg"]["j1"]["value"] == "10"
    body = {"id": str(uuid.uuid4()), "entry": undone, "reason": "again"}
    assert site.scorer.post("undo", body).status_code == 409


def test_any_past_board_can_be_drawn_again(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    then = site.judge("j1").mark("r1", "hyzg", 10).get_json()["version"]
    site.judge("j1").mark("r1", "hyzg", 20)
    past = site.scorer.board(f"?view=desk&at={then}")
    assert past["version"] == then
    assert past["rows"][0]["total"] == "10"
    assert site.scorer.get("board?view=desk&at=999").status_code == 422


def test_an_unchanged_board_is_not_sent_again(site: Site) -> None:
    client = site.app.test_client()
    path = f"/api/v1/events/{site.event.slug}/board"
    etag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    site.scorer.set_round("open", "r1")
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_what_judges_gave_is_on_no_public_board(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    site.judge("j3").mark("r1", "hyzg", 17)
    public = site.stranger.board()
    assert not {"marks", "judges", "awards", "missing"} & public.keys()


def test_the_example_says_that_its_marks_are_illustrative() -> None:
    text = (examples_dir() / "nuclear-medicine-2024.play.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert "illustrative" in text
