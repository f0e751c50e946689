"""A display that the desk knows keeps its place whoever comes; strangers look on."""

from __future__ import annotations

import pytest

from scoreboard.limits import OPEN_SCREENS, PLACE_KEPT_SECONDS, SCREENS_OF_ONE_DEVICE
from scoreboard.live.places import BEFORE, KNOWN, STRANGER, Place, Places
from scoreboard.live.presence import Presence

QUIZ = "quiz"


class Hall:
    def __init__(self) -> None:
        self.now = 1000.0
        self.presence = Presence("a", lambda: self.now)

    def opens(self, sid: str, place: Place = Place(), view: str = "display") -> str:  # noqa: B008
        # The list is told every second, and what is closed for long leaves it.
        self.now += 1
        self.listed()
        place = self.presence.allowed(QUIZ, place)
        key = self.presence.arrived(QUIZ, sid, view, None, "", place)
        self.presence.seen(sid, {"version": 1, "id": f"id-{sid}"})
        return key

    def fills(self, name: str, place: Place = Place()) -> list[str]:  # noqa: B008
        return [self.opens(f"{name}{n}", place) for n in range(OPEN_SCREENS)]

    def listed(self) -> set[str | None]:
        return {one["id"] for one in self.presence.share(QUIZ)["screens"]}


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_a_display_that_the_desk_has_named_comes_back_to_a_hall_full_of_strangers(
    hall: Hall,
) -> None:
    key = hall.opens("beamer")
    assert hall.presence.due("beamer") is None, "a stranger's first"
    assert hall.presence.know(QUIZ, key) == "beamer"
    assert hall.presence.due("beamer") == Place(KNOWN, "id-beamer")
    assert hall.presence.due("beamer") is None, "it has it"
    hall.presence.left("beamer", closed=True)
    hall.now += 60
    assert hall.listed() == set()
    assert all(hall.fills("guest"))
    assert not hall.opens("late guest")
    assert hall.opens("beamer", Place(KNOWN, "id-beamer"))
    assert "id-beamer" in hall.listed()
    assert len(hall.listed()) == OPEN_SCREENS
    assert "id-guest59" not in hall.listed(), "who came last looks on"
    assert hall.presence.connected()["audience"] == 2
    hall.presence.left("guest59", closed=True)
    assert hall.presence.connected()["audience"] == 1


def test_one_that_was_there_before_comes_back_before_strangers_and_after_known_ones(
    hall: Hall,
) -> None:
    hall.opens("beamer")
    hall.now += PLACE_KEPT_SECONDS + 1
    before = hall.presence.due("beamer")
    assert before == Place(BEFORE, "id-beamer")
    hall.presence.left("beamer", closed=True)
    hall.now += 60
    hall.fills("guest")
    assert hall.opens("beamer", before)
    hall.presence.left("beamer", closed=True)
    hall.now += 60
    for n in range(OPEN_SCREENS):
        assert hall.opens(f"known{n}", Place(KNOWN))
    assert not hall.opens("beamer", before)
    assert hall.listed() == {f"id-known{n}" for n in range(OPEN_SCREENS)}


def test_a_projector_that_has_fallen_silent_makes_no_room_for_a_stranger(hall: Hall) -> None:
    key = hall.opens("beamer")
    hall.presence.know(QUIZ, key)
    hall.presence.left("beamer", closed=False)
    hall.now += 600
    hall.fills("guest")
    hall.opens("more")
    assert "id-beamer" in hall.listed(), "the desk is to see that it is silent"


def test_a_token_that_was_copied_is_not_for_a_whole_hall(hall: Hall) -> None:
    hall.fills("guest")
    copied = Place(KNOWN, "id-beamer")
    taken = [hall.opens(f"copy{n}", copied) for n in range(OPEN_SCREENS)]
    assert sum(map(bool, taken)) == SCREENS_OF_ONE_DEVICE


def test_tablets_and_desks_have_places_of_their_own(hall: Hall) -> None:
    hall.fills("guest")
    assert hall.opens("tablet", view="judge")
    assert len(hall.listed()) == OPEN_SCREENS + 1


@pytest.mark.parametrize("rank", [BEFORE, KNOWN])
def test_a_token_is_read_by_each_process_and_holds_for_its_event(rank: int) -> None:
    token = Places("one key").token(QUIZ, Place(rank, "id-1"))
    assert Places("one key").read(QUIZ, token) == Place(rank, "id-1")
    strangers = [
        Places("one key").read("other", token),
        Places("another key").read(QUIZ, token),
        Places("one key").read(QUIZ, token.replace("id-1", "id-2")),
        Places("one key").read(QUIZ, f"{3 - rank}{token[1:]}"),
        *(Places("one key").read(QUIZ, made_up) for made_up in (None, 7, "", "2.x.y", [token])),
    ]
    assert {one.rank for one in strangers} == {STRANGER}
