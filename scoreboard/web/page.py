"""What every page is given: its language, its phrases, its security headers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from babel.messages.pofile import read_po
from flask import Response, current_app, g, request
from flask_babel import get_locale, gettext
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import SQLAlchemyError

from scoreboard.assets import translations_dir
from scoreboard.contest.boards.cut_line import NOTE_WORDS
from scoreboard.contest.record.book import Book
from scoreboard.delivery import delivery
from scoreboard.network import is_loopback, is_own, lan_address
from scoreboard.roles import ROLES
from scoreboard.storage.access import Grant
from scoreboard.storage.event_rows import NoSuchEvent
from scoreboard.translation import LANGUAGES
from scoreboard.web.cut_bodies import SLOT, new_nonce
from scoreboard.web.headers import ALONE, NOT_MODIFIED, POLICY, SECURITY, policy
from scoreboard.web.other import follows_other, for_page, origin_of, other_of
from scoreboard.web.services import services

# The app setting that holds a `Serving`; only the command that serves sets it.
SERVING = "SERVING"
# Settings of the app: the hosts that SCOREBOARD_HOSTS names, and whether a proxy is trusted.
HOSTS, PROXIED = "HOSTS", "PROXIED"
# Set by static/js/common/language.js.
LANGUAGE_COOKIE = "lang"
_WALLS = ("display", "overlay")
_EVERY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104  # compared, not listened on


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the server listens."""

    host: str
    port: int
    scheme: str = "http"
    # The certificate that is shown, where the server speaks TLS.
    certificate: Path | None = None
    # The names and addresses that the certificate is for.
    names: tuple[str, ...] = ()
    # How others reach it, where that is not its own address: "http://scores.local:8000".
    address: str = ""


def choose_locale() -> str:
    """The reader's language as a Babel locale: `?lang=`, else the one that was chosen in this
    browser, else the event's, else the browser's own.

    The hall's screens have no reader: what is chosen on the desk's page beside them is not theirs.
    """
    chosen = None if request.blueprint in _WALLS else request.cookies.get(LANGUAGE_COOKIE)
    of_reader = chosen_language(request.args.get("lang"), chosen)
    if of_reader is not None:
        return LANGUAGES[of_reader]
    slug = (request.view_args or {}).get("slug")
    if slug:
        with suppress(NoSuchEvent, SQLAlchemyError):
            return LANGUAGES[services().books.read(slug, lambda book: book.event.locale)]
    best = request.accept_languages.best_match(["zh-CN", "zh", "en"], default="en")
    return LANGUAGES["en" if best == "en" else "zh-CN"]


def chosen_language(asked: str | None, chosen: str | None) -> str | None:
    """The language that a reader asks for, or has chosen before; None where neither is one."""
    return next((one for one in (asked, chosen) if one in LANGUAGES), None)


def page_language() -> str:
    """The language of this answer, as HTML names it."""
    locale = get_locale()
    return "zh-CN" if locale is not None and locale.language == "zh" else "en"


def page_of(view: str, event: str | None, *, writes: bool = False, **data: Any) -> dict[str, Any]:
    """What the page's scripts are given (the JSON block of base.html).

    `writes` says that scripts write although no grant opened the page. Who only looks gets no form
    token, and so no cookie.
    """
    locale = page_language()
    grant: Grant | None = g.get("grant")
    writes = writes or grant is not None or bool(data.get("may"))
    sees_desk = grant is not None and grant.may("see_desk")
    return {
        "view": view,
        "event": event,
        "locale": locale,
        "csrf": generate_csrf() if writes else "",
        # Scripts that were built say theirs by themselves.
        "phrases": {} if delivery().is_built() else phrases(locale),
        "api": "/api/v1",
        "role": grant.role if grant else None,
        # What a page offers to do; the server refuses the rest anyway.
        "may": sorted(ROLES[grant.role].may) if grant else [],
        # How the ledger names who reads the page, so that the desk knows its own awards.
        "me": grant.name if grant else None,
        # So that the story can say "王老师" for "scorer:s1".
        "people": services().access.people(event) if sees_desk and event else {},
        # The words of a row's note, for templates and scripts alike.
        "notes": {note: gettext(words) for note, words in NOTE_WORDS.items()},
        # Where the second laptop is, and by what the page is known there.
        "pair": for_page(grant),
        **_of_event(event),
        **data,
    }


