"""`scoreboard certificate`: a hall's own authority, and a certificate for each of its machines."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scoreboard.cli.common import fail, own_address, settings
from scoreboard.cli.setup import data_option
from scoreboard.network import is_loopback

if TYPE_CHECKING:
    from scoreboard.servers.secure import Tls

# One word, or one with an ending that no public name has (RFC 6762, 6761, 8375).
NAME = re.compile(
    r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9-]{1,63})*"
)
OF_A_HALL = ("local", "lan", "home", "internal", "test", "arpa")
Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
# An event and the rehearsals before it.
USUAL_DAYS = 90
# The most that Apple's devices accept of an authority that was put in by hand.
MOST_DAYS = 825


@click.command()
@click.option(
    "--host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A name or address of this machine; left out: its own name and its address by now.",
)
@click.option(
    "--second",
    "others",
    multiple=True,
    metavar="NAME",
    help="A name or address of a second machine, which gets a certificate of its own.",
)
@click.option("--days", default=USUAL_DAYS, show_default=True, type=click.IntRange(1, MOST_DAYS))
@data_option
def certificate(
    hosts: tuple[str, ...], others: tuple[str, ...], days: int, data: Path | None
) -> None:
    """Make a certificate for this machine, by an authority that tablets can be told to trust.

    The authority may vouch for these names and addresses only, and its key is thrown away.
    """  # fmt: skip
    from scoreboard.tls import (
        AUTHORITY,
        CERTIFICATE,
        KEY,
        NoCertificate,
        fingerprint_of,
        make_certificates,
    )

    _check_names((*hosts, *others))
    mine = hosts or _own_hosts()
    machines = [mine, others] if others else [mine]
    folder = settings(data).data / "tls"
    try:
        made = make_certificates(folder, machines, days)
        fingerprint = fingerprint_of((folder / AUTHORITY).read_bytes())
    except NoCertificate as failed:
        fail(str(failed))
    for place, machine in zip(made, machines, strict=True):
        click.echo(f"{place}: for {', '.join(machine)}, {days} days")
    click.echo(f"The authority's fingerprint, which devices show: {fingerprint}")
    click.echo("It can sign nothing more: its key was never written. A machine that gets another")
    click.echo("address needs this command again, and the tablets need to be told again.")
    click.echo(f"Serve with it: scoreboard serve --tls-cert {folder / CERTIFICATE} "
               f"--tls-key {folder / KEY}")  # fmt: skip
    click.echo("How each kind of tablet is told: open /trust there.")
    if len(made) > 1:
        click.echo(f"Carry {made[1]} to the second machine by hand; it holds a key.")


def _check_names(named: tuple[str, ...]) -> None:
    """End with one line where what is named is no name or address of a hall's machine."""
    for one in named:
        try:
            address = ip_address(one)
        except ValueError:
            if not NAME.fullmatch(one):
                fail(f"{one!r} is no name or address, such as desk.local or 192.168.1.20")
            if "." in one and one.rsplit(".", 1)[1].lower() not in OF_A_HALL:
                fail(f"{one} may be somebody else's: a hall's names end in {', '.join(OF_A_HALL)}")
        else:
            if not address.is_private or "%" in one:
                fail(f"{one} is no address of a hall's own network")
    if len(set(named)) < len(named):
        fail("each name and address belongs to one machine")


def _own_hosts() -> tuple[str, ...]:
    """What tablets may call this machine: its name in the network, and its address by now."""
    name = socket.gethostname().lower().removesuffix(".local")
    address = own_address()
    if is_loopback(address):
        fail("this machine is in no network, so it has no address yet; join it, or name --host")
    return (f"{name}.local", name, address) if name and name != "localhost" else (address,)


def tls_options(command: Command) -> Command:
    """Give a command that serves `--tls-cert` and `--tls-key`."""
    command = click.option("--tls-key", type=FILE, help="The certificate's key (PEM).")(command)
    return click.option("--tls-cert", type=FILE, help="Speak TLS, by this certificate (PEM).")(
        command
    )


def tls_of(certificate: Path | None, key: Path | None) -> Tls | None:
    """The certificate to serve with, or the end with one line on what is wrong with it."""
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        fail("--tls-cert and --tls-key go together")
    from scoreboard.servers.secure import Tls
    from scoreboard.tls import NoCertificate, look_at

    try:
        found = look_at(certificate)
        tls = Tls(str(certificate), str(key))
    except NoCertificate as failed:
        fail(str(failed))
    except OSError as error:
        fail(f"{certificate} and {key} cannot be used: {error.strerror or error}")
    left = found.until - datetime.now(UTC)
    if left < timedelta(0):
        fail(f"{certificate} ended on {found.until:%Y-%m-%d}; make another: scoreboard certificate")
    click.echo(f"TLS for {', '.join(found.hosts)}, until {found.until:%Y-%m-%d}.")
    if found.fingerprint:
        click.echo(f"Devices are told to trust it at /trust; they show {found.fingerprint}")
    return tls
