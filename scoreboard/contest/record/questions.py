"""Which questions a team has been asked in a points round, and when one more is asked about."""

from __future__ import annotations

from unicodedata import normalize

from scoreboard.contest.model import Entry, Round, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import RoundRecord
from scoreboard.contest.words import refuse


def asked_by_team(kept: RoundRecord) -> dict[str, int]:
    """How many questions each team has been asked, by team id; teams without any are left out.

    Awards to one question, by its number, are one question; an award without a number is one of
    its own. What the desk corrects is none, nor is what was taken back.
    """
    numbers: dict[str, list[str]] = {}
    for award in kept.awards:
        if award.kind == "award" and award.team is not None:
            numbers.setdefault(award.team, []).append(number_of(award))
    return {
        team: len({number for number in own if number}) + own.count("")
        for team, own in numbers.items()
    }


def asked(book: Book, a_round: Round, team: Team) -> int:
    """How many questions one team has been asked in the round."""
    return asked_by_team(book.round_record(a_round.id)).get(team.id, 0)


def number_of(award: Entry) -> str:
    """The number or name of the question an award was for; empty where it names none."""
    return _plain(award.detail.get("question"))


def check_question(book: Book, a_round: Round, team: Team, question: object) -> None:
    """Raises Refusal for a question that the team has had, or that is one more than it has.

    It names the field `reason`: with one, the award is taken.
    """
    number = _plain(question)
    given = book.round_record(a_round.id).awards
    if number and any(a.team == team.id and number_of(a) == number for a in given):
        raise refuse(
            "Question %(question)s has already been booked for %(team)s. "
            "Give a reason to book it again.",
            field="reason",
            question=number,
            team=team.name,
        )
    had = asked(book, a_round, team)
    if a_round.questions and had >= a_round.questions:
        raise refuse(
            "%(team)s has had %(n)s of %(all)s questions in %(round)s. Give a reason for one more.",
            field="reason",
            team=team.name,
            n=had,
            all=a_round.questions,
            round=a_round.name,
        )


def _plain(question: object) -> str:
    """The same number however it was typed: full-width digits, capitals, blanks around it."""
    return "" if question is None else normalize("NFKC", str(question)).strip().casefold()
