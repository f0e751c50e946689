"""What a kind of round decides: everything in which one kind differs from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from scoreboard.contest.model import Entry, Round, RoundForm, RoundState
from scoreboard.contest.rules.members import Figure
from scoreboard.contest.words import Say


@dataclass(frozen=True, slots=True)
class RoundScore:
    """What a team has from one round.

    `score` is the panel's, rounded where the round says so, and None while there is nothing to
    say; `counted` is what the total takes: that, weighted, and rounded again where the round says
    so. `dropped` are the ids of judges whose mark was left out; `provisional` says whether marks
    are still missing.
    """

    score: Fraction | None
    counted: Fraction
    provisional: bool = False
    dropped: frozenset[str] = frozenset()

    def settled(self) -> RoundScore:
        """The same score, with nothing more to come."""
        return replace(self, provisional=False)


NO_SCORE = RoundScore(None, Fraction(0))


@dataclass(frozen=True, slots=True)
class Entered:
    """What the desk entered for a team: its score, or of a count the cards and those present."""

    value: Decimal | None = None
    raised: int | None = None
    present: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What one team has been given in a round.

    `marks` are by judge id; `waited_for` are the judges whose mark counts or is still to come, in
    their order: neither recused nor excused. `points` were awarded and deducted, in order of entry.
    `places` are those that the marks give the team among the others, where the round goes by them,
    and `panel` is how many judges there are to give one. `people` are the points of each member
    who was given any, where they are the members', and `members` what each was given of marks, who
    is not absent, where these are. `entered` is what the desk has entered, in a round that takes
    that. `doubles` is how many of its questions can still be doubled by a token.
    """

    marks: Mapping[str, Decimal]
    waited_for: Sequence[str]
    points: Sequence[Decimal]
    places: Mapping[str, Decimal] = field(default_factory=dict)
    panel: int = 0
    people: Sequence[Sequence[Decimal]] = ()
    entered: Entered | None = None
    doubles: int = 0
    members: Sequence[Given] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest that a number can become; both can be reached."""

    low: Fraction
    high: Fraction

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)


class Kind(Protocol):
    """One kind of round. To add one: a module with a class like this, and its row in the table.

    `form` is its key. `panel`: each judge marks each team once, so that marks can be missing,
    judges excused, and scores wait to be released. `tally`: points come one by one and are public
    at once; nobody waits for more. `listed`: the desk enters one score for each team, which is
    public at once. `settles`: it orders the teams that share a place, and counts in no total.
    `takes` says to who brings something else what it takes.
    """

    form: RoundForm
    panel: bool
    tally: bool
    listed: bool
    settles: bool
    takes: str

    def check_limits(self, a_round: Round, value: Decimal) -> None:
        """Raises Refusal for a mark or award that the round's limits do not allow."""

    def check_given(self, a_round: Round, value: Decimal, detail: Mapping[str, Any]) -> None:
        """Raises Refusal for a mark or award that may not be given, as its detail has it."""

    def settle(self, a_round: Round, value: Decimal | None, detail: Mapping[str, Any]) -> Decimal:
        """The mark that a judge gives: the `value`, or what comes of `values` in the detail.

        Raises Refusal as `check_given` does, and for what the round does not take.
        """

    def check_entered(self, a_round: Round, entered: Entered) -> None:
        """Raises Refusal for what the desk cannot enter here."""

    def can_hold(self, entry: Entry) -> bool:
        """Whether an entry of the ledger, as an earlier set-up took it, can be in such a round."""

    def is_limited(self, entry: Entry) -> bool:
        """Whether the round's limits bind the value of an entry that stands in it."""

    def usual_limits(self, a_round: Round) -> tuple[Decimal, Decimal]:
        """The lowest and the highest of a round whose set-up leaves them out."""

    def is_given_by(self, a_round: Round, judge_id: str) -> bool:
        """Whether a judge marks the round, or gives its points (contract, `scored_by`)."""

    def named_judges(self, a_round: Round) -> tuple[str, ...]:
        """The ids of the judges who mark the round or give its points, where they are named."""

    def score(self, a_round: Round, given: Given) -> RoundScore:
        """The team's score, with what the total takes of it."""

    def own_score(self, a_round: Round, given: Given) -> RoundScore:
        """What who is marked has: the team, or one member of it where these are."""

    def counting(self, a_round: Round, given: Given, scored: RoundScore) -> Sequence[Figure]:
        """Those of the marks, or of the places they give, or of the awards, that make the score."""

    def exact(self, a_round: Round, counting: Sequence[Figure]) -> Fraction:
        """What these come to, before any rounding."""

    def missing(self, given: Given) -> list[str]:
        """The ids of the judges whose mark the team still waits for."""

    def is_open_ended(self, a_round: Round) -> bool:
        """Whether nothing bounds what a team can win or lose in the round, by itself at least."""

    def why_open(self, a_round: Round) -> str:
        """Why a round is open-ended, as a message."""

    def possible(self, a_round: Round, given: Given, asked: int) -> Range:
        """Between which values the round can still count in the total of a team.

        `asked` is how many questions the team has had.
        """

    def bounds(self, a_round: Round, say: Say) -> str:
        """The limits within which `possible` computes, in words."""

    def caution(self, a_round: Round, state: RoundState) -> str | None:
        """What was taken for granted of a round that is not closed, as a message, if anything."""

    def meaning(self, a_round: Round, say: Say) -> Iterator[str]:
        """What the set-up of the round means on the day, but for weight and rounding."""

    def givers(self, a_round: Round, names: Mapping[str, str], say: Say) -> str | None:
        """Who marks where not all judges do, or gives points besides the desk; `names` by ids."""

    def rule(self, a_round: Round, say: Say) -> str:
        """How the score is made, in a few words."""

    def first_step(
        self, a_round: Round, given: Given, counting: Sequence[Figure], say: Say
    ) -> str | None:
        """How marks or awards come to one number, as it is typed into a calculator.

        None where they are that number already.
        """
