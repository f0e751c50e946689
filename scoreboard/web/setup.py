"""Setting up an event in the browser: a new one, and one that is there."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from scoreboard.assets import event_templates_dir
from scoreboard.contest.acts.beginning import was_played
from scoreboard.contest.heading import contest_of
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS
from scoreboard.files.event.colours import NAMED
from scoreboard.files.event.document import to_document
from scoreboard.files.event.templates import templates
from scoreboard.storage.access import WHOLE_SERVER
from scoreboard.translation import LANGUAGES
from scoreboard.web.beginnings import for_page, forms
from scoreboard.web.page import page_of, reachable_root
from scoreboard.web.permissions import allow, allow_server, current_grant
from scoreboard.web.services import services

setup = Blueprint("setup", __name__)


@setup.get("/e/<slug>/desk/setup")
@allow("set_up")
def page(slug: str) -> str:
    """The event's own words, teams, judges, stages and rules; rehearsal, beginning and archive."""
    lang = request.args.get("lang")
    event, archived, rehearsal, begun = services().books.read(
        slug, lambda book: (book.event, book.archived, book.rehearsal, was_played(book))
    )
    whole_server = current_grant().event == WHOLE_SERVER
    home = f"{request.script_root}/e/{slug}/desk"
    return render_template(
        "setup.html",
        event=event,
        archived=archived,
        rehearsal=rehearsal,
        begun=begun,
        desk_href=url_for("desk.page", slug=slug, lang=lang),
        toml_href=f"{home}/setup.toml",
        xlsx_href=f"{home}/setup.xlsx",
        copy_href=url_for("setup.new", copy=slug, lang=lang) if whole_server else None,
        **_samples(),
        page=page_of(
            "setup",
            slug,
            rehearsal=rehearsal,
            archived=archived,
            colours=[(code, gettext(name)) for code, name, _ in NAMED],
            tie_breaks=_tie_breaks(),
        ),
    )


@setup.get("/new")
@allow_server
def new() -> str:
    """A new event: from a common form, from another event, from a file, or from nothing."""
    events = services().books.read_each(_choice)
    offered = forms()
    return render_template(
        "new_event.html",
        events=events,
        forms=offered,
        **_samples(),
        page=page_of(
            "new",
            None,
            templates={locale: _templates(locale) for locale in LANGUAGES if locale != "zh"},
            forms=for_page(offered),
            tie_breaks=_tie_breaks(),
            slugs=[event["slug"] for event in events],
            copy=request.args.get("copy"),
            root=reachable_root() or request.url_root,
        ),
    )


def _samples() -> dict[str, str]:
    lang = request.args.get("lang")
    query = f"?lang={lang}" if lang in LANGUAGES else ""
    root = request.script_root
    return {
        "sample_xlsx_href": f"{root}/sample.xlsx{query}",
        "sample_csv_href": f"{root}/sample.csv{query}",
    }


def _choice(book: Book) -> dict[str, str]:
    event = book.event
    return {
        "slug": event.slug,
        "title": contest_of(event),
        "date": event.date.isoformat() if event.date else "",
    }


@cache
def _templates(locale: str) -> dict[str, Any]:
    # Shipped files, which do not change while the program runs.
    return {one.name: to_document(one.event) for one in templates(event_templates_dir(), locale)}


def _tie_breaks() -> list[dict[str, str]]:
    """The tie-breaks as the set-up offers them; the page adds one for each of its rounds."""
    return [
        {
            "name": row.name,
            "words": gettext(row.choice),
            # As they are called where the smaller total is first.
            "lower": gettext(row.choice_lower or row.choice),
        }
        for row in TIE_BREAKS.values()
    ]
