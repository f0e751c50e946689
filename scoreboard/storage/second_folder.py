"""A second folder for backups, on a USB stick say: named once, watched, and caught up with."""

from __future__ import annotations

import errno
import json
import logging
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from scoreboard.contest.words import N_
from scoreboard.limits import SECOND_FOLDER_LOOK_SECONDS, SECOND_FOLDER_SECONDS
from scoreboard.storage.backup import BackupFailed
from scoreboard.storage.backup_mirror import Mirrored
from scoreboard.storage.disk_words import disk_words_of

_PAUSE_SECONDS = 0.05
OTHER_FOLDER = N_("What is there now is not the folder that was named: plug the stick in.")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """A folder that was named, and the mark by which it is known again.

    `met` is false until it has been there once: then it gets its mark.
    """

    folder: str
    mark: str
    met: bool = False


class SecondFolder:
    """Each backup is copied there too, by a process of its own."""

    def __init__(self, record: Path, backups: Path, setting: Path | None = None) -> None:
        """`record` is the file that says what was named; `setting` names it for good."""
        self._record = record
        self._backups = backups
        self.setting = setting
        self.named = self._read()
        # What came of the last look; None before the first.
        self.last: Mirrored | None = None
        self.trouble: BackupFailed | None = None
        self._looked: tuple[float, str] | None = None

    def _read(self) -> Named | None:
        try:
            known = Named(**json.loads(self._record.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            known = None
        if self.setting is None:
            return known
        if known is not None and known.folder == str(self.setting):
            return known
        return Named(str(self.setting), secrets.token_hex(8))

    def name(self, folder: Path, sleep: Callable[[float], object]) -> None:
        """Copy to this folder from now on. Raises BackupFailed where it cannot be written to."""
        if not folder.is_absolute():
            raise BackupFailed(N_("Name the whole path, from the root or the drive on."))
        self._check_elsewhere(folder)
        named = Named(str(folder), secrets.token_hex(8))
        done = self._run(named, sleep)
        if done["trouble"]:
            raise _failure(done["trouble"])
        self._met(named, done)

    def forget(self) -> None:
        """Copy nowhere else any more; what is there stays."""
        self._record.unlink(missing_ok=True)
        self.named, self.last, self.trouble = None, None, None

    def watch(self, sleep: Callable[[float], object], newest: Callable[[], str]) -> None:
        """Look after the folder until the process ends; `newest` names the newest backup."""
        while True:
            sleep(1)
            try:
                self.look(sleep, newest())
            except Exception:  # any failure at all: a watch that ends is worse than a late one
                log.exception("the second folder for backups could not be looked after")

    def look(self, sleep: Callable[[float], object], newest: str = "") -> None:
        """Copy what the folder lacks, where it is time to: a new backup is, and some seconds are.

        `newest` is the name of the newest backup, "" where it is not known.
        """
        named, now = self.named, time.monotonic()
        if named is None:
            return
        known = self._looked
        if known is not None and now - known[0] < SECOND_FOLDER_LOOK_SECONDS and known[1] == newest:
            return
        self._looked = (now, newest)
        done = self._run(named, sleep)
        if self.named is not named:
            # Another one was named meanwhile.
            return
        if done["trouble"]:
            self._note(_failure(done["trouble"]))
        elif named.met and done["mark"] != named.mark:
            self._note(BackupFailed(OTHER_FOLDER))
        else:
            self._met(named, done)
            return
        self.last = done

    def _met(self, named: Named, done: Mirrored) -> None:
        if self.trouble is not None:
            log.warning("the second folder for backups is there again: %s", named.folder)
        # A folder that has a mark already keeps it: two laptops may share a stick.
        known = Named(named.folder, done["mark"], met=True)
        if known != self.named or not named.met:
            _write(self._record, json.dumps(asdict(known)))
        self.named, self.last, self.trouble = known, done, None

    def _note(self, failed: BackupFailed) -> None:
        if self.trouble is None or str(self.trouble) != str(failed):
            log.warning("the second folder for backups: %s", failed)
        self.trouble = failed

    def _check_elsewhere(self, folder: Path) -> None:
        """Raises BackupFailed where it is the folder of backups, or within the data."""
        data = self._backups.parent
        if folder == data or data in folder.parents:
            raise BackupFailed(N_("That is within the data folder: name one on another disk."))

    def _run(self, named: Named, sleep: Callable[[float], object]) -> Mirrored:
        """Let the process do one job; one that does not end is left to itself."""
        job = {
            "source": str(self._backups),
            "target": named.folder,
            "mark": named.mark,
            "adopt": not named.met,
        }
        process = subprocess.Popen(  # our own program
            [sys.executable, "-m", "scoreboard.storage.backup_mirror"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin is not None  # noqa: S101  # asked for above
        assert process.stdout is not None  # noqa: S101
        with closing(process.stdout):
            # Neither fills a pipe: nobody waits here.
            os.write(process.stdin.fileno(), json.dumps(job).encode())
            process.stdin.close()
            end = time.monotonic() + SECOND_FOLDER_SECONDS
            while process.poll() is None and time.monotonic() < end:
                sleep(_PAUSE_SECONDS)
            if process.poll() is not None:
                return _said(os.read(process.stdout.fileno(), 65_536))
        process.kill()
        # It may not even end by that, while a disk does not answer.
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        return _failed(errno.ETIMEDOUT)


def _said(answer: bytes) -> Mirrored:
    try:
        return cast("Mirrored", json.loads(answer))
    except ValueError:
        return _failed(errno.EIO)


def _failed(number: int) -> Mirrored:
    return Mirrored(trouble=number, mark="", behind=0, newest="", same_disk=False)


def _failure(number: int) -> BackupFailed:
    words = disk_words_of(number)
    return BackupFailed(words) if words else BackupFailed("%(why)s.", why=os.strerror(number))


def _write(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.part")
    new.write_text(text, encoding="utf-8")
    new.replace(file)
