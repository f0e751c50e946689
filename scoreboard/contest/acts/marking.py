"""What may be written into a round: by whom, for which team, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoreboard.contest.model import Judge, Member, Round, Team, entrant_of
from scoreboard.contest.numbers import plain, read_number
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.criteria import read_parts
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.standings.visibility import is_seen
from scoreboard.contest.words import N_, Listed, Refusal, not_now, not_yours, refuse


def panel_round(book: Book, round_id: str) -> Round:
    """The round a field names, which judges mark. Raises Refusal when there is no such round."""
    a_round = _named_round(book, round_id)
    if not kind_of(a_round).panel:
        raise _takes_other(a_round)
    return a_round


def tally_round(book: Book, round_id: str) -> Round:
    """The round a field names, which takes points. Raises Refusal when there is no such round."""
    a_round = _named_round(book, round_id)
    if not kind_of(a_round).tally:
        raise _takes_other(a_round)
    return a_round


def listed_round(book: Book, round_id: str) -> Round:
    """The round of that id, whose scores the desk enters. Raises Refusal where there is none."""
    a_round = book.find_round(round_id)
    if not kind_of(a_round).listed:
        raise _takes_other(a_round)
    return a_round


def _named_round(book: Book, round_id: str) -> Round:
    a_round = book.round(round_id)
    if a_round is None:
        raise refuse("This event has no such round.", field="round")
    return a_round


def _takes_other(a_round: Round) -> Refusal:
    return refuse(kind_of(a_round).takes, field="round", round=a_round.name)


def named_team(book: Book, a_round: Round, team_id: str) -> Team:
    """The team a field names. Raises Refusal when it does not take part in the round's stage."""
    team = book.event.team(team_id)
    if team is None:
        raise refuse("This event has no such team.", field="team")
    if team not in book.teams_in(a_round):
        raise refuse(
            "%(team)s does not take part in %(round)s.",
            field="team",
            team=team.name,
            round=a_round.name,
        )
    return team


def named_member(team: Team, member_id: str) -> Member:
    """The member of the team that a field names. Raises Refusal when there is no such member."""
    member = team.member(member_id)
    if member is None:
        raise refuse("%(team)s has no such member.", field="member", team=team.name)
    return member


def check_member(a_round: Round, team: Team, member_id: str | None) -> None:
    """Raises Refusal for a member who is not in the team, and for none where the points are theirs.

    In other rounds it may always be left out.
    """
    if member_id:
        named_member(team, member_id)
    elif a_round.by == "member":
        text = N_("Points in %(round)s are the members': say whose they are.")
        if not team.members:
            text = N_("Points in %(round)s are the members', and %(team)s has none in the set-up.")
        raise refuse(text, field="member", round=a_round.name, team=team.name)


def named_entrant(a_round: Round, team: Team, member_id: str | None) -> str:
    """Who is marked in a round that judges mark: the team, or the member a field names.

    Raises Refusal for a member where teams are marked, and for none where members are, and for
    one who is marked as absent.
    """
    if a_round.by == "team":
        if member_id:
            text = N_("Teams are marked in %(round)s, not their members.")
            raise refuse(text, field="member", round=a_round.name)
        return team.id
    if not member_id:
        text = N_("Each member is marked in %(round)s: say whose mark it is.")
        if not team.members:
            text = N_("Each member is marked in %(round)s, and %(team)s has none in the set-up.")
        raise refuse(text, field="member", round=a_round.name, team=team.name)
    return entrant_of(team.id, named_member(team, member_id).id)


def check_member_came(book: Book, a_round: Round, team: Team, entrant: str) -> None:
    """Raises Refusal when the member who is marked is absent from the round."""
    member = next((one for one in team.members if entrant_of(team.id, one.id) == entrant), None)
    if member is not None and entrant in book.round_record(a_round.id).absent:
        raise not_now(
            "%(team)s is marked as absent from %(round)s. Tell the desk if it is there after all.",
            team=member.name,
            round=a_round.name,
        )


def check_corrects_a_team(a_round: Round) -> None:
    """Raises Refusal where a team's score follows from what its members were given."""
    if a_round.by == "member":
        raise refuse(
            "Points in %(round)s are the members': undo what was given, and give it anew.",
            field="value",
            round=a_round.name,
        )


