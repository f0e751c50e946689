"""A result file as somebody hands it in: read with care, for it may be from anybody."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoreboard.contest.record.kinds import KINDS
from scoreboard.limits import RESULT_FILE_BYTES
from scoreboard.storage.chain import CHAINED

_HASH = re.compile(r"[0-9a-f]{64}")
_VALUE = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
# An exact number with such an exponent would fill the memory.
_HUGE = re.compile(r'"[+-]?[0-9.]+[eE][+-]?[0-9]{3,}"')
_TEXTS = frozenset(CHAINED) - {"version", "voids"}
_SEAL = {
    "text": str, "event": str, "ledger": str, "version": int, "hash": str,
    "public_key": str, "signature": str,
}  # fmt: skip


class BadFile(ValueError):
    """A file that is no result that could be recounted; the sentence says why."""


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A result with its ledger. Entries are in order from 1, their fields of the right types."""

    document: Mapping[str, Any]
    entries: Sequence[Mapping[str, Any]]
    seal: Mapping[str, Any] | None
    published: bool


def read_result(path: Path) -> ResultFile:
    """Read a file. Raises BadFile, and OSError where it cannot be read at all."""
    if path.stat().st_size > RESULT_FILE_BYTES:
        raise BadFile(f"it is larger than {RESULT_FILE_BYTES // 10**6} MB")
    return result_in(path.read_bytes())


def result_in(data: bytes) -> ResultFile:
    """The result in a file's bytes. Raises BadFile."""
    try:
        document = json.loads(data, object_pairs_hook=_once_each, parse_constant=_no_number)
    except BadFile:
        raise
    except RecursionError:
        raise BadFile("it is nested too deeply") from None
    except UnicodeDecodeError:
        raise BadFile("it is no text in UTF-8") from None
    except ValueError as error:
        raise BadFile(f"it is no JSON: {str(error).splitlines()[0]}") from None
    if not isinstance(document, dict):
        raise BadFile("it is no result: a JSON object is expected")
    if "entries" not in document:
        raise BadFile("it holds no ledger: it is no JSON export, or one of an older version")
    for key in ("event", "ledger", "locale"):
        if not isinstance(document.get(key), str):
            raise BadFile(f"{key} is missing, or no text")
    published = document.get("published", False)
    if not isinstance(published, bool):
        raise BadFile("published must be true or false")
    return ResultFile(document, _entries(document["entries"]), _seal(document), published)


def _entries(found: object) -> list[dict[str, Any]]:
    if not isinstance(found, list) or not found:
        raise BadFile("entries must be a list with at least one entry")
    for number, entry in enumerate(found, start=1):
        wrong = _wrong_in(entry, number)
        if wrong:
            raise BadFile(f"entry {number}: {wrong}")
    if found[0]["kind"] != "setup":
        raise BadFile("entry 1 must be a set-up")
    return found


def _wrong_in(entry: object, number: int) -> str | None:
    """What keeps an entry from being read; None where nothing does."""
    if not isinstance(entry, dict):
        return "it is no object"
    missing = [key for key in (*CHAINED, "hash") if key not in entry]
    if missing:
        return f"{missing[0]} is missing"
    if not _is_whole(entry["version"]) or entry["version"] != number:
        return f"its version is not {number}"
    if not isinstance(entry["hash"], str) or not _HASH.fullmatch(entry["hash"]):
        return "its hash is none"
    if not isinstance(entry.get("hidden", False), bool):
        return "hidden must be true or false"
    if entry["voids"] is not None and not _is_whole(entry["voids"]):
        return "voids must be a whole number or null"
    for key in _TEXTS:
        if entry[key] is not None and not isinstance(entry[key], str):
            return f"{key} must be text or null"
    return _wrong_content(entry)


def _wrong_content(entry: Mapping[str, Any]) -> str | None:
    aside = entry.get("hidden", False) and all(entry[key] is None for key in (*_TEXTS, "voids"))
    if aside:
        return None
    for key in ("uid", "kind", "by", "at", "detail"):
        if entry[key] is None:
            return f"{key} is missing"
    if entry["kind"] not in KINDS:
        return f"its kind is not known here: {entry['kind'][:40]}"
    if entry["value"] is not None and not _VALUE.fullmatch(entry["value"]):
        return "its value is no number"
    if _HUGE.search(entry["detail"]):
        return "a number in its detail is too large"
    return None


def _seal(document: Mapping[str, Any]) -> Mapping[str, Any] | None:
    seal = document.get("seal")
    if seal is None:
        return None
    if not isinstance(seal, dict):
        raise BadFile("seal must be an object or null")
    for key, kind in _SEAL.items():
        if not isinstance(seal.get(key), kind) or isinstance(seal.get(key), bool):
            raise BadFile(f"seal: {key} is missing, or of the wrong kind")
    for key in ("public_key", "signature"):
        if not re.fullmatch(r"([0-9a-f]{2})+", seal[key]):
            raise BadFile(f"seal: {key} is no hex")
    return seal


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once: else two readers could read two files in one."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise BadFile("a key stands twice in one object")
    return made


def _no_number(said: str) -> None:
    raise BadFile(f"{said} is no number")