def _of_event(event: str | None) -> dict[str, Any]:
    """Whether what the page shows will be gone when the rehearsal ends; the look of the hall."""

    def read(book: Book) -> dict[str, Any]:
        show = book.event.show
        return {
            "rehearsal": book.rehearsal,
            "theme": show.theme,
            "accent": show.accent,
            "names_en": book.event.names_en,
        }

    if event is not None:
        with suppress(NoSuchEvent):
            return services().books.read(event, read)
    return {"rehearsal": False, "theme": "night", "accent": "", "names_en": {}}


@cache
def phrases(locale: str) -> dict[str, str]:
    """The phrases that scripts use, by their English message; empty for English itself."""
    path = translations_dir() / LANGUAGES[locale] / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file)
    return {
        str(message.id): str(message.string)
        for message in catalog
        if message.id and any(place.startswith("static/js/") for place, _ in message.locations)
    }


def reachable_root() -> str | None:
    """The address that tablets and phones reach this server by now; ends with a slash.

    None where they cannot: the page is open on the server itself, which is in no network.
    """
    root: str = request.url_root
    serving: Serving | None = current_app.config.get(SERVING)
    if serving is not None and serving.address:
        return f"{serving.address}/"
    named: tuple[str, ...] = current_app.config[HOSTS]
    asked = urlsplit(root)
    if named:
        here = asked.hostname in [_host_in(one) for one in named]
        return root if here else _named_root(named[0], serving)
    if serving is None or (
        not is_loopback(asked.hostname or "") and _is_believed(asked.hostname or "", asked, serving)
    ):
        return root
    address = lan_address() if serving.host in _EVERY_ADDRESS else serving.host
    return (
        None
        if address is None or is_loopback(address)
        else f"{serving.scheme}://{address}:{serving.port}/"
    )


def printed_roots() -> tuple[str | None, str]:
    """What paper leads to: where the laptop that writes is reached, as `reachable_root`; and the
    other one of a pair, without a slash at the end, "" where there is none.

    So cards are the same whichever of the two prints them.
    """
    own, other = reachable_root(), other_of(current_app.extensions)
    if other and follows_other(current_app.extensions):
        return f"{other}/", (own or "").rstrip("/")
    return own, other


def _is_believed(host: str, asked: SplitResult, serving: Serving) -> bool:
    """Whether a request went to an address of this server: a forged one is printed nowhere.

    What a trusted proxy says is believed.
    """
    if current_app.config[PROXIED]:
        return True
    if asked.port not in (None, 80, 443, serving.port):
        return False
    return host == serving.host.lower() or host in serving.names or is_own(host)


def _named_root(host: str, serving: Serving | None) -> str:
    direct = serving is not None and not current_app.config[PROXIED] and ":" not in host
    port = f":{serving.port}" if serving and direct else ""
    return f"{request.scheme}://{host}{port}{request.script_root}/"


def _host_in(address: str) -> str:
    return urlsplit(f"//{address}").hostname or ""


def nonce() -> str:
    """The nonce of this answer's inline scripts."""
    if "csp_nonce" not in g:
        g.csp_nonce = new_nonce()
    value: str = g.csp_nonce
    return value


@contextmanager
def slot_for_nonce() -> Iterator[None]:
    """Within the block a page is drawn to be kept: each answer puts its own nonce in."""
    g.csp_nonce = SLOT
    try:
        yield
    finally:
        del g.csp_nonce


def secure_headers(response: Response) -> Response:
    """Set the security headers: nothing from other origins, no type sniffing, no framing."""
    headers = response.headers
    # Asked of the headers themselves each would look through all of them twice.
    there = {name.lower() for name, _ in headers}
    if response.status_code != NOT_MODIFIED and POLICY.lower() not in there:
        # Else the browser would put it in the place of the one that its copy came with.
        headers.add(POLICY, policy(nonce(), origin_of(other_of(current_app.extensions))))
    if "cache-control" not in there and request.endpoint != "static":
        # A cached page would show an outdated sheet or board.
        headers.add("Cache-Control", "no-store")
    for name, value in (*SECURITY, ALONE) if request.is_secure else SECURITY:
        if name.lower() not in there:
            headers.add(name, value)
    return response
