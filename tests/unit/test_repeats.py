"""What is sent again after its answer was lost brings its entry, whatever has happened since."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib import import_module
from inspect import isabstract
from typing import Any

import pytest

from scoreboard import verbs
from scoreboard.contest.model import Division, Entry, FoulRule, Group, Prize, Round
from scoreboard.contest.record.look import Look, Picture, Sponsor
from scoreboard.contest.words import Refusal
from scoreboard.verbs.correcting import Correct, TakeBack
from scoreboard.verbs.entering import EnterScores
from scoreboard.verbs.freezing import Freeze, StepReveal, Unfreeze
from scoreboard.verbs.preparing import (
    Archive,
    Begin,
    ChangeSetup,
    CreateEvent,
    Publish,
    Rehearse,
    SetLook,
)
from scoreboard.verbs.ruling import (
    AdmitTeam,
    ExcuseJudge,
    GiveBonus,
    GiveSpecialPrize,
    MarkAbsent,
    Penalise,
    ReleaseScore,
    WithdrawTeam,
)
from scoreboard.verbs.scorekeeping import (
    AnnounceResult,
    ChangeRoundState,
    CountFoul,
    GiveAward,
    SubmitMark,
    TakeBackAward,
    UseToken,
)
from scoreboard.verbs.settling import (
    DrawLots,
    HeadJudgeDecides,
    OpenPlayoff,
    TakePrizeTogether,
)
from scoreboard.verbs.showing import PutScene, RunTimer, TurnScene
from scoreboard.verbs.staging import DrawGroups, DrawOrder, PutOnStage, SetOrder, StepOnStage
from scoreboard.verbs.verb import Draft, Verb, new_id
from tests.unit.contests import contest, final, heat, judged, points
from tests.unit.desks import LIN, ORGANISER, SCORER, WU, Desk

LOGO = Picture("a" * 64, "image/png", 300, 100, "b" * 64, 200, 60)
CUP = contest(
    heat(judged(), points(fouls=FoulRule(), tokens=("求助", "双倍")), advance=1),
    final(points("last")),
    publish="team",
)
USED = "This id was already used for something else."


def new(_desk: Desk) -> None:
    """No event yet."""


def ready(desk: Desk) -> None:
    desk.do(ChangeSetup(ORGANISER, "setup", CUP))


def marking(desk: Desk) -> None:
    ready(desk)
    desk.rounds("open essay")


def entrance(desk: Desk) -> None:
    ready(desk)
    desk.do(PutScene(SCORER, new_id(), {"scene": "teams"}))


def marked(desk: Desk) -> None:
    marking(desk)
    desk.do(SubmitMark(LIN, "lin", "essay", "red", 9))


def awarding(desk: Desk) -> None:
    ready(desk)
    desk.rounds("open buzzer")


def awarded(desk: Desk) -> None:
    awarding(desk)
    desk.do(GiveAward(SCORER, "award", "buzzer", "red", 10))


def closed(desk: Desk, **given: int) -> None:
    """All rounds of the heat are over; red has won it."""
    ready(desk)
    desk.rounds("open essay", "close essay", "open buzzer")
    desk.award(**(given or {"red": 30, "blue": 10, "green": 20}))
    desk.rounds("close buzzer")


def announced(desk: Desk) -> None:
    closed(desk, red=30, blue=10, green=20)
    desk.do(AnnounceResult(SCORER, new_id(), "heat"))


def tied(desk: Desk) -> None:
    closed(desk, red=30, blue=30, green=10)


def tied_for_a_prize(desk: Desk) -> None:
    """Blue and green are equal in the only stage, across the edge of the second prize."""
    prizes = (Prize("p1", "First", count=1), Prize("p2", "Second", count=1))
    cup = replace(contest(heat(points()), publish="team"), prizes=prizes)
    desk.do(ChangeSetup(ORGANISER, "setup", cup))
    desk.rounds("open buzzer")
    desk.award(red=30, blue=10, green=10)
    desk.rounds("close buzzer")


def over(desk: Desk) -> None:
    """The only stage is played, and its winner announced."""
    desk.do(ChangeSetup(ORGANISER, "setup", contest(heat(points()), publish="team")))
    desk.rounds("open buzzer")
    desk.award(red=30, blue=20, green=10)
    desk.rounds("close buzzer")
    desk.do(AnnounceResult(SCORER, new_id(), "heat"))


def listing(desk: Desk) -> None:
    """A written test, of which the desk enters the scores."""
    test = Round("test", "Test", "list", step=Decimal("0.01"))
    desk.do(ChangeSetup(ORGANISER, "setup", contest(heat(test))))
    desk.rounds("open test")


def tied_under_a_head(desk: Desk) -> None:
    """As `tied`, and lin is head judge."""
    tied(desk)
    event = desk.event()
    judges = tuple(replace(judge, head=judge.id == "lin") for judge in event.judges)
    desk.do(ChangeSetup(ORGANISER, "head", replace(event, judges=judges), reason="agreed"))


def to_be_drawn(desk: Desk) -> None:
    """Two groups, and nobody is in one."""
    groups = (Group("a", "A"), Group("b", "B"))
    stages = heat(points(), advance=1, by_group=True), final(judged())
    desk.do(ChangeSetup(ORGANISER, "setup", replace(contest(*stages), groups=groups)))


def frozen(desk: Desk) -> None:
    """A round is over, and the board has been frozen since before it."""
    ready(desk)
    desk.do(Freeze(SCORER, "freeze"))
    desk.rounds("open buzzer")
    desk.award(red=30, blue=10, green=20)
    desk.rounds("close buzzer")


def move_on(desk: Desk) -> None:
    """The rounds are played to their end, red withdraws, a result is announced, all is renamed."""
    later = replace(desk.event(), title="Later")
    verbs: list[Verb] = [
        *(ChangeRoundState(SCORER, new_id(), "close", r) for r in ("essay", "buzzer", "playoff1")),
        WithdrawTeam(SCORER, new_id(), "red", "ill"),
        ChangeRoundState(SCORER, new_id(), "open", "essay"),
        ChangeRoundState(SCORER, new_id(), "close", "essay"),
        ChangeRoundState(SCORER, new_id(), "open", "buzzer"),
        GiveAward(SCORER, new_id(), "buzzer", "green", 50),
        ChangeRoundState(SCORER, new_id(), "close", "buzzer"),
        AnnounceResult(SCORER, new_id(), "heat"),
        ChangeSetup(ORGANISER, new_id(), later, reason="a better name"),
    ]
    for verb in verbs:
        with suppress(Refusal):
            desk.do(verb)


@dataclass(frozen=True)
class Row:
    """A verb on its day, and another one of the same kind that asks for something else."""

    day: Callable[[Desk], None]
    verb: Callable[[str], Verb]
    other: Callable[[str], Verb]


RENAMED = replace(CUP, title="Autumn quiz")
ROWS: dict[type[Verb], Row] = {
    SubmitMark: Row(
        marking,
        lambda uid: SubmitMark(LIN, uid, "essay", "red", 9),
        lambda uid: SubmitMark(LIN, uid, "essay", "red", 8),
    ),
    GiveAward: Row(
        awarding,
        lambda uid: GiveAward(LIN, uid, "buzzer", "red", 10, question=1),
        lambda uid: GiveAward(LIN, uid, "buzzer", "red", 10, question=2),
    ),
    CountFoul: Row(
        awarding,
        lambda uid: CountFoul(SCORER, uid, "buzzer", "red"),
        lambda uid: CountFoul(SCORER, uid, "buzzer", "blue"),
    ),
    UseToken: Row(
        awarding,
        lambda uid: UseToken(SCORER, uid, "buzzer", "red", "求助"),
        lambda uid: UseToken(SCORER, uid, "buzzer", "red", "双倍"),
    ),
    TakeBackAward: Row(
        awarded,
        lambda uid: TakeBackAward(SCORER, uid, "award"),
        lambda uid: ChangeRoundState(SCORER, uid, "close", "buzzer"),
    ),
    ChangeRoundState: Row(
        ready,
        lambda uid: ChangeRoundState(SCORER, uid, "open", "essay"),
        lambda uid: ChangeRoundState(SCORER, uid, "close", "essay"),
    ),
    AnnounceResult: Row(
        closed,
        lambda uid: AnnounceResult(SCORER, uid, "heat"),
        lambda uid: AnnounceResult(SCORER, uid, "final"),
    ),
    ExcuseJudge: Row(
        marking,
        lambda uid: ExcuseJudge(SCORER, uid, "essay", "lin", "ill"),
        lambda uid: ExcuseJudge(SCORER, uid, "essay", "wu", "ill"),
    ),
    Penalise: Row(
        awarded,
        lambda uid: Penalise(SCORER, uid, "red", -10, "late"),
        lambda uid: Penalise(SCORER, uid, "red", -20, "late"),
    ),
    GiveBonus: Row(
        awarded,
        lambda uid: GiveBonus(SCORER, uid, "red", 10, "an answer of merit"),
        lambda uid: GiveBonus(SCORER, uid, "red", 20, "an answer of merit"),
    ),
    WithdrawTeam: Row(
        ready,
        lambda uid: WithdrawTeam(SCORER, uid, "red", "ill"),
        lambda uid: WithdrawTeam(SCORER, uid, "blue", "ill"),
    ),
    ReleaseScore: Row(
        marked,
        lambda uid: ReleaseScore(SCORER, uid, "essay", "red", "a tablet is broken"),
        lambda uid: ReleaseScore(SCORER, uid, "essay", "blue", "a tablet is broken"),
    ),
    MarkAbsent: Row(
        marking,
        lambda uid: MarkAbsent(SCORER, uid, "red", "essay", "late"),
        lambda uid: MarkAbsent(SCORER, uid, "blue", "essay", "late"),
    ),
    DrawOrder: Row(
        ready,
        lambda uid: DrawOrder(SCORER, uid, "buzzer"),
        lambda uid: DrawOrder(SCORER, uid, "essay"),
    ),
    SetOrder: Row(
        ready,
        lambda uid: SetOrder(SCORER, uid, "essay", ["green", "blue", "red"], "late train"),
        lambda uid: SetOrder(SCORER, uid, "essay", ["green", "red", "blue"], "late train"),
    ),
    PutOnStage: Row(
        marking,
        lambda uid: PutOnStage(SCORER, uid, "essay", "blue"),
        lambda uid: PutOnStage(SCORER, uid, "essay", "red"),
    ),
    StepOnStage: Row(
        marking,
        lambda uid: StepOnStage(SCORER, uid, "essay", "next"),
        lambda uid: StepOnStage(SCORER, uid, "essay", "back"),
    ),
    PutScene: Row(
        marking,
        lambda uid: PutScene(SCORER, uid, {"scene": "round"}),
        lambda uid: PutScene(SCORER, uid, {"scene": "title"}),
    ),
    TurnScene: Row(
        entrance,
        lambda uid: TurnScene(SCORER, uid, "next", 0),
        lambda uid: TurnScene(SCORER, uid, "finish", 0),
    ),
    RunTimer: Row(
        ready,
        lambda uid: RunTimer(SCORER, uid, "start", 30),
        lambda uid: RunTimer(SCORER, uid, "start", 60),
    ),
    Freeze: Row(
        marking,
        lambda uid: Freeze(SCORER, uid),
        lambda uid: Unfreeze(SCORER, uid, "enough"),
    ),
    Unfreeze: Row(
        frozen,
        lambda uid: Unfreeze(SCORER, uid, "enough"),
        lambda uid: Unfreeze(SCORER, uid, "too long"),
    ),
    StepReveal: Row(
        frozen,
        lambda uid: StepReveal(SCORER, uid, "next"),
        lambda uid: StepReveal(SCORER, uid, "finish"),
    ),
    OpenPlayoff: Row(
        tied,
        lambda uid: OpenPlayoff(SCORER, uid, "heat", (), "Play-off", "a tie"),
        lambda uid: DrawLots(SCORER, uid, "heat", (), "a tie"),
    ),
    AdmitTeam: Row(
        announced,
        lambda uid: AdmitTeam(SCORER, uid, "heat", "blue", "wild_card", "the host"),
        lambda uid: AdmitTeam(SCORER, uid, "heat", "blue", "reserve", "the host"),
    ),
    EnterScores: Row(
        listing,
        lambda uid: EnterScores(SCORER, uid, "test", {"red": {"value": 9}, "blue": {"value": 8}}),
        lambda uid: EnterScores(SCORER, uid, "test", {"red": {"value": 9}, "blue": {"value": 7}}),
    ),
    DrawLots: Row(
        tied,
        lambda uid: DrawLots(SCORER, uid, "heat", (), "a tie"),
        lambda uid: DrawLots(SCORER, uid, "final", (), "a tie"),
    ),
    HeadJudgeDecides: Row(
        tied_under_a_head,
        lambda uid: HeadJudgeDecides(SCORER, uid, "heat", ("red",), "the better argument"),
        lambda uid: HeadJudgeDecides(SCORER, uid, "heat", ("blue",), "the better argument"),
    ),
    DrawGroups: Row(
        to_be_drawn,
        lambda uid: DrawGroups(SCORER, uid, "heat", "lots", None),
        lambda uid: DrawGroups(SCORER, uid, "final", "lots", None),
    ),
    TakePrizeTogether: Row(
        tied_for_a_prize,
        lambda uid: TakePrizeTogether(SCORER, uid, "heat", (), "both were as good"),
        lambda uid: TakePrizeTogether(SCORER, uid, "heat", (), "the jury's word"),
    ),
    GiveSpecialPrize: Row(
        ready,
        lambda uid: GiveSpecialPrize(SCORER, uid, "red", "Best appearance", "the jury's word"),
        lambda uid: GiveSpecialPrize(SCORER, uid, "blue", "Best appearance", "the jury's word"),
    ),
    Correct: Row(
        marked,
        lambda uid: Correct(SCORER, uid, "essay", "red", "wu", 7, "no tablet", replaces=0),
        lambda uid: Correct(SCORER, uid, "essay", "red", "wu", 6, "no tablet", replaces=0),
    ),
    TakeBack: Row(
        awarded,
        lambda uid: TakeBack(SCORER, uid, 3, None, "by mistake"),
        lambda uid: TakeBack(SCORER, uid, 2, "too early", "by mistake"),
    ),
    ChangeSetup: Row(
        ready,
        lambda uid: ChangeSetup(ORGANISER, uid, RENAMED),
        lambda uid: ChangeSetup(ORGANISER, uid, replace(CUP, title="Winter quiz")),
    ),
    CreateEvent: Row(
        new,
        lambda uid: CreateEvent(ORGANISER, uid, CUP),
        lambda uid: CreateEvent(ORGANISER, uid, RENAMED),
    ),
    Rehearse: Row(
        ready,
        lambda uid: Rehearse(ORGANISER, uid),
        lambda uid: Rehearse(SCORER, uid),
    ),
    Begin: Row(
        closed,
        lambda uid: Begin(ORGANISER, uid, "that was a test"),
        lambda uid: Begin(ORGANISER, uid, "another reason"),
    ),
    Archive: Row(
        ready,
        lambda uid: Archive(ORGANISER, uid, archived=True),
        lambda uid: Archive(ORGANISER, uid, archived=False),
    ),
    Publish: Row(
        over,
        lambda uid: Publish(ORGANISER, uid, published=True),
        lambda uid: Publish(ORGANISER, uid, published=False),
    ),
    SetLook: Row(
        ready,
        lambda uid: SetLook(ORGANISER, uid, Look(LOGO)),
        lambda uid: SetLook(ORGANISER, uid, Look(LOGO, (Sponsor("Host", 1, LOGO),))),
    ),
}


def all_verbs(of: type[Verb] = Verb) -> Iterator[type[Verb]]:
    for verb in of.__subclasses__():
        yield verb
        yield from all_verbs(verb)


def test_every_verb_has_a_row_here() -> None:
    for module in pkgutil.iter_modules(verbs.__path__):
        import_module(f"{verbs.__name__}.{module.name}")
    own = {
        verb
        for verb in all_verbs()
        if verb.__module__.startswith(verbs.__name__) and not isabstract(verb)
    }
    assert own == set(ROWS)


@pytest.mark.parametrize("row", ROWS.values(), ids=[verb.__name__ for verb in ROWS])
def test_what_is_sent_again_brings_its_entry_and_writes_nothing(desk: Desk, row: Row) -> None:
    row.day(desk)
    entry = desk.do(row.verb("again"))
    at_once = desk.state
    assert desk.do(row.verb("again")) == entry
    assert desk.state == at_once
    move_on(desk)
    later = desk.state
    assert later != at_once, "the day has gone on"
    assert desk.do(row.verb("again")) == entry
    assert desk.state == later


@pytest.mark.parametrize("row", ROWS.values(), ids=[verb.__name__ for verb in ROWS])
def test_the_id_of_one_thing_is_refused_for_another(desk: Desk, row: Row) -> None:
    row.day(desk)
    desk.do(row.verb("taken"))
    before = desk.state
    with pytest.raises(Refusal) as refused:
        desk.do(row.other("taken"))
    assert (refused.value.text, refused.value.because) == (USED, "not_now")
    assert desk.state == before


def begun_reveal(desk: Desk) -> None:
    frozen(desk)
    desk.do(StepReveal(SCORER, new_id(), "next"))


def timed(desk: Desk) -> None:
    """The timer is set to a minute."""
    ready(desk)
    desk.do(RunTimer(SCORER, new_id(), "set", 60))


SAID = {"scene": "message", "text": "Break", "second": "Back at 10:30", "until": "10:30"}
LESS: dict[str, tuple[Callable[[Desk], None], Verb, Verb]] = {
    "a message without its second line": (
        ready,
        PutScene(SCORER, "taken", SAID),
        PutScene(SCORER, "taken", {"scene": "message", "text": "Break", "until": "10:30"}),
    ),
    "a scene that is not held": (
        ready,
        PutScene(SCORER, "taken", {"scene": "title", "hold": True}),
        PutScene(SCORER, "taken", {"scene": "title"}),
    ),
    "marks of whoever is on stage": (
        marking,
        PutScene(SCORER, "taken", {"scene": "marks", "team": "blue"}),
        PutScene(SCORER, "taken", {"scene": "marks"}),
    ),
    "the timer as it is set": (
        timed,
        RunTimer(SCORER, "taken", "start", 30),
        RunTimer(SCORER, "taken", "start"),
    ),
    "a turn from another step": (
        entrance,
        TurnScene(SCORER, "taken", "next", 0),
        TurnScene(SCORER, "taken", "next", 1),
    ),
    "a turn of another scene": (
        entrance,
        TurnScene(SCORER, "taken", "finish", put=2),
        TurnScene(SCORER, "taken", "finish", put=1),
    ),
    "a step of the reveal from another one": (
        begun_reveal,
        StepReveal(SCORER, "taken", "next", 0),
        StepReveal(SCORER, "taken", "next", 1),
    ),
    "a step from another team on stage": (
        marking,
        StepOnStage(SCORER, "taken", "essay", "next", None),
        StepOnStage(SCORER, "taken", "essay", "next", "red"),
    ),
    "a result that is told at once": (
        closed,
        AnnounceResult(SCORER, "taken", "heat", scene=True),
        AnnounceResult(SCORER, "taken", "heat"),
    ),
    "a member who did not come": (
        marking,
        MarkAbsent(SCORER, "taken", "red", "essay", "late"),
        MarkAbsent(SCORER, "taken", "red", "essay", "late", member="m1"),
    ),
    "groups by seed": (
        to_be_drawn,
        DrawGroups(SCORER, "taken", "heat", "lots", None),
        DrawGroups(SCORER, "taken", "heat", "seed", None),
    ),
    "lots between others": (
        tied,
        DrawLots(SCORER, "taken", "heat", ("red", "blue"), "a tie"),
        DrawLots(SCORER, "taken", "heat", ("red", "green"), "a tie"),
    ),
}


@pytest.mark.parametrize(("day", "first", "other"), LESS.values(), ids=LESS)
def test_the_id_is_refused_where_less_or_something_else_is_said(
    desk: Desk, day: Callable[[Desk], None], first: Verb, other: Verb
) -> None:
    day(desk)
    entry = desk.do(first)
    assert desk.do(first) == entry
    with pytest.raises(Refusal, match=USED):
        desk.do(other)


def test_a_division_that_was_chosen_by_itself_need_not_be_said_again(desk: Desk) -> None:
    divisions = (Division("a", "A"), Division("b", "B"))
    teams = tuple(replace(t, division="b" if t.id == "red" else "a") for t in CUP.teams)
    desk.do(ChangeSetup(ORGANISER, "setup", replace(CUP, divisions=divisions, teams=teams)))
    podium = {"scene": "podium"}
    entry = desk.do(PutScene(SCORER, "chosen", podium))
    assert entry.detail["division"] == "a"
    assert desk.do(PutScene(SCORER, "chosen", podium)) == entry
    said = PutScene(SCORER, "said", {**podium, "division": "a"})
    assert desk.do(said) == desk.do(said)
    with pytest.raises(Refusal, match=USED):
        desk.do(PutScene(SCORER, "said", podium))


def test_every_field_that_is_asked_for_is_compared(desk: Desk) -> None:
    awarding(desk)
    verb = GiveAward(LIN, "one", "buzzer", "red", 10, question=1, reason="again")
    desk.do(verb)
    for other in (
        replace(verb, points=20), replace(verb, team="blue"), replace(verb, by=WU),
        replace(verb, question=2), replace(verb, note="late"), replace(verb, reason="other"),
        replace(verb, reason=None), SubmitMark(LIN, "one", "essay", "red", 10),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=USED):
            desk.do(other)


def test_what_is_new_is_published_once_and_a_repeat_never(desk: Desk) -> None:
    marking(desk)
    desk.published.clear()
    for _ in range(3):
        desk.do(SubmitMark(LIN, "one", "essay", "red", 9))
    assert desk.published == ["quiz"]


@dataclass(frozen=True)
class Forgetful(Verb):
    """Settles a field that it does not name, so that a repeat of it could not be known."""

    def draft(self, _book: Any) -> Draft:
        return Draft(kind="withdraw", reason="ill")

    def allow(self, _book: Any, entry: Entry) -> Entry:
        return replace(entry, team="red")


def test_a_verb_that_settles_what_it_does_not_name_writes_nothing(desk: Desk) -> None:
    ready(desk)
    before = desk.state
    with pytest.raises(ValueError, match="Forgetful"):
        desk.do(Forgetful(SCORER, "one"))
    assert desk.state == before
