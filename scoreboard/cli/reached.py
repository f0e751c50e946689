"""Where a server is reached: as its cards, its terminal and the other laptop of a pair are told."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoreboard.cli.common import own_address
from scoreboard.cli.setup import link_lines
from scoreboard.output import can_print

if TYPE_CHECKING:
    from flask import Flask

    from scoreboard.services import Services


def tell_address(app: Flask, host: str, port: int, scheme: str = "http", address: str = "") -> None:
    """Let the other laptop of a pair know where this one is reached, also after it moved."""
    from scoreboard.app import pair_of

    def reached() -> str:
        near = own_address() if host in ("0.0.0.0", "") else host  # noqa: S104
        return address or f"{scheme}://{near}:{port}"

    pair = pair_of(app)
    pair.around = replace(pair.around, address=reached, sleep=app.extensions["socketio"].sleep)


def say_where(
    app: Flask,
    host: str,
    port: int,
    *,
    with_links: bool = True,
    certificate: Path | None = None,
    address: str = "",
) -> None:
    """The addresses, each event's links, and the organiser's QR code."""
    from scoreboard.app import crowd_of, services_of
    from scoreboard.servers import make_room
    from scoreboard.servers.memory import settle
    from scoreboard.storage import serving_lock
    from scoreboard.tls import look_at
    from scoreboard.web.beforehand import draw_beforehand
    from scoreboard.web.page import SERVING, Serving

    draw_beforehand(app)
    # Before an address is named, which is then opened at once.
    settle()
    services, crowd = services_of(app), crowd_of(app)
    crowd.room = make_room(app.extensions["socketio"].async_mode)
    near = "127.0.0.1" if host in ("0.0.0.0", "") else host  # noqa: S104
    scheme = "http" if certificate is None else "https"
    names = look_at(certificate).hosts if certificate else ()
    address = address or _named_by(names, host, port)
    near_or_own = own_address() if host == "0.0.0.0" else host  # noqa: S104
    base = address or f"{scheme}://{near_or_own}:{port}"
    # The cards are for other machines, also where the page with them is opened on this one; the
    # address itself is looked up when they are drawn, for a laptop moves.
    app.config[SERVING] = Serving(host, port, scheme, certificate, names, address)
    tell_address(app, host, port, scheme, address)
    if (lock := app.extensions.get("scoreboard.lock")) is not None:
        serving_lock.say_where(lock, address or f"{scheme}://{host}:{port}")
    click.echo(f"Scoreboard serves at {base}/")
    click.echo(f"On this machine:      {scheme}://{near}:{port}/")
    click.echo(f"Room for {crowd.room.phones} phones of the audience.")
    if with_links:
        _say_links(services, base)


def _named_by(names: tuple[str, ...], host: str, port: int) -> str:
    """A certificate's own name, where this machine's address by now is none of them; else ""."""
    own = own_address() if host in ("0.0.0.0", "") else host  # noqa: S104
    if not names or own in names:
        return ""
    click.echo(f"The certificate is not for {own}: links and cards say {names[0]}.")
    return f"https://{names[0]}:{port}"


def _say_links(services: Services, base: str) -> None:
    from scoreboard.links import role_links
    from scoreboard.storage.access import WHOLE_SERVER

    for slug in services.books.events():
        click.echo(f"\n{slug}")
        click.echo(link_lines(role_links(services.books, services.access, slug, base)))
    _, token, _ = services.access.links(WHOLE_SERVER)[0]
    organiser = f"{base}/join/{token}"
    click.echo(f"\nOrganiser: {organiser}")
    if sys.stdout.isatty():
        click.echo(_terminal_qr(organiser))
    if not (services.books.events() or services.books.aside()):
        click.echo("No event is here yet: open the organiser's link to make one.")


def _terminal_qr(url: str) -> str:
    import segno

    code: Any = segno.make(url, error="l")
    small, plain = io.StringIO(), io.StringIO()
    code.terminal(small, compact=True, border=1)
    if can_print(small.getvalue()):
        return small.getvalue()
    # A Chinese console has no half blocks; colours alone need no signs.
    code.terminal(plain, border=1)
    return plain.getvalue()
