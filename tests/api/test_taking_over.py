"""The second laptop takes over, and the first comes back: one writes, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scoreboard.contest.words import Refusal
from scoreboard.in_thread import here
from scoreboard.pair.away import Declined
from scoreboard.pair.by_itself import work
from scoreboard.services import now
from scoreboard.storage.backup import check, restore
from tests.support.pairs import HERE, THERE, TwoLaptops
from tests.support.site import Site
from tests.unit.contests import contest, final, heat, judged, people

DESK = "second"


@pytest.fixture
def pair(tmp_path: Path) -> TwoLaptops:
    """Two laptops with an open round, in which one mark was given and copied."""
    event = contest(heat(judged()), final(judged("last")), judges=people("lin wu"))
    both = TwoLaptops(tmp_path, event)
    assert both.first.scorer.set_round("open", "essay").status_code == 200
    assert both.first.judge("lin").mark("essay", "red", 7).status_code == 201
    both.copy()
    return both


def acts(pair: TwoLaptops, act: str, *, at_first: bool = False, off: bool = True) -> int:
    scorer = pair.first.scorer if at_first else pair.at_second(pair.first.scorer)
    return scorer.post(f"second/{act}", {"off": off}).status_code


def test_the_second_takes_over_when_a_person_says_that_the_first_is_off(pair: TwoLaptops) -> None:
    pair.cut = True
    before = pair.second.stranger.board()
    assert acts(pair, "take_over", off=False) == 422, "it asks that the first be off"
    assert pair.at_second(pair.first.judge("wu")).mark("essay", "blue", 5).status_code == 503
    assert acts(pair, "take_over") == 200
    assert pair.at_second(pair.first.judge("wu")).mark("essay", "blue", 5).status_code == 201
    board = pair.second.stranger.board()
    assert board["version"] == before["version"] + 1
    assert board["ledger"] != before["ledger"], "screens start over in a ledger of another name"
    assert acts(pair, "take_over") == 409, "it writes already"


def test_a_judge_and_a_viewer_take_over_nothing(pair: TwoLaptops) -> None:
    judge = pair.at_second(pair.first.judge("lin"))
    assert judge.post("second/take_over", {"off": True}).status_code == 403
    assert pair.second.stranger.post("second/take_over", {"off": True}).status_code == 401
    assert pair.of_second.state.part == "second"


def test_a_first_that_still_runs_hands_over_all_it_has_and_follows(pair: TwoLaptops) -> None:
    assert pair.first.judge("wu").mark("essay", "red", 8).status_code == 201, "not copied yet"
    assert acts(pair, "take_over") == 200
    assert pair.of_first.state.part == "second"
    assert pair.first.judge("wu").mark("essay", "blue", 8).status_code == 503
    assert pair.at_second(pair.first.judge("wu")).mark("essay", "blue", 8).status_code == 201
    pair.of_first.copy_once()
    assert pair.first.stranger.board() == pair.second.stranger.board()
    assert pair.of_second.pairing.parted(pair.first.event.slug) == [], "nobody had anything alone"


def test_the_old_first_comes_back_asks_and_follows(pair: TwoLaptops) -> None:
    pair.cut = True
    pair.pass_time(60)
    assert acts(pair, "take_over") == 200
    work(pair.of_first)
    assert pair.of_first.state.part == "first", "nobody has told it"
    pair.cut = False
    work(pair.of_first)
    assert pair.of_first.state.part == "second"
    assert THERE in pair.first.judge("wu").mark("essay", "red", 8).get_json()["detail"]


def test_a_first_that_starts_again_writes_nothing_until_it_has_asked(pair: TwoLaptops) -> None:
    pair.cut = True
    assert acts(pair, "take_over") == 200
    pair.cut = False
    pair.restart_first()
    answer = pair.first.judge("wu").mark("essay", "red", 8)
    assert answer.status_code == 503, "the second may have taken over meanwhile"
    work(pair.of_first)
    assert pair.of_first.state.part == "second"


def test_a_first_whose_second_is_not_there_either_writes_after_it_has_asked(
    pair: TwoLaptops,
) -> None:
    pair.cut = True
    pair.restart_first()
    assert pair.first.judge("wu").mark("essay", "red", 8).status_code == 503
    work(pair.of_first)
    assert pair.first.judge("wu").mark("essay", "red", 8).status_code == 201


def test_where_both_wrote_the_desks_show_both_histories_and_all_is_kept(pair: TwoLaptops) -> None:
    slug = pair.first.event.slug
    pair.cut = True
    pair.pass_time(60)
    both_have = pair.first.stranger.board()["version"]
    here = pair.first.judge("wu").mark("essay", "red", 8, id=ID)
    assert here.status_code == 201
    assert pair.first.judge("lin").mark("essay", "blue", 3).status_code == 201
    assert acts(pair, "take_over") == 200, "by a person's wrong word"
    assert pair.at_second(pair.first.judge("wu")).mark("essay", "red", 9).status_code == 201
    pair.cut = False
    work(pair.of_first)
    pair.of_first.copy_once()

    assert pair.first.stranger.board() == pair.second.stranger.board()
    for site in (pair.first, pair.second):
        person = pair.first.scorer if site is pair.first else pair.at_second(pair.first.scorer)
        (parted,) = person.get("safety").get_json()["second"]["parted"]
        assert parted["since"] == both_have
        assert [(one["by"], one["what"].split(" · ")[-1]) for one in parted["there"]] == [
            ("Wu", "8"), ("Lin", "3"),
        ]  # fmt: skip
        assert [one["what"].split(" · ")[-1] for one in parted["here"]] == ["9"]
        assert not any(one["again"] for one in parted["there"])
        assert parted["own"] is (site is pair.first), "each says whose history does not go on"
        warned = (
            "Both laptops wrote" in person.get("safety?lang=en").get_json()["second"]["warning"]
        )
        assert warned is (site is pair.second), "the desk that writes is told to look through them"
        kept = pair.folder / "first" / "backups" / parted["kept"]
        assert check(kept)[slug] == both_have + 2, "the old first's own backup holds all it had"

    again = pair.at_second(pair.first.judge("wu")).mark("essay", "red", 8, id=ID)
    assert again.status_code == 201, "the tablet offers again what the first acknowledged"
    shown = pair.at_second(pair.first.scorer).get("safety").get_json()["second"]["parted"]
    assert [one["again"] for one in shown[0]["there"]] == [True, False]
    told = pair.at_second(pair.first.scorer)
    around, later = pair.of_second.around, now() + timedelta(hours=1, minutes=1)
    pair.of_second.around = replace(around, now=lambda: later)
    assert told.get("safety").get_json()["second"]["warning"] == "", "only Safety says it for good"


def test_what_was_found_once_is_shown_once(pair: TwoLaptops) -> None:
    pair.cut = True
    assert pair.first.judge("wu").mark("essay", "red", 8).status_code == 201
    assert acts(pair, "take_over") == 200
    pair.cut = False
    pair.pass_time(60)
    work(pair.of_first)
    for _ in range(3):
        pair.of_first.copy_once()
    assert len(pair.of_second.pairing.parted(pair.first.event.slug)) == 1
    assert len(list((pair.folder / "first" / "backups").glob("before-follow-*"))) == 1


def test_a_restored_first_is_noticed_and_what_the_second_has_more_is_not_lost(
    pair: TwoLaptops,
) -> None:
    old = pair.folder / "old.db"
    pair.first.services.backups._source.copy(old, here)
    assert pair.first.judge("wu").mark("essay", "red", 8).status_code == 201
    pair.copy()
    pair.restart_first(restored=old)
    work(pair.of_first)
    pair.copy()
    assert pair.second.stranger.board() == pair.first.stranger.board()
    (parted,) = pair.of_first.pairing.parted(pair.first.event.slug)
    assert len(parted.entries) == 1
    assert (pair.folder / "second" / "backups" / parted.kept).exists()


def test_a_backup_made_on_the_second_is_put_back_as_one_that_writes(
    pair: TwoLaptops, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    pair.second.services.backups._source.copy(copy, here)
    (tmp_path / "new").mkdir()
    restore(copy, tmp_path / "new" / "scoreboard.db", now())
    site = Site(tmp_path / "new", pair.first.event)
    assert site.judge("wu").mark("essay", "red", 8).status_code == 201


def test_after_a_take_over_the_pair_works_the_other_way_round(pair: TwoLaptops) -> None:
    assert acts(pair, "take_over") == 200
    pair.of_first.copy_once()
    assert pair.of_second.state.other == HERE
    assert pair.at_second(pair.first.judge("wu")).mark("essay", "red", 8).status_code == 201
    assert acts(pair, "take_over", at_first=True) == 200
    assert pair.of_second.state.part == "second"
    assert pair.first.judge("lin").mark("essay", "blue", 4).status_code == 201
    pair.copy()
    assert pair.second.stranger.board() == pair.first.stranger.board()


def test_who_has_taken_over_follows_nobody_and_who_follows_is_not_followed(
    pair: TwoLaptops, tmp_path: Path
) -> None:
    third = pair.join(tmp_path / "third", "http://third.test", follows=THERE)
    with pytest.raises(Declined, match=r"follows http://first\.test itself"):
        pair.pair_of(third).copy_once()
    with pytest.raises(Refusal, match="writes already"):
        pair.of_first.take_over()


ID = "5c9b4ad8-6c1f-4d37-9c3a-1b9f7a4a0c11"
