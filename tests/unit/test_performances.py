"""Several rounds at once: two panels for one performance, and rounds in halls of their own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.acts import running
from scoreboard.contest.acts.setup_change import check_change
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.model import Event, Round
from scoreboard.contest.words import Refusal
from scoreboard.files.event.problems import EventFileProblems
from scoreboard.files.event.toml_file import read_event_file
from scoreboard.verbs.ruling import MarkAbsent, ReleaseScore
from scoreboard.verbs.scorekeeping import ChangeRoundState
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points
from tests.unit.desks import SCORER


def panel(round_id: str, judges: str, **rest: Any) -> Round:
    """A round that only these judges mark."""
    return judged(round_id, panel=tuple(judges.split()), **rest)


def talk(weight: str, round_id: str, judges: str) -> Round:
    return panel(round_id, judges, performance="talk", weight=Decimal(weight), decimals=2)


# Experts count 70 per cent, guests 30.
EXPERTS, GUESTS = talk("0.7", "experts", "lin wu chen"), talk("0.3", "guests", "ada bob")
JUDGES = people("lin wu chen ada bob")


def gala(*rounds: Round, **rules: Any) -> Event:
    given = {"publish": "team", "decimals": 2, **rules}
    return contest(final(*(rounds or (EXPERTS, GUESTS))), judges=JUDGES, **given)


def act(scribe: Scribe, kind: Any, round_id: str) -> Any:
    """A round opened or closed as the desk does it."""
    verb = ChangeRoundState(SCORER, f"{kind}-{round_id}", kind, round_id)
    draft = verb.draft(scribe.book).entry("x", SCORER, "2024-11-30T15:00:00+08:00")
    entry = verb.allow(scribe.book, draft)
    return scribe.write(kind, round=entry.round, detail=entry.detail)


def rule(scribe: Scribe, verb: Any) -> Any:
    draft = verb.draft(scribe.book).entry("x", SCORER, "2024-11-30T15:00:00+08:00")
    entry = verb.allow(scribe.book, draft)
    return scribe.write(
        entry.kind, round=entry.round, team=entry.team, reason=entry.reason, detail=entry.detail
    )


def states(scribe: Scribe) -> dict[str, str]:
    return {r.id: scribe.book.round_record(r.id).state for r in scribe.book.all_rounds()}


def test_two_panels_of_one_talk_open_and_close_by_one_act() -> None:
    scribe = Scribe(gala())
    opened = act(scribe, "open", "guests")
    assert states(scribe) == {"experts": "open", "guests": "open"}
    assert list(scribe.book.opened) == ["guests", "experts"]
    assert [r.id for r in scribe.book.open_rounds] == ["experts", "guests"]
    todo = running.next_action(scribe.book)
    assert (todo.action, todo.round) == ("close", "experts")
    scribe.undo(opened)
    assert states(scribe) == {"experts": "pending", "guests": "pending"}
    act(scribe, "open", "experts")
    act(scribe, "close", "experts")
    assert states(scribe) == {"experts": "closed", "guests": "closed"}
    act(scribe, "reopen", "guests")
    assert states(scribe) == {"experts": "open", "guests": "open"}


def test_a_team_has_seventy_per_cent_of_one_panel_and_thirty_of_the_other() -> None:
    scribe = Scribe(gala())
    act(scribe, "open", "experts")
    for judge, mark in zip(("lin", "wu", "chen"), (18, 17, 17), strict=True):
        scribe.mark("experts", "red", judge, mark)
    scribe.mark("guests", "red", "ada", 15)
    scribe.mark("guests", "red", "bob", 16)
    # (18 + 17 + 17) / 3 = 17.33; 17.33 x 0.7 = 12.131; 15.5 x 0.3 = 4.65; together 16.781.
    assert scribe.table()[0] == ("red", 1, "16.78")


def test_nobody_has_moved_between_two_panels_of_the_first_talk() -> None:
    """They hear the same talk: red leads with the experts, blue with both."""
    scribe = Scribe(gala())
    act(scribe, "open", "experts")
    for team, expert, guest in (("red", 18, 2), ("blue", 17, 20), ("green", 10, 10)):
        for judge in ("lin", "wu", "chen"):
            scribe.mark("experts", team, judge, expert)
        for judge in ("ada", "bob"):
            scribe.mark("guests", team, judge, guest)
    rows = scribe.board()["rows"]
    assert [(row["team"]["id"], row["movement"]) for row in rows] == [
        ("blue", None), ("red", None), ("green", None),
    ]  # fmt: skip


def test_the_hall_sees_a_teams_scores_in_one_performance_together() -> None:
    scribe = Scribe(gala())
    act(scribe, "open", "experts")
    for judge in ("lin", "wu", "chen"):
        scribe.mark("experts", "red", judge, 17)
    scribe.mark("guests", "red", "ada", 15)
    red = scribe.board()["rows"][0]
    assert (red["team"]["id"], red["total"]) == ("red", None)
    assert red["rounds"] == {"experts": None, "guests": None}
    # The desk knows what is waited for, and that this panel is not what is missing.
    hidden = desk_board(scribe.book)["hidden"]
    assert hidden["experts"]["red"] == {
        "given": 3, "of": 3, "score": "11.90", "waits_for": ["guests"]
    }  # fmt: skip
    assert (hidden["guests"]["red"]["given"], hidden["guests"]["red"]["of"]) == (1, 2)
    scribe.mark("guests", "red", "bob", 15)
    red = scribe.board()["rows"][0]
    assert (red["total"], red["rounds"]) == ("16.40", {"experts": "11.90", "guests": "4.50"})


def test_points_of_a_performance_wait_for_its_panel_too() -> None:
    """Nor does a tie-break tell of what was deducted in them."""
    quiz = points("quiz", performance="talk")
    event = gala(replace(EXPERTS, weight=Decimal(1)), quiz, tie_breaks=("fewest_deductions",))
    scribe = Scribe(event)
    act(scribe, "open", "quiz")
    scribe.award("quiz", "red", -10)
    public = {row["team"]["id"]: row for row in scribe.board()["rows"]}
    assert (public["red"]["total"], public["blue"]["total"]) == (None, None)
    for judge in ("lin", "wu", "chen"):
        scribe.mark("experts", "red", judge, 17)
    public = {row["team"]["id"]: row for row in scribe.board()["rows"]}
    assert (public["red"]["total"], public["blue"]["total"]) == ("7.00", None)


def test_releasing_one_panels_score_releases_what_the_team_has_in_the_other() -> None:
    scribe = Scribe(gala())
    act(scribe, "open", "experts")
    for judge in ("lin", "wu", "chen"):
        scribe.mark("experts", "red", judge, 17)
    verb = ReleaseScore(SCORER, "r", "experts", "red", None)
    with pytest.raises(Refusal, match="too few marks in Guests"):
        rule(scribe, verb)
    scribe.mark("guests", "red", "ada", 15)
    rule(scribe, verb)
    assert scribe.board()["rows"][0]["rounds"] == {"experts": "11.90", "guests": "4.50"}


def test_who_does_not_come_is_absent_from_the_whole_performance() -> None:
    scribe = Scribe(gala())
    act(scribe, "open", "experts")
    absent = rule(scribe, MarkAbsent(SCORER, "a", "green", "guests", "ill"))
    row = next(r for r in scribe.board()["rows"] if r["team"]["id"] == "green")
    assert row["absent"] == ["experts", "guests"]
    scribe.undo(absent)
    row = next(r for r in scribe.board()["rows"] if r["team"]["id"] == "green")
    assert row["absent"] == []


def test_a_panel_is_complete_without_the_judges_of_another() -> None:
    scribe = Scribe(gala(panel("essay", "lin wu")))
    act(scribe, "open", "essay")
    scribe.mark("essay", "red", "lin", 18)
    assert running.missing(scribe.book, scribe.book.open_rounds[0]) == {
        "lin": ["blue", "green"], "wu": ["red", "blue", "green"],
    }  # fmt: skip
    scribe.mark("essay", "red", "wu", 16)
    row = scribe.board()["rows"][0]
    assert (row["team"]["id"], row["total"], row["provisional"]) == ("red", "17.00", False)


def test_a_judge_finds_the_rounds_whose_panel_names_the_judge() -> None:
    both = replace(GUESTS, panel=("lin", "ada"))
    scribe = Scribe(gala(EXPERTS, both))
    act(scribe, "open", "experts")
    scribe.mark("guests", "red", "ada", 15)
    lin: Any = scribe.sheet("lin")
    assert lin["round"]["id"] == "experts"
    assert [part["round"]["id"] for part in lin["others"]] == ["guests"]
    assert [team["mark"] for team in lin["others"][0]["teams"]] == [None, None, None]
    ada: Any = scribe.sheet("ada")
    assert (ada["round"]["id"], "others" in ada) == ("guests", False)
    assert [team["mark"] for team in ada["teams"]] == ["15", None, None]
    bob: Any = scribe.sheet("bob")
    assert (bob["round"]["scores"], bob["round"]["scorers"]) == (False, ["Lin", "Wu", "Chen"])
    assert [team["mark"] for team in bob["teams"]] == [None, None, None]


def test_two_halls_run_side_by_side_where_no_judge_is_of_both_panels() -> None:
    east, west, mixed = panel("east", "lin wu"), panel("west", "ada bob"), panel("mixed", "wu ada")
    scribe = Scribe(gala(east, west, mixed, judged("whole"), points("quiz")))
    act(scribe, "open", "east")
    act(scribe, "open", "west")
    assert [r.id for r in scribe.book.open_rounds] == ["east", "west"]
    for other in ("mixed", "whole", "quiz"):
        with pytest.raises(Refusal, match="still open"):
            act(scribe, "open", other)
    assert desk_board(scribe.book)["beside"] == {"east": ["west"], "west": ["east"]}
    act(scribe, "close", "east")
    assert states(scribe)["west"] == "open"


def file(rounds: str) -> bytes:
    teams = "".join(f'[[teams]]\nid = "t{n}"\nname = "Team {n}"\n' for n in (1, 2, 3))
    judges = "".join(f'[[judges]]\nid = "j{n}"\nname = "Judge {n}"\n' for n in (1, 2, 3))
    stages = f'[[stages]]\nid = "a"\nname = "A"\nadvance = 2\n{rounds}'
    return f'[event]\nslug = "x"\ntitle = "X"\n{teams}{judges}{stages}'.encode()


def a_round(round_id: str, rest: str) -> str:
    return f'[[stages.rounds]]\nid = "{round_id}"\nname = "{round_id}"\n{rest}\n'


LAST = '[[stages]]\nid = "b"\nname = "B"\n'


def test_a_file_names_the_panel_and_the_performance_of_a_round() -> None:
    text = file(
        a_round("r1", 'panel = ["j1", "j2"]\nperformance = "talk"\ndrop_high = 1')
        + a_round("r2", 'kind = "points"\nperformance = "talk"')
        + LAST
        + a_round("r3", "")
    )
    first, second = read_event_file(text).stages[0].rounds
    assert (first.panel, first.performance) == (("j1", "j2"), "talk")
    assert (second.panel, second.performance) == (None, "talk")


@pytest.mark.parametrize(
    ("rounds", "where"),
    [
        (a_round("r1", "panel = []"), ("panel",)),
        (a_round("r1", 'panel = ["j1", "j9"]'), ("panel",)),
        (a_round("r1", 'panel = ["j1", "j1"]'), ("panel",)),
        (a_round("r1", 'panel = ["j1", "j2"]\ndrop_high = 1\ndrop_low = 1'), ("drop_high",)),
        (a_round("r1", 'kind = "points"\npanel = ["j1"]'), ("panel",)),
    ],
)
def test_a_panel_that_cannot_be_is_refused_at_its_line(rounds: str, where: tuple[str]) -> None:
    text = file(rounds + LAST + a_round("r3", ""))
    with pytest.raises(EventFileProblems) as found:
        read_event_file(text)
    lines = text.decode().splitlines()
    assert [lines[(p.line or 0) - 1].split(" =")[0] for p in found.value.problems] == list(where)


def test_a_performance_in_two_stages_is_refused() -> None:
    text = file(
        a_round("r1", 'performance = "talk"') + LAST + a_round("r3", 'performance = "talk"')
    )
    with pytest.raises(EventFileProblems, match="one stage"):
        read_event_file(text)


def test_once_begun_the_performance_stands_and_who_has_marked_stays_on_the_panel() -> None:
    event = gala()
    scribe = Scribe(event)
    act(scribe, "open", "experts")
    scribe.mark("experts", "red", "lin", 18)

    def changed(**rest: Any) -> Event:
        stage = event.stages[0]
        rounds = (replace(EXPERTS, **rest), *stage.rounds[1:])
        return replace(event, stages=(replace(stage, rounds=rounds),))

    for rest in ({"performance": ""}, {"panel": ("wu", "chen")}):
        with pytest.raises(Refusal, match=r"has begun, so it stands|must stay on its panel"):
            check_change(scribe.book, changed(**rest))
    check_change(scribe.book, changed(panel=("lin", "wu")))


def test_rounds_that_name_no_performance_are_open_one_at_a_time() -> None:
    """As every event was before there were panels."""
    scribe = Scribe(contest(heat(judged(), judged("talk")), judges=JUDGES))
    opened = act(scribe, "open", "essay")
    assert dict(opened.detail) == {}
    with pytest.raises(Refusal, match="still open"):
        act(scribe, "open", "talk")
