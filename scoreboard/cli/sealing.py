"""What `scoreboard verify` checks beside the chain: a seal kept elsewhere, and the links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scoreboard.cli.common import ANSWER_IS_NO, fail

if TYPE_CHECKING:
    from scoreboard.services import Services
    from scoreboard.storage.seal import GivenSeal


def read_seal(text: str) -> GivenSeal:
    """The seal that was typed, or the end with what is wrong with it."""
    from scoreboard.storage.seal import GivenSeal, NotASeal

    try:
        return GivenSeal.parse(text)
    except NotASeal as error:
        fail(str(error))


def check_seal(services: Services, event: str, given: GivenSeal) -> str:
    """What is said where the ledger holds what was sealed; else the end with the reason."""
    from scoreboard.contest.words import in_english

    held = services.seals.hold(event, given)
    if held.no is not None:
        fail(held.no.said(in_english), ANSWER_IS_NO)
    if not held.signed:
        return (
            f"The seal's hash is that of entry {held.version}; its short form has no signature"
            " that could be checked."
        )
    return f"The seal is good: entry {held.version} and all before it are what was sealed."


def check_links(services: Services, event: str) -> None:
    """Name the links that this server has not given out; they open no door."""
    foreign = services.access.foreign(event)
    if foreign:
        names = ", ".join(sorted(grant.name for grant in foreign))
        click.echo(
            f"Links that were not made with this server's key, and open no door: {names}", err=True
        )
