"""What the rules and stages of a set-up mean on the day, said in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict

from scoreboard.contest.model import (
    Appearance,
    BreakTies,
    Event,
    Judge,
    Method,
    Prize,
    Publish,
    Round,
    Rounding,
    Rules,
    Stage,
)
from scoreboard.contest.numbers import plain
from scoreboard.contest.rules.going_on import entering, per_cent, seats_of
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.named_breaks import named_in
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS, marks_better
from scoreboard.contest.words import N_, Say, in_english


class Consequence(TypedDict):
    """A sentence, and the field it follows from: "rules.ranking", "stages.0.rounds.1"."""

    field: str
    text: str


# Always the same example: three teams ahead, two equal, one after them.
RANKING: dict[Method, str] = {
    "dense": N_("Two equal totals will both be 4th, and the next is 5th."),
    "competition": N_("Two equal totals will both be 4th, and the next is 6th."),
    "modified": N_("Two equal totals will both be 5th, and the next is 6th."),
    "ordinal": N_(
        "Two equal totals will be 4th and 5th in the order of the list, and the next is 6th."
    ),
    "fractional": N_("Two equal totals will both have place 4.5, and the next is 6th."),
}
_WHERE: dict[BreakTies, str] = {
    "all": N_("Ties are broken by %(tie_breaks)s."),
    "first": N_("Ties at the top are broken by %(tie_breaks)s; other ties stay."),
    "cut": N_("Ties across the cut are broken by %(tie_breaks)s; other ties stay."),
}
_PUBLISH: dict[Publish, str] = {
    "team": N_("The hall sees a team's score when all its judges have marked, and points at once."),
    "live": N_("The hall sees every mark at once."),
    "round": N_("The hall sees a round's scores when the round is closed."),
}


_LOWER = N_(
    "The smaller total is first, as with times. A team that has a score in fewer rounds than "
    "others stands after them, whatever its total."
)
_HALVES = N_(
    "Totals are rounded half up to whole points: a shared place brings halves, so sums of 12.5 and "
    "13 would be equal. With 1 or 2 decimal places they are not."
)
_BY_HAND = N_("The hall sees a team's score when the desk releases it, and points at once.")


def consequences_of(event: Event, say: Say) -> list[Consequence]:
    """Everything that follows from the rules and stages of an event, in the order of the set-up."""
    teams = sum(1 for team in event.teams if not team.guest)
    called = {division.id: division.name for division in event.divisions}
    # A prize of one division is told with its name.
    prizes = [
        replace(p, name=f"{p.name} ({called[p.division]})") if p.division in called else p
        for p in event.prizes
    ]
    return [
        *_of_divisions(list(called.values()), say),
        *consequences(event.rules, event.stages, say, event.judges, prizes, teams),
        *[Consequence(field=field, text=text) for field, text in _of_groups(event, say)],
    ]


def _of_groups(event: Event, say: Say) -> Iterator[tuple[str, str]]:
    """What it means that stages are played by groups, and who goes on besides the first of each."""
    called = {group.id: group.name for group in event.groups}
    names = say(N_(", ")).join(called.values())
    for number, stage in enumerate(event.stages):
        if stage.by_group:
            text = N_(
                "%(stage)s is played by groups: %(groups)s. Each has places and a cut of its own, "
                "and who goes on is counted in each."
            )
            yield f"stages.{number}.by_group", say(text, stage=stage.name, groups=names)
            drawn = N_(
                "Teams that have no group yet are drawn into one at the desk, by lot or by seed, "
                "before the first round of %(stage)s."
            )
            yield "groups", say(drawn, stage=stage.name)
        if stage.by_group and stage.advance_best:
            yield f"stages.{number}.advance_best", _best(stage, say)
        for place, a_round in enumerate(stage.rounds):
            if a_round.group in called:
                text = N_("Only %(group)s plays %(round)s. It may be open beside other groups'.")
                words = say(text, group=called[a_round.group], round=a_round.name)
                yield f"stages.{number}.rounds.{place}.group", words


def _best(stage: Stage, say: Say) -> str:
    text = N_(
        "The best %(n)s of all others go on from %(stage)s as well, across the groups, by their "
        "total. A tie among them is settled first."
    )
    if stage.best_by == "mean":
        text = N_(
            "The best %(n)s of all others go on from %(stage)s as well, across the groups, by the "
            "mean of the rounds that they have a score in. A tie among them is settled first."
        )
    return say(text, n=stage.advance_best, stage=stage.name)


def _of_divisions(names: Sequence[str], say: Say) -> list[Consequence]:
    """What it means that there are divisions."""
    if not names:
        return []
    text = N_(
        "%(divisions)s are ranked side by side: places, the cut, ties and prizes are within each. "
        "A number or share of teams that go on is of each division."
    )
    listed = say(N_(", ")).join(names)
    last = N_("After the last stage each division has a winner of its own.")
    return [
        {"field": "divisions", "text": say(text, divisions=listed)},
        {"field": "divisions", "text": say(last)},
        {"field": "stages", "text": say(text, divisions=listed)},
        {"field": "prizes", "text": say(N_("Each division has its own prizes."))},
    ]


def consequences(
    rules: Rules,
    stages: Sequence[Stage],
    say: Say = in_english,
    judges: Sequence[Judge] = (),
    prizes: Sequence[Prize] = (),
    teams: int = 0,
) -> list[Consequence]:
    """Everything that follows from rules, stages and prizes, in the order of the set-up.

    `judges` are those whose names are known, for rounds in which some of them give points; `teams`
    is how many compete.
    """
    names = {judge.id: judge.name for judge in judges}
    return [
        {"field": field, "text": text}
        for field, text in [
            *_of_rules(rules, stages, say),
            *_of_judges(judges, say),
            *_of_stages(stages, names, teams, say),
            *_of_prizes(prizes, rules, stages, say),
        ]
    ]


def _of_rules(rules: Rules, stages: Sequence[Stage], say: Say) -> Iterator[tuple[str, str]]:
    yield "rules.ranking", say(RANKING[rules.ranking])
    if rules.better == "lower":
        yield "rules.better", say(_LOWER)
    if rules.decimals:
        text = N_("Totals are rounded half up before they are compared; decimal places: %(count)s.")
        yield "rules.decimals", say(text, count=rules.decimals)
    else:
        text = N_("Totals are rounded half up to whole points, so 25.5 and 26 are equal.")
        if any(r.by_places and r.weight for stage in stages for r in stage.rounds):
            text = _HALVES
        yield "rules.decimals", say(text)
    if rules.tie_breaks:
        named = say(N_(", then ")).join(_tie_break(t, rules, stages, say) for t in rules.tie_breaks)
        yield "rules.tie_breaks", say(_WHERE[rules.break_ties], tie_breaks=named)
    else:
        yield "rules.tie_breaks", say(N_("Equal totals share a place; no tie is broken."))
    by_hand = rules.publish == "team" and rules.release == "desk"
    yield "rules.publish", say(_BY_HAND if by_hand else _PUBLISH[rules.publish])
    if rules.judges_see_totals:
        yield "rules.judges_see_totals", say(N_("Judges see running totals while they mark."))
    if rules.overall:
        text = N_(
            "All stages are ranked together: who reached a later stage first, the others by the "
            "place where they were left behind. Phones show it when the winner is announced, "
            "screens when they are told to."
        )
        yield "rules.overall", say(text)
    if rules.unscored == "zero":
        yield "rules.unscored", say(N_("A team without a score has a total of 0, and a place."))


def _tie_break(name: str, rules: Rules, stages: Sequence[Stage], say: Say) -> str:
    if name in TIE_BREAKS:
        return say(TIE_BREAKS[name].said(lower_is_better=marks_better(rules, stages) == "lower"))
    found = named_in(name)
    if found is None:
        return name
    kind, named = found
    return kind.sentence(named, [r for stage in stages for r in stage.rounds], say)


def _of_judges(judges: Sequence[Judge], say: Say) -> Iterator[tuple[str, str]]:
    for number, judge in enumerate(judges):
        if judge.shadow:
            text = N_("The marks of %(judge)s are kept and never counted; nobody waits for them.")
            yield f"judges.{number}.shadow", say(text, judge=judge.name)
        if judge.head:
            text = N_(
                "Where teams are tied after all tie-breaks, %(judge)s can decide as head judge: "
                "the desk enters it with the reason."
            )
            yield f"judges.{number}.head", say(text, judge=judge.name)


def _of_stages(
    stages: Sequence[Stage], judges: Mapping[str, str], teams: int, say: Say
) -> Iterator[tuple[str, str]]:
    expected = entering(stages, teams)
    for number, stage in enumerate(stages):
        field, teams = f"stages.{number}", expected[number]
        if stage.side_of:
            yield f"{field}.side_of", _side(stages, number, say)
        if stage.base:
            text = N_("Every team starts %(stage)s with %(points)s points.")
            yield f"{field}.base", say(text, stage=stage.name, points=plain(stage.base))
        if number:
            yield f"{field}.carry", _carry(stage, say)
        for key, text in _goes_on(stage, teams, say):
            yield f"{field}.{key}", text
        for place, a_round in enumerate(stage.rounds):
            for text in _of_round(a_round, say):
                yield f"{field}.rounds.{place}", text
            for key, text in _on_the_day(a_round, stage, judges, say):
                yield f"{field}.rounds.{place}.{key}", text


def _on_the_day(
    a_round: Round, stage: Stage, judges: Mapping[str, str], say: Say
) -> Iterator[tuple[str, str]]:
    """In which order a round is held, by whom it is scored, and with which others it is open."""
    if a_round.appearance in _APPEARANCE:
        yield "appearance", say(_APPEARANCE[a_round.appearance], round=a_round.name)
    givers = kind_of(a_round).givers(a_round, judges, say)
    if givers is not None:
        yield "panel" if kind_of(a_round).panel else "scored_by", givers
    for text in _together(a_round, stage, say):
        yield "performance", text


def _together(a_round: Round, stage: Stage, say: Say) -> Iterator[str]:
    """With which rounds it is open, said once: of the first of a performance."""
    same = [r for r in stage.rounds if a_round.performance and r.performance == a_round.performance]
    if len(same) > 1 and same[0] is a_round:
        names = say(N_(", ")).join(r.name for r in same)
        yield say(
            N_(
                "%(rounds)s open and close together. The hall sees a team's scores in them once "
                "all of them are complete."
            ),
            rounds=names,
        )


def _side(stages: Sequence[Stage], number: int, say: Say) -> str:
    stage = stages[number]
    of = next((one.name for one in stages if one.id == stage.side_of), stage.side_of)
    into = next((one.name for one in stages[number + 1 :] if not one.side_of), "")
    text = N_(
        "Who is out of %(of)s plays %(stage)s. The desk lets teams return from it into %(into)s, "
        "with a reason, before that begins. Points of %(stage)s count in no other stage."
    )
    return say(text, of=of, stage=stage.name, into=into)


# As registered is what everybody takes for granted.
_APPEARANCE: dict[Appearance, str] = {
    "draw": N_(
        "The order on stage in %(round)s is drawn by lot at the desk, once, and recorded. Until "
        "then nobody is called up."
    ),
    "standings": N_(
        "In %(round)s the first of the standings is on stage first. The order is settled when the "
        "round opens, equal teams by lot."
    ),
    "reverse": N_(
        "In %(round)s the last of the standings is on stage first, the first comes last. The order "
        "is settled when the round opens, equal teams by lot."
    ),
}


def _carry(stage: Stage, say: Say) -> str:
    if not stage.carry:
        return say(N_("Nothing of the stage before counts in %(stage)s."), stage=stage.name)
    share = per_cent(stage.carry)
    text = N_("%(share)s per cent of the total before is carried into %(stage)s.")
    return say(text, stage=stage.name, share=share)


_SHARE: dict[Rounding, str] = {
    "up": N_(
        "After %(stage)s, %(share)s per cent of the placed teams go on, rounded up: of %(teams)s "
        "teams, %(count)s. Teams tied across that line are settled first."
    ),
    "down": N_(
        "After %(stage)s, %(share)s per cent of the placed teams go on, rounded down: of %(teams)s "
        "teams, %(count)s. Teams tied across that line are settled first."
    ),
    "half_up": N_(
        "After %(stage)s, %(share)s per cent of the placed teams go on, rounded half up: of "
        "%(teams)s teams, %(count)s. Teams tied across that line are settled first."
    ),
}


def _goes_on(stage: Stage, teams: int, say: Say) -> Iterator[tuple[str, str]]:
    name = stage.name
    if stage.side_of and not stage.has_cut:
        yield "advance", say(N_("No rule says who returns from %(stage)s."), stage=name)
        return
    if not stage.has_cut:
        text = N_(
            "The first of %(stage)s wins the event. A tie for the first place is settled first."
        )
        yield "advance", say(text, stage=name)
        return
    if stage.advance is not None:
        text = N_(
            "After %(stage)s, %(count)s go on. Teams tied across that line go on, or not, by a "
            "play-off, by lots, or all together."
        )
        if stage.by_group:
            text = N_(
                "After %(stage)s, %(count)s of each group go on. Teams tied across that line go "
                "on, or not, by a play-off, by lots, or all together."
            )
        yield "advance", say(text, stage=name, count=stage.advance)
    elif stage.advance_share is not None:
        share, count = per_cent(stage.advance_share), seats_of(stage, teams)
        text = _SHARE[stage.rounding]
        yield "advance_share", say(text, stage=name, share=share, teams=teams, count=count)
    yield from _bars(stage, teams, say)


def _bars(stage: Stage, teams: int, say: Say) -> Iterator[tuple[str, str]]:
    """What a team needs besides its place to go on."""
    limited = seats_of(stage, teams) is not None
    if stage.threshold is not None:
        text = N_(
            "All teams with %(points)s or more go on from %(stage)s: none of %(teams)s teams, or "
            "up to all of them."
        )
        if limited:
            text = N_(
                "Nobody goes on from %(stage)s with less than %(points)s, so fewer may go on. "
                "Exactly %(points)s is enough."
            )
        points = plain(stage.threshold)
        yield "threshold", say(text, stage=stage.name, points=points, teams=teams)
    if stage.above is not None:
        text = N_(
            "All teams above %(points)s go on from %(stage)s: none of %(teams)s teams, or up to "
            "all of them."
        )
        if limited:
            text = N_(
                "Nobody goes on from %(stage)s with %(points)s or less, so fewer may go on. "
                "Exactly %(points)s is not enough."
            )
        yield "above", say(text, stage=stage.name, points=plain(stage.above), teams=teams)
    if stage.quota:
        text = N_(
            "At most %(n)s of one organisation go on from %(stage)s; the next best of another has "
            "the place. Teams without an organisation are not counted together."
        )
        yield "quota", say(text, stage=stage.name, n=stage.quota)


def _of_round(a_round: Round, say: Say) -> Iterator[str]:
    name = a_round.name
    yield from kind_of(a_round).meaning(a_round, say)
    if a_round.weight == 0:
        yield say(N_("%(round)s counts in no total, but may break ties."), round=name)
    elif a_round.weight != Decimal(1):
        weight = plain(a_round.weight)
        yield say(N_("%(round)s counts %(weight)s times."), round=name, weight=weight)
    yield from _rounding(a_round, say)


def _rounding(a_round: Round, say: Say) -> Iterator[str]:
    """Where the score is rounded; after the weight only where there is one."""
    if a_round.decimals is not None:
        text = N_(
            "The score of %(round)s is rounded half up before the weight; decimal places: %(n)s."
        )
        yield say(text, round=a_round.name, n=a_round.decimals)
    if a_round.weighted_decimals is not None and a_round.weight:
        text = N_(
            "The score of %(round)s is rounded half up after the weight; decimal places: %(n)s."
        )
        yield say(text, round=a_round.name, n=a_round.weighted_decimals)


_SHARES: dict[Rounding, str] = {
    "up": N_("%(prize)s: the next %(share)s per cent of the placed teams, rounded up."),
    "down": N_("%(prize)s: the next %(share)s per cent of the placed teams, rounded down."),
    "half_up": N_("%(prize)s: the next %(share)s per cent of the placed teams, rounded half up."),
}


_SHARES_OF_MEMBERS: dict[Rounding, str] = {
    "up": N_("%(prize)s: the next %(share)s per cent of the individuals, rounded up."),
    "down": N_("%(prize)s: the next %(share)s per cent of the individuals, rounded down."),
    "half_up": N_("%(prize)s: the next %(share)s per cent of the individuals, rounded half up."),
}


def _of_prizes(
    prizes: Sequence[Prize], rules: Rules, stages: Sequence[Stage], say: Say
) -> Iterator[tuple[str, str]]:
    for number, prize in enumerate(prizes):
        text = prize_words(prize, say, lower_is_better=rules.better == "lower")
        if rules.overall and prize.is_rest and prize.who == "team" and len(stages) > 1:
            for_all = N_("%(prize)s: all the rest who have a place, also in an earlier stage.")
            text = say(for_all, prize=prize.name)
        yield f"prizes.{number}", text
    if stages and any(prize.who == "team" for prize in prizes):
        text = N_(
            "Prizes go by the order of %(stage)s, counting teams. Teams tied across the edge of a "
            "prize are parted by a play-off or by lots, or all take it; the next prizes keep their "
            "number."
        )
        yield "prizes", say(text, stage=stages[-1].name)
    if any(prize.who == "member" for prize in prizes):
        text = N_(
            "The prizes for members go by the points that were given under their names, over all "
            "rounds that count. All who are tied across the edge of such a prize take it."
        )
        yield "prizes", say(text)
    if prizes and stages:
        yield "prizes", say(N_("The hall sees the prizes when the winner is announced."))


def prize_words(prize: Prize, say: Say, *, lower_is_better: bool) -> str:
    """For whom a prize is, in a sentence."""
    words = _member_words if prize.who == "member" else _team_words
    text, names = words(prize, lower_is_better=lower_is_better)
    return say(text, prize=prize.name, **names)


def _team_words(prize: Prize, *, lower_is_better: bool) -> tuple[str, dict[str, object]]:
    if prize.count is not None:
        return N_("%(prize)s: the next %(n)s."), {"n": prize.count}
    if prize.share is not None:
        return _SHARES[prize.rounding], {"share": plain((prize.share * 100).normalize())}
    if prize.at_least is not None:
        text = N_("%(prize)s: all others with a total of at least %(total)s.")
        if lower_is_better:
            text = N_("%(prize)s: all others with a total of %(total)s or less.")
        return text, {"total": plain(prize.at_least)}
    return N_("%(prize)s: all the rest who have a place."), {}


def _member_words(prize: Prize, *, lower_is_better: bool) -> tuple[str, dict[str, object]]:
    if prize.count is not None:
        return N_("%(prize)s: the next %(n)s of the best individuals."), {"n": prize.count}
    if prize.share is not None:
        share = plain((prize.share * 100).normalize())
        return _SHARES_OF_MEMBERS[prize.rounding], {"share": share}
    if prize.at_least is not None:
        text = N_("%(prize)s: all other individuals with a total of at least %(total)s.")
        if lower_is_better:
            text = N_("%(prize)s: all other individuals with a total of %(total)s or less.")
        return text, {"total": plain(prize.at_least)}
    return N_("%(prize)s: all other individuals who have a place."), {}
