"""Every tie-break there is: one row each, with what it compares and all its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.model import Better, Rules, Stage
from scoreboard.contest.words import N_

# What numbers equal totals apart under "ordinal"; it breaks no tie.
REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a tie-break compares, as people know it.

    `held_back` stands in for a round in which a team was given nothing: no more than the least of
    the others.
    """

    number: Fraction
    lower_is_better: bool = False
    held_back: bool = False

    @property
    def key(self) -> Fraction:
        """Greater is better."""
        return -self.number if self.lower_is_better else self.number


# What a team has to show: one number, or several compared one after the other; None is nothing.
Value = Amount | tuple[Amount, ...] | None


@dataclass(frozen=True, slots=True)
class RoundEvidence:
    """A team's score in one round, None where there is none; `counts` in the total or not.

    Not `entered` is a points round in which the team was given nothing: that is 0 in its total,
    and here no more than that. It may lose a tie by it, and never wins one.
    """

    id: str
    score: Fraction | None
    lower_is_better: bool = False
    counts: bool = True
    entered: bool = True
    held_back: bool = False

    @property
    def amount(self) -> Amount | None:
        """The score as it is compared."""
        if self.score is None:
            return None
        return Amount(self.score, self.lower_is_better, self.held_back)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a tie-break may look at for one team; `rounds` run in the event's order.

    `newest_first` are the round ids from the newest closed one back; `marks` all single marks, and
    `marked` says of each by round and judge whether it was the best of that judge's marks there.
    `alike`: whether all teams it is compared with have marks in the same rounds. `criteria`
    holds what was given under each, by "ID" over all rounds and "ROUND.ID" in one. `resolved` is
    what each play-off or lot gave the team, None where it took no part.
    """

    rounds: tuple[RoundEvidence, ...] = ()
    newest_first: tuple[str, ...] = ()
    marks: tuple[Decimal, ...] = ()
    marked: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    alike: bool = True
    deducted: Fraction | None = None
    rounds_won: int | None = None
    criteria: Mapping[str, Amount] = field(default_factory=dict)
    resolved: Mapping[str, Amount | None] = field(default_factory=dict)
    lower_is_better: bool = False

    @property
    def scored(self) -> int:
        """In how many rounds that count the team was given anything."""
        return sum(r.counts and r.entered and r.score is not None for r in self.rounds)

    def in_rounds(self, round_ids: Sequence[str]) -> Amount | None:
        """The score in a round, or the sum of several; None where there is none in one of them."""
        scores = [r.amount for r in self.rounds if r.id in round_ids]
        given = [score for score in scores if score is not None]
        if not given or len(given) < len(round_ids):
            return None
        return Amount(
            sum((score.number for score in given), Fraction(0)),
            given[0].lower_is_better,
            any(score.held_back for score in given),
        )


@dataclass(frozen=True, slots=True)
class TieBreak:
    """A tie-break: what it compares, and its words wherever it is named.

    `value` is what a team has to show. `words` say on a board what decided a place, `sentence`
    ends "Ties are broken by …", `choice` is how the set-up page offers it; `lower` and
    `choice_lower` say it where the smaller total is first and that is something else. `heading` is
    how a spreadsheet writes it: in Chinese, in English and in other spellings, separated by "|".
    """

    name: str
    value: Callable[[Evidence], Value]
    words: str
    sentence: str
    choice: str
    heading: str
    lower: str = ""
    choice_lower: str = ""

    def said(self, *, lower_is_better: bool) -> str:
        """The sentence, as a message, in an event of the one kind or the other."""
        return (lower_is_better and self.lower) or self.sentence


def _latest_round(team: Evidence) -> Value:
    scores = [team.in_rounds([name]) for name in team.newest_first]
    given = tuple(score for score in scores if score is not None)
    return given if given and len(given) == len(scores) else None


def _best_rounds(team: Evidence) -> Value:
    # A round that counts in no total is nobody's best: it breaks ties where it is named.
    scores = [(r.score, r.lower_is_better) for r in team.rounds if r.counts]
    return _best_first([Amount(score, lower) for score, lower in scores if score is not None])


def _best_marks(team: Evidence) -> Value:
    return _best_first([Amount(Fraction(mark), team.lower_is_better) for mark in team.marks])


def _best_first(amounts: Sequence[Amount]) -> Value:
    return tuple(sorted(amounts, key=lambda amount: amount.key, reverse=True)) or None


def _rounds_won(team: Evidence) -> Value:
    return None if team.rounds_won is None else Amount(Fraction(team.rounds_won))


def _deducted(team: Evidence) -> Value:
    return None if team.deducted is None else Amount(team.deducted, lower_is_better=True)


def _marks_given(team: Evidence) -> Value:
    if not team.marks:
        return None
    # A mark above zero speaks against a team where fewer is better.
    return Amount(Fraction(sum(1 for mark in team.marks if mark > 0)), team.lower_is_better)


def _all_marks(team: Evidence) -> Value:
    # A round that one of them has missed would lift or lower a mean: it neither wins nor loses.
    if not (team.marks and team.alike):
        return None
    mean = sum(map(Fraction, team.marks), Fraction(0)) / len(team.marks)
    return Amount(mean, team.lower_is_better)


def _first_places(team: Evidence) -> Value:
    return Amount(Fraction(sum(team.marked.values()))) if team.marked else None


_ROWS = (
    TieBreak(
        "latest_round",
        _latest_round,
        words=N_("latest round"),
        sentence=N_("the score in the newest closed round"),
        choice=N_("The newest round, then the one before"),
        heading="最近环节得分|latest round|最近一轮",
    ),
    TieBreak(
        "best_rounds",
        _best_rounds,
        words=N_("best rounds"),
        sentence=N_("the best round score, then the second best"),
        choice=N_("The best round, then the second best"),
        heading="最好环节得分|best rounds|最好轮次",
    ),
    TieBreak(
        "rounds_won",
        _rounds_won,
        words=N_("rounds won"),
        sentence=N_("the number of rounds won"),
        choice=N_("Most rounds won"),
        heading="单环节第一次数|rounds won|轮次第一数",
    ),
    TieBreak(
        "fewest_deductions",
        _deducted,
        words=N_("fewest deductions"),
        sentence=N_("the fewest points deducted"),
        choice=N_("Fewest points deducted"),
        heading="扣分较少|fewest deductions",
    ),
    TieBreak(
        "best_marks",
        _best_marks,
        words=N_("best marks"),
        sentence=N_("the highest single mark, then the second highest"),
        choice=N_("The highest single mark"),
        heading="最高评分|best marks",
        lower=N_("the lowest single mark, then the second lowest"),
        choice_lower=N_("The lowest single mark"),
    ),
    TieBreak(
        "marks_given",
        _marks_given,
        words=N_("marks given"),
        sentence=N_("the number of marks above zero"),
        choice=N_("Most marks above zero"),
        heading="得分评委数|marks given",
        lower=N_("the fewest marks above zero"),
        choice_lower=N_("Fewest marks above zero"),
    ),
    TieBreak(
        "all_marks",
        _all_marks,
        words=N_("mean of all marks"),
        sentence=N_("the mean of all marks, none left out"),
        choice=N_("The mean of all marks, none left out"),
        heading="全部评分平均|mean of all marks|全部评委平均分|所有评分平均|all marks",
    ),
    TieBreak(
        "first_places",
        _first_places,
        words=N_("first places from judges"),
        sentence=N_("how often a judge marked the team best"),
        choice=N_("Most often marked best by a judge"),
        heading="评委评第一次数|first places from judges|评委第一名次数|first places",
    ),
)
# In the order in which they are offered. Beside them stand "round:ID", the score in one round, and
# "rounds:ID,ID", the sum of the scores in several.
TIE_BREAKS: Mapping[str, TieBreak] = {row.name: row for row in _ROWS}


def marks_better(rules: Rules, stages: Sequence[Stage]) -> Better:
    """Which single marks are better where marks are compared: as totals are, but of places' marks.

    Where judges' marks become places, those alone are compared, and the higher is the better one.
    """
    by_places = any(r.by_places and r.weight for stage in stages for r in stage.rounds)
    return "higher" if by_places else rules.better
