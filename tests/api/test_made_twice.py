"""A new event whose answer was lost is asked for again, perhaps much later."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.contest.words import Refusal
from scoreboard.verbs.preparing import CONSOLE, CreateEvent
from tests.support.site import Site
from tests.unit.contests import contest, heat, judged, people

CUP = contest(heat(judged()), judges=people("lin"))


def test_the_links_given_since_stand_when_a_new_event_is_asked_for_again(tmp_path: Path) -> None:
    site = Site(tmp_path)
    preparing, access = site.services.preparing, site.services.access
    uid = str(uuid.uuid4())
    assert preparing.put(CreateEvent(CONSOLE, uid, CUP)).new
    preparing.set_up(replace(CUP, judges=people("lin wu")))
    given = access.links("quiz")
    assert not preparing.put(CreateEvent(CONSOLE, uid, CUP)).new
    assert access.links("quiz") == given


def test_an_address_that_is_taken_keeps_its_links(tmp_path: Path) -> None:
    site = Site(tmp_path, CUP)
    given = site.services.access.links("quiz")
    other = replace(CUP, judges=people("wu"))
    with pytest.raises(Refusal, match="already taken"):
        site.services.preparing.put(CreateEvent(CONSOLE, str(uuid.uuid4()), other))
    assert site.services.access.links("quiz") == given
