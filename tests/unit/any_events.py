"""Events of all rules together, drawn at random but lawful, and whole days played by them.

The days of days.py are many acts on few set-ups; here the set-up is another one each time: kinds of
rounds, weights and roundings, groups and divisions, cuts, tie-breaks, prizes. The same random
numbers give the same day.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any, get_args

from scoreboard.contest.model import (
    METHODS,
    AdmitAs,
    BreakTies,
    Criterion,
    Division,
    Entry,
    Event,
    FoulRule,
    Group,
    Judge,
    Member,
    Prize,
    Round,
    Rules,
    Stage,
    Team,
)
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.criteria import highest_sum, step_of_sum, sum_of
from scoreboard.contest.rules.kinds.points import worth
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS
from scoreboard.contest.words import Refusal
from scoreboard.files.event.checks import check_event
from scoreboard.files.event.document import FormFindings
from scoreboard.files.event.problems import EventFileProblems
from tests.unit import days
from tests.unit.contests import Scribe

JUDGES = ("lin", "wu", "chen", "zhao")
HOMES = ("", "north", "north", "south")
NAMES = ("red", "blue", "green", "gold", "grey", "teal", "rose", "lime")
# How often each act comes: a day should get somewhere and still be full of rulings.
OFTEN = ("step",) * 9 + ("fill",) * 7 + ("award",) * 6 + ("enter",) * 4
SELDOM = (
    "mark", "correct", "correct", "excuse", "penalise", "bonus", "withdraw", "absent", "foul",
    "foul", "undo", "undo", "settle", "settle", "settle", "word", "together", "admit", "special",
    "reopen", "release", "set up", "token", "begin", "freeze", "reveal", "deal", "decide",
)  # fmt: skip


def random_event(random: Random) -> Event:
    """An event that the checks of event files take."""
    while True:
        event, found = _event(random), FormFindings()
        check_event(event, found)
        with suppress(EventFileProblems):
            found.raise_any()
            return event


def random_book(random: Random) -> Book:
    """The book of a day of such an event; what the rules forbid at a moment is left out."""
    scribe = Scribe(random_event(random))
    for _ in range(random.randint(15, 90)):
        with suppress(Refusal, days.Idle):
            _ACTS[random.choice(OFTEN + SELDOM)](scribe, random)
    return scribe.book


def _event(random: Random) -> Event:
    lower = random.random() < 0.25
    divisions = _some(random, 0.2, (Division("senior", "Senior"), Division("junior", "Junior")))
    groups = _some(random, 0.3, (Group("a", "A"), Group("b", "B")))
    teams = _teams(random, divisions, groups)
    stages = _stages(random, groups, lower=lower)
    ids = [r.id for stage in stages for r in stage.rounds]
    named = [f"round:{one}" for one in ids]
    named += [f"rounds:{','.join(r.id for r in s.rounds[:2])}" for s in stages if s.rounds[1:]]
    sheets = [r.id for s in stages for r in s.rounds if r.criteria]
    named += (
        ["criterion:content", *(f"criterion:{one}.content" for one in sheets)] if sheets else []
    )
    wanted = [*TIE_BREAKS, *named]
    rules = Rules(
        random.choice(METHODS), random.choice((0, 0, 1, 2)),
        tuple(random.sample(wanted, random.randint(0, 3))),
        publish=random.choice(("team", "live", "round")),
        break_ties=random.choice(get_args(BreakTies)),
        better="lower" if lower else "higher",
        overall=random.random() < 0.3,
        unscored=random.choice(("none", "none", "zero")),
    )  # fmt: skip
    judges = tuple(
        Judge(
            name, name.title(), tuple(t.id for t in teams if random.random() < 0.06),
            shadow=name == "zhao" and random.random() < 0.3, head=name == "lin",
        )
        for name in JUDGES
    )  # fmt: skip
    return Event(
        "quiz", "Spring quiz", teams, stages, judges, rules=rules, divisions=divisions,
        groups=groups, prizes=_prizes(random, divisions),
    )  # fmt: skip


def _some(random: Random, chance: float, parts: tuple[Any, ...]) -> tuple[Any, ...]:
    return parts if random.random() < chance else ()


def _teams(
    random: Random, divisions: tuple[Division, ...], groups: tuple[Group, ...]
) -> tuple[Team, ...]:
    return tuple(
        Team(
            name, name.title(), organisation=random.choice(HOMES),
            members=tuple(Member(f"{name} {n}", id=f"{name}-{n}") for n in range(3)),
            guest=random.random() < 0.06,
            division=random.choice(divisions).id if divisions else "",
            group=random.choice((*groups, Group("", ""))).id if groups else "",
        )
        for name in NAMES[: random.randint(3, 8)]
    )  # fmt: skip


def _stages(random: Random, groups: tuple[Group, ...], *, lower: bool) -> tuple[Stage, ...]:
    count = random.choice((1, 2, 2, 3))
    side = count == 3 and random.random() < 0.6
    found = []
    for n in range(count):
        rounds = tuple(
            _round(random, f"r{n}{m}", groups, lower=lower) for m in range(random.randint(1, 3))
        )
        if random.random() < 0.15:
            rounds = tuple(replace(one, performance=f"show{n}", group="") for one in rounds)
        stage = Stage(
            f"s{n}", f"Stage {n}", rounds, base=Decimal(random.choice((0, 0, 0, 5))),
            carry=Decimal(random.choice(("0", "0", "0.5", "1"))) if n else Decimal(0),
            side_of="s0" if side and n == 1 else "",
        )  # fmt: skip
        found.append(_with_cut(random, stage, groups) if n < count - 1 else stage)
    return tuple(found)


def _with_cut(random: Random, stage: Stage, groups: tuple[Group, ...]) -> Stage:
    bar = {random.choice(("threshold", "above")): Decimal(random.randint(0, 3))}
    said: dict[str, Any] = random.choice(
        (
            {"advance": random.randint(1, 4)},
            {"advance_share": Decimal("0.4"), "rounding": random.choice(("up", "down", "half_up"))},
            bar,
            {"advance": random.randint(1, 4)} | bar,
        )
    )
    if groups and random.random() < 0.7:
        best = random.choice(({}, {"advance_best": 1}, {"advance_best": 2, "best_by": "mean"}))
        return replace(stage, by_group=True, **said, **(best if {*said} - {*bar} else {}))
    return replace(stage, quota=random.choice((0, 0, 1, 2)), **said)


def _round(random: Random, name: str, groups: tuple[Group, ...], *, lower: bool) -> Round:
    kind = random.choice(("judged", "judged", "judged", "points", "points", "list", "count"))
    weight = random.choice(("1", "1", "1", "0.5", "0.7", "0", "2"))
    shared: dict[str, Any] = {
        "weight": Decimal(weight),
        "decimals": random.choice((None, None, 0, 1, 2)),
        "weighted_decimals": random.choice((None, None, None, 0, 1)),
        "better": "lower" if lower and weight != "0" else random.choice(("higher", "lower")),
        "group": random.choice(groups).id if groups and random.random() < 0.2 else "",
    }
    shared["better"] = shared["better"] if lower or weight == "0" else "higher"
    if kind == "points":
        return _points(random, Round(name, name.title(), "points", **shared))
    if kind != "judged":
        card = random.choice((None, Decimal("0.5"))) if kind == "count" else None
        present = random.choice((None, 4)) if kind == "count" else None
        low = Decimal(random.choice((0, 0, 1)))
        return Round(
            name, name.title(), kind, min=low, max=Decimal(4), step=Decimal("0.01"),
            card=card, present=present, **shared,
        )  # fmt: skip
    return _judged(random, Round(name, name.title(), "judged", max=Decimal(3), **shared))


def _points(random: Random, made: Round) -> Round:
    made = replace(made, min=Decimal(-9), max=Decimal(9), awards=(Decimal(1), Decimal(-1)))
    if random.random() < 0.2:
        return _of_members(random, made)
    if random.random() < 0.4:
        made = replace(made, fouls=FoulRule(random.randint(0, 1), Decimal(1), 3))
    if random.random() < 0.3:
        loss = random.choice(("stake", "half", "none"))
        stakes = (Decimal(1), Decimal(3))
        return replace(made, stakes=stakes, loss=loss, declined=Decimal(random.choice((0, 1))))
    return replace(made, tokens=("双倍",) if random.random() < 0.2 else ())


def _of_members(random: Random, made: Round) -> Round:
    score = random.choice(("sum", "mean", "best"))
    return replace(made, by="member", team_score=score, best=2 if score == "best" else None)


def _judged(random: Random, made: Round) -> Round:
    panel = random.choice((None, None, JUDGES[:3]))
    made = replace(made, panel=panel, aggregate=random.choice(("mean", "mean", "sum", "median")))
    if random.random() < 0.3:
        criteria = (
            Criterion("content", "Content", Decimal(2), weight=Decimal("0.5")),
            Criterion("form", "Form", Decimal(2)),
        )
        most, step = highest_sum(criteria), step_of_sum(criteria)
        made = replace(made, criteria=criteria, max=most, step=step)
    if made.better == "lower" and random.random() < 0.5:
        return replace(made, aggregate="places")
    drops = random.choice(({}, {}, {"drop_low": 1}, {"drop_high": 1}))
    made = replace(made, **drops)
    return _of_members(random, made) if random.random() < 0.15 else made


def _prizes(random: Random, divisions: tuple[Division, ...]) -> tuple[Prize, ...]:
    if random.random() < 0.4:
        return ()
    ways: list[dict[str, Any]] = [
        {"count": 1},
        {"count": 2},
        {"share": Decimal("0.3"), "rounding": random.choice(("up", "down", "half_up"))},
        {"at_least": Decimal(random.randint(0, 4))},
    ]
    made = [
        Prize(f"p{n}", f"Prize {n}", **random.choice(ways)) for n in range(random.randint(1, 3))
    ]
    if random.random() < 0.4:
        made.append(Prize("rest", "Honourable mention"))
    if random.random() < 0.3:
        made.insert(0, Prize("own", "Best speaker", who="member", **random.choice(ways)))
    if divisions and random.random() < 0.3:
        made[0] = replace(made[0], division=divisions[0].id)
    return tuple(made)


def _open_rounds(scribe: Scribe, random: Random, *kinds: str) -> Round:
    found = [r for r in scribe.book.open_rounds if r.kind in kinds]
    if not found:
        raise days.Idle
    return random.choice(found)


def _marked(scribe: Scribe, random: Random, a_round: Round, entrant: str, judge: str) -> None:
    team, _, member = entrant.partition(":")
    detail: dict[str, Any] = {"member": member} if member else {}
    value = Decimal(random.randint(0, 3))
    if a_round.criteria:
        parts = {one.id: Decimal(random.randint(0, 2)) for one in a_round.criteria}
        detail["values"] = {name: plain(given) for name, given in parts.items()}
        value = sum_of(a_round.criteria, parts)
    given = {"team": team, "judge": judge, "value": value, "detail": detail}
    if a_round.id in {r.id for r in scribe.book.open_rounds}:
        scribe.write("mark", by=f"judge:{judge}", round=a_round.id, **given)
    else:
        scribe.write("correction", round=a_round.id, reason="misread", **given)


def _fill(scribe: Scribe, random: Random) -> None:
    """Nearly every mark that is missing."""
    a_round = _open_rounds(scribe, random, "judged")
    for judge, entrants in days.running.missing(scribe.book, a_round).items():
        for entrant in entrants:
            if random.random() < 0.97:
                _marked(scribe, random, a_round, entrant, judge)


def _mark(scribe: Scribe, random: Random) -> None:
    a_round = _open_rounds(scribe, random, "judged")
    team = _playing(scribe, random, a_round)
    judges = [j for j in scribe.book.event.markers_of(a_round) if team.id not in j.recused]
    entrants = scribe.book.event.entrants_of(a_round, team.id)
    if judges:
        _marked(scribe, random, a_round, random.choice(entrants), random.choice(judges).id)


def _playing(scribe: Scribe, random: Random, a_round: Round) -> Team:
    found = scribe.book.teams_in(a_round)
    if not found:
        raise days.Idle
    return random.choice(found)


def _award(scribe: Scribe, random: Random) -> None:
    a_round = _open_rounds(scribe, random, "points")
    for _ in range(random.randint(1, 5)):
        team = _playing(scribe, random, a_round)
        detail: dict[str, Any] = {}
        if a_round.by == "member" or random.random() < 0.2:
            detail["member"] = random.choice(team.members).id
        value = Decimal(random.choice((-1, 1, 1, 2)))
        if a_round.stakes:
            stake, outcome = (
                random.choice(a_round.stakes),
                random.choice(("right", "wrong", "declined")),
            )
            value = worth(a_round, stake, outcome)
            detail |= {"stake": plain(stake), "outcome": outcome}
        elif a_round.better == "lower":
            value = abs(value)
        scribe.award(a_round.id, team.id, plain(value), detail=detail)


def _enter(scribe: Scribe, random: Random) -> None:
    """Scores of a list, or counts, for most teams."""
    a_round = _open_rounds(scribe, random, "list", "count")
    absent = scribe.book.round_record(a_round.id).absent
    came = [t.id for t in scribe.book.teams_in(a_round) if t.id not in absent]
    scores = {team: _entered(random, a_round) for team in came if random.random() < 0.9}
    if not scores:
        raise days.Idle
    scribe.write("scores", round=a_round.id, reason="typed", detail={"scores": scores})


def _entered(random: Random, a_round: Round) -> dict[str, Any]:
    if a_round.kind == "list":
        return {"value": random.choice(("1", "1.5", "2", "2.25", "3"))}
    raised = random.randint(0, 3)
    return {"raised": raised, "present": a_round.present or 5}


def _correct(scribe: Scribe, random: Random) -> None:
    """A correction; where it touches an announcement, as one that is kept or named anew."""
    book = scribe.book
    begun = [r for r in book.all_rounds() if book.round_record(r.id).state != "pending"]
    begun = [r for r in begun if r.kind in ("judged", "points")]
    if not begun:
        raise days.Idle
    a_round = random.choice(begun)
    team = _playing(scribe, random, a_round)
    given: dict[str, Any] = {"round": a_round.id, "team": team.id, "reason": "misread"}
    detail: dict[str, Any] = {}
    if kind_of(a_round).panel:
        judges = [j for j in book.event.markers_of(a_round) if team.id not in j.recused]
        if not judges:
            raise days.Idle
        _, _, member = random.choice(book.event.entrants_of(a_round, team.id)).partition(":")
        detail = {"member": member} if member else {}
        value = Decimal(random.randint(0, 3))
        if a_round.criteria:
            parts = {one.id: Decimal(random.randint(0, 2)) for one in a_round.criteria}
            detail["values"] = {name: plain(one) for name, one in parts.items()}
            value = sum_of(a_round.criteria, parts)
        given |= {"judge": random.choice(judges).id, "value": value}
    elif a_round.by == "member":
        raise days.Idle
    else:
        given |= {"value": Decimal(random.randint(-2, 4))}
    draft = Entry(book.version + 1, "draft", "correction", "scorer", "", detail=detail, **given)
    decision = days._decision(book, draft, random.randint(0, 1))
    scribe.write("correction", detail=detail | decision, **given)


def _excuse(scribe: Scribe, random: Random) -> None:
    rounds = [r for r in scribe.book.all_rounds() if kind_of(r).panel]
    if not rounds:
        raise days.Idle
    a_round = random.choice(rounds)
    there = scribe.book.round_record(a_round.id).excused
    judges = [j.id for j in scribe.book.event.markers_of(a_round) if j.id not in there]
    if judges:
        scribe.write("excuse", round=a_round.id, judge=random.choice(judges), reason="tablet")


def _foul(scribe: Scribe, random: Random) -> None:
    a_round = _open_rounds(scribe, random, "points")
    team = _playing(scribe, random, a_round)
    days.marking.check_counts_fouls(scribe.book, a_round, team)
    scribe.write("foul", round=a_round.id, team=team.id)


def _set_up(scribe: Scribe, random: Random) -> None:
    """A change of the set-up: who judges, what is rounded, what parts equal totals."""
    event, book = scribe.book.event, scribe.book
    stages = list(event.stages)
    at = random.randrange(len(stages))
    rounds = list(stages[at].rounds)
    r = random.randrange(len(rounds))
    rounds[r] = replace(rounds[r], weight=Decimal(random.choice(("1", "0.5", "2"))))
    stages[at] = replace(stages[at], rounds=tuple(rounds))
    anew = random.choice(
        (
            replace(event, stages=tuple(stages)),
            replace(event, judges=(*event.judges, Judge("sun", "Sun"))),
            replace(event, rules=replace(event.rules, tie_breaks=("best_rounds",))),
            replace(event, rules=replace(event.rules, decimals=random.choice((0, 1)))),
        )
    )
    found = FormFindings()
    check_event(anew, found)
    with suppress(EventFileProblems):
        found.raise_any()
        days.check_change(book, anew)
        draft = Entry(book.version + 1, "draft", "setup", "organiser", "", setup=anew)
        detail = days.keeping_public(book, draft).detail
        scribe.write("setup", setup=anew, detail=detail, reason="asked for")


def _admit(scribe: Scribe, random: Random) -> None:
    event = scribe.book.event
    if len(event.stages) == 1:
        raise days.Idle
    stage, team = random.choice(event.stages[:-1]), random.choice(event.teams)
    way = random.choice(get_args(AdmitAs))
    days.advancing.check_admits(scribe.book, stage, team, way)
    detail = {"as": way}
    scribe.write("admit", stage=stage.id, team=team.id, reason="the host", detail=detail)


def _decide(scribe: Scribe, _random: Random) -> None:
    """The current stage is announced with all who are tied taken."""
    book = scribe.book
    if days.running.next_action(book).action not in ("advance", "announce"):
        raise days.Idle
    decision: Any = "all" if book.stage.has_cut else "share"
    named = days.advancing.named_teams(book, book.stage, decision)
    scribe.write("advance", stage=book.stage.id, detail={"teams": named, "decision": decision})


def _of_days(name: str) -> Any:
    """An act of days.py, which asks for numbers."""

    def act(scribe: Scribe, random: Random) -> None:
        days.write(scribe, (name, *(random.randint(0, 30) for _ in range(3))))  # type: ignore[arg-type]

    return act


_ACTS = {
    **{
        name: _of_days(name)
        for name in (
            "step", "penalise", "bonus", "withdraw", "absent", "undo", "settle", "word",
            "together", "special", "reopen", "release", "token", "begin", "freeze", "reveal",
            "deal",
        )
    },
    "fill": _fill, "award": _award, "enter": _enter, "mark": _mark, "correct": _correct,
    "excuse": _excuse, "foul": _foul, "set up": _set_up, "admit": _admit, "decide": _decide,
}  # fmt: skip

__all__ = ["random_book", "random_event"]
