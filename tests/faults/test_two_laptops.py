"""Two laptops and four judges: the first is killed, or the line between the two is cut.

More of it by command: python -m tests.faults.two_laptops --kills 100 --cuts 100
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.contests import shipped
from tests.support.laptops import SLUG, TwoLaptops, suffer
from tests.support.screens import screen
from tests.support.sweeps import MODES, later


@pytest.fixture(scope="module", params=MODES)
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TwoLaptops]:
    both = TwoLaptops(tmp_path_factory.mktemp("laptops"), shipped(), mode=request.param)
    yield both
    both.stop()
    for laptop in both.laptops:
        assert "Traceback" not in laptop.log.read_text()


def test_screens_at_the_second_show_the_board_as_it_comes_in(pair: TwoLaptops) -> None:
    second: Any = pair.second
    with screen(second, SLUG, "display") as wall:
        for value in (7, 8):
            version = pair.judges()[0].mark(pair.first, value)
            assert wall.shows(version)["version"] == version


@pytest.mark.parametrize(
    ("fault", "after"),
    [("kill", 0.3), ("cut", 0.2), later("kill", 1.1), later("cut", 0.9), later("kill", 0.05),
     later("cut", 0.0)],
)  # fmt: skip
def test_armed_nothing_acknowledged_is_lost_and_never_do_both_acknowledge(
    pair: TwoLaptops, fault: str, after: float
) -> None:
    outcome = suffer(pair, fault, after)
    assert outcome.good, outcome
    assert outcome.seconds < 8, "the lease, its margin, and the next try of a tablet"
    assert outcome.acknowledged > 8


@pytest.mark.parametrize(("fault", "after"), [later("kill", 0.3), later("cut", 0.5)])
def test_by_hand_nothing_is_lost_while_the_tablets_live(
    pair: TwoLaptops, fault: str, after: float
) -> None:
    outcome = suffer(pair, fault, after, armed=False)
    assert outcome.good, outcome
