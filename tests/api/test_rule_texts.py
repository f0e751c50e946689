"""Published rule texts: each event file in examples/rules gives the places its rule asks for.

The places are reckoned by hand from the text, in the file beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoreboard.files.event.toml_file import read_event_file
from tests.support.recounting import Recount, agrees, recounting
from tests.support.rule_texts import (
    best_individuals,
    expected,
    overall_places,
    play,
    rule_files,
    table,
)
from tests.support.site import Site

FILES = rule_files()


@pytest.fixture(scope="module")
def recount() -> Iterator[Recount]:
    with recounting() as recount:
        yield recount


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_day_ends_on_the_places_that_the_text_asks_for(
    path: Path, tmp_path: Path, recount: Recount
) -> None:
    site = Site(tmp_path, read_event_file(path.read_bytes()))
    for stage in expected(path):
        play(site, stage)
        must = stage["must"]
        assert table(site, stage["id"]) == must["rows"]
        announced = site.stranger.board(f"?stage={stage['id']}")["announced"]
        assert announced["advancing"] == must.get("advancing", [])
        best = must.get("individuals", [])
        assert not best or best_individuals(site, len(best)) == best
        places = must.get("overall", {})
        assert not places or overall_places(site).items() >= places.items()
    assert site.stranger.board()["status"] == "final"
    # The second implementation of the rulebook comes to the same from the ledger alone.
    answer = recount(site.scorer.get("export.json?whole=1").get_json())
    assert agrees(answer), answer


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_names_its_text_and_when_it_was_read(path: Path) -> None:
    head = path.read_text("utf-8").split("[event]")[0]
    assert re.search(r"^# Source: ", head, re.MULTILINE)
    assert re.search(r"https?://\S+", head)
    assert re.search(r"\bread 20\d\d-\d\d-\d\d", head)
    assert re.search(r"^# Cannot be said: ", head, re.MULTILINE), "what the text asks besides"
