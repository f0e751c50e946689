"""Two laptops and four judges: the first is killed, or the line between the two is cut.

More of it by command: python -m tests.faults.two_laptops --kills 100 --cuts 100
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoreboard.pair.key import pair_key, written
from tests.support.contests import shipped
from tests.support.laptops import SLUG, TwoLaptops, suffer
from tests.support.screens import screen
from tests.support.server import scoreboard
from tests.support.sweeps import MODES, later


@pytest.fixture(scope="module", params=MODES)
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TwoLaptops]:
    both = TwoLaptops(tmp_path_factory.mktemp("laptops"), shipped(), mode=request.param)
    yield both
    both.stop()


def test_screens_at_the_second_show_the_board_as_it_comes_in(pair: TwoLaptops) -> None:
    second: Any = pair.second
    with screen(second, SLUG, "display") as wall:
        for value in (7, 8):
            version = pair.judges()[0].mark(pair.first, value)
            assert wall.shows(version)["version"] == version


@pytest.mark.long
def test_the_command_says_in_one_line_why_it_does_not_follow(
    pair: TwoLaptops, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    event = tmp_path / "event.toml"
    event.write_text(shipped(), "utf-8")
    assert scoreboard("load", event, data=own).returncode == 0
    wrong = written(pair_key("of another server", 1))
    for url, key, data, code, said in (
        (pair.first.url, wrong, tmp_path / "a", 1, "has another key. Is the address right?"),
        (pair.first.url, "ABCD", tmp_path / "a", 2, "this is no key: it has 26 letters"),
        (pair.first.url, pair.key, own, 2, "holds events of its own: nm2024"),
        (pair.second.url, pair.key, tmp_path / "a", 1, "itself; follow that one"),
        (pair.second.url, pair.key, pair.first.data, 1, "another scoreboard serves"),
        (
            "http://127.0.0.1:9",
            pair.key,
            tmp_path / "a",
            1,
            "Nothing answers at http://127.0.0.1:9.",
        ),
        ("ftp://hall", pair.key, tmp_path / "a", 2, "is no address such as"),
    ):
        done = scoreboard("follow", url, "--key", key, data=data)
        assert (done.returncode, said in done.stderr) == (code, True), done.stderr
        assert done.stderr.count("\n") == 1
        assert key not in done.stderr


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
