"""Whether stages and rounds agree with each other, with the teams and with the judges."""

from __future__ import annotations

from scoreboard.contest.model import Event, Round, Stage
from scoreboard.contest.numbers import plain
from scoreboard.files.event.problems import Findings, Path, near

MOST_DECIMALS = 4


def check_stages(event: Event, found: Findings) -> None:
    """Note everything that is wrong with the rules, the stages and their rounds."""
    _check_decimals(event.rules.decimals, ("rules", "decimals"), found)
    if not event.stages and found.usable(("stages",)):
        found.wrong("The event has no stages. Write a [[stages]] for each.", ("stages",))
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
        found.wrong("This stage has no rounds. Write a [[stages.rounds]] for each.", where)
    if not 0 <= stage.carry <= 1:
        found.wrong(
            "carry is the share of the earlier total, from 0 to 1; 0.5 is half.",
            (*where, "carry"),
        )


def _check_advance(
    stage: Stage, where: Path, entering: int | None, found: Findings, *, last: bool
) -> None:
    key = (*where, "advance")
    if last and stage.advance is not None:
        found.wrong("Nobody goes on from the last stage: leave advance out here.", key)
    elif last:
        return
    elif stage.advance is None:
        found.wrong("Another stage follows: say with advance how many teams go on.", key)
    elif stage.advance < 1:
        found.wrong("At least one team must go on.", key)
    elif entering is not None and stage.advance >= entering:
        found.wrong(
            "advance must be below %(teams)s, the number of teams in this stage.",
            key,
            teams=entering,
        )


def _check_round(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    if found.usable(where, "min", "max") and a_round.min > a_round.max:
        found.wrong(
            "min is %(min)s and above max, %(max)s.",
            (*where, "min"),
            min=plain(a_round.min),
            max=plain(a_round.max),
        )
    if a_round.step <= 0:
        found.wrong("step must be above 0.", (*where, "step"))
    if a_round.weight < 0:
        found.wrong("weight must not be below 0.", (*where, "weight"))
    for key in ("decimals", "weighted_decimals"):
        places: int | None = getattr(a_round, key)
        if places is not None:
            _check_decimals(places, (*where, key), found)
    for key, count in (("drop_high", a_round.drop_high), ("drop_low", a_round.drop_low)):
        if count < 0:
            found.wrong("This counts marks that are left out: 0 or more.", (*where, key))
    if found.usable(where, "kind"):
        _check_awards(a_round, where, found)
        _check_risk(a_round, where, found)
        _check_scored_by(a_round, event, where, found)
        if a_round.kind == "judged":
            _check_drops(a_round, event, where, found)


def _check_decimals(decimals: int, where: Path, found: Findings) -> None:
    if not 0 <= decimals <= MOST_DECIMALS:
        found.wrong("decimals goes from 0 to 4.", where)


def _check_awards(a_round: Round, where: Path, found: Findings) -> None:
    if a_round.kind == "judged" and a_round.awards:
        found.wrong('awards belong to a round with kind = "points".', (*where, "awards"))
        return
    bounded = found.usable(where, "min", "max") and a_round.min <= a_round.max
    for number, award in enumerate(a_round.awards):
        place = (*where, "awards", number)
        if award == 0:
            found.wrong("An award of 0 gives nothing; leave it out.", place)
        elif award in a_round.awards[:number]:
            found.wrong("%(points)s is named here twice.", place, points=plain(award))
        elif bounded and award < a_round.min:
            found.wrong(
                "%(points)s is below this round's min, which is %(min)s.",
                place,
                points=plain(award),
                min=plain(a_round.min),
            )
        elif bounded and award > a_round.max:
            found.wrong(
                "%(points)s is above this round's max, which is %(max)s.",
                place,
                points=plain(award),
                max=plain(a_round.max),
            )


def _check_risk(a_round: Round, where: Path, found: Findings) -> None:
    for key in ("stakes", "questions"):
        if a_round.kind == "judged" and getattr(a_round, key):
            found.wrong('%(key)s belong to a round with kind = "points".', (*where, key), key=key)
            return
    for number, stake in enumerate(a_round.stakes):
        place = (*where, "stakes", number)
        if stake <= 0:
            found.wrong("A stake must be above 0.", place)
        elif stake in a_round.stakes[:number]:
            found.wrong("%(points)s is named here twice.", place, points=plain(stake))
    if a_round.questions is not None and a_round.questions < 1:
        found.wrong("This counts the questions of a team: 1 or more.", (*where, "questions"))


def _check_scored_by(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    key = (*where, "scored_by")
    if isinstance(a_round.scored_by, str):
        # Of a judged round the words say nothing: its judges mark.
        return
    if a_round.kind == "judged":
        found.wrong('%(key)s belong to a round with kind = "points".', key, key="scored_by")
    elif not a_round.scored_by:
        found.wrong('Name at least one judge, or write "desk" or "judges".', key)
    for number, judge_id in enumerate(a_round.scored_by):
        if judge_id in a_round.scored_by[:number]:
            found.wrong("The judge %(id)s is named here twice.", (*key, number), id=judge_id)
        elif event.judge(judge_id) is None and found.all_usable("judges"):
            _unknown_judge(judge_id, event, (*key, number), found)


def _unknown_judge(judge_id: str, event: Event, where: Path, found: Findings) -> None:
    meant = near(judge_id, [judge.id for judge in event.judges])
    if meant:
        text = "There is no judge with the id %(id)s. Did you mean %(near)s?"
        found.wrong(text, where, id=judge_id, near=meant)
    else:
        found.wrong("There is no judge with the id %(id)s.", where, id=judge_id)


def _check_drops(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    if not event.judges or min(a_round.drop_high, a_round.drop_low) < 0:
        return
    if not found.usable(where, "drop_high", "drop_low"):
        return
    dropped = a_round.drop_high + a_round.drop_low
    key = (*where, "drop_high" if a_round.drop_high >= a_round.drop_low else "drop_low")
    if dropped >= len(event.judges):
        found.wrong(
            "%(dropped)s marks are left out of %(judges)s. At least one must count.",
            key,
            dropped=dropped,
            judges=len(event.judges),
        )
        return
    for team in event.teams:
        left = sum(1 for judge in event.judges if team.id not in judge.recused)
        if left <= dropped:
            found.wrong(
                "Too many marks are left out for %(team)s: only %(judges)s of the judges may "
                "mark it.",
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
                    "This round is judged, but the event has no judges. "
                    "Write a [[judges]] for each.",
                    where,
                )
                # One sentence is enough for one cause.
                return
