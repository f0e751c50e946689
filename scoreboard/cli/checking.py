"""The pre-flight checks: each finds one thing that may spoil the day, in one plain line."""

from __future__ import annotations

import json
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from scoreboard.assets import static_dir
from scoreboard.limits import (
    ADDRESS_REQUESTS_A_SECOND,
    BODY_SECONDS,
    IDLE_SECONDS,
    LINE_MESSAGES_A_SECOND,
    Room,
)
from scoreboard.pair.away import NoLine
from scoreboard.pair.key import pair_key
from scoreboard.pair.line import Line
from scoreboard.storage.book_cache import BookCache
from scoreboard.storage.checked import BrokenChain
from scoreboard.storage.database import Database
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.pairing import Pairing
from scoreboard.storage.rescues import rescue_ahead
from scoreboard.storage.serving_lock import holder
from scoreboard.storage.set_aside import SetAside

Grade = Literal["ok", "look", "bad"]

# The other laptop of a pair is waited for.
OTHER_SECONDS = 5.0
# An event writes a few megabytes; backups and a full log must fit beside it.
LITTLE_SPACE = 1024**3
NO_SPACE = 100 * 1024**2
# A time zone that is wrong by hours is noticed; a clock that lags some seconds is not.
CLOCK_SLACK = timedelta(minutes=2)
# A hall of this many is common; where fewer phones fit, somebody should know beforehand.
FEW_PHONES = 300
# A judge begins to notice; every mark is on the disk before it is acknowledged.
SLOW_DISK = 0.2
FONTS = "vendor/noto-sans-sc/files/*.woff2"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line of the pre-flight: "ok", "look" (may be meant), or "bad" (will go wrong)."""

    subject: str
    grade: Grade
    said: str


def address(found: str) -> Verdict:
    """Whether tablets can reach this machine; `found` is its address in the local network."""
    if found.startswith("127."):
        said = "this machine is in no network, so tablets cannot reach it. Join the Wi-Fi."
        return Verdict("address", "bad", said)
    return Verdict("address", "ok", f"tablets reach this machine at {found}")


def port(host: str, number: int) -> Verdict:
    """Whether a server can listen there, or one of ours already does."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as error:
            if (wrong := _of_ours(number)) is not None:
                said = f"a scoreboard is serving on {number} now"
                return Verdict("port", "bad" if wrong else "ok", f"{said}{wrong}")
            said = f"{number} cannot be used: {error.strerror}. Choose another with --port."
            return Verdict("port", "bad", said)
    return Verdict("port", "ok", f"{number} is free")


def _of_ours(number: int) -> str | None:
    """What a server of ours says is wrong with it, else ""; None where none is there."""
    try:
        with closing(HTTPConnection("127.0.0.1", number, timeout=2)) as asked:
            asked.request("GET", "/healthz")
            said = json.loads(asked.getresponse().read(10_000))
            if said["status"] == "ok":
                return ""
            return f", and is not well: {said['writing']} (database: {said['database']})"
    except (OSError, HTTPException, ValueError, TypeError, KeyError):
        return None


def disk(folder: Path) -> Verdict:
    """Whether the data folder can be written, and has room."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x" * 4096)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Verdict("disk", "bad", f"{folder} cannot be written: {error.strerror}")
    room = f"{free / 1024**3:.1f} GB free in {folder}"
    grade: Grade = "bad" if free < NO_SPACE else "look" if free < LITTLE_SPACE else "ok"
    room = room if grade == "ok" else f"only {room}"
    if (slow := _seconds_to_keep(folder)) > SLOW_DISK:
        said = f"{room}; it is slow: each mark waits {slow:.1f} s for it. Take another disk."
        return Verdict("disk", "bad" if grade == "bad" else "look", said)
    return Verdict("disk", grade, room)


def _seconds_to_keep(folder: Path) -> float:
    """How long the disk takes to keep what a mark writes: the middle one of five tries."""
    took = []
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        for _ in range(5):
            began = time.perf_counter()
            file.write(b"x" * 4096)
            os.fsync(file.fileno())
            took.append(time.perf_counter() - began)
    return sorted(took)[2]


def folder(database: Path | None) -> Iterator[Verdict]:
    """Who serves an embedded database now, and whether what was rescued from it waits."""
    if database is None:
        return
    if (served := holder(database)) is not None:
        yield Verdict("folder", "ok", f"it is served now, by {served}; no second server is let in")
    backups = database.parent / "backups"
    if (copy := rescue_ahead(backups, database)) is not None:
        said = f"{copy} holds what the database lost. Restore it: scoreboard restore {copy} --force"
        yield Verdict("folder", "bad", said)


def clock(now: datetime, newest: datetime | None) -> Verdict:
    """Whether the clock can be right: not before the `newest` entry of any ledger."""
    said = f"{now:%Y-%m-%d %H:%M:%S} (UTC{now:%z})"
    if newest is not None and now < newest - CLOCK_SLACK:
        when = f"{newest.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
        said += f" is before the newest entry, of {when}. Set the clock."
        return Verdict("clock", "bad", said)
    program = datetime.fromtimestamp(Path(__file__).stat().st_mtime, now.tzinfo)
    if now < program - timedelta(days=1):
        return Verdict("clock", "bad", f"{said} is before this program was made. Set the clock.")
    return Verdict("clock", "ok", said)


def database(kind: str, opened: Database) -> Iterator[Verdict]:
    """Whether the file and every event's chain holds, and which event is in rehearsal."""
    if (damage := opened.damage()) is not None:
        yield Verdict("database", "bad", f"{opened.file} is damaged: {damage}. Restore a backup.")
        return
    ledger = Ledger(opened)
    slugs, broken = ledger.slugs(), _broken(ledger)
    for slug, why in broken.items():
        said = f"{slug} will be set aside: {why}. Restore a backup."
        yield Verdict("database", "bad", said)
    holding = [slug for slug in slugs if slug not in broken]
    if holding:
        yield Verdict("database", "ok", f"{kind}; every chain holds: {', '.join(holding)}")
    elif not slugs:
        yield Verdict("database", "look", f"{kind}; no event is loaded yet")
    for slug in holding:
        if ledger.rehearsing(slug):
            yield Verdict("database", "look", f"{slug} is in rehearsal; end it before the event")


