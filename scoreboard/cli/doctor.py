"""`scoreboard doctor`: the pre-flight checks before the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoreboard.cli.common import ANSWER_IS_NO, own_address, settings, wide
from scoreboard.cli.setup import data_option
from scoreboard.limits import TABLE

if TYPE_CHECKING:
    from scoreboard.cli.checking import Verdict
    from scoreboard.config import Config

_WORDS = {"ok": "good", "look": "look", "bad": "BAD"}


@click.command()
@click.option("--host", default="0.0.0.0", show_default=True)  # noqa: S104  # as `serve` has it
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--limits", "table", is_flag=True, help="Print the table of limits instead.")
@data_option
def doctor(host: str, port: int, table: bool, data: Path | None) -> None:
    """Look at address, port, disk, clock, database, queue, fonts and room before the day."""
    if table:
        for limit in TABLE:
            number = f"{limit.value:,} {limit.unit}"
            by = f" ({limit.setting})" if limit.setting else ""
            click.echo(f"{limit.name}: {number}{by}: {limit.reason}")
        return
    config = settings(data)
    grades = set()
    for verdict in _verdicts(config, host, port):
        grades.add(verdict.grade)
        click.echo(f"{wide(verdict.subject, 10)} {wide(_WORDS[verdict.grade], 6)} {verdict.said}")
    if "bad" in grades:
        click.echo("Something will go wrong on the day: see the lines marked BAD.")
        raise SystemExit(ANSWER_IS_NO)
    ready = grades == {"ok"}
    click.echo("Everything is ready." if ready else "Nothing is wrong; read what is marked look.")


def _verdicts(config: Config, host: str, port: int) -> Iterator[Verdict]:
    from sqlalchemy.exc import SQLAlchemyError

    from scoreboard.cli import checking
    from scoreboard.servers import make_room
    from scoreboard.storage.database import Database, make_engine
    from scoreboard.storage.ledger import Ledger
    from scoreboard.storage.migrate import is_current

    yield checking.address(own_address())
    yield checking.port(host, port)
    yield checking.disk(config.data)
    yield from checking.folder(config.database_file)
    here = datetime.now().astimezone()
    kind = "SQLite" if config.database_file else "PostgreSQL"
    if config.database_file is not None and not config.database_file.exists():
        yield checking.clock(here, None)
        yield checking.Verdict("database", "look", f"{kind}; it is made at the first start")
    else:
        engine = make_engine(config.database_url)
        opened = Database(engine)
        ledger = Ledger(opened)
        try:
            # Opened without migrating it: a pre-flight changes nothing.
            current = is_current(engine)
            yield checking.clock(here, checking.newest_entry(ledger) if current else None)
            if current:
                yield from checking.database(kind, opened)
                yield from checking.other_laptop(opened, config.secret_key)
            else:
                said = f"{kind}; the next start brings it to this version, after a copy"
                yield checking.Verdict("database", "look", said)
        except SQLAlchemyError as error:
            said = str(error).splitlines()[0]
            yield checking.Verdict("database", "bad", f"{kind} cannot be read: {said}")
        finally:
            engine.dispose()
    yield checking.queue(config.message_queue)
    yield checking.fonts()
    yield checking.phones(make_room(config.async_mode))
    yield checking.lines()
