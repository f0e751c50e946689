"""`scoreboard follow`: a second laptop that holds all that the first writes, and can take over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoreboard.cli.certificate import tls_of
from scoreboard.cli.common import ANSWER_IS_NO, alone, fail, serving_application, settings
from scoreboard.cli.reached import tell_address
from scoreboard.cli.running import free_port, stop_on_signals
from scoreboard.cli.serving import say_and_serve, serving_options

if TYPE_CHECKING:
    from scoreboard.config import Config
    from scoreboard.pair.line import Line
    from scoreboard.pair.pair import Pair
    from scoreboard.storage.pairing import PairState

KEY_SETTING = "SCOREBOARD_FOLLOW_KEY"
GREETING_SECONDS = 8


@click.command()
@click.argument("url")
@click.option("--key", help=f"The key that `scoreboard links` prints there; or {KEY_SETTING}.")
@serving_options
def follow(
    url: str,
    key: str | None,
    host: str,
    port: int,
    address: str,
    tls_cert: Path | None,
    tls_key: Path | None,
    data: Path | None,
) -> None:
    """Follow the laptop at URL: hold all that it writes, serve it, and be ready to take over."""
    from scoreboard.logs import set_up

    stop_on_signals()
    config = settings(data)
    set_up(config.log)
    tls = tls_of(tls_cert, tls_key)
    # Before anything of the folder is changed: a server may be at work in it.
    held = alone(config)
    try:
        first = _join(config, url, key or os.environ.get(KEY_SETTING))
    finally:
        if held is not None:
            held.close()
    app = serving_application(settings(data))
    from scoreboard.app import pair_of

    port = free_port(host, port)
    tell_address(app, host, port, "http" if tls is None else "https", address)
    _copy(pair_of(app), first)
    say_and_serve(app, config, host, port, address, tls_cert, tls)


def _join(config: Config, url: str, given: str | None) -> str:
    """Prove the key, take over the secret one, and keep whom this folder follows; the address."""
    from scoreboard.pair.away import Away, NoLine
    from scoreboard.pair.key import NoKey, pair_key, read
    from scoreboard.pair.line import Line

    before, events = _known(config)
    try:
        line = Line(url, GREETING_SECONDS)
    except ValueError as error:
        fail(str(error))
    joined = before.part != "alone"
    try:
        if given is None and not joined:
            given = _asked_for()
        key = read(given) if given else pair_key(config.secret_key, before.generation)
        _check_other(line.greet(key), line.address)
        said = line.ask({"do": "secret"})
    except NoKey as error:
        fail(str(error))
    except NoLine as error:
        if not joined or not isinstance(error, Away):
            fail(str(error), ANSWER_IS_NO)
        click.echo(f"{error} It is tried again and again.")
        said = {"secret_key": config.secret_key, "generation": before.generation}
    finally:
        line.close()
    _take_secret(config, said["secret_key"], events)
    _keep(config, line, said["generation"])
    return line.address


def _asked_for() -> str:
    try:
        key: str = click.prompt("The key that `scoreboard links` prints there", type=str)
    except click.Abort:
        click.echo()
        fail(f"no key was given: say --key, or set {KEY_SETTING}")
    return key


def _check_other(about: dict[str, Any], address: str) -> None:
    if about["part"] == "second":
        fail(f"{address} follows {about['other']} itself; follow that one", ANSWER_IS_NO)


def _known(config: Config) -> tuple[PairState, list[str]]:
    """What this folder was to another laptop, and the events that are in it."""
    from scoreboard.cli.common import database_in_reach
    from scoreboard.services import look_into

    with database_in_reach():
        return look_into(config)


def _take_secret(config: Config, secret_key: str, events: list[str]) -> None:
    """Keep the first laptop's secret key, from which all links follow."""
    from scoreboard.config import BadSetting, keep_secret_key

    if secret_key == config.secret_key:
        return
    if events:
        fail(
            f"{config.data} holds events of its own: {', '.join(events)}. "
            "Name an empty folder with --data"
        )
    try:
        keep_secret_key(config.data, secret_key)
    except BadSetting as error:
        fail(str(error))


def _keep(config: Config, line: Line, generation: int) -> None:
    from scoreboard.cli.common import database_in_reach
    from scoreboard.services import follow_from_now_on

    with database_in_reach():
        follow_from_now_on(config, line.address, generation)


def _copy(pair: Pair, address: str) -> None:
    """Copy all that is there before anything is served, or say why that is not possible now."""
    from scoreboard.pair.away import Away, NoLine, WrongKey
    from scoreboard.storage.mirror import CopyBroken, DoesNotFit

    copied = 0

    def told(batch: dict[str, Any]) -> None:
        nonlocal copied
        copied += sum(len(ledger["entries"]) for ledger in batch["ledgers"])
        if batch["more"]:
            click.echo(f"Copied {copied:,} entries")

    try:
        pair.copy_once(told)
    except CopyBroken as broken:
        fail(f"{broken}: nothing of it is followed", ANSWER_IS_NO)
    except (Away, WrongKey, DoesNotFit):
        click.echo("Nothing new could be copied yet; it is tried again and again.")
    except NoLine as error:
        fail(str(error), ANSWER_IS_NO)
    else:
        click.echo(f"Copied {copied:,} entries. This laptop follows {address}, and writes nothing.")