def named_judge(book: Book, judge_id: str | None) -> Judge:
    """The judge a field names. Raises Refusal when the event has none of that id."""
    judge = book.event.judge(judge_id or "")
    if judge is None:
        raise refuse("This event has no such judge.", field="judge")
    return judge


def check_not_recused(judge: Judge, team: Team) -> None:
    """Raises Refusal when the judge must not mark the team (回避)."""
    if team.id in judge.recused:
        raise not_yours("%(judge)s is recused from %(team)s.", judge=judge.name, team=team.name)


def scorers(book: Book, a_round: Round) -> list[str]:
    """The names of the judges who mark a round or give its points, where they are named."""
    named = kind_of(a_round).named_judges(a_round)
    return [judge.name for judge in book.event.judges if judge.id in named]


def check_on_panel(book: Book, a_round: Round, judge: Judge) -> None:
    """Raises Refusal when the judge is not of the panel that marks the round."""
    if not kind_of(a_round).is_given_by(a_round, judge.id):
        raise not_yours(
            "%(round)s is marked by %(judges)s.",
            round=a_round.name,
            judges=Listed(scorers(book, a_round)),
        )


def check_scores(book: Book, a_round: Round, judge: Judge) -> None:
    """Raises Refusal when the points of the round are not the judge's to give."""
    if kind_of(a_round).is_given_by(a_round, judge.id):
        return
    names = scorers(book, a_round)
    if not names:
        raise not_yours("This round is scored at the desk.")
    raise not_yours("This round is scored by %(judges)s.", judges=Listed(names))


def read_given(
    value: object, values: Mapping[str, object] | None
) -> tuple[Decimal | None, dict[str, Any]]:
    """A mark as it was sent, for an entry: one number, or in its detail one for each criterion.

    Raises Refusal for what is no number, and for both at once.
    """
    if values is None:
        return read_number(value, "value"), {}
    if value is not None:
        raise refuse("Give the criteria their marks; the sum follows from them.", field="value")
    return None, {"values": read_parts(values)}


def read_mark(a_round: Round, value: object, values: Mapping[str, object] | None = None) -> Decimal:
    """The mark that comes of what was sent. Raises Refusal for what is not allowed here."""
    return kind_of(a_round).settle(a_round, *read_given(value, values))


def read_points(a_round: Round, raw: object, detail: Mapping[str, Any] | None = None) -> Decimal:
    """An award or deduction. Raises Refusal for what is no number, or not allowed here.

    With an `outcome` in its detail it is the answer to a risk question.
    """
    points, said = read_number(raw, "points"), detail or {}
    # What a token has doubled is twice what the round allows.
    kind_of(a_round).check_given(a_round, points / 2 if "token" in said else points, said)
    return points


def check_in_force(
    book: Book,
    a_round: Round,
    team: Team,
    judge: Judge,
    replaces: int | None,
    entrant: str | None = None,
) -> None:
    """Raises Refusal unless the mark in force is exactly the version that this `replaces`, 0: none.

    Of the team, or of the `entrant` where its members are marked. Whoever says nothing changes an
    own mark, and no other.
    """
    mark = book.round_record(a_round.id).marks.get(entrant or team.id, {}).get(judge.id)
    corrected = mark is not None and mark.corrected
    if replaces == (mark.version if mark else 0) or (replaces is None and not corrected):
        return
    if mark is None:
        raise not_now("The mark that this changes stands no longer. Look before you mark again.")
    if corrected:
        raise not_now("The desk has corrected this mark. Look at it before you change it.")
    raise not_now(
        "Another mark of yours has come in meanwhile: %(value)s. Look at it before you change it.",
        value=plain(mark.value),
    )


def check_came(book: Book, a_round: Round, team: Team) -> None:
    """Raises Refusal when the team is marked as absent from the round (缺考, 弃权)."""
    if team.id in book.round_record(a_round.id).absent:
        raise not_now(
            "%(team)s is marked as absent from %(round)s. Tell the desk if it is there after all.",
            team=team.name,
            round=a_round.name,
        )


