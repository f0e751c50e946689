"""The pair broken on purpose: each fault is found by what the tests of the pair look at."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from tests.faults.broken_pairs import BREAKS
from tests.support.pairs import TwoLaptops
from tests.unit.contests import contest, heat, judged, people

FOUND = {
    "lease": {"both acknowledge"},
    "hold": {"lost"},
    "ledger": {"two histories under one name"},
}


@pytest.fixture
def pair(tmp_path: Path) -> TwoLaptops:
    """Two laptops with an open round, armed."""
    both = TwoLaptops(tmp_path, contest(heat(judged()), judges=people("lin")))
    assert both.first.scorer.set_round("open", "essay").status_code == 200
    both.step()
    assert both.first.scorer.post("second/arm").status_code == 200
    return both


def wrong_after_a_cut(pair: TwoLaptops) -> set[str]:
    """What is wrong after the line was cut while a judge marked, and the second took over."""
    acknowledged = []
    judge = pair.first.judge("lin")
    for cut in (False, True):
        pair.cut = cut
        uid = str(uuid.uuid4())
        if judge.mark("essay", "red", 7, id=uid).status_code in (200, 201):
            acknowledged.append(uid)
    pair.tick(5)
    assert pair.of_second.state.part == "first", "it has taken over"
    found = set()
    there = {entry.id for entry in pair.second.services.ledger.since(pair.first.event.slug, 0)}
    if not there.issuperset(acknowledged):
        found.add("lost")
    if pair.first.stranger.board()["ledger"] == pair.second.stranger.board()["ledger"]:
        found.add("two histories under one name")
    return found


def wrong_after_a_delay(pair: TwoLaptops) -> set[str]:
    """The second says that it holds a mark, and this is so long on its way that it takes over."""
    # It hears of the mark at once; what it says then takes long.
    pair.delays = [0.0, 5.0]
    answer = pair.first.judge("lin").mark("essay", "red", 7)
    assert pair.of_second.state.part == "first", "it has taken over"
    return {"both acknowledge"} if answer.status_code in (200, 201) else set()


def wrong(pair: TwoLaptops, name: str = "") -> set[str]:
    return wrong_after_a_delay(pair) if name == "lease" else wrong_after_a_cut(pair)


@pytest.mark.parametrize("name", ["", "lease"])
def test_nothing_is_wrong_where_nothing_is_broken(pair: TwoLaptops, name: str) -> None:
    assert wrong(pair, name) == set()


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_is_found(
    name: str, pair: TwoLaptops, monkeypatch: pytest.MonkeyPatch
) -> None:
    BREAKS[name](monkeypatch.setattr)
    assert wrong(pair, name) == FOUND[name]
