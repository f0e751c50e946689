"""The small fonts that were made: in the data folder, under names that say what is in them."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from scoreboard.files.fonts.pieces import FOLDER, pieces_of
from scoreboard.limits import FONT_SECONDS, FONTS_KEPT

PAUSE_SECONDS = 0.05
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Font:
    """A small font: its name, what was asked for, what it has of that, and its file."""

    name: str
    asked: frozenset[str]
    points: frozenset[int]
    file: bytes


class KeptFonts:
    """Makes fonts in a process of their own, and finds those that were made before."""

    def __init__(self, folder: Path, vendor: Path) -> None:
        self._folder, self._vendor = folder, vendor
        self._fonts: dict[str, Font] = {}

    @property
    def vendor(self) -> Path:
        """The folder of packages, where the whole font is."""
        return self._vendor

    def get(self, name: str) -> Font | None:
        """The font of a name, where this process knows it."""
        return self._fonts.get(name)

    def make(self, asked: frozenset[str], sleep: Callable[[float], object]) -> Font | None:
        """The font of these characters; `sleep` lets everybody else be served meanwhile.

        None where it cannot be made: the whole font is there.
        """
        text = "".join(sorted(asked))
        stamp = (self._vendor / FOLDER / "index.css").read_bytes() if self._is_there() else b""
        if not stamp:
            return None
        name = sha256(text.encode() + b"\0" + stamp).hexdigest()[:16]
        made = self._fonts.get(name) or self._read(name, asked)
        if made is None:
            out = self._run(text, sleep)
            if out is None:
                log.warning("the hall's font could not be made; its pieces are loaded instead")
                return None
            self._write(name, out)
            made = self._font(name, asked, out)
        self._fonts[name] = made
        return made

    def _is_there(self) -> bool:
        return bool(pieces_of(self._vendor))

    def _run(self, text: str, sleep: Callable[[float], object]) -> bytes | None:
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as out:
            asked.write(text.encode())
            asked.seek(0)
            process = subprocess.Popen(  # noqa: S603  # our own program and folder
                [sys.executable, "-m", "scoreboard.files.fonts.cut", str(self._vendor)],
                stdin=asked,
                stdout=out,
                stderr=subprocess.DEVNULL,
            )
            end = time.monotonic() + FONT_SECONDS
            try:
                while process.poll() is None and time.monotonic() < end:
                    sleep(PAUSE_SECONDS)
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait()
            out.seek(0)
            return out.read() if process.returncode == 0 else None

    def _read(self, name: str, asked: frozenset[str]) -> Font | None:
        path = self._folder / name
        with suppress(OSError, ValueError):
            # So that it is not among the oldest.
            os.utime(path)
            return self._font(name, asked, path.read_bytes())
        return None

    def _write(self, name: str, made: bytes) -> None:
        """Keep it for the next start; a full disk is no reason to go without."""
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            new = self._folder / f"{name}.{os.getpid()}"
            new.write_bytes(made)
            new.replace(self._folder / name)
            by_age = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime)
            for path in by_age[:-FONTS_KEPT]:
                path.unlink()

    @staticmethod
    def _font(name: str, asked: frozenset[str], made: bytes) -> Font:
        """What came out. Raises ValueError where it is no font."""
        head, _, file = made.partition(b"\n")
        if not file.startswith(b"wOF2"):
            raise ValueError("no font")
        return Font(name, asked, frozenset(json.loads(head)), file)
