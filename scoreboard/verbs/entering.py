"""The scores that the desk enters, one for each team: a list, or a count in the hall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from scoreboard.contest.acts import marking, running
from scoreboard.contest.acts.afterwards import resting_on_public
from scoreboard.contest.acts.preview import Decision, decided
from scoreboard.contest.model import Entry, Round
from scoreboard.contest.numbers import plain, read_number
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.folding import entered_of
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.words import Refusal, refuse
from scoreboard.verbs.verb import Draft, Verb


@dataclass(frozen=True)
class EnterScores(Verb):
    """The desk enters what teams have in a round, as one entry: `scores` by the team's id.

    Each is a `value`, or of a count `raised` and `present`; left out, as many are present as the
    set-up says. Where something stands already, or the round is closed, a `reason` is required.
    `decision` is as in a correction.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"detail"})

    round: str
    scores: Mapping[str, Mapping[str, Any]]
    reason: str | None = None
    decision: Decision | None = None

    def draft(self, _book: Book) -> Draft:
        scores = {team: _written(given) for team, given in self.scores.items()}
        if not scores:
            raise refuse("Give the score of at least one team.", field="scores")
        one = next(iter(scores)) if len(scores) == 1 else None
        value = scores[one].get("value") if one is not None else None
        return Draft(
            kind="scores",
            round=self.round,
            team=one,
            value=None if value is None else read_number(value, "value"),
            reason=self.reason,
            detail={"scores": scores},
        )

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """As for every verb; who was present may have been filled in."""
        kept = entry.detail.get("scores", {})
        asked = drafted.detail["scores"]
        same = kept.keys() == asked.keys()
        return (
            super().is_of(entry, drafted)
            and same
            and all(given.items() <= kept[team].items() for team, given in asked.items())
        )

    def allow(self, book: Book, entry: Entry) -> Entry:
        a_round = marking.listed_round(book, self.round)
        running.check_corrects(book, a_round)
        scores = {
            team: _checked(book, a_round, team, given, several=len(self.scores) > 1)
            for team, given in entry.detail["scores"].items()
        }
        kept = book.round_record(a_round.id)
        again = kept.state == "closed" or any(team in kept.listed for team in scores)
        if again and not self.reason:
            raise refuse("Say why it is entered anew.", field="reason")
        entry = replace(entry, detail={**entry.detail, "scores": scores})
        return resting_on_public(book, entry)

    def confirm(self, book: Book, entry: Entry) -> Entry:
        return decided(book, entry, self.decision)


def _written(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent for a team, as the ledger keeps it. Raises Refusal for what is no number."""
    said = {key: given[key] for key in ("raised", "present") if given.get(key) is not None}
    if given.get("value") is not None:
        said["value"] = plain(read_number(given["value"], "value"))
    return said


def _checked(
    book: Book, a_round: Round, team_id: str, given: Mapping[str, Any], *, several: bool
) -> dict[str, Any]:
    """What is kept of a team's score. Raises Refusal for what cannot be; of several by its team."""
    try:
        team = marking.named_team(book, a_round, team_id)
        marking.check_came(book, a_round, team)
        filled = {"present": a_round.present} if a_round.present and "raised" in given else {}
        kept = {**filled, **given}
        kind_of(a_round).check_entered(a_round, entered_of(kept))
    except Refusal as refusal:
        if several and refusal.field is not None:
            refusal.field = f"scores.{team_id}.{refusal.field}"
        raise
    return kept
