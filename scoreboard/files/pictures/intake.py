"""Takes a picture in: in words what is wrong with it, or what is kept of it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import BinaryIO

from scoreboard.contest.words import N_, Refusal, refuse, too_large
from scoreboard.files.pictures.kept import Fault, Rendition, Taken
from scoreboard.limits import PICTURE_BYTES, PICTURE_SECONDS

_MIB = 1024 * 1024
_WORDS = {
    Fault.TYPE: N_("This is no picture that can be taken. Choose a PNG, JPEG, WebP or SVG file."),
    Fault.BROKEN: N_("This picture is damaged or cannot be drawn. Save it anew and try again."),
    Fault.PIXELS: N_("This picture has more than 16 million pixels. Make it smaller."),
    Fault.REFERS: N_(
        "This SVG refers to another file or address. Save it with its pictures and styles inside."
    ),
    Fault.EMPTY: N_("There is nothing to be seen on this picture."),
    Fault.LONG: N_("This picture is more than twenty times as long as it is high, or the reverse."),
}
PAUSE_SECONDS = 0.02


def take_in(data: bytes, sleep: Callable[[float], object]) -> Taken:
    """What is kept of a file that somebody has put in; `sleep` lets everybody else be answered.

    Raises Refusal at the field `file`, in words.
    """
    if not data:
        raise refuse("This file is empty.", field="file")
    if len(data) > PICTURE_BYTES:
        raise too_large(
            N_("This file is larger than %(limit)s MB."),
            field="file",
            limit=PICTURE_BYTES // _MIB,
        )
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as out:
        file.write(data)
        file.seek(0)
        if not _redraw(file, out, sleep):
            raise _refusal(Fault.BROKEN)
        out.seek(0)
        return _read(out)


def _redraw(file: BinaryIO, out: BinaryIO, sleep: Callable[[float], object]) -> bool:
    """Whether the process came to its end in good time."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scoreboard.files.pictures.redraw"],
        stdin=file,
        stdout=out,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + PICTURE_SECONDS
    try:
        while process.poll() is None:
            if time.monotonic() > end:
                return False
            sleep(PAUSE_SECONDS)
        return process.returncode == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _read(out: BinaryIO) -> Taken:
    try:
        head = json.loads(out.readline() or b"{}")
        if "fault" in head:
            raise _refusal(Fault(head["fault"]))
        shown, tone = (
            Rendition(one["kind"], one["width"], one["height"], out.read(one["length"]))
            for one in head["renditions"]
        )
    except (ValueError, KeyError):
        raise _refusal(Fault.BROKEN) from None
    return Taken(shown, tone)


def _refusal(fault: Fault) -> Refusal:
    return refuse(_WORDS[fault], field="file")
