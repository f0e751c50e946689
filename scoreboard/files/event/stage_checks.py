"""Whether stages agree with each other, with the teams and with the judges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from scoreboard.contest.model import Event, Round, Stage
from scoreboard.contest.rules.going_on import entering, share_of
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.files.event.faults import Fault
from scoreboard.files.event.problems import Findings, Path
from scoreboard.files.event.round_checks import check_decimals, check_round

# By which of them it is said who goes on.
_WHO = ("advance", "advance_share", "threshold", "above")


def check_stages(event: Event, found: Findings) -> None:
    """Note everything that is wrong with the rules, the stages and their rounds."""
    check_decimals(event.rules.decimals, ("rules", "decimals"), found)
    if not event.stages and found.usable(("stages",)):
        found.wrong(Fault.NO_STAGES, ("stages",))
    fields = entering(event.stages, _largest(event), len(event.groups)) if event.teams else None
    for number, stage in enumerate(event.stages):
        where: Path = ("stages", number)
        _check_stage(stage, where, found)
        last = stage is event.stages[-1]
        if last:
            _check_last(stage, where, found)
        elif found.usable(where, *_WHO):
            _check_number(stage, where, _in_a_table(event, stage, fields, number), found)
        _check_bars(stage, where, event, found)
        if stage.side_of and found.usable(where, "side_of"):
            _check_side(event, number, found)
        for place, a_round in enumerate(stage.rounds):
            check_round(a_round, event, (*where, "rounds", place), found)
    _check_judges_there(event, found)
    _check_performances(event, found)


def _largest(event: Event) -> int:
    """How many teams the largest division has; all where there are none."""
    return max(Counter(team.division for team in event.teams).values())


def _in_a_table(
    event: Event, stage: Stage, fields: Sequence[int] | None, number: int
) -> int | None:
    """How many teams of a stage are ranked together, at most; None where that is not known."""
    if fields is None:
        return None
    if not stage.by_group or not event.groups:
        return fields[number]
    # Who has no group yet is dealt evenly.
    return -(-fields[number] // len(event.groups))


def _check_performances(event: Event, found: Findings) -> None:
    """Note a round whose performance another stage has, or is held in another order."""
    first: dict[str, tuple[Stage, Round]] = {}
    ordered: dict[str, Round] = {}
    for s, stage in enumerate(event.stages):
        for r, a_round in enumerate(stage.rounds):
            home, other = first.setdefault(a_round.performance, (stage, a_round))
            if a_round.performance and home is not stage:
                where: Path = ("stages", s, "rounds", r, "performance")
                found.wrong(Fault.PERFORMANCE_ELSEWHERE, where, name=other.name)
            if a_round.performance and a_round.appearance != "registration":
                other = ordered.setdefault(a_round.performance, a_round)
                if other.appearance != a_round.appearance:
                    at: Path = ("stages", s, "rounds", r, "appearance")
                    found.wrong(Fault.OTHER_APPEARANCE, at, name=other.name)


def _check_stage(stage: Stage, where: Path, found: Findings) -> None:
    if not stage.rounds and found.usable(where, "rounds"):
        found.wrong(Fault.NO_ROUNDS, where)
    if not 0 <= stage.carry <= 1:
        found.wrong(Fault.BAD_CARRY, (*where, "carry"))


def _check_last(stage: Stage, where: Path, found: Findings) -> None:
    given = [key for key in _WHO if getattr(stage, key) is not None]
    for key in [*given, *(["quota"] if stage.quota else [])]:
        if found.usable(where, key):
            found.wrong(Fault.LAST_ADVANCES, (*where, key), key=key)


def _check_number(stage: Stage, where: Path, entering: int | None, found: Findings) -> None:
    """Whether it is said how many go on, once, and some of those who enter."""
    key = (*where, "advance")
    if not stage.has_cut:
        # From a side stage without a rule the desk lets back whom it will.
        if not stage.side_of:
            found.wrong(Fault.NO_ADVANCE, key)
    elif stage.advance is not None and stage.advance_share is not None:
        found.wrong(Fault.TWO_NUMBERS, (*where, "advance_share"))
    elif stage.advance_share is not None:
        _check_share(stage, stage.advance_share, (*where, "advance_share"), entering, found)
    elif stage.advance is None:
        return
    elif stage.advance < 1:
        found.wrong(Fault.NOBODY_ADVANCES, key)
    elif entering is not None and stage.advance >= entering:
        fault = Fault.ALL_OF_GROUP_ADVANCE if stage.by_group else Fault.ALL_ADVANCE
        found.wrong(fault, key, teams=entering)


def _check_side(event: Event, number: int, found: Findings) -> None:
    """Whether a side stage is of a main one, right behind it, and before another main one."""
    stage, key = event.stages[number], ("stages", number, "side_of")
    of = event.stage(stage.side_of)
    if of is None or of.side_of:
        found.wrong(Fault.NO_SUCH_STAGE, key, id=stage.side_of)
        return
    at = event.stages.index(of)
    between = event.stages[at + 1 : number]
    if at >= number or any(one.side_of != of.id for one in between):
        found.wrong(Fault.SIDE_NOT_BEHIND, key, stage=of.name)
    elif stage is event.stages[-1]:
        found.wrong(Fault.SIDE_LAST, key)


def _check_share(
    stage: Stage, share: Decimal, where: Path, entering: int | None, found: Findings
) -> None:
    if not 0 < share < 1:
        found.wrong(Fault.BAD_SHARE, where)
    elif entering is not None and not share_of(share, entering, stage.rounding):
        found.wrong(Fault.SHARE_OF_NOBODY, where, teams=entering)


def _check_bars(stage: Stage, where: Path, event: Event, found: Findings) -> None:
    """Whether what keeps teams from going on is said once, and can keep somebody."""
    if stage.threshold is not None and stage.above is not None:
        found.wrong(Fault.TWO_BARS, (*where, "above"))
    if stage.quota < 0:
        found.wrong(Fault.BAD_QUOTA, (*where, "quota"))
    named = any(team.organisation for team in event.teams)
    if stage.quota > 0 and event.teams and not named and found.all_usable("teams"):
        found.wrong(Fault.NO_ORGANISATIONS, (*where, "quota"))


def _check_judges_there(event: Event, found: Findings) -> None:
    if event.judges or not found.all_usable("judges"):
        return
    for s, stage in enumerate(event.stages):
        for r, a_round in enumerate(stage.rounds):
            where: Path = ("stages", s, "rounds", r)
            if kind_of(a_round).panel and found.usable(where, "kind"):
                found.wrong(Fault.NO_JUDGES, where)
                # One sentence is enough for one cause.
                return
