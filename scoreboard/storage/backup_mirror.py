"""A process of its own that copies backups to a second folder, and may hang there alone.

`python -m scoreboard.storage.backup_mirror` reads a job as JSON: `source` and `target` are folders,
`mark` is what must stand in the target's `MARK_FILE`, and where `adopt` is true is written there if
it has none. It prints a `Mirrored` as JSON. A stick that was pulled out leaves an empty folder of
its name, which has no mark: nothing is written into that.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from scoreboard.storage.rolling import Kept, kept_in, outdated

MARK_FILE = ".scoreboard-backups"
# Of the rolling set in a folder that is full, these always stay.
_FEWEST = 3


class Mirrored(TypedDict):
    """What came of it. `trouble` is an error's number, 0 where all went well.

    `mark` is the one that the folder has, "" where it has none. `behind` are the backups that it
    lacks still, `newest` the name of its newest.
    """

    trouble: int
    mark: str
    behind: int
    newest: str
    same_disk: bool


def mirror(source: Path, target: Path, mark: str, *, adopt: bool) -> Mirrored:
    """Copy to the target what it lacks, the newest first, and take away what is outdated there."""
    found = Mirrored(trouble=0, mark="", behind=0, newest="", same_disk=False)
    try:
        wanted = kept_in(source)
        found["mark"] = _mark_of(target, mark, adopt=adopt)
        if found["mark"] != mark and not adopt:
            return found
        _check_writable(target)
        found["same_disk"] = source.is_dir() and source.stat().st_dev == target.stat().st_dev
        there = {one.name: one.size for one in kept_in(target)}
        lacking = [one for one in wanted if there.get(one.name) != one.size]
        # What would be outdated there is not brought.
        gone = {one.name for one in outdated(_both(wanted, kept_in(target)))}
        lacking = [one for one in lacking if one.name not in gone]
        found["behind"] = len(lacking)
        for one in lacking:
            _bring(source / one.name, target, one.size)
            found["behind"] -= 1
        for one in outdated(kept_in(target)):
            (target / one.name).unlink(missing_ok=True)
    except OSError as error:
        found["trouble"] = error.errno or errno.EIO
    with suppress(OSError):
        found["newest"] = next((one.name for one in kept_in(target)), "")
    return found


def _check_writable(target: Path) -> None:
    """A stick that turned read-only is noticed before the next backup is. Raises OSError."""
    if os.access(target, os.W_OK):
        return
    only_read = hasattr(os, "statvfs") and os.statvfs(target).f_flag & os.ST_RDONLY
    number = errno.EROFS if only_read else errno.EACCES
    raise OSError(number, os.strerror(number))


def _both(these: Iterable[Kept], others: Iterable[Kept]) -> list[Kept]:
    by_name = {one.name: one for one in (*others, *these)}
    return sorted(by_name.values(), key=lambda one: (one.at, one.name), reverse=True)


def _mark_of(target: Path, mark: str, *, adopt: bool) -> str:
    """The mark in a folder, which gets this one where it has none and is to be adopted."""
    file = target / MARK_FILE
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        if not target.is_dir():
            raise
    if adopt:
        file.write_text(f"{mark}\n", encoding="ascii")
        return mark
    return ""


def _bring(file: Path, target: Path, size: int) -> None:
    """Copy a file, whole or not at all; in a full folder older ones make room."""
    while shutil.disk_usage(target).free < size:
        oldest = [one for one in kept_in(target) if one.rolls][_FEWEST:]
        if not oldest:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        (target / oldest[-1].name).unlink()
    part = target / f".{file.name}.part"
    try:
        with file.open("rb") as read, part.open("wb") as written:
            shutil.copyfileobj(read, written, 1024 * 1024)
            written.flush()
            os.fsync(written.fileno())
        part.replace(target / file.name)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def main() -> None:
    """Do the job that is read from the standard input."""
    if hasattr(os, "nice"):
        os.nice(10)
    job = json.load(sys.stdin)
    done = mirror(Path(job["source"]), Path(job["target"]), job["mark"], adopt=job["adopt"])
    json.dump(done, sys.stdout)


if __name__ == "__main__":
    main()
