"""`scoreboard recount`: an exported result, counted from its own ledger."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoreboard.cli.common import ANSWER_IS_NO, counted, fail
from scoreboard.cli.sealing import read_seal

if TYPE_CHECKING:
    from scoreboard.recount.counting import Recount
    from scoreboard.recount.result_file import ResultFile

# So many are named; a file that was made up may have thousands.
MOST_NAMED = 20


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--seal",
    metavar="TEXT",
    help="Also hold the file against a seal that was kept elsewhere, say on a printed sheet.",
)
def recount(file: Path, seal: str | None) -> None:
    """Recount an exported result FILE (.json) from its own ledger and rules."""
    from scoreboard.recount.counting import held_against, recount
    from scoreboard.recount.result_file import BadFile
    from scoreboard.translation import say_in

    given = None if seal is None else read_seal(seal)
    result = _result_in(file)
    try:
        found = recount(result, say_in(result.document["locale"]))
    except BadFile as error:
        fail(f"{file}: {plain(str(error))}")
    apart = [*found.apart]
    if given is not None and (other := held_against(result, given)):
        apart.append(other)
    if apart:
        _say_apart(file, apart)
    for line in _good(result, found):
        click.echo(plain(line))
    if given is not None:
        signed = "" if given.signature else " (its short form has no signature)"
        click.echo(f"The file is what was sealed{signed}.")


def _result_in(file: Path) -> ResultFile:
    from scoreboard.recount.result_file import BadFile, read_result

    try:
        return read_result(file)
    except BadFile as error:
        fail(f"{file}: {plain(str(error))}")
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}")


def _say_apart(file: Path, apart: list[str]) -> None:
    for line in apart[:MOST_NAMED]:
        click.echo(f"scoreboard: {file}: {plain(line)}", err=True)
    more = len(apart) - MOST_NAMED
    if more > 0:
        click.echo(f"scoreboard: {file}: and {more} more do not agree", err=True)
    raise SystemExit(ANSWER_IS_NO)


def _good(result: ResultFile, found: Recount) -> list[str]:
    event = result.document["event"]
    lines = [
        f"{event}: {counted(found.entries)}, the chain holds, and every board is what they give."
    ]
    if found.hidden:
        lines.append(
            f"Of {found.hidden} entries something is left out: of these only the hash is known."
        )
    if found.sealed and result.seal is not None:
        key = result.seal["public_key"][:16]
        lines.append(f"The seal is good, by the key {key}; whose that is, a paper must tell.")
    else:
        lines.append("It has no seal.")
    return lines


def plain(text: str) -> str:
    """A text from somebody's file as one line that does nothing to a terminal."""
    return "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in text
        if unicodedata.category(letter) not in ("Cf", "Cs", "Co")
    )
