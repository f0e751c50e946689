"""Whether what a round says fits its kind, the teams and the judges."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal

from scoreboard.contest.model import MOST_CRITERIA, Criterion, Event, Round, RoundForm
from scoreboard.contest.numbers import BadNumber, on_step, plain, read_score
from scoreboard.contest.rules.criteria import highest_sum, step_of_sum
from scoreboard.contest.rules.kinds.points import worth
from scoreboard.contest.texts import is_seen
from scoreboard.files.event.faults import NUMBER_FAULTS, Fault
from scoreboard.files.event.problems import Findings, Path

MOST_DECIMALS = 4
# As much as stands beside a team's name in the hall.
LONGEST_TOKEN = 16
# What is said of stakes.
OF_STAKES = ("loss", "declined", "order")


def check_round(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    """Note everything that is wrong with a round of the event."""
    if not a_round.criteria:
        _check_own_limits(a_round, where, found)
    if a_round.weight < 0:
        found.wrong(Fault.BAD_WEIGHT, (*where, "weight"))
    turned = event.rules.better == "lower" and a_round.better == "higher"
    if turned and a_round.weight and not a_round.by_places:
        found.wrong(Fault.HIGHER_IN_LOWER, (*where, "better"))
    for key in ("decimals", "weighted_decimals"):
        places: int | None = getattr(a_round, key)
        if places is not None:
            check_decimals(places, (*where, key), found)
    for key, count in (("drop_high", a_round.drop_high), ("drop_low", a_round.drop_low)):
        if count < 0:
            found.wrong(Fault.BAD_DROP, (*where, key))
    if a_round.stakes and a_round.appearance != "registration":
        found.wrong(Fault.RISK_HAS_APPEARANCE, (*where, "appearance"))
    _check_members(a_round, where, found)
    if found.usable(where, "kind"):
        _check_not_counted(a_round, where, found)
        CHECKS[a_round.form](a_round, event, where, found)


def _check_by_places(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    """Note what does not go with places that are added (contract, "Places")."""
    if event.rules.better == "higher" or a_round.better == "higher":
        found.wrong(Fault.PLACES_IN_HIGHER, (*where, "aggregate"))
    for key, count in (("drop_high", a_round.drop_high), ("drop_low", a_round.drop_low)):
        if count > 0:
            found.wrong(Fault.PLACES_DROPPED, (*where, key), key=key)


def _check_members(a_round: Round, where: Path, found: Findings) -> None:
    """Note what does not go with points that are the members' (contract, "Members")."""
    if a_round.by == "team":
        for key, usual in (("team_score", "sum"), ("best", None)):
            if getattr(a_round, key) != usual:
                found.wrong(Fault.NOT_BY_MEMBER, (*where, key), key=key)
        return
    if a_round.fouls is not None:
        found.wrong(Fault.MEMBERS_FOULS, (*where, "by"))
    if found.usable(where, "best", "team_score"):
        if a_round.team_score == "best" and (a_round.best is None or a_round.best < 1):
            found.wrong(Fault.NO_BEST, (*where, "best"))
        elif a_round.team_score != "best" and a_round.best is not None:
            found.wrong(Fault.BEST_ALONE, (*where, "best"))


def _check_own_limits(a_round: Round, where: Path, found: Findings) -> None:
    """Note limits that there cannot be, where they do not follow from criteria."""
    if found.usable(where, "min", "max") and a_round.min > a_round.max:
        found.wrong(
            Fault.MIN_ABOVE_MAX,
            (*where, "min"),
            min=plain(a_round.min),
            max=plain(a_round.max),
        )
    if a_round.step <= 0:
        found.wrong(Fault.BAD_STEP, (*where, "step"))


def check_decimals(decimals: int, where: Path, found: Findings) -> None:
    """Note a number of decimal places that there cannot be."""
    if not 0 <= decimals <= MOST_DECIMALS:
        found.wrong(Fault.BAD_DECIMALS, where)


