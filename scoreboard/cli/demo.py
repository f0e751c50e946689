"""`scoreboard demo`: a shipped competition, played on a server of its own."""

from __future__ import annotations

import math
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoreboard.cli.common import serving_application, settings
from scoreboard.cli.reached import say_where
from scoreboard.cli.running import free_port, run, stop_on_signals

if TYPE_CHECKING:
    from flask import Flask

DEMO_EVENT = "nuclear-medicine-2024"


def _number(_context: click.Context, _option: click.Parameter, given: float) -> float:
    if math.isnan(given):
        # It is in every range, and nobody waits for so long.
        raise click.BadParameter("nan is no number")
    return given


@click.command()
@click.option("--host", default="0.0.0.0", show_default=True)  # noqa: S104  # phones may look on
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--speed", default=1.0, show_default=True, type=click.FloatRange(0.05, 1000), callback=_number
)
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
