"""What is printed for the giving of prizes: the certificates, and the presenter's script."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import format_date, gettext

from scoreboard.contest.boards.awards import Called, PrizeGiving, prize_givings
from scoreboard.contest.heading import contest_of, host_of
from scoreboard.contest.model import Event, Member, Team
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import N_
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow
from scoreboard.web.services import services

certificates = Blueprint("certificates", __name__)

# What a wording can name, as it is written in the page's language; the key itself is read too.
PLACES = {
    "name": N_("{name}"),
    "team": N_("{team}"),
    "organisation": N_("{organisation}"),
    "role": N_("{role}"),
    "prize": N_("{prize}"),
    "contest": N_("{contest}"),
    "host": N_("{host}"),
    "date": N_("{date}"),
}
# The usual wording of each text, of prizes and of participation.
_PRIZE = {
    "heading": N_("Certificate"),
    "recipient": N_("{name}"),
    "beside": N_("{organisation}"),
    "text": N_("is awarded in {contest}"),
    "prize": N_("{prize}"),
    "host": N_("{host}"),
    "date": N_("{date}"),
}
_PARTICIPATION = _PRIZE | {
    "heading": N_("Certificate of participation"),
    "text": N_("took part in {contest}"),
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate: what stands in the places of its texts, and the texts as they are usual.

    `beside` is the usual wording of what stands below the name.
    """

    values: dict[str, str]
    beside: str
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives a certificate, and for which prize; a member, or the whole team."""

    team: Team
    member: Member | None
    prize: str


@certificates.get("/e/<slug>/desk/results/certificates")
@allow("announce")
def page(slug: str) -> str:
    """A certificate for each team, or for each member, over blank or preprinted stock.

    For each prize; or of participation, for all who have not withdrawn.
    """
    members = request.args.get("for") == "members"
    participation = request.args.get("of") == "participation"
    givings, taking_part, shown = _read(slug)
    event, wordings = shown["event"], _wordings(members=members, participation=participation)
    if participation:
        receivers = [r for team in taking_part for r in _each(team, "", members=members)]
    else:
        receivers = _winners(givings or [], members=members)
    named = {r.team.id for r in receivers}
    called = taking_part if participation else [c.team for g in givings or () for c in g.called]
    nobody = dict.fromkeys(team.name for team in called if members and team.id not in named)
    return render_template(
        "certificates.html",
        **shown,
        certificates=[_certificate(event, one, wordings) for one in receivers],
        without_members=list(nobody),
        wordings=wordings,
        members=members,
        participation=participation,
        portrait=request.args.get("paper") == "portrait",
        preprinted=request.args.get("stock") == "preprinted",
        page=page_of(
            "certificates",
            slug,
            rehearsal=shown["rehearsal"],
            places={key: gettext(word) for key, word in PLACES.items()},
            wordings=wordings,
        ),
    )


@certificates.get("/e/<slug>/desk/results/awards")
@allow("announce")
def script(slug: str) -> str:
    """The script of the prize-giving, from the last prize to the first, to print."""
    givings, _, shown = _read(slug)
    return render_template(
        "awards.html",
        **shown,
        givings=_last_to_first(givings or []),
        called_in=called_in,
        printed=lambda total: "–" if total is None else plain(total).replace("-", "−"),
        page=page_of("awards", slug, rehearsal=shown["rehearsal"]),
    )


def _read(slug: str) -> tuple[list[PrizeGiving] | None, list[Team], dict[str, Any]]:
    """The prizes, None while they are not settled; who takes part; what both pages say."""

    def read(book: Book) -> tuple[list[PrizeGiving] | None, list[Team], dict[str, Any]]:
        givings = prize_givings(book)
        taking_part = [team for team in book.event.teams if team.id not in book.withdrawn]
        return (
            givings,
            taking_part,
            {
                "event": book.event,
                "rehearsal": book.rehearsal,
                "final": book.final,
                "state": "open" if givings is None else "some" if givings else "none",
                "results_href": url_for("results.page", slug=slug, lang=request.args.get("lang")),
            },
        )

    return services().books.read(slug, read)


def _wordings(*, members: bool, participation: bool) -> dict[str, str]:
    """The usual wording of each text, its places written as the page's language writes them."""
    texts = dict(_PARTICIPATION if participation else _PRIZE)
    if participation:
        del texts["prize"]
    if members:
        texts["beside"] = N_("{team}")
    words = {key: gettext(text) for key, text in texts.items()}
    for key, word in PLACES.items():
        words = {text: said.replace(f"{{{key}}}", gettext(word)) for text, said in words.items()}
    return words


def _winners(givings: list[PrizeGiving], *, members: bool) -> list[Receiver]:
    """The best prize first; a prize of a member's own goes to that one alone."""
    return [
        one
        for giving in givings
        for called in giving.called
        for one in _of(called, called_in(giving), members=members)
    ]


def _of(called: Called, prize: str, *, members: bool) -> list[Receiver]:
    if called.member is not None:
        return [Receiver(called.team, called.member, prize)]
    return _each(called.team, prize, members=members)


def _each(team: Team, prize: str, *, members: bool) -> list[Receiver]:
    if not members:
        return [Receiver(team, None, prize)]
    return [Receiver(team, member, prize) for member in team.members]


def _certificate(event: Event, receiver: Receiver, wordings: dict[str, str]) -> Certificate:
    team, member = receiver.team, receiver.member
    values = {
        "name": (member or team).name,
        "team": team.name,
        "organisation": team.organisation,
        "role": member.role if member else "",
        "prize": receiver.prize,
        "contest": contest_of(event),
        "host": host_of(event),
        "date": format_date(event.date, "long") if event.date else "",
    }
    # A member's own prize names the team also among the certificates of teams.
    beside = gettext(PLACES["team"]) if member else wordings["beside"]
    texts = wordings | {"beside": beside}
    return Certificate(values, beside, {key: _filled(text, values) for key, text in texts.items()})


def _filled(wording: str, values: dict[str, str]) -> str:
    words = {gettext(word): values[key] for key, word in PLACES.items()}
    return re.sub(r"\{[^{}]*\}", lambda found: words.get(found[0], found[0]), wording)


def called_in(giving: PrizeGiving) -> str:
    """A prize with the division that it is of: 初级组一等奖."""
    if not giving.division:
        return giving.name
    words: str = gettext("%(division)s %(prize)s", division=giving.division, prize=giving.name)
    return words


def _last_to_first(givings: list[PrizeGiving]) -> list[PrizeGiving]:
    """Special prizes, then from the last prize up to the first, in each the last team first.

    Divisions follow each other in the order of the file.
    """
    own = [giving for giving in givings if not giving.special]
    divisions = dict.fromkeys(giving.division for giving in own)
    return [giving for giving in givings if giving.special] + [
        replace(giving, called=giving.called[::-1])
        for division in divisions
        for giving in reversed(own)
        if giving.division == division
    ]