def other_laptop(opened: Database, secret_key: str) -> Iterator[Verdict]:
    """Of a pair: whether the other laptop answers, and what it does."""
    state = Pairing(opened).read()
    if state.part == "alone":
        return
    try:
        line = Line(state.other, OTHER_SECONDS)
        with closing(line):
            part = line.greet(pair_key(secret_key, state.generation))["part"]
    except (NoLine, ValueError) as error:
        yield Verdict("second", "look", str(error))
        return
    if part == state.part:
        both = "both write: let one take over" if part == "first" else "both follow: none writes"
        yield Verdict("second", "bad", f"{state.other} answers, and {both}")
        return
    does = "follows this one" if part == "second" else "writes, this one follows"
    yield Verdict("second", "ok", f"{state.other} answers, and {does}")


def _broken(ledger: Ledger) -> dict[str, str]:
    """The events that cannot be read, and why."""
    books, found = BookCache(ledger), {}
    for slug in ledger.slugs():
        try:
            ledger.verify(slug, own=True)
            books.read(slug, lambda _: None)
        except BrokenChain as broken:
            found[slug] = str(broken)
        except SetAside as aside:
            found[slug] = aside.why.said()
    return found


def phones(room: Room) -> Verdict:
    """How many phones of the audience fit, and what sets the number."""
    said = (
        f"room for {room.phones} phones, beside {room.staff} connections for judges, desk and "
        f"displays; the system lets {room.descriptors} files be open"
    )
    if room.phones < FEW_PHONES:
        raised = "let more files be open before the start, with ulimit -n 4096"
        return Verdict("phones", "look", f"{said}. For a large hall {raised}.")
    return Verdict("phones", "ok", said)


def lines() -> Verdict:
    """For how long nobody waits, and how much may come; the other limits are in the table."""
    said = (
        f"silent ones end after {IDLE_SECONDS} s, bodies that do not come after {BODY_SECONDS} s; "
        f"a socket may say {LINE_MESSAGES_A_SECOND} things a second, and strangers of one address "
        f"ask {ADDRESS_REQUESTS_A_SECOND} (all limits: doctor --limits)"
    )
    return Verdict("lines", "ok", said)


def queue(address: str | None) -> Verdict:
    """Whether the message queue that joins several processes answers."""
    if address is None:
        return Verdict("queue", "ok", "none is set; one process needs none")
    if find_spec("redis") is None:
        return Verdict("queue", "bad", "redis is not installed: pip install 'scoreboard[large]'")
    redis: Any = import_module("redis")

    try:
        with closing(
            redis.Redis.from_url(address, socket_timeout=2, socket_connect_timeout=2)
        ) as asked:
            asked.ping()
    except (redis.RedisError, OSError, ValueError) as error:
        return Verdict("queue", "bad", f"it does not answer: {str(error).splitlines()[0]}")
    return Verdict("queue", "ok", "it answers")


def fonts() -> Verdict:
    """Whether the fonts are on this machine; a hall has no internet to fetch them."""
    count = sum(1 for path in static_dir().glob(FONTS) if path.stat().st_size)
    if not count:
        return Verdict("fonts", "bad", "the fonts are missing; start the server once with internet")
    return Verdict("fonts", "ok", f"Noto Sans SC is here, in {count} files")


def newest_entry(ledger: Ledger) -> datetime | None:
    """When the newest entry of all events was made."""
    at = ledger.newest_at()
    return None if at is None else datetime.fromisoformat(at)
