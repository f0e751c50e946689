"""`scoreboard serve`, and what it has in common with `follow`, which serves as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scoreboard.cli.certificate import tls_of, tls_options
from scoreboard.cli.common import address_option, serving_application, settings
from scoreboard.cli.reached import say_where
from scoreboard.cli.running import free_port, run, stop_on_signals
from scoreboard.cli.setup import data_option

if TYPE_CHECKING:
    from flask import Flask

    from scoreboard.config import Config
    from scoreboard.servers.secure import Tls

Command = TypeVar("Command", bound=Callable[..., Any])


def serving_options(command: Command) -> Command:
    """Give a command that serves where it listens, how it is called, and its data folder."""
    near = click.option("--host", default="0.0.0.0", show_default=True)  # noqa: S104  # for tablets
    port = click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
    return near(port(address_option(tls_options(data_option(command)))))


@click.command()
@serving_options
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
    say_and_serve(app, config, host, free_port(host, port), address, tls_cert, tls)


def say_and_serve(
    app: Flask,
    config: Config,
    host: str,
    port: int,
    address: str,
    certificate: Path | None,
    tls: Tls | None,
) -> None:
    """Say where an app is reached, and serve it until stopped."""
    # A log that is kept must hold no link: `scoreboard links` prints them at any time.
    quiet = config.log == "quiet"
    say_where(app, host, port, with_links=quiet, certificate=certificate, address=address)
    run(app, host, port, tls)