def _check_judged(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    if a_round.awards:
        found.wrong(Fault.JUDGED_HAS_AWARDS, (*where, "awards"))
    of_points = [key for key in ("stakes", "questions", "fouls", "tokens") if getattr(a_round, key)]
    foreign = next(iter([*of_points, *_said_of_stakes(a_round)]), None)
    if foreign is not None:
        found.wrong(Fault.JUDGED_HAS_KEY, (*where, foreign), key=foreign)
    # Of a judged round the words say nothing: its judges mark.
    if not isinstance(a_round.scored_by, str):
        found.wrong(Fault.JUDGED_HAS_KEY, (*where, "scored_by"), key="scored_by")
    if a_round.by == "member" and a_round.by_places:
        found.wrong(Fault.MEMBERS_PLACED, (*where, "by"))
    _check_panel(a_round, event, where, found)
    if a_round.by_places:
        _check_by_places(a_round, event, where, found)
        return
    _check_drops(a_round, event, where, found)


# A list holds scores as they come, to two places.
LISTED_STEP = Decimal("0.01")


def _check_not_counted(a_round: Round, where: Path, found: Findings) -> None:
    """Note what only a count in the hall has, in a round of another kind."""
    for key in ("present", "card") if a_round.kind != "count" else ():
        if getattr(a_round, key) is not None:
            found.wrong(Fault.NOT_COUNTED, (*where, key), key=key)


# What a round whose scores the desk enters has no use for.
_OF_OTHERS = (
    "awards", "stakes", "questions", "scored_by", "criteria", "panel", "aggregate", "drop_high",
    "drop_low", "fouls", "by", "team_score", "best",
)  # fmt: skip


def _check_listed(a_round: Round, _event: Event, where: Path, found: Findings) -> None:
    usual = {one.name: one.default for one in fields(Round)}
    usual["step"] = LISTED_STEP
    for key in (*_OF_OTHERS, *OF_STAKES, "step"):
        if getattr(a_round, key) != usual[key]:
            found.wrong(Fault.ENTERED_HAS_KEY, (*where, key), key=key)


def _check_count(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    _check_listed(a_round, event, where, found)
    if a_round.present is not None and a_round.present < 1:
        found.wrong(Fault.NOBODY_PRESENT, (*where, "present"))
    if a_round.card is not None and a_round.card <= 0:
        found.wrong(Fault.CARD_WORTH_NOTHING, (*where, "card"))


def _check_by_criteria(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    _check_judged(a_round, event, where, found)
    if len(a_round.criteria) > MOST_CRITERIA:
        found.wrong(Fault.MANY_CRITERIA, (*where, "criteria"), most=MOST_CRITERIA)
    sound = True
    for number, one in enumerate(a_round.criteria):
        sound &= _check_criterion(one, (*where, "criteria", number), found)
    if sound and found.usable(where, "criteria"):
        _check_sum(a_round, where, found)


def _check_criterion(one: Criterion, where: Path, found: Findings) -> bool:
    """Note what is wrong with the measure of a criterion; whether nothing is."""
    if not found.usable(where, "max", "step", "weight"):
        return False
    name = one.name or one.id
    if one.max <= 0:
        found.wrong(Fault.CRITERION_WITHOUT_MAX, (*where, "max"), name=name)
    elif one.step <= 0:
        found.wrong(Fault.BAD_STEP, (*where, "step"))
    elif one.weight <= 0:
        found.wrong(Fault.CRITERION_WITHOUT_WEIGHT, (*where, "weight"))
    elif not on_step(one.max, Decimal(0), one.step):
        names = {"max": plain(one.max), "step": plain(one.step)}
        found.wrong(Fault.CRITERION_OFF_STEP, (*where, "max"), **names)
    else:
        return True
    return False


def _check_sum(a_round: Round, where: Path, found: Findings) -> None:
    """Note a sum that no mark can be, and limits of the round that are not those of the sum."""
    highest, step = highest_sum(a_round.criteria), step_of_sum(a_round.criteria)
    try:
        read_score(highest)
        read_score(step)
    except BadNumber as bad:
        found.wrong(NUMBER_FAULTS[bad.fault], (*where, "criteria"), **bad.names)
        return
    for key, follows in (("min", Decimal(0)), ("max", highest), ("step", step)):
        if found.usable(where, key) and getattr(a_round, key) != follows:
            found.wrong(Fault.NOT_OF_CRITERIA, (*where, key), key=key, sum=plain(follows))


def _check_panel(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    if a_round.panel is not None and not a_round.panel:
        found.wrong(Fault.EMPTY_PANEL, (*where, "panel"))
    _check_named_judges(a_round.panel or (), event, (*where, "panel"), found)
    if event.markers_of(a_round) and not event.panel_of(a_round):
        found.wrong(Fault.ONLY_SHADOWS, (*where, "panel"))


def _check_drops(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    panel = event.panel_of(a_round)
    if not panel or min(a_round.drop_high, a_round.drop_low) < 0:
        return
    if not found.usable(where, "drop_high", "drop_low"):
        return
    dropped = a_round.drop_high + a_round.drop_low
    key = (*where, "drop_high" if a_round.drop_high >= a_round.drop_low else "drop_low")
    if dropped >= len(panel):
        found.wrong(
            Fault.ALL_DROPPED,
            key,
            dropped=dropped,
            judges=len(panel),
        )
        return
    for team in event.teams:
        left = sum(1 for judge in panel if team.id not in judge.recused)
        if left <= dropped:
            found.wrong(
                Fault.ALL_DROPPED_FOR_TEAM,
                key,
                team=team.name,
                judges=left,
            )


def _check_points(a_round: Round, event: Event, where: Path, found: Findings) -> None:
    if a_round.criteria:
        found.wrong(Fault.CRITERIA_IN_POINTS, (*where, "criteria"))
    if a_round.by_places:
        found.wrong(Fault.PLACES_OF_POINTS, (*where, "aggregate"))
    _check_awards(a_round, where, found)
    _check_questions(a_round, where, found)
    if a_round.panel is not None:
        found.wrong(Fault.POINTS_HAVE_PANEL, (*where, "panel"))
    if not a_round.scored_by:
        found.wrong(Fault.NOBODY_SCORES, (*where, "scored_by"))
    if not isinstance(a_round.scored_by, str):
        _check_named_judges(a_round.scored_by, event, (*where, "scored_by"), found)


def _check_awards(a_round: Round, where: Path, found: Findings) -> None:
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


def _check_questions(a_round: Round, where: Path, found: Findings) -> None:
    for number, stake in enumerate(a_round.stakes):
        place = (*where, "stakes", number)
        if stake <= 0:
            found.wrong(Fault.BAD_STAKE, place)
        elif stake in a_round.stakes[:number]:
            found.wrong(Fault.POINTS_TWICE, place, points=plain(stake))
    _check_losses(a_round, where, found)
    _check_fouls(a_round, where, found)
    _check_tokens(a_round, where, found)
    if a_round.questions is not None and a_round.questions < 1:
        found.wrong(Fault.BAD_QUESTIONS, (*where, "questions"))


def _check_tokens(a_round: Round, where: Path, found: Findings) -> None:
    for number, token in enumerate(a_round.tokens):
        place = (*where, "tokens", number)
        if not is_seen(token) or len(token) > LONGEST_TOKEN or not token.isprintable():
            found.wrong(Fault.BAD_TOKEN, place, limit=LONGEST_TOKEN)
        elif token in a_round.tokens[:number]:
            found.wrong(Fault.NAMED_TWICE, place, name=token)


def _check_fouls(a_round: Round, where: Path, found: Findings) -> None:
    rule = a_round.fouls
    if rule is None:
        return
    for key, count in (("free", rule.free), ("out", rule.out)):
        if count < 0:
            found.wrong(Fault.BAD_FOUL_COUNT, (*where, "fouls", key))
    if rule.penalty < 0:
        found.wrong(Fault.BAD_FOUL_PENALTY, (*where, "fouls", "penalty"))


def _said_of_stakes(a_round: Round) -> list[str]:
    """The keys that mean something only where teams stake, and say something unusual."""
    usual = {one.name: one.default for one in fields(Round)}
    return [key for key in OF_STAKES if getattr(a_round, key) != usual[key]]


def _check_losses(a_round: Round, where: Path, found: Findings) -> None:
    if not a_round.stakes and found.usable(where, "stakes"):
        for key in _said_of_stakes(a_round):
            found.wrong(Fault.WITHOUT_STAKES, (*where, key), key=key)
    if a_round.declined < 0:
        found.wrong(Fault.BAD_DECLINED, (*where, "declined"))
    for number, stake in enumerate(a_round.stakes):
        try:
            read_score(worth(a_round, stake, "wrong"))
        except BadNumber as bad:
            found.wrong(NUMBER_FAULTS[bad.fault], (*where, "stakes", number), **bad.names)


def _check_named_judges(named: Sequence[str], event: Event, key: Path, found: Findings) -> None:
    for number, judge_id in enumerate(named):
        if judge_id in named[:number]:
            found.wrong(Fault.JUDGE_TWICE, (*key, number), id=judge_id)
        elif event.judge(judge_id) is None and found.all_usable("judges"):
            _unknown_judge(judge_id, event, (*key, number), found)


def _unknown_judge(judge_id: str, event: Event, where: Path, found: Findings) -> None:
    meant = found.near(judge_id, [judge.id for judge in event.judges])
    if meant:
        found.wrong(Fault.NO_SUCH_JUDGE_BUT, where, id=judge_id, near=meant)
    else:
        found.wrong(Fault.NO_SUCH_JUDGE, where, id=judge_id)


# No file has a play-off; held like a round of points, it would be checked like one.
CHECKS: Mapping[RoundForm, Callable[[Round, Event, Path, Findings], None]] = {
    "judged": _check_judged,
    "criteria": _check_by_criteria,
    "points": _check_points,
    "risk": _check_points,
    "playoff": _check_points,
    "list": _check_listed,
    "count": _check_count,
}
