"""Members and their ids: made when left out, and stable through edits of the set-up."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from scoreboard.contest.model import Event, Member, Team
from scoreboard.contest.rules.people import with_member_ids
from scoreboard.files.event.document import read_document, to_document, to_toml
from scoreboard.files.event.toml_file import EventFileProblems, read_event_file
from scoreboard.storage.chain import canonical_json
from scoreboard.storage.setups import from_document
from scoreboard.storage.setups import to_document as to_stored
from tests.unit.contests import contest, heat, points


def event(**members: str) -> Event:
    """An event with these teams, each with its members as "Ann Ben#m7"."""
    teams = tuple(
        Team(team, team.title(), members=tuple(_member(one) for one in people.split()))
        for team, people in members.items()
    )
    return replace(contest(heat(points())), teams=teams)


def _member(text: str) -> Member:
    name, _, given = text.partition("#")
    return Member(name, id=given)


def ids(event: Event) -> str:
    return " ".join(f"{m.name}#{m.id}" for team in event.teams for m in team.members)


def test_ids_are_made_through_all_teams_and_none_twice() -> None:
    assert ids(with_member_ids(event(red="Ann Ben#m1", blue="Cid"))) == "Ann#m2 Ben#m1 Cid#m3"


def test_who_keeps_the_name_keeps_the_id_wherever_the_file_puts_the_member() -> None:
    before = with_member_ids(event(red="Ann Ben", blue="Ann"))
    assert ids(before) == "Ann#m1 Ben#m2 Ann#m3"
    after = with_member_ids(event(red="Ben Ann", blue="Dan Ann"), before)
    assert ids(after) == "Ben#m2 Ann#m1 Dan#m4 Ann#m3"


def test_two_of_one_name_are_two_people_and_a_new_one_never_takes_the_id_of_who_left() -> None:
    before = with_member_ids(event(red="Ann Ann Ben"))
    assert ids(with_member_ids(event(red="Ann Ann Eve"), before)) == "Ann#m1 Ann#m2 Eve#m4"


def test_who_is_renamed_by_id_stays_the_same_person() -> None:
    before = with_member_ids(event(red="Ann Ben"))
    assert ids(with_member_ids(event(red="Anna#m1 Ben"), before)) == "Anna#m1 Ben#m2"


def test_files_and_documents_bring_ids_back() -> None:
    whole = with_member_ids(event(red="Ann Ben"))
    assert '{name = "Ann", id = "m1"}' in to_toml(whole)
    assert read_event_file(to_toml(whole).encode()) == whole
    assert read_document(to_document(whole)) == whole


def test_an_id_that_two_members_have_is_a_fault_and_so_is_one_that_is_none() -> None:
    text = to_toml(event(red="Ann#m1", blue="Ben#m1 Cid#x!"))
    with pytest.raises(EventFileProblems) as found:
        read_event_file(text.encode())
    whats = [problem.fault.name for problem in found.value.problems]
    assert sorted(whats) == ["BAD_ID", "ID_TAKEN"]


@pytest.mark.parametrize("number", [None, 2])
def test_members_of_a_stored_set_up_without_ids_have_those_of_their_places(
    number: int | None,
) -> None:
    stored = json.loads(canonical_json(to_stored(event(red="Ann Ben", blue="Cid"))))
    for team in stored["teams"]:
        team["members"] = [{"name": m["name"], "role": ""} for m in team["members"]]
    stored.pop("format")
    if number:
        stored["format"] = number
    assert ids(from_document(stored)) == "Ann#m1 Ben#m2 Cid#m3"
