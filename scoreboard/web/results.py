"""The results of an event: files, a sheet to sign, a picture."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Blueprint, render_template, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from scoreboard.contest.acts.publishing import is_open, publication
from scoreboard.contest.boards.overall import overall_board
from scoreboard.contest.boards.shapes import OVERALL, OVERALL_NAME, Board, part_of
from scoreboard.contest.record.book import Book
from scoreboard.contest.show.look import logo_of, look_of
from scoreboard.files.results.gathered import gather
from scoreboard.files.results.rules import rules_words
from scoreboard.files.results.shapes import Results, StageResults
from scoreboard.files.results.signed_sheet import overall_sheet, stage_sheets
from scoreboard.storage.seal import Seal
from scoreboard.translation import say_in
from scoreboard.web.page import page_language, page_of, printed_roots
from scoreboard.web.permissions import allow
from scoreboard.web.qr import qr
from scoreboard.web.services import services

results = Blueprint("results", __name__)

FORMATS = ("xlsx", "csv", "json")


@results.get("/e/<slug>/desk/results")
@allow("see_desk")
def page(slug: str) -> str:
    """All forms of the results, each with a line on what it is."""
    found = _results(slug)
    lang = request.args.get("lang")
    published = services().books.read(slug, publication)
    return render_template(
        "results.html",
        found=found,
        winners=_winners(found),
        overall=overall_sheet(found),
        current=stage_sheets(found, found.stages[-1]),
        files={kind: url_for(f"api.export_{kind}", slug=slug) for kind in FORMATS},
        sheet_href=url_for("results.sheet", slug=slug, lang=lang),
        picture_href=url_for("results.picture", slug=slug, lang=lang),
        certificates_href=url_for("certificates.page", slug=slug, lang=lang),
        awards_href=url_for("certificates.script", slug=slug, lang=lang),
        paper_href=url_for("paper.page", slug=slug, lang=lang),
        public=published,
        public_href=url_for("recount.page", slug=slug),
        public_code=_public_code(slug) if published == "open" else None,
        json_page_href=url_for("api.export_html", slug=slug),
        page=_page_of("results", found),
    )


@results.get("/e/<slug>/desk/results/sheet")
@allow("see_desk")
def sheet(slug: str) -> str:
    """The result sheet, to print on A4 and sign; of one stage with `?stage=`."""
    found = _results(slug)
    asked = request.args.get("stage", "")
    stages = [_named(found, asked)] if asked else list(found.newest_first)
    seal = _seal(slug, found)
    return render_template(
        "result_sheet.html",
        found=found,
        logo=services().books.read(slug, logo_of),
        overall=[] if asked else overall_sheet(found),
        individuals=[] if asked else found.current.get("individuals", []),
        stages=[sheet for stage in stages for sheet in stage_sheets(found, stage)],
        rules=rules_words(found.event, found.say),
        chosen=asked,
        seal=seal,
        seal_code=qr(seal.text.upper()) if seal else None,
        public_code=_public_code(slug) if services().books.read(slug, is_open) else None,
        results_href=_results_href(slug),
        page=_page_of("sheet", found),
    )


def _public_code(slug: str) -> Code | None:
    """The code that leads to the published result, and its address; None where none is known."""
    root = printed_roots()[0]
    address = f"{root.rstrip('/')}{url_for('recount.page', slug=slug)}" if root else ""
    return Code(address, qr(address)) if address else None


class Code(NamedTuple):
    """An address and its QR code."""

    address: str
    code: Markup


def _seal(slug: str, found: Results) -> Seal | None:
    """The seal of what is on the sheet; a rehearsal has none."""
    ledger = found.current["ledger"]
    known = services().seals
    return None if found.rehearsal else known.of(slug, ledger, found.version, found.hash)


@results.get("/e/<slug>/desk/results/picture")
@allow("see_desk")
def picture(slug: str) -> str:
    """The standings as a picture to share; the browser makes it."""
    found = _results(slug)
    asked = request.args.get("stage", "")
    shown = _named(found, asked) if asked else found.stages[-1]
    boards = {stage.stage.id: part_of(stage.board, Board) for stage in found.stages}
    overall = None
    if found.overall:
        # Whose places are of two stages is called no winner in the picture of both.
        named = found.say(OVERALL_NAME)
        overall = overall_board(list(boards.values()), found.event.rules.ranking, named)
        overall["winners"] = []
        boards[OVERALL] = overall
    return render_template(
        "result_picture.html",
        found=found,
        overall=overall,
        results_href=_results_href(slug),
        page=_page_of(
            "picture",
            found,
            boards=boards,
            stage=shown.stage.id,
            date=found.event.date.isoformat() if found.event.date else None,
            look=services().books.read(slug, look_of),
        ),
    )


def _results(slug: str) -> Results:
    """The event's results in the reader's language. Raises NoSuchEvent."""
    say, people = say_in(page_language()), services().access.people(slug)

    def read(book: Book) -> Results:
        return gather(book, say, people)

    return services().books.read(slug, read)


def _named(found: Results, stage_id: str) -> StageResults:
    for stage in found.stages:
        if stage.stage.id == stage_id:
            return stage
    raise NotFound


def _winners(found: Results) -> list[str]:
    announced = found.current["announced"]
    named = announced["winners"] if announced else []
    return [team.name for team in found.event.teams if team.id in named]


def _results_href(slug: str) -> str:
    return url_for("results.page", slug=slug, lang=request.args.get("lang"))


def _page_of(view: str, found: Results, **data: Any) -> dict[str, Any]:
    return page_of(view, found.event.slug, rehearsal=found.rehearsal, **data)
