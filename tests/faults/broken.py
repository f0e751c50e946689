"""The product broken on purpose, to show that what looks for faults finds them.

`python -m tests.faults.broken HOW serve …` is `python -m scoreboard serve …`, but for one thing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any


def acknowledge_before_the_commit() -> None:
    """Each transaction is committed only when the next one begins."""
    from sqlalchemy import Connection  # noqa: PLC0415  # after the patching

    from scoreboard.storage.database import Database  # noqa: PLC0415  # after the patching

    waiting: list[Connection] = []

    @contextmanager
    def transaction(self: Database, **_unasked: str | None) -> Iterator[Connection]:
        while waiting:
            with waiting.pop() as before:
                before.commit()
        connection = self._begun()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        waiting.append(connection)

    Database.transaction = transaction  # type: ignore[method-assign]


def count_a_repeat_again() -> None:
    """What is sent once more is written once more."""
    import uuid  # noqa: PLC0415  # after the patching

    from scoreboard.verbs.writing import Writer  # noqa: PLC0415  # after the patching

    write: Any = Writer.write

    def again(self: Writer, slug: str, verb: Any, **rest: Any) -> Any:
        return write(self, slug, replace(verb, uid=str(uuid.uuid4())), **rest)

    Writer.write = again  # type: ignore[method-assign]


WAYS: dict[str, Callable[[], None]] = {
    "acknowledges-early": acknowledge_before_the_commit,
    "counts-again": count_a_repeat_again,
}


def main() -> None:
    """Break it, then serve."""
    way = WAYS[sys.argv.pop(1)]
    from scoreboard import __main__ as program  # noqa: PLC0415  # after the patching

    green = program._green_threads

    def then() -> None:
        green()
        way()

    program._green_threads = then
    program.main()


if __name__ == "__main__":
    main()
