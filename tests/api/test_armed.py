"""Armed: a mark is acknowledged when both laptops hold it, and never do both acknowledge."""

from __future__ import annotations

from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from scoreboard.pair.by_itself import work
from scoreboard.pair.lease import LEASE, MARGIN
from scoreboard.pair.standing import standing_of
from tests.support.pairs import TwoLaptops
from tests.unit.contests import contest, final, heat, judged, people

ID = "5c9b4ad8-6c1f-4d37-9c3a-1b9f7a4a0c11"


@pytest.fixture
def pair(tmp_path: Path) -> TwoLaptops:
    """Two laptops with an open round, armed."""
    event = contest(heat(judged()), final(judged("last")), judges=people("lin wu"))
    both = TwoLaptops(tmp_path, event)
    assert both.first.scorer.set_round("open", "essay").status_code == 200
    both.step()
    assert both.first.scorer.post("second/arm").status_code == 200
    assert standing_of(both.of_first).lease
    return both


def at_first(pair: TwoLaptops, value: int = 7, **rest: object) -> TestResponse:
    return pair.first.judge("lin").mark("essay", "red", value, **rest)


def at_second(pair: TwoLaptops, value: int = 7, **rest: object) -> TestResponse:
    return pair.at_second(pair.first.judge("lin")).mark("essay", "red", value, **rest)


def given_at(pair: TwoLaptops) -> float:
    """When the second last let the first acknowledge."""
    assert pair.of_second.second is not None
    return pair.of_second.second.lease._given


def versions(pair: TwoLaptops) -> tuple[int, int]:
    return pair.first.stranger.board()["version"], pair.second.stranger.board()["version"]


def test_what_is_acknowledged_is_held_by_both(pair: TwoLaptops) -> None:
    for value in (7, 8, 9):
        assert at_first(pair, value).status_code == 201
        first, second = versions(pair)
        assert first == second
    slug = pair.first.event.slug
    pair.first.services.access.revoke(slug, "judge", "wu")
    assert at_first(pair).status_code == 201
    assert pair.second.services.access.links(slug) == pair.first.services.access.links(slug)


def test_where_the_second_is_lost_nothing_is_acknowledged_after_its_lease(pair: TwoLaptops) -> None:
    pair.cut = True
    answer = at_first(pair, id=ID)
    assert answer.status_code == 503, "committed here, and not held there"
    assert "备用电脑没有回应" in answer.get_json()["detail"]
    first, second = versions(pair)
    assert first == second + 1
    assert at_first(pair, 8).status_code == 503
    assert versions(pair)[0] == first, "what nobody may acknowledge is not written either"
    assert pair.first.stranger.client.get("/healthz").status_code == 503
    pair.cut = False
    pair.step()
    pair.step()
    assert at_first(pair, id=ID).status_code == 200, "it is there, and both hold it now"
    assert versions(pair)[0] == versions(pair)[1]


def test_a_repeat_waits_as_the_first_try_did(pair: TwoLaptops) -> None:
    pair.cut = True
    assert at_first(pair, id=ID).status_code == 503
    pair.time -= LEASE
    assert at_first(pair, id=ID).status_code == 503, "in the ledger here, and only here"


def test_the_second_takes_over_by_itself_when_the_lease_has_surely_run_out(
    pair: TwoLaptops,
) -> None:
    assert at_first(pair).status_code == 201
    given = given_at(pair)
    pair.cut = True
    while pair.of_second.state.part == "second":
        assert pair.time - given < LEASE + MARGIN + 0.5
        pair.tick(0.1)
    assert pair.time - given > LEASE + MARGIN
    assert pair.of_first.first.lease.left(pair.time) < -MARGIN / 2
    assert at_second(pair, 8).status_code == 201
    assert at_first(pair, 9).status_code == 503
    pair.cut = False
    work(pair.of_first)
    assert pair.of_first.state.part == "second", "the old first comes back, and follows"


def test_it_does_not_take_over_while_it_hears_the_first(pair: TwoLaptops) -> None:
    for _ in range(20):
        pair.tick(0.5)
        pair.step()
    assert pair.of_second.state.part == "second"
    assert at_first(pair).status_code == 201


def test_unarmed_it_does_nothing_by_itself(pair: TwoLaptops) -> None:
    assert pair.first.scorer.post("second/disarm").status_code == 200
    pair.cut = True
    pair.tick(10)
    assert pair.of_second.state.part == "second"
    assert at_first(pair).status_code == 201, "by hand: the first goes on"


def test_going_on_alone_asks_that_the_second_be_off_and_that_the_lease_be_over(
    pair: TwoLaptops,
) -> None:
    scorer = pair.first.scorer
    assert scorer.post("second/alone", {"off": True}).status_code == 409, "the second answers"
    pair.cut = True
    pair.pass_time(LEASE + 0.1)
    assert scorer.post("second/alone").status_code == 422
    assert scorer.post("second/disarm").status_code == 409, "it cannot be told"
    assert at_first(pair).status_code == 503
    assert scorer.post("second/alone", {"off": True}).status_code == 200
    assert at_first(pair).status_code == 201


def test_a_second_that_slept_takes_over_nothing_by_itself(pair: TwoLaptops) -> None:
    """Somebody may have said meanwhile that it is off: its lid was closed."""
    pair.cut = True
    pair.tick(0.5)
    pair.pass_time(600)
    pair.tick(10)
    assert pair.of_second.state.part == "second"
    taken = pair.at_second(pair.first.scorer).post("second/take_over", {"off": True})
    assert taken.status_code == 200, "a person may"


def test_by_hand_it_waits_too_until_the_lease_has_run_out(pair: TwoLaptops) -> None:
    pair.step()
    given = given_at(pair)
    pair.cut = True
    taken = pair.at_second(pair.first.scorer).post("second/take_over", {"off": True})
    assert taken.status_code == 200
    assert pair.time - given > LEASE + MARGIN


def test_a_first_that_starts_again_armed_waits_for_its_second(pair: TwoLaptops) -> None:
    pair.cut = True
    pair.restart_first()
    work(pair.of_first)
    assert at_first(pair).status_code == 503
    pair.cut = False
    pair.step()
    pair.step()
    pair.step()
    assert at_first(pair).status_code == 201


def test_arming_asks_for_a_second_that_is_there(pair: TwoLaptops) -> None:
    assert pair.first.scorer.post("second/disarm").status_code == 200
    pair.cut = True
    pair.pass_time(60)
    assert pair.first.scorer.post("second/arm").status_code == 409
    assert not pair.of_first.state.armed


def test_a_mark_costs_nothing_more_where_there_is_no_second(tmp_path: Path) -> None:
    """Beside tests/api/test_what_a_mark_costs.py: nothing waits, and nobody is asked."""
    both = TwoLaptops(tmp_path, contest(heat(judged()), judges=people("lin")))
    both.of_first.first._wait = lambda _: pytest.fail("a mark waited")  # type: ignore[method-assign]
    assert both.first.scorer.set_round("open", "essay").status_code == 200
    assert at_first(both).status_code == 201
