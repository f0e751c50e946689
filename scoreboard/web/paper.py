"""Score sheets on paper, for the day when the tablets fail: filled in but for the marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from scoreboard.contest.boards.shapes import criteria_on_board
from scoreboard.contest.model import Event, Judge, Round, RoundForm
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.appearance import in_order, order_of_appearance
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.going_on import entering
from scoreboard.contest.rules.kinds.points import worth
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.words import N_, Say
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow
from scoreboard.web.services import services

paper = Blueprint("paper", __name__)


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """The sheet of a kind of round: its template, whose it is, and how it is filled in."""

    template: str
    by_judge: bool
    help: Callable[[Round, Say], str]


# Boxes on a tally sheet where the event does not say how many questions a team is asked.
QUESTIONS = 8
MOST_QUESTIONS = 12


@paper.get("/e/<slug>/desk/paper")
@allow("see_desk")
def page(slug: str) -> str:
    """One sheet for each judge of a judged round, or one tally sheet for a round of points."""
    asked = request.args.get("round")

    def read(book: Book) -> dict[str, Any]:
        a_round = book.round(asked) if asked else _next_round(book)
        if a_round is None:
            raise NotFound
        wanted = request.args.getlist("judge")
        return {
            "event": book.event,
            "rehearsal": book.rehearsal,
            "choices": _choices(book),
            "judges": _chosen(book.event, a_round, wanted),
            "round": _round(book, a_round),
            "sheet": SHEETS[a_round.form].template,
            "help": _help(book, a_round, gettext),
            "teams": _teams(book, a_round),
        }

    shown = services().books.read(slug, read)
    return render_template(
        "paper.html",
        **shown,
        results_href=url_for("results.page", slug=slug, lang=request.args.get("lang")),
        page=page_of("paper", slug, rehearsal=shown["rehearsal"]),
    )


def _next_round(book: Book) -> Round:
    """The round that runs or comes next; at the end the last one."""
    rounds = _rounds(book)
    waiting = [r for r in rounds if book.round_record(r.id).state != "closed"]
    return (waiting or rounds)[0 if waiting else -1]


def _rounds(book: Book) -> list[Round]:
    return book.all_rounds()


def _choices(book: Book) -> list[dict[str, str]]:
    return [{"id": r.id, "name": r.name, "stage": book.stage_of(r).name} for r in _rounds(book)]


def _chosen(event: Event, a_round: Round, wanted: list[str]) -> list[tuple[Judge | None, bool]]:
    """Every judge and whether a sheet is wanted; nobody where one sheet will do for the round."""
    if not SHEETS[a_round.form].by_judge:
        return []
    return [(judge, not wanted or judge.id in wanted) for judge in event.markers_of(a_round)]


def _round(book: Book, a_round: Round) -> dict[str, Any]:
    stage = book.stage_of(a_round)
    rounds = book.rounds_of(stage)
    return {
        "id": a_round.id,
        "name": a_round.name,
        "stage": stage.name,
        "number": rounds.index(a_round) + 1,
        "min": plain(a_round.min),
        "max": plain(a_round.max),
        "criteria": criteria_on_board(a_round.criteria),
        "counts": a_round.form == "count",
        "present": a_round.present,
        "by_places": a_round.by_places,
        "by_member": a_round.by == "member",
        "questions": min(a_round.questions or QUESTIONS, MOST_QUESTIONS),
    }


def _teams(book: Book, a_round: Round) -> list[dict[str, Any]]:
    """The teams in the order in which they are on stage; empty lines where none is known yet."""
    listed = in_order(book.teams_in(a_round), order_of_appearance(book, a_round))
    if not listed:
        return [{"id": "", "name": "", "region": ""} for _ in range(_expected(book, a_round))]
    if a_round.by == "member":
        # A line for each member, the team beside the name.
        return [
            {"id": team.id, "name": member.name, "region": team.name}
            for team in listed
            for member in team.members
        ]
    return [{"id": team.id, "name": team.name, "region": team.region} for team in listed]


def _expected(book: Book, a_round: Round) -> int:
    """The number of teams that will take part, as far as the set-up says."""
    stages = book.event.stages
    index = stages.index(book.stage_of(a_round))
    return entering(stages, len(book.event.teams))[index]


def _help(book: Book, a_round: Round, say: Say) -> str:
    """What the sheet asks for, and what is to be known of its marks and its lines."""
    said = SHEETS[a_round.form].help(a_round, say)
    further = []
    if a_round.by_places:
        further.append(
            N_("The highest mark is place 1; equal marks share the mean of their places.")
        )
    if not a_round.stakes and not order_of_appearance(book, a_round):
        further.append(N_("The order on stage is not settled yet: the teams stand as registered."))
    for text in further:
        said = say(N_("%(first)s %(second)s"), first=said, second=say(text))
    return said


_TEAM_MARKS = N_(
    "One mark for each team, from %(low)s to %(high)s in steps of %(step)s. Cross out a wrong "
    "mark and write the right one beside it with your initials."
)


def _marks_help(a_round: Round, say: Say) -> str:
    text = N_(
        "One mark for each member, from %(low)s to %(high)s in steps of %(step)s. Cross out a "
        "wrong mark and write the right one beside it with your initials."
    )
    if a_round.by == "team":
        text = _TEAM_MARKS
    low, high = _with_minus(a_round.min), _with_minus(a_round.max)
    return say(text, low=low, high=high, step=plain(a_round.step))


def _criteria_help(a_round: Round, say: Say) -> str:
    text = N_(
        "One number in each column, then their sum%(weighed)s. Leave none empty: write 0 for "
        "nothing. Cross out a wrong number and write the right one beside it with your initials."
    )
    weighed = any(one.weight != 1 for one in a_round.criteria)
    return say(text, weighed=say(N_(", each times its weight")) if weighed else "")


def _tally_help(a_round: Round, say: Say) -> str:
    if a_round.by == "member":
        return say(N_("Write every award into the member's next box, with + or −."))
    if not a_round.awards:
        return say(N_("Write every award into the team's next box, with + or −."))
    text = N_("Write every award into the team's next box, with + or −. Usual here: %(awards)s.")
    return say(text, awards=" / ".join(map(_with_minus, a_round.awards)))


def _list_help(a_round: Round, say: Say) -> str:
    text = N_("The score of each team, from %(low)s to %(high)s.")
    return say(text, low=_with_minus(a_round.min), high=_with_minus(a_round.max))


def _count_help(a_round: Round, say: Say) -> str:
    return say(
        N_("For each team how many raise a card, and how many are present. %(rule)s."),
        rule=kind_of(a_round).rule(a_round, say),
    )


def _stakes_help(a_round: Round, say: Say) -> str:
    text = N_(
        "Write the stake into the team's next box with + if it is won, − if it is lost, 0 if the "
        "team declines. Stakes: %(stakes)s."
    )
    if a_round.loss == "stake" and not a_round.declined:
        return say(text, stakes=" / ".join(map(plain, a_round.stakes)))
    text = N_(
        "Write what the answer brings into the team's next box, by its stake, right / wrong: "
        "%(answers)s. If the team declines: %(declined)s."
    )
    right_or_wrong = [
        f"{plain(stake)}: +{plain(stake)} / {_with_minus(worth(a_round, stake, 'wrong'))}"
        for stake in a_round.stakes
    ]
    declined = _with_minus(worth(a_round, Decimal(0), "declined"))
    return say(text, answers="; ".join(right_or_wrong), declined=declined)


def _with_minus(number: Decimal) -> str:
    return plain(number).replace("-", "−")


SHEETS: Mapping[RoundForm, PaperSheet] = {
    "judged": PaperSheet("_paper_marks.html", by_judge=True, help=_marks_help),
    "criteria": PaperSheet("_paper_criteria.html", by_judge=True, help=_criteria_help),
    "points": PaperSheet("_paper_tally.html", by_judge=False, help=_tally_help),
    "risk": PaperSheet("_paper_tally.html", by_judge=False, help=_stakes_help),
    "playoff": PaperSheet("_paper_tally.html", by_judge=False, help=_tally_help),
    "list": PaperSheet("_paper_list.html", by_judge=False, help=_list_help),
    "count": PaperSheet("_paper_list.html", by_judge=False, help=_count_help),
}
