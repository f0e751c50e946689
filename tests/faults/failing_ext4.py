"""What Linux calls kept while an ext4 fails, and is gone after the repair; and what tells it.

    python -m tests.faults.failing_ext4 [--count N]

Nothing of the product runs here: records are appended to a file and kept by fsync or fdatasync,
or by SQLite, until the disk fails. After each that was called kept two questions are asked: whether
the disk says that it is only read (statvfs), and whether it takes what needs its journal
(ftruncate), which the product asks after each commit (`OpenFile.ask_disk`).
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.support.ext4 import Ext4

# No multiple of a block, as the frames of SQLite's log.
RECORD = 96
KINDS = ("fsync", "fdatasync", "sqlite")


@dataclass
class Tally:
    """What became of the records of one kind."""

    kept: int = 0
    lost: int = 0
    # Of those that were lost, after how many the disk said so when it was asked.
    told: dict[str, int] = field(default_factory=lambda: {"statvfs": 0, "ftruncate": 0})


class Log:
    """A file to which numbers are appended, each kept before the next."""

    def __init__(self, folder: Path, sync: Callable[[int], object]) -> None:
        self._sync = sync
        self._file = os.open(folder / "log", os.O_RDWR | os.O_CREAT, 0o600)

    def append(self, number: int) -> None:
        os.pwrite(self._file, number.to_bytes(RECORD, "little"), (number - 1) * RECORD)
        self._sync(self._file)

    def close(self) -> None:
        os.close(self._file)

    @staticmethod
    def held(folder: Path) -> set[int]:
        data = (folder / "log").read_bytes()
        return {
            int.from_bytes(data[at : at + RECORD], "little") for at in range(0, len(data), RECORD)
        }


class Table:
    """The same in SQLite, set up as the product's database is."""

    def __init__(self, folder: Path) -> None:
        self._opened = sqlite3.connect(folder / "log.db", isolation_level=None)
        for words in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"):
            self._opened.execute(words)
        self._opened.execute("CREATE TABLE log (number INTEGER PRIMARY KEY, words TEXT)")

    def append(self, number: int) -> None:
        try:
            self._opened.execute("INSERT INTO log VALUES (?, ?)", (number, "x" * 300))
        except sqlite3.Error as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._opened.close()

    @staticmethod
    def held(folder: Path) -> set[int]:
        with closing(sqlite3.connect(folder / "log.db")) as opened:
            return {number for (number,) in opened.execute("SELECT number FROM log")}


def made(kind: str, folder: Path) -> Log | Table:
    return Table(folder) if kind == "sqlite" else Log(folder, getattr(os, kind))


def lose(disk: Ext4, kind: str, tally: Tally) -> None:
    """Append until the disk has failed, repair it, and count what is missing."""
    log, trial = made(kind, disk.folder), tempfile.TemporaryFile(dir=disk.folder)  # noqa: SIM115
    answers = _append(disk, log, trial)
    log.close()
    with suppress(OSError):
        trial.close()
    disk.repair()
    held = log.held(disk.folder)
    tally.kept += len(answers)
    for number in answers.keys() - held:
        tally.lost += 1
        for question, answer in answers[number].items():
            tally.told[question] += answer


def _append(disk: Ext4, log: Log | Table, trial: IO[bytes]) -> dict[int, dict[str, bool]]:
    """What the disk answered after each number that was called kept."""
    failing = threading.Timer(random.uniform(0.05, 0.25), disk.fail)
    failing.start()
    answers: dict[int, dict[str, bool]] = {}
    number = refused = 0
    while refused < 20:
        number += 1
        try:
            log.append(number)
        except OSError:
            refused += 1
            continue
        only_read = bool(os.statvfs(disk.folder).f_flag & os.ST_RDONLY)
        answers[number] = {"statvfs": only_read, "ftruncate": _refuses(trial, number)}
    failing.join()
    return answers


def _refuses(trial: IO[bytes], length: int) -> bool:
    try:
        os.ftruncate(trial.fileno(), length)
    except OSError:
        return True
    return False


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=20, help="disks that fail, of each kind")
    count = parser.parse_args().count
    for kind in KINDS:
        tally, began = Tally(), time.monotonic()
        for _ in range(count):
            folder = Path(tempfile.mkdtemp())
            disk = Ext4(folder)
            try:
                if not disk.make():
                    sys.exit("a disk of its own can be had only by who may mount one")
                lose(disk, kind, tally)
            finally:
                disk.umount("-l")
                shutil.rmtree(folder, ignore_errors=True)
        told = ", ".join(f"{question} told {n}" for question, n in tally.told.items())
        took = time.monotonic() - began
        print(
            f"{kind}: {count} disks, {tally.kept} called kept, {tally.lost} of them gone; "
            f"of these {told} ({took:.0f} s)",
            flush=True,
        )


if __name__ == "__main__":
    main()
