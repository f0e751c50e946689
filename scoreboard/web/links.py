"""The cards: every role's link with its QR code, and the people whom the organiser adds."""

from __future__ import annotations

from typing import TypedDict, cast, get_args

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug import Response
from werkzeug.exceptions import NotFound

from scoreboard.contest.model import Event
from scoreboard.contest.show.look import logo_of
from scoreboard.contest.texts import is_seen
from scoreboard.contest.words import not_yours
from scoreboard.roles import ROLES, Role
from scoreboard.storage.access import Grant, is_person
from scoreboard.web.handouts import network, own_rounds
from scoreboard.web.page import page_of, printed_roots, reachable_root
from scoreboard.web.permissions import allow, current_grant
from scoreboard.web.qr import qr
from scoreboard.web.safety.restoring import recovery_code
from scoreboard.web.services import identity, live, services

links = Blueprint("links", __name__)

LONGEST_NAME = 40


@links.get("/e/<slug>/desk/links")
@allow("print_links")
def page(slug: str) -> str:
    """Every link that the asker may give away, with its QR code, to show or to print."""
    return _drawn(slug)


@links.post("/e/<slug>/desk/links/revoke")
@allow("print_links")
def revoke(slug: str) -> Response:
    """End a link and its PIN at once, also on open connections, and make new ones."""
    role, subject = _named()
    if not _may_renew(role):
        raise not_yours("Only the organiser can renew this link.")
    try:
        renewed = services().access.revoke(slug, role, subject)
    except KeyError:
        raise NotFound from None
    asker = current_grant()
    if (asker.event, asker.role, asker.subject) == (slug, role, subject):
        # Whoever renews the own link goes on with the new one instead of being sent away.
        identity().remember(renewed)
    return _changed(slug)


@links.post("/e/<slug>/desk/links/people")
@allow("give_links")
def add_person(slug: str) -> Response:
    """Give somebody a link as a further scorer or viewer."""
    role, name = request.form.get("role", ""), _typed_name()
    wrong = _wrong_name(name) or ("" if is_person(role, "new") else gettext("Choose a role."))
    if wrong:
        return make_response(_drawn(slug, wrong=wrong, typed=name, chosen=role), 422)
    added = services().access.add_person(slug, cast(Role, role), name)
    return _changed(slug, anchor=f"card-{added.role}-{added.subject}")


@links.post("/e/<slug>/desk/links/people/rename")
@allow("give_links")
def rename_person(slug: str) -> Response:
    """Call a person something else; link and acts stay theirs."""
    role, subject = _named()
    name = _typed_name()
    wrong = _wrong_name(name)
    if wrong:
        return make_response(_drawn(slug, wrong_card=(role, subject, wrong, name)), 422)
    try:
        services().access.rename_person(slug, role, subject, name)
    except KeyError:
        raise NotFound from None
    return _changed(slug, anchor=f"card-{role}-{subject}")


@links.post("/e/<slug>/desk/links/people/remove")
@allow("give_links")
def remove_person(slug: str) -> Response:
    """End a person's link for good; what they did keeps their name."""
    role, subject = _named()
    try:
        services().access.remove_person(slug, role, subject)
    except KeyError:
        raise NotFound from None
    return _changed(slug)


def _drawn(
    slug: str,
    wrong: str = "",
    typed: str = "",
    chosen: str = "scorer",
    wrong_card: tuple[str, str, str, str] | None = None,
) -> str:
    event, logo = services().books.read(slug, lambda book: (book.event, logo_of(book)))
    reachable, other = printed_roots()
    # On a machine in no network no address is printed: it would lead nobody anywhere.
    root = (reachable or "/").rstrip("/")
    return render_template(
        "links.html",
        event=event,
        logo=logo,
        wifi=network(event),
        reachable=reachable is not None,
        links=_cards(slug, event, root),
        join_url=f"{root}{url_for('join.by_pin')}",
        root=root,
        here=(reachable_root() or "/").rstrip("/"),
        other=other,
        poster_href=url_for("handouts.poster", slug=slug, lang=request.args.get("lang")),
        tables_href=url_for("handouts.tables", slug=slug, lang=request.args.get("lang")),
        acts={act: _address(slug, act) for act in ("add_person", "rename_person", "remove_person")},
        recovery=recovery_code(slug),
        wrong=wrong,
        typed=typed,
        chosen=chosen,
        wrong_card=wrong_card,
        longest_name=LONGEST_NAME,
        page=page_of("links", slug),
    )


def _cards(slug: str, event: Event, root: str) -> list[Card]:
    people = services().access.people(slug)
    cards = [
        _card(event, people, grant, f"{root}/join/{token}", pin)
        for grant, token, pin in services().access.links(slug)
        if _may_see(grant)
    ]
    open_pages = ("display", "audience")
    return [
        *cards,
        *(_open_card(one, f"{root}{url_for(f'{one}.page', slug=slug)}") for one in open_pages),
    ]


def _may_see(grant: Grant) -> bool:
    """A scorer sees the links that have a PIN, and the own one: no other that opens the desk."""
    asker = current_grant()
    return asker.may("give_links") or grant.has_pin or grant == asker


def _may_renew(role: Role) -> bool:
    return current_grant().may("give_links") or ROLES[role].pin


def _named() -> tuple[Role, str]:
    role, subject = request.form.get("role", ""), request.form.get("id", "")
    if role not in get_args(Role):
        raise NotFound
    return cast(Role, role), subject


def _typed_name() -> str:
    typed = request.form.get("name", "")
    return " ".join("".join(c if c.isprintable() else " " for c in typed).split())


def _wrong_name(name: str) -> str:
    wrong = ""
    if not is_seen(name):
        wrong = gettext("Type a name.")
    elif len(name) > LONGEST_NAME:
        wrong = gettext("A name may have at most %(most)s characters.", most=LONGEST_NAME)
    return wrong


def _changed(slug: str, anchor: str | None = None) -> Response:
    """After a change of links: end connections that are no longer valid, and reload the page."""
    live().drop_revoked()
    return redirect(_address(slug, "page", anchor))


def _address(slug: str, act: str, anchor: str | None = None) -> str:
    lang = request.args.get("lang")
    return url_for(f"links.{act}", slug=slug, lang=lang, _anchor=anchor)


class Card(TypedDict):
    """A card to print. `role` is also "display" or "audience", pages that are nobody's alone.

    `marks` are a judge's rounds in words, where these are not all.
    `id` is empty where the role has one link; without `revoke_url` the reader cannot renew it.
    """

    role: str
    id: str
    name: str | None
    person: bool
    marks: str
    url: str
    pin: str | None
    qr: Markup
    revoke_url: str | None


def _card(event: Event, people: dict[str, str], grant: Grant, url: str, pin: str | None) -> Card:
    judge = event.judge(grant.subject) if grant.on_panel else None
    return {
        "role": grant.role,
        "id": grant.subject,
        "name": judge.name if judge else people.get(grant.name),
        "person": is_person(grant.role, grant.subject),
        "marks": own_rounds(event, judge) if judge else "",
        "url": url,
        "pin": pin,
        "qr": qr(url),
        "revoke_url": _address(event.slug, "revoke") if _may_renew(grant.role) else None,
    }


def _open_card(role: str, url: str) -> Card:
    return {
        "role": role,
        "id": "",
        "name": None,
        "person": False,
        "marks": "",
        "url": url,
        "pin": None,
        "qr": qr(url),
        "revoke_url": None,
    }
