"""Statements of every mark, compiled once: to look for a text that is known costs as much as a run.

They speak of text and whole numbers alone, which drivers take and give as they are. SQLite's
driver, which is Python's own, is given them directly.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError

Said = Mapping[str, Any]


class _Text(NamedTuple):
    """A statement as a driver takes it: what stands in it, and its order where it has no names."""

    text: str
    fixed: dict[str, Any]
    order: tuple[str, ...] | None

    def given(self, said: Said) -> Any:
        """The parameters of one run, as a driver takes them."""
        values = {**self.fixed, **said}
        return values if self.order is None else tuple([values[name] for name in self.order])


class Compiled:
    """A statement whose parameters have names; some values may stand in it."""

    def __init__(self, statement: Executable) -> None:
        self._statement: Any = statement
        self._texts: dict[str, _Text] = {}

    def run(self, connection: Connection, *said: Said) -> None:
        """Run it once with each of these values; there is at least one.

        Raises sqlalchemy.exc.SQLAlchemyError.
        """
        text = self._text(connection.dialect)
        given = [text.given(one) for one in said]
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql(text.text, given[0] if len(given) == 1 else given)
            return
        for one in given:
            at_driver(connection, text.text, one)

    def first(self, connection: Connection, said: Said) -> Sequence[Any] | None:
        """The first row that it finds; None where there is none. Raises as `run`."""
        text = self._text(connection.dialect)
        if connection.dialect.name == "sqlite":
            row: tuple[Any, ...] | None
            row = at_driver(connection, text.text, text.given(said)).fetchone()
            return row
        return connection.exec_driver_sql(text.text, text.given(said)).first()

    def _text(self, dialect: Dialect) -> _Text:
        kind = f"{dialect.name}+{dialect.driver}"
        if kind not in self._texts:
            made: Any = self._statement.compile(dialect=dialect)
            fixed = {name: value for name, value in made.params.items() if value is not None}
            order = tuple(made.positiontup) if made.positional else None
            self._texts[kind] = _Text(made.string, fixed, order)
        return self._texts[kind]


def at_driver(connection: Connection, text: str, given: tuple[Any, ...] = ()) -> sqlite3.Cursor:
    """What SQLite's own driver answers. Raises sqlalchemy.exc.DBAPIError, as a connection does."""
    driver: Any = connection.connection.dbapi_connection
    try:
        found: sqlite3.Cursor = driver.execute(text, given)
    except sqlite3.Error as error:
        # Not what was given: it may be a key.
        raise DBAPIError.instance(text, None, error, sqlite3.Error) from error
    return found
