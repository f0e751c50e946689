"""The answers of what was written: the entry, and whether it is new."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from scoreboard.contest.acts.preview import Preview
from scoreboard.storage.book_cache import Written
from scoreboard.verbs.verb import Verb
from scoreboard.web.api.answers import WrittenEntry
from scoreboard.web.api.describing import PreviewQuery
from scoreboard.web.api.reading import entry_answer
from scoreboard.web.services import services

NEW_OR_AGAIN: Any = {201: WrittenEntry, 200: WrittenEntry}
CHANGED: Any = {200: WrittenEntry}


def changed_answer(done: Written) -> tuple[Response, int]:
    """The answer of an act that changes what is there: 200, for it creates nothing."""
    answer, _ = written(done)
    return answer, 200


def written(done: Written) -> tuple[Response, int]:
    """The entry that a write brought: 201 when it is new, 200 when its id had come before."""
    entry = entry_answer(done.entry)
    answer: WrittenEntry = {
        "entry": entry,
        "version": entry["version"],
        "receipt": services().receipts.of(entry["id"], entry["version"]),
    }
    return jsonify(answer), 201 if done.new else 200


PREVIEWED: Any = {201: WrittenEntry, 200: WrittenEntry | Preview}


def ruled(slug: str, verb: Verb, query: PreviewQuery) -> tuple[Response, int]:
    """The entry that the verb wrote, or with `?preview=1` what it would change."""
    writer = services().writer
    if query.preview:
        return jsonify(writer.preview(slug, verb)), 200
    return written(writer.write(slug, verb))
