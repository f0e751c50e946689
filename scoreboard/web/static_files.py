"""The files that pages are made of: compressed where the browser takes it, from memory."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from flask import Response, abort, request
from werkzeug.security import safe_join

from scoreboard import pages
from scoreboard.delivery import Delivery, delivery, vendor_stamp
from scoreboard.limits import FILES_IN_MEMORY, SMALL_TEXT, STAMPED_SECONDS

STAMPED = f"public, max-age={STAMPED_SECONDS}, immutable"
# Asked for again at each load, and answered with 304 where it is still the same.
UNSTAMPED = "no-cache"
# By how much they save; the build hook makes both, and here gzip is made of what it has not made.
CODINGS = {"br": ".br", "gzip": ".gz"}
# What the machine calls them may be something else.
KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
TEXTS = ("text/", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Kept:
    """One file as it is sent."""

    content: bytes
    kind: str
    coding: str
    etag: str


class Shelf:
    """Files in memory up to a limit; what was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], Kept] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...]) -> Kept | None:
        """The file under a key, if it is here."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
        return found

    def put(self, key: tuple[object, ...], kept: Kept) -> None:
        """Keep a file; one that is larger than the shelf is not kept."""
        if len(kept.content) > self._most:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self._size += len(kept.content) - (len(before.content) if before else 0)
            self._kept[key] = kept
            while self._size > self._most:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone.content)


_shelf = Shelf(FILES_IN_MEMORY)


def static_file(filename: str) -> Response:
    """A file below `static`; for a year where its name changes with its content."""
    delivered = delivery()
    path, stamped = _place(delivered, filename)
    if path is None:
        abort(404)
    kept = _kept(path)
    answer = Response(kept.content, mimetype=kept.kind)
    answer.headers["Cache-Control"] = STAMPED if stamped else UNSTAMPED
    if kept.kind.startswith(TEXTS):
        answer.headers["Vary"] = "Accept-Encoding"
    if kept.coding:
        answer.headers["Content-Encoding"] = kept.coding
    answer.set_etag(kept.etag)
    answer.make_conditional(request)
    return answer


def vendored(path: str) -> str:
    """The stamped name of a file below `static/vendor`, and so of whatever it names beside it."""
    stamp = vendor_stamp(delivery().static)
    return f"vendor-{stamp}/{path}" if stamp else f"vendor/{path}"


def _place(delivered: Delivery, filename: str) -> tuple[str | None, bool]:
    """Where a file lies, and whether its name is stamped; nowhere where it would lie outside."""
    folder, _, rest = filename.partition("/")
    if folder == pages.BUILT:
        return safe_join(str(delivered.built), rest), rest != pages.MANIFEST
    name, _, stamp = folder.partition("-")
    if name == "vendor" and stamp:
        # Of another time's stamp it may be another file: it is given, and not kept for long.
        is_ours = stamp == vendor_stamp(delivered.static)
        return safe_join(str(delivered.static), "vendor", rest), is_ours
    return safe_join(str(delivered.static), filename), False


def _kept(path: str) -> Kept:
    codings = [one for one in CODINGS if request.accept_encodings.quality(one) > 0]
    try:
        state = Path(path).stat()
    except (OSError, ValueError):
        abort(404)
    key = (path, state.st_mtime_ns, state.st_size, *codings)
    kept = _shelf.get(key)
    if kept is None:
        kept = _read(Path(path), codings)
        _shelf.put(key, kept)
    return kept


def _read(path: Path, codings: list[str]) -> Kept:
    kind = KINDS.get(path.suffix, "application/octet-stream")
    try:
        content = path.read_bytes()
    except OSError:
        abort(404)
    stamp, coding = hashlib.sha256(content).hexdigest()[:16], ""
    for one in codings:
        beside = path.with_name(path.name + CODINGS[one])
        if beside.is_file():
            content, coding = beside.read_bytes(), one
            break
    else:
        if "gzip" in codings and kind.startswith(TEXTS) and len(content) > SMALL_TEXT:
            content, coding = gzip.compress(content, 6, mtime=0), "gzip"
    return Kept(content, kind, coding, f"{stamp}-{coding}" if coding else stamp)
