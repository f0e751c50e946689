"""A set-up goes out as a document or as an event file, and comes back as it was."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from scoreboard.contest.model import Event, Judge, Member, Team
from scoreboard.files.event.document import read_document, to_document, to_toml
from scoreboard.files.event.shape import RoundTable
from scoreboard.files.event.toml_file import EventFileProblems, read_event_file
from tests.support.examples import examples
from tests.support.site import shipped_event
from tests.unit.contests import contest, judged
from tests.unit.setups import set_ups


@given(set_ups())
@examples(25)
def test_nothing_is_lost_in_a_document(event: Event) -> None:
    assert read_document(json.loads(json.dumps(to_document(event)))) == event


@given(set_ups())
@examples(25)
def test_nothing_is_lost_in_an_event_file(event: Event) -> None:
    assert read_event_file(to_toml(event).encode()) == event


def test_the_shipped_event_survives_both() -> None:
    event = shipped_event()
    assert read_document(to_document(event)) == event
    assert read_event_file(to_toml(event).encode()) == event


def test_the_event_file_is_written_as_people_write_it() -> None:
    lin = Member("Lin", "doctor")
    event = contest(judges=[Judge("wu", "Wu", recused=("red",))])
    team = Team("red", "Red", members=(lin, Member("Wu")), guest=True, colour="#d03020")
    text = to_toml(Event("quiz", 'Spring "quiz"', (team,), event.stages, event.judges))
    assert text.startswith('[event]\nslug = "quiz"\ntitle = "Spring \\"quiz\\""\n')
    assert 'members = [\n    {name = "Lin", role = "doctor"},\n    {name = "Wu"},\n]' in text
    assert 'guest = true\ncolour = "#d03020"' in text
    assert "[[stages.rounds]]" in text
    assert "awards = [10, -10]" in text
    assert "aggregate" not in text


def test_a_document_gives_every_key_and_exact_numbers() -> None:
    event = contest(judges=[])
    document = to_document(event)
    assert document["event"] == {
        "slug": "quiz", "title": "Spring quiz", "subtitle": "", "date": None,
        "locale": "zh-CN", "timezone": "Asia/Shanghai", "wifi": None,
        "title_en": "", "subtitle_en": "", "publish_judges": False,
    }  # fmt: skip
    assert document["teams"][0] == {
        "id": "red", "name": "Red", "region": "east", "organisation": "", "members": [],
        "guest": False, "colour": "", "division": "", "group": "",
        "name_en": "", "reading": "",
    }  # fmt: skip
    assert document["show"] == {"theme": "night", "accent": "", "place": ""}
    buzzer = document["stages"][0]["rounds"][1]
    assert (buzzer["min"], buzzer["awards"], buzzer["questions"]) == ("-100", ["10", "-10"], None)


def _document(**about: Any) -> dict[str, Any]:
    document = to_document(contest())
    document["event"] |= about
    return document


def test_a_form_leaves_empty_what_it_does_not_know() -> None:
    document = _document(date="")
    document["teams"][2] = {"id": "", "name": " Green "}
    event = read_document(document)
    assert event.date is None
    assert event.teams[2] == Team("t3", "Green")


def test_reading_leaves_the_document_as_it_is() -> None:
    document = _document(date="2024-11-30", locale="zh")
    before = json.dumps(document)
    with pytest.raises(EventFileProblems):
        read_document(document)
    assert json.dumps(document) == before
    assert read_document(document | {"event": _document(date="2024-11-30")["event"]}).date == date(
        2024, 11, 30
    )


def problems(document: object) -> dict[str, str]:
    with pytest.raises(EventFileProblems) as caught:
        read_document(document)
    assert all(problem.line is None for problem in caught.value.problems)
    return {p.where: p.text % p.names if p.names else p.text for p in caught.value.problems}


def test_every_problem_has_the_path_of_its_field_and_words_without_toml() -> None:
    document = _document(slug="", date="30.11.2024", subtitle=5)
    document["rules"]["decimals"] = 9
    document["teams"][1] |= {"name": "Red", "colour": "red", "members": [{"name": ""}]}
    document["teams"][2] |= {"id": "blue"}
    document["stages"][0] |= {"advance": 2, "carry": "2"}
    document["stages"][0]["rounds"][1] |= {"max": "ten", "extra": 1}
    assert problems(document) == {
        "event.slug": "The event needs a short name for its address, such as nm2024.",
        "event.date": "A date is written like 2024-11-30.",
        "event.subtitle": "This must be text.",
        "rules.decimals": "This goes from 0 to 4.",
        "teams.1.name": "The name Red is already given.",
        "teams.1.colour": "A colour is written like #1f4fbf.",
        "teams.1.members.0.name": "This must not be empty.",
        "teams.2.id": "The id blue is already taken.",
        "stages.0.advance": "Nobody goes on from the last stage: leave this empty.",
        "stages.0.carry": "This is the share of the earlier total, from 0 to 1; 0.5 is half.",
        "stages.0.rounds.1.max": "This must be a number, such as 9.5.",
        "stages.0.rounds.1.extra": (
            f"extra is not known here. Known are: {', '.join(RoundTable.model_fields)}."
        ),
    }


@pytest.mark.parametrize(
    "document",
    [
        None, [], "x", 5, {}, {"event": []}, {"teams": {}}, {"teams": [5, None, [[]]]},
        {"event": {"slug": {}, "date": 5}, "rules": None}, {"stages": [{"rounds": {"id": []}}]},
        {"event": {"title": "\ud83d"}, "\ud83d": {"<b>": [{}]}}, {"teams": [{"name": "\ud83d"}]},
        {"judges": [{"recused": [None, 5, ""]}]}, {"rules": {"tie_breaks": [{}], "decimals": 1e9}},
    ],
)  # fmt: skip
def test_whatever_stands_there_instead_is_answered_in_words(document: object) -> None:
    found = problems(document)
    assert found
    for where, text in found.items():
        assert (where + text).encode()
        assert "[[" not in text


def test_half_a_character_is_refused_before_it_reaches_the_ledger() -> None:
    document = _document()
    document["teams"][0]["name"] = "Red \ud83d"
    assert problems(document) == {
        "teams.0.name": "This text holds an invisible character (U+D83D). Type it anew."
    }


def test_decimals_are_exact_to_the_last_place() -> None:
    long = Decimal("123456789012345.0123456789")
    event = contest(judges=[Judge("a", "A")])
    stage = event.stages[0]
    exact = Event(
        "q", "Q", event.teams, (type(stage)("s", "S", (judged(max=long),)),), event.judges
    )
    assert read_document(to_document(exact)).stages[0].rounds[0].max == long
    assert "max = 123456789012345.0123456789" in to_toml(exact)
    assert read_event_file(to_toml(exact).encode()) == exact


@pytest.mark.parametrize("depth", [100, 900])
def test_a_document_without_end_is_refused_in_words(depth: int) -> None:
    teams: list[Any] = []
    for _ in range(depth):
        teams = [teams]
    with pytest.raises(EventFileProblems):
        read_document({"teams": teams})
