"""The audience's poster, and a folded card for each judge's table."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from scoreboard.contest.model import Event, Judge, ScoredBy
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.show.look import logo_of
from scoreboard.web.page import page_of, printed_roots
from scoreboard.web.permissions import allow
from scoreboard.web.qr import qr, wifi_qr
from scoreboard.web.services import services

handouts = Blueprint("handouts", __name__)


@handouts.get("/e/<slug>/desk/links/poster")
@allow("print_links")
def poster(slug: str) -> str:
    """One page of A4 for the wall: the network, then the code of the audience's page."""
    root = printed_roots()[0]
    audience = f"{root.rstrip('/')}{url_for('audience.page', slug=slug)}" if root else None
    return _page(slug, "poster.html", audience=audience, audience_qr=audience and qr(audience))


@handouts.get("/e/<slug>/desk/links/tables")
@allow("print_links")
def tables(slug: str) -> str:
    """A page of A4 for each judge, folded once: the name to the hall, the way in to the judge."""
    root, other = printed_roots()
    ways = {
        grant.subject: {"pin": pin, "qr": root and qr(f"{root}join/{token}")}
        for grant, token, pin in services().access.links(slug)
        if grant.on_panel
    }
    return _page(
        slug,
        "table_cards.html",
        ways=ways,
        own_rounds=own_rounds,
        other=other,
        join_url=root and f"{root.rstrip('/')}{url_for('join.by_pin')}",
    )


@handouts.get("/e/<slug>/desk/links/address")
@allow("print_links")
def address(slug: str) -> dict[str, str | None]:
    """Where tablets and phones find the server now, and where the printed cards lead them."""
    return addresses(slug)


def addresses(slug: str) -> dict[str, str | None]:
    """Where the server is reached `now`, and where the `printed` cards lead.

    Each ends with a slash; None where nobody can reach it, and while no cards are printed.
    """
    return {"now": printed_roots()[0], "printed": services().printed.root(slug)}


@handouts.post("/e/<slug>/desk/links/printed")
@allow("print_links")
def printed(slug: str) -> Response:
    """Record the address with which cards, poster or table cards are printed now."""
    root = printed_roots()[0]
    if root is not None:
        services().printed.remember(slug, root)
    return Response(status=204)


def network(event: Event) -> dict[str, Any] | None:
    """The Wi-Fi as cards and posters print it, with its code; None where none is set up."""
    wifi = event.wifi
    if wifi is None:
        return None
    return {"name": wifi.name, "password": wifi.password, "qr": wifi_qr(wifi)}


# More are no reminder any more, and find no room on a card.
_MOST_NAMED = 3


def own_rounds(event: Event, judge: Judge) -> str:
    """Which rounds a judge marks, in a few words; "" where that is all that judges mark."""
    marked = [(stage, r) for stage in event.stages for r in stage.rounds if kind_of(r).panel]
    own = [(stage, r) for stage, r in marked if judge in event.markers_of(r)]
    if len(own) == len(marked):
        return ""
    if not own:
        # Who gives points instead has those rounds on the tablet.
        gives = any(kind_of(r).tally and _is_named(r.scored_by, judge) for r in event.rounds)
        return "" if gives else str(gettext("Marks no round"))
    known = Counter(r.name for _, r in marked)
    names = [f"{stage.name} · {r.name}" if known[r.name] > 1 else r.name for stage, r in own]
    named, more = gettext(", ").join(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
    if more > 0:
        return str(gettext("Marks %(rounds)s and %(n)s more", rounds=named, n=more))
    return str(gettext("Marks %(rounds)s", rounds=named))


def _is_named(scored_by: ScoredBy, judge: Judge) -> bool:
    return scored_by == "judges" or (not isinstance(scored_by, str) and judge.id in scored_by)


def _page(slug: str, template: str, **shown: Any) -> str:
    event, logo = services().books.read(slug, lambda book: (book.event, logo_of(book)))
    return render_template(
        template,
        event=event,
        logo=logo,
        wifi=network(event),
        reachable=printed_roots()[0] is not None,
        cards_href=url_for("links.page", slug=slug, lang=request.args.get("lang")),
        page=page_of("handouts", slug),
        **shown,
    )
