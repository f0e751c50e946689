"""`scoreboard serve` and `scoreboard demo`: the server, and a shipped competition played on it."""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from scoreboard.cli.certificate import tls_of, tls_options
from scoreboard.cli.common import address_option, fail, own_address, serving_application, settings
from scoreboard.cli.setup import data_option, link_lines
from scoreboard.output import can_print

if TYPE_CHECKING:
    from flask import Flask

    from scoreboard.servers.secure import Tls
    from scoreboard.services import Services


DEMO_EVENT = "nuclear-medicine-2024"


@click.command()
@click.option("--host", default="0.0.0.0", show_default=True)  # noqa: S104  # tablets must reach it
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@address_option
@tls_options
@data_option
def serve(
    host: str,
    port: int,
    address: str,
    tls_cert: Path | None,
    tls_key: Path | None,
    data: Path | None,
) -> None:
    """Serve the events of the data folder."""
    from scoreboard.logs import set_up

    stop_on_signals()
    config = settings(data)
    set_up(config.log)
    tls = tls_of(tls_cert, tls_key)
    app = serving_application(config)
    port = free_port(host, port)
    tell_address(app, host, port, "http" if tls is None else "https", address)
    # A log that is kept must hold no link: `scoreboard links` prints them at any time.
    say_where(
        app, host, port, with_links=config.log == "quiet", certificate=tls_cert, address=address
    )
    run(app, host, port, tls)


@click.command()
@click.option("--host", default="0.0.0.0", show_default=True)  # noqa: S104  # phones may look on
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--speed", default=1.0, show_default=True, type=click.FloatRange(0.05, 1000))
@click.option("--no-play", is_flag=True, help="Serve the event as it is before the first mark.")
@click.option("--keep", is_flag=True, help="Keep the data folder afterwards and say where it is.")
def demo(host: str, port: int, speed: float, no_play: bool, keep: bool) -> None:
    """Play a real competition, live, from the first mark to the winner."""
    folder = Path(tempfile.mkdtemp(prefix="scoreboard-demo-"))
    if keep:
        click.echo(f"Data folder: {folder}")

    def clear() -> None:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)

    stop_on_signals(clear)
    try:
        # The demo's own folder and database, whatever the environment names for real events.
        config = replace(
            settings(folder),
            database_url=f"sqlite:///{folder / 'scoreboard.db'}",
            message_queue=None,
        )
        app = serving_application(config)
        _load_example(app)
        port = free_port(host, port)
        say_where(app, host, port)
        if not no_play:
            _play_beside(app, port, speed)
        run(app, host, port)
    finally:
        clear()


def free_port(host: str, port: int) -> int:
    """The port to listen on (0: any free one), or the end with one line when it is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            fail(f"port {port} on {host} cannot be used: {error.strerror}. Try --port 0.")
        return int(probe.getsockname()[1])


def run(app: Flask, host: str, port: int, tls: Tls | None = None) -> None:
    """Serve until stopped."""
    from scoreboard.app import crowd_of, fonts_of, live_of, pair_of, services_of
    from scoreboard.servers import server_of
    from scoreboard.servers.memory import Tidy
    from scoreboard.servers.secure import OnlySecure
    from scoreboard.servers.stalls import StallWatch

    socketio, crowd = app.extensions["socketio"], crowd_of(app)
    live_of(app).watch()
    pair_of(app).run(socketio.start_background_task, socketio.sleep)
    if socketio.async_mode != "threading":
        crowd.lane.open(socketio.server.eio)

    tidy = Tidy(crowd.quiet)

    def sweep() -> None:
        while True:
            socketio.sleep(1)
            crowd.sweep()
            tidy.look()

    socketio.start_background_task(sweep)
    _guard_file(app)
    socketio.start_background_task(fonts_of(app).watch, socketio.sleep)
    socketio.start_background_task(services_of(app).keeper.watch, socketio.sleep)
    second, newest = services_of(app).second_folder, services_of(app).keeper.newest
    socketio.start_background_task(second.watch, socketio.sleep, newest)
    if socketio.async_mode != "threading":
        stalls = StallWatch(socketio.sleep)
        socketio.start_background_task(stalls.run)
        if (metrics := app.extensions.get("scoreboard.metrics")) is not None:
            said = "Times that nobody was answered for long, and the longest."
            metrics.look_at(("scoreboard_stalls", said, "of", stalls.figures))
    served = app if tls is None else OnlySecure(app)
    server_of(socketio.async_mode).serve(served, host, port, crowd, tls)


def _guard_file(app: Flask) -> None:
    """From now on nothing is acknowledged that the file of that name would not hold."""
    from scoreboard.app import services_of
    from scoreboard.storage.guard import Guard
    from scoreboard.storage.open_file import OpenFile

    services, socketio = services_of(app), app.extensions["socketio"]
    if services.database.file is None:
        return
    file, backups = OpenFile(services.database.file), services.backups
    aside = app.extensions["scoreboard.in_thread"]
    guard = Guard(
        services.database, file, backups.folder, backups.now, aside, services.books.known,
        services.recovery.put_into,
    )  # fmt: skip
    socketio.start_background_task(guard.run, socketio.sleep)


def stop_on_signals(at_end: Callable[[], object] = lambda: None) -> None:
    """Let Ctrl-C and SIGTERM end the process at once and cleanly, after `at_end`.

    A KeyboardInterrupt would be raised in whichever green thread happens to run, and an orderly
    shutdown waits for open websockets for ever. What was acknowledged is committed, so nothing is
    lost by leaving now.
    """

    def stop(_signal: int, _frame: object) -> NoReturn:
        at_end()
        # Not print, for the signal may have come in the middle of one; not os.write either, which
        # green threads replace by one that waits for a full pipe.
        with suppress(OSError):
            io.FileIO(1, "wb", closefd=False).write(b"\nStopped.\n")
        os._exit(0)

    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, stop)


def tell_address(app: Flask, host: str, port: int, scheme: str = "http", address: str = "") -> None:
    """Let the other laptop of a pair know where this one is reached, also after it moved."""
    from scoreboard.app import pair_of

    def reached() -> str:
        near = own_address() if host in ("0.0.0.0", "") else host  # noqa: S104
        return address or f"{scheme}://{near}:{port}"

    pair = pair_of(app)
    pair.around = replace(pair.around, address=reached, sleep=app.extensions["socketio"].sleep)


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


def _load_example(app: Flask) -> None:
    from scoreboard.app import services_of
    from scoreboard.assets import examples_dir
    from scoreboard.files.event.toml_file import read_event_file

    event = read_event_file((examples_dir() / f"{DEMO_EVENT}.toml").read_bytes())
    services_of(app).preparing.set_up(event)


def _play_beside(app: Flask, port: int, speed: float) -> None:
    """Play the competition through real HTTP calls while this process serves."""
    from scoreboard.app import services_of
    from scoreboard.assets import examples_dir
    from scoreboard.demo.play import DemoStopped, play, read_script
    from scoreboard.links import role_links

    services = services_of(app)
    base = f"http://127.0.0.1:{port}"
    script = read_script((examples_dir() / f"{DEMO_EVENT}.play.toml").read_bytes())
    found = role_links(services.books, services.access, services.books.events()[0], base)

    def run_play() -> None:
        try:
            play(base, found, script, speed, click.echo)
        except DemoStopped as stopped:
            click.echo(f"scoreboard: {stopped}", err=True)

    app.extensions["socketio"].start_background_task(run_play)


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
