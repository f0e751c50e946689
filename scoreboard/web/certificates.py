"""What is printed for the giving of prizes: the certificates, and the presenter's script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from scoreboard.contest.boards.awards import Called, PrizeGiving, prize_givings
from scoreboard.contest.heading import contest_of
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow
from scoreboard.web.services import services

certificates = Blueprint("certificates", __name__)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate: who receives it, with whom, and for what."""

    recipient: str
    beside: str
    prize: str


@certificates.get("/e/<slug>/desk/results/certificates")
@allow("announce")
def page(slug: str) -> str:
    """A certificate for each team and prize, or for each member, over blank or preprinted stock."""
    members = request.args.get("for") == "members"
    givings, shown = _read(slug)
    return render_template(
        "certificates.html",
        **shown,
        certificates=_certificates(givings or [], members=members),
        members=members,
        portrait=request.args.get("paper") == "portrait",
        preprinted=request.args.get("stock") == "preprinted",
        page=page_of("certificates", slug, rehearsal=shown["rehearsal"]),
    )


@certificates.get("/e/<slug>/desk/results/awards")
@allow("announce")
def script(slug: str) -> str:
    """The script of the prize-giving, from the last prize to the first, to print."""
    givings, shown = _read(slug)
    return render_template(
        "awards.html",
        **shown,
        givings=_last_to_first(givings or []),
        printed=lambda total: "–" if total is None else plain(total).replace("-", "−"),
        page=page_of("awards", slug, rehearsal=shown["rehearsal"]),
    )


def _read(slug: str) -> tuple[list[PrizeGiving] | None, dict[str, Any]]:
    """The prizes, None while they are not settled, and what both pages say of the event."""

    def read(book: Book) -> tuple[list[PrizeGiving] | None, dict[str, Any]]:
        givings = prize_givings(book)
        return givings, {
            "event": book.event,
            "rehearsal": book.rehearsal,
            "final": book.final,
            "state": "open" if givings is None else "some" if givings else "none",
            "results_href": url_for("results.page", slug=slug, lang=request.args.get("lang")),
            "text": gettext("is awarded in %(contest)s", contest=contest_of(book.event)),
        }

    return services().books.read(slug, read)


def _certificates(givings: list[PrizeGiving], *, members: bool) -> list[Certificate]:
    """The best prize first; a member's names the team, a team's its organisation."""
    return [
        one
        for giving in givings
        for called in giving.called
        for one in _of(called, giving.name, members=members)
    ]


def _of(called: Called, prize: str, *, members: bool) -> list[Certificate]:
    """Those for one prize of a team; a prize of a member's own goes to that one alone."""
    team, people = called.team, called.team.members
    if called.member is not None:
        people = (called.member,)
    elif not members:
        return [Certificate(team.name, team.organisation, prize)]
    return [Certificate(member.name, team.name, prize) for member in people]


def _last_to_first(givings: list[PrizeGiving]) -> list[PrizeGiving]:
    """Special prizes, then from the last prize up to the first, in each the last team first."""
    own = [giving for giving in givings if not giving.special]
    return [giving for giving in givings if giving.special] + [
        PrizeGiving(giving.name, special=False, called=giving.called[::-1])
        for giving in reversed(own)
    ]