def check_counts_fouls(book: Book, a_round: Round, team: Team) -> None:
    """Raises Refusal where no foul of the team can be counted in the round (抢答犯规)."""
    if a_round.fouls is None:
        raise refuse("No fouls are counted in %(round)s.", field="round", round=a_round.name)
    if book.round_record(a_round.id).is_out(a_round, team.id):
        raise not_now("%(team)s is out of %(round)s already.", team=team.name, round=a_round.name)


def check_not_out(book: Book, a_round: Round, team: Team) -> None:
    """Raises Refusal for a team that its fouls have put out of the round.

    It names the field `reason`: with one, the award is taken.
    """
    if book.round_record(a_round.id).is_out(a_round, team.id):
        raise refuse(
            "%(team)s is out of %(round)s after its fouls. Give a reason to give it points.",
            field="reason",
            team=team.name,
            round=a_round.name,
        )


def check_uses(book: Book, a_round: Round, team: Team, token: str) -> None:
    """Raises Refusal for a token that the round has not, or that the team has used up."""
    kept, said = book.round_record(a_round.id), {"team": team.name, "round": a_round.name}
    if token not in a_round.tokens:
        raise refuse("There is no such token in %(round)s.", field="token", round=a_round.name)
    if token in kept.used_tokens(team.id):
        raise not_now("%(team)s has used %(token)s in %(round)s already.", **said, token=token)
    if kept.is_out(a_round, team.id):
        raise not_now("%(team)s is out of %(round)s already.", **said)


def check_doubles(book: Book, a_round: Round, team: Team, token: str) -> None:
    """Raises Refusal for a token that has doubled an award already, or that doubles none."""
    if token not in book.round_record(a_round.id).doubling(team.id):
        raise refuse(
            "%(token)s doubles nothing for %(team)s now.",
            field="token",
            team=team.name,
            token=token,
        )


def check_corrects_who_came(book: Book, a_round: Round, team: Team) -> None:
    """Raises Refusal when a correction would change nothing, because the team is absent."""
    if team.id in book.round_record(a_round.id).absent:
        raise not_now(
            "%(team)s is marked as absent from %(round)s. Take the absence back first.",
            team=team.name,
            round=a_round.name,
        )


def check_not_public(
    book: Book, a_round: Round, team: Team, judge: Judge, entrant: str | None = None
) -> None:
    """Raises Refusal when the hall has seen the judge's mark, where that closes it.

    Under `publish = "team"` a judge who has not marked yet still may (contract, "Privacy").
    """
    given = judge.id in book.round_record(a_round.id).marks.get(entrant or team.id, {})
    if given and book.is_shown_now(a_round, team.id):
        raise not_now(
            "The marks of %(team)s are on the big screen. Ask the desk to correct yours.",
            team=team.name,
        )
    if given and is_closed(book, a_round, team.id):
        raise not_now(
            "The score of %(team)s is public. Ask the desk to correct your mark.", team=team.name
        )


def check_releases(book: Book, a_round: Round, team: Team) -> None:
    """Raises Refusal when a team's score in a judged round cannot be made public now."""
    kept, said = book.round_record(a_round.id), {"team": team.name, "round": a_round.name}
    if kept.state == "pending":
        raise not_now("%(round)s has not been opened yet.", round=a_round.name)
    for one in book.event.performance_of(a_round):
        if one.by_places:
            text = N_("%(round)s goes by places, and these are made known when it is closed.")
            raise not_now(text, round=one.name)
    if team.id in kept.absent:
        raise not_now("%(team)s is marked as absent from %(round)s.", **said)
    for one in book.event.performance_of(a_round):
        if book.scores(one)[team.id].score is None:
            text = N_("%(team)s has too few marks in %(round)s for a score.")
            if kind_of(one).listed:
                text = N_("Nothing is entered for %(team)s in %(round)s yet.")
            raise not_now(text, team=team.name, round=one.name)
    if is_seen(book, a_round, team.id, "public"):
        raise not_now("The score of %(team)s in %(round)s is already public.", **said)


def is_closed(book: Book, a_round: Round, team_id: str) -> bool:
    """Whether a mark that stands for the team can no longer be changed by its judge."""
    if team_id in book.round_record(a_round.id).shown["judge"]:
        # The judges had read the others' marks before the set-up came to say otherwise.
        return True
    if book.is_shown_now(a_round, team_id):
        return True
    by_team = book.event.rules.publish == "team"
    return by_team and is_seen(book, a_round, team_id, "public")
