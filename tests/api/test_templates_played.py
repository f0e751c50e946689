"""Every template of a new event, made over HTTP and played to its prizes, in both languages.

What is given is the same for all judges, so that the totals can be reckoned in the head.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scoreboard.assets import event_templates_dir
from scoreboard.contest.model import Event, Round
from scoreboard.contest.numbers import plain
from scoreboard.files.event.templates import templates
from scoreboard.links import role_links
from scoreboard.storage.access import WHOLE_SERVER
from scoreboard.web.beginnings import forms
from tests.support.rule_texts import done, play, table
from tests.support.site import Person, Site

TEN = "40 39 38 37 36 35 34 33 32 31"
TWELVE = f"{TEN} 30 29"
PAPER = "100 95 90 85 80 75 70 65 60 55 50 45"
FINAL_TALK = "30 40 35 36 37 38"


@dataclass(frozen=True)
class Day:
    """What each round gives to the teams in their order, who goes on, and what must come of it.

    A number is the mark of every judge, on a sheet that of its first criterion with all others
    full; or points, or cards raised, or a stake won, lost ("-") or declined ("?"). `must`: a
    team, its total and the number of its prize, 0 for none.
    """

    rounds: dict[str, str]
    must: str
    goes_on: str = ""
    final: dict[str, str] = field(default_factory=dict)


DAYS = {
    # 100 + 30 + 10 + 30 and so on; t6 and t2 have 100, and nothing was taken from t6.
    "classic": Day(
        {"r1": "30 30 20 10 10 0", "r2": "10 -10 20 0 10 0", "r3": "30 -20 10 10 -10 10?"},
        "t1 170 1, t3 150 2, t4 120 2, t5 110 3, t6 100 3, t2 100 3",
    ),
    "quiz-judged": Day(
        {
            "r1": "30 30 20 10 10 0",
            "r2": "10 -10 20 0 10 0",
            "r3": "18 17 16 15 14 13",
            "r4": "30 -20 10 10 -10 10?",
        },
        "t1 188.0 1, t3 166.0 2, t4 135.0 2, t5 124.0 3, t2 117.0 3, t6 113.0 3",
    ),
    "quiz-final": Day(
        {"r1": "80 70 60 50 40 30 20 10", "r2": "0 0 0 0 0 0 0 0", "r3": "- - - - - - - -"},
        "t1 150 1, t2 140 2, t3 130 2, t4 100 3",
        "t1 t2 t3 t4",
        {"f1": "10 40 30 20", "f2": "10 0 0 -10", "f3": "30 - - -10"},
    ),
    # By seeds in a snake: t1 t6 t7 t12, t2 t5 t8 t11, t3 t4 t9 t10.
    "heats": Day(
        {
            "a1": "30 20 10 0",
            "a2": "0 0 0 0",
            "a3": "- - - -",
            "b1": "10 20 30 0",
            "b2": "0 0 0 0",
            "b3": "- - - -",
            "c1": "0 0 10 20",
            "c2": "0 0 0 0",
            "c3": "- - - -",
        },
        "t10 160 1, t9 150 2, t8 140 2, t6 130 3, t5 120 3, t1 110 3",
        "t1 t5 t6 t8 t9 t10",
        {"f1": "10 20 30 40 50 60", "f2": "0 0 0 0 0 0", "f3": "- - - - - -"},
    ),
    "two-stages": Day(
        {"r1": "20 19 18 17 16 15 14 13", "r2": "0 0 0 0 0 0 0 0", "r3": "- - - - - - - -"},
        "t1 125.0 1, t2 118.0 2, t3 117.0 3",
        "t1 t2 t3",
        {"f1": "15 18 17", "f2": "10 0 0"},
    ),
    "speech": Day(
        {"r1": TEN},
        "t1 100.00 1, t2 99.00 2, t3 98.00 2, t4 97.00 3, t5 96.00 3, t6 95.00 3, t7 94.00 4, "
        "t8 93.00 4, t9 92.00 4, t10 91.00 4",
    ),
    # 100 × 0.8 + 50 × 0.2 = 90, 99 × 0.8 + 100 × 0.2 = 99.2, 98 × 0.8 + 60 × 0.2 = 90.4.
    "judged": Day(
        {"r1": TEN, "r2": "50 100 60 60 60 60 60 60 60 60"},
        "t2 99.20 1, t3 90.40 2, t1 90.00 2, t4 89.60 3, t5 88.80 3, t6 88.00 3, t7 87.20 4, "
        "t8 86.40 4, t9 85.60 4, t10 84.80 4",
    ),
    "speech-final": Day(
        {"r1": TWELVE},
        "t2 100.00 1, t6 98.00 2, t5 97.00 2, t4 96.00 3, t3 95.00 3, t1 90.00 3",
        "t1 t2 t3 t4 t5 t6",
        {"f1": FINAL_TALK},
    ),
    # t3: 95 × 0.8 + 80 × 0.2 = 92 as t1: 90 × 0.8 + 100 × 0.2; the content of t3 was better.
    "judged-final": Day(
        {"r1": TWELVE},
        "t6 94.40 1, t5 93.60 2, t4 92.80 2, t3 92.00 3, t1 92.00 3, t2 90.00 3",
        "t1 t2 t3 t4 t5 t6",
        {"f1": FINAL_TALK, "f2": "100 50 80 80 80 80"},
    ),
    # 100 × 0.7 + 25 of 50 × 0.3 = 85, 99 × 0.7 + 50 of 50 × 0.3 = 99.3, 98 × 0.7 + 18 = 86.6.
    "hall": Day(
        {"r1": TEN, "r2": "25 50 30 30 30 30 30 30 30 30"},
        "t2 99.30 1, t3 86.60 2, t4 85.90 2, t5 85.20 3, t1 85.00 3, t6 84.50 3, t7 83.80 4, "
        "t8 83.10 4, t9 82.40 4, t10 81.70 4",
    ),
    "hall-final": Day(
        {"r1": TWELVE},
        "t1 93.00 1, t5 91.90 2, t4 85.20 2, t6 83.60 3, t3 78.50 3, t2 76.00 3",
        "t1 t2 t3 t4 t5 t6",
        {"f1": FINAL_TALK, "f2": "50 10 20 30 40 25"},
    ),
    # 100 × 0.4 + 80 × 0.6 = 88; only t2 has 90 for the practice: 38 + 54 = 92.
    "skills": Day(
        {"r1": PAPER, "r2": "80 90 80 80 80 80 80 80 80 80 80 80"},
        "t2 92.00 1, t1 88.00 2, t3 84.00 2, t4 82.00 3, t5 80.00 3, t6 78.00 3, t7 76.00 4, "
        "t8 74.00 4, t9 72.00 4, t10 70.00 4, t11 68.00 4, t12 66.00 4",
    ),
    # 90 × 0.4 + 90 × 0.6 = 90, 95 × 0.4 + 80 × 0.6 = 86, 100 × 0.4 + 70 × 0.6 = 82.
    "skills-final": Day(
        {"r1": PAPER},
        "t3 90.00 1, t2 86.00 2, t1 82.00 2, t6 81.00 3, t5 77.00 3, t4 70.00 3",
        "t1 t2 t3 t4 t5 t6",
        {"f1": "70 80 90 60 75 85"},
    ),
    # 100 × 0.8 + 90 × 0.2 = 98, then 0.8 less for each point less; a tenth, a fifth, three tenths.
    "lesson": Day(
        {"r1": "15 14 13 12 11 10 9 8 7 6", "r2": "90 90 90 90 90 90 90 90 90 90"},
        "t1 98.00 1, t2 97.20 2, t3 96.40 2, t4 95.60 3, t5 94.80 3, t6 94.00 3, t7 93.20 4, "
        "t8 92.40 4, t9 91.60 4, t10 90.80 4",
    ),
}


def made(folder: Path, name: str, locale: str) -> Site:
    """A server whose organiser has made an event of the template."""
    site = Site(folder)
    _, token, _ = site.services.access.links(WHOLE_SERVER)[0]
    owner = Person(site.app.test_client(), "day", token)
    body = {"id": str(uuid.uuid4()), "template": name, "slug": "day", "title": "Day"}
    answer = owner.client.post(
        "/api/v1/events", json={**body, "locale": locale}, headers=owner.headers
    )
    assert answer.status_code == 201, answer.text
    site.event = site.services.books.read("day", lambda book: book.event)
    site.links = role_links(site.services.books, site.services.access, "day", "http://hall")
    return site


def entered(
    event: Event, stage: str, rounds: dict[str, str], teams: list[str], groups: dict[str, str]
) -> dict[str, Any]:
    """A stage as the player of rule texts reads it."""
    played = []
    for round_id, values in rounds.items():
        a_round = event.round(round_id)
        assert a_round is not None
        playing = [t for t in teams if a_round.group in ("", groups.get(t))]
        given = dict(zip(playing, values.split(), strict=True))
        played.append({"id": round_id, how(a_round): spread(event, a_round, given)})
    return {"id": stage, "rounds": played}


def grouped(site: Site, stage: str) -> dict[str, str]:
    """Puts the teams into the groups by seeds; which group each is in then."""
    done(site.scorer.post(f"stages/{stage}/groups", {"id": str(uuid.uuid4()), "by": "seeds"}))
    rows = site.stranger.board(f"?stage={stage}")["rows"]
    return {row["team"]["id"]: row["group"] for row in rows}


def how(a_round: Round) -> str:
    entered = {"judged": "marks", "list": "listed", "count": "raised", "points": "points"}
    return "answers" if a_round.stakes else entered[a_round.kind]


def spread(event: Event, a_round: Round, given: dict[str, str]) -> dict[str, str]:
    """For each team what everybody enters; a team with nothing is left out."""
    if a_round.kind != "judged":
        return {team: value for team, value in given.items() if value not in ("0", "-")}
    full = "".join(f"/{plain(one.max)}" for one in a_round.criteria[1:])
    return {t: " ".join([value + full] * len(event.judges)) for t, value in given.items()}


# Each in one language, one after the other; in the other language by `make test-long`.
LOCALES = ("zh-CN", "en")
MADE = [
    pytest.param(name, locale, marks=() if nth % 2 == LOCALES.index(locale) else pytest.mark.long)
    for nth, name in enumerate(DAYS)
    for locale in LOCALES
]


@pytest.mark.parametrize(("name", "locale"), MADE)
def test_a_template_is_made_and_played_to_its_prizes(
    tmp_path: Path, name: str, locale: str
) -> None:
    site, day = made(tmp_path, name, locale), DAYS[name]
    event = site.event
    assert event.locale == locale
    stages, teams = [stage.id for stage in event.stages], [team.id for team in event.teams]
    groups = grouped(site, stages[0]) if event.groups else {}
    play(site, entered(event, stages[0], day.rounds, teams, groups))
    if day.final:
        going = day.goes_on.split()
        announced = site.stranger.board(f"?stage={stages[0]}")["announced"]
        assert sorted(announced["advancing"]) == sorted(going)
        play(site, entered(event, stages[1], day.final, going, {}))
    prizes = ["", *(prize.name for prize in event.prizes)]
    must = [line.split() for line in day.must.split(", ")]
    found = [[team, total, prize] for team, _, total, prize in table(site, stages[-1])]
    assert found == [[team, total, prizes[int(nth)]] for team, total, nth in must]
    assert site.stranger.board()["status"] == "final"


def test_every_template_is_played_and_answers_on_the_page_lead_to_each(tmp_path: Path) -> None:
    shipped = sorted(one.name for one in templates(event_templates_dir(), "en"))
    assert sorted(DAYS) == shipped
    with Site(tmp_path).app.test_request_context():
        led = [name for form in forms() for name in form.templates.values()]
    assert sorted(led) == shipped
