"""Whether stages and rounds agree with each other, with the teams and with the judges."""

from __future__ import annotations

from scoreboard.contest.model import Event, Round, Stage
from scoreboard.contest.numbers import plain
from scoreboard.files.event.faults import Fault
from scoreboard.files.event.problems import Findings, Path, near

MOST_DECIMALS = 4


def check_stages(event: Event, found: Findings) -> None:
    """Note everything that is wrong with the rules, the stages and their rounds."""
    _check_decimals(event.rules.decimals, ("rules", "decimals"), found)
    if not event.stages and found.usable(("stages",)):
        found.wrong(Fault.NO_STAGES, ("stages",))
    entering: int | None = len(event.teams) if event.teams else None
    for number, stage in enumerate(event.stages):
        where: Path = ("stages", number)
        _check_stage(stage, where, found)
        last = stage is event.stages[-1]
        if found.usable(where, "advance"):
            _check_advance(stage, where, entering, found, last=last)
        entering = stage.advance
        for place, a_round in enumerate(stage.rounds):
            _check_round(a_round, event, (*where, "rounds", place), found)
    _check_judges_there(event, found)


def _check_stage(stage: Stage, where: Path, found: Findings) -> None:
    if not stage.rounds and found.usable(where, "rounds"):
        found.wrong(Fault.NO_ROUNDS, where)
    if not 0 <= stage.carry <= 1:
        found.wrong(
            Fault.BAD_CARRY,
            (*where, "carry"),
        )


def _check_advance(
    stage: Stage, where: Path, entering: int | None, found: Findings, *, last: bool
) -> None:
    key = (*where, "advance")
    if last and stage.advance is not None:
        found.wrong(Fault.LAST_ADVANCES, key)
    elif last:
        return
    elif stage.advance is None:
        found.wrong(Fault.NO_ADVANCE, key)
    elif stage.advance < 1:
        found.wrong(Fault.NOBODY_ADVANCES, key)
    elif entering is not None and stage.advance >= entering:
        found.wrong(
            Fault.ALL_ADVANCE,
            key,
            teams=entering,
        )


def _check_round(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    if found.usable(where, "min", "max") and a_round.min > a_round.max:
        found.wrong(
            Fault.MIN_ABOVE_MAX,
            (*where, "min"),
            min=plain(a_round.min),
            max=plain(a_round.max),
        )
    if a_round.step <= 0:
        found.wrong(Fault.BAD_STEP, (*where, "step"))
    if a_round.weight < 0:
        found.wrong(Fault.BAD_WEIGHT, (*where, "weight"))
    for key in ("decimals", "weighted_decimals"):
        places: int | None = getattr(a_round, key)
        if places is not None:
            _check_decimals(places, (*where, key), found)
    for key, count in (("drop_high", a_round.drop_high), ("drop_low", a_round.drop_low)):
        if count < 0:
            found.wrong(Fault.BAD_DROP, (*where, key))
    if found.usable(where, "kind"):
        _check_awards(a_round, where, found)
        _check_risk(a_round, where, found)
        _check_scored_by(a_round, event, where, found)
        if a_round.kind == "judged":
            _check_drops(a_round, event, where, found)


def _check_decimals(decimals: int, where: Path, found: Findings) -> None:
    if not 0 <= decimals <= MOST_DECIMALS:
        found.wrong(Fault.BAD_DECIMALS, where)


def _check_awards(a_round: Round, where: Path, found: Findings) -> None:
    if a_round.kind == "judged" and a_round.awards:
        found.wrong(Fault.JUDGED_HAS_AWARDS, (*where, "awards"))
        return
    bounded = found.usable(where, "min", "max") and a_round.min <= a_round.max
    for number, award in enumerate(a_round.awards):
        place = (*where, "awards", number)
        if award == 0:
            found.wrong(Fault.AWARD_OF_NOTHING, place)
        elif award in a_round.awards[:number]:
            found.wrong(Fault.POINTS_TWICE, place, points=plain(award))
        elif bounded and award < a_round.min:
            found.wrong(
                Fault.BELOW_MIN,
                place,
                points=plain(award),
                min=plain(a_round.min),
            )
        elif bounded and award > a_round.max:
            found.wrong(
                Fault.ABOVE_MAX,
                place,
                points=plain(award),
                max=plain(a_round.max),
            )


def _check_risk(a_round: Round, where: Path, found: Findings) -> None:
    for key in ("stakes", "questions"):
        if a_round.kind == "judged" and getattr(a_round, key):
            found.wrong(Fault.JUDGED_HAS_KEY, (*where, key), key=key)
            return
    for number, stake in enumerate(a_round.stakes):
        place = (*where, "stakes", number)
        if stake <= 0:
            found.wrong(Fault.BAD_STAKE, place)
        elif stake in a_round.stakes[:number]:
            found.wrong(Fault.POINTS_TWICE, place, points=plain(stake))
    if a_round.questions is not None and a_round.questions < 1:
        found.wrong(Fault.BAD_QUESTIONS, (*where, "questions"))


def _check_scored_by(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    key = (*where, "scored_by")
    if isinstance(a_round.scored_by, str):
        # Of a judged round the words say nothing: its judges mark.
        return
    if a_round.kind == "judged":
        found.wrong(Fault.JUDGED_HAS_KEY, key, key="scored_by")
    elif not a_round.scored_by:
        found.wrong(Fault.NOBODY_SCORES, key)
    for number, judge_id in enumerate(a_round.scored_by):
        if judge_id in a_round.scored_by[:number]:
            found.wrong(Fault.JUDGE_TWICE, (*key, number), id=judge_id)
        elif event.judge(judge_id) is None and found.all_usable("judges"):
            _unknown_judge(judge_id, event, (*key, number), found)


def _unknown_judge(judge_id: str, event: Event, where: Path, found: Findings) -> None:
    meant = near(judge_id, [judge.id for judge in event.judges])
    if meant:
        found.wrong(Fault.NO_SUCH_JUDGE_BUT, where, id=judge_id, near=meant)
    else:
        found.wrong(Fault.NO_SUCH_JUDGE, where, id=judge_id)


def _check_drops(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    if not event.judges or min(a_round.drop_high, a_round.drop_low) < 0:
        return
    if not found.usable(where, "drop_high", "drop_low"):
        return
    dropped = a_round.drop_high + a_round.drop_low
    key = (*where, "drop_high" if a_round.drop_high >= a_round.drop_low else "drop_low")
    if dropped >= len(event.judges):
        found.wrong(
            Fault.ALL_DROPPED,
            key,
            dropped=dropped,
            judges=len(event.judges),
        )
        return
    for team in event.teams:
        left = sum(1 for judge in event.judges if team.id not in judge.recused)
        if left <= dropped:
            found.wrong(
                Fault.ALL_DROPPED_FOR_TEAM,
                key,
                team=team.name,
                judges=left,
            )


def _check_judges_there(event: Event, found: Findings) -> None:
    if event.judges or not found.all_usable("judges"):
        return
    for s, stage in enumerate(event.stages):
        for r, a_round in enumerate(stage.rounds):
            where: Path = ("stages", s, "rounds", r)
            if a_round.kind == "judged" and found.usable(where, "kind"):
                found.wrong(
                    Fault.NO_JUDGES,
                    where,
                )
                # One sentence is enough for one cause.
                return
