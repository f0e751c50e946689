"""A server that is ended or stopped while four judges mark: each mark stands once in the ledger."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoreboard.config import ASYNC_MODES
from tests.faults.harness import Tally, kill, pause, storm
from tests.support.contests import contest
from tests.support.server import Server, scoreboard, serving
from tests.support.sweeps import MODES, later

SLUG = "storm"
TIMES = 20


def opened(server: Server) -> Server:
    server.scorer(SLUG).set_round("open", "r1")
    return server


@pytest.fixture(scope="module", params=MODES)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    mode: str = request.param
    with serving(
        tmp_path_factory.mktemp(f"storm-{mode}"), contest(SLUG, 7, judges=4), mode=mode
    ) as running:
        yield opened(running)


def clean(tally: Tally, times: int) -> None:
    assert tally.clean, tally
    assert tally.tried == times
    assert tally.sent > times


# `python -m bench faults` kills each kind of server two hundred times.
@pytest.mark.parametrize(
    ("server", "times"),
    [(MODES[0], TIMES), *(later(mode, TIMES) for mode in ASYNC_MODES[1:])],
    indirect=["server"],
)
def test_a_server_that_is_killed_again_and_again_loses_and_doubles_nothing(
    server: Server, times: int
) -> None:
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    clean(storm(server, SLUG, "killed", times, kill, seed), times)
    done = scoreboard("verify", SLUG, data=server.data)
    assert done.returncode == 0, done.stderr


def test_a_laptop_whose_lid_is_closed_for_a_moment_goes_on_where_it_was(server: Server) -> None:
    clean(storm(server, SLUG, "stopped and continued", 5, pause, 7), 5)


@pytest.mark.long
@pytest.mark.parametrize(
    ("how", "found"), [("acknowledges-early", "lost"), ("counts-again", "doubled")]
)
def test_a_product_that_is_broken_on_purpose_is_found_out(
    tmp_path: Path, how: str, found: str
) -> None:
    program = ("tests.faults.broken", how)
    with serving(tmp_path, contest(SLUG, 7, judges=4), program=program) as running:
        hall = opened(running)
        # Where the disk is slow, a kill may meet the one moment in which nothing is lost.
        tallies = (storm(hall, SLUG, how, 3, kill, seed) for seed in range(5))
        assert any(getattr(tally, found) > 0 for tally in tallies)
