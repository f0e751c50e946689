"""The small fonts that were made: in the data folder, under names that say what is in them."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from scoreboard.files.fonts.pieces import BASIC_PLANE, FOLDER, LATIN, pieces_of
from scoreboard.limits import FONT_SECONDS, FONTS_KEPT

PAUSE_SECONDS = 0.05
# Whoever makes a font says so again and again; else the next one makes it.
ALIVE_SECONDS = 3
_NAME = re.compile(r"[0-9a-f]{16}")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Font:
    """A small font: its name, what was asked for, what it has of that, and its file."""

    name: str
    asked: frozenset[str]
    points: frozenset[int]
    file: bytes


@dataclass(frozen=True, slots=True)
class Named:
    """A font that may not be made yet: its name, and the code points that it will be asked for."""

    name: str
    asked: frozenset[str]
    points: frozenset[int]


class KeptFonts:
    """Makes fonts in a process of their own, and finds those that were made before."""

    def __init__(self, folder: Path, vendor: Path) -> None:
        self._folder, self._vendor = folder, vendor
        self._fonts: dict[str, Font] = {}
        # What this process makes just now, each with a mark of whoever began.
        self._under_way: dict[str, object] = {}

    @property
    def vendor(self) -> Path:
        """The folder of packages, where the whole font is."""
        return self._vendor

    def get(self, name: str) -> Font | None:
        """The font of a name, whichever process has made it."""
        if name not in self._fonts and _NAME.fullmatch(name) and self._folder.is_dir():
            found = self._read(name)
            if found is not None:
                self._fonts[name] = found
        return self._fonts.get(name)

    def is_coming(self, name: str) -> bool:
        """Whether this process or another one is making a font of this name."""
        return name in self._under_way or (
            _NAME.fullmatch(name) is not None and self._is_alive(name)
        )

    def named(self, asked: frozenset[str]) -> Named | None:
        """The name of the font of these characters; None where the packages are not there.

        A character that its piece turns out not to have is not in the whole font, either.
        """
        pieces = pieces_of(self._vendor)
        if not pieces:
            return None
        stamp = (self._vendor / FOLDER / "index.css").read_bytes()
        name = sha256("".join(sorted(asked)).encode() + b"\0" + stamp).hexdigest()[:16]
        wanted = {ord(one) for one in asked if ord(one) < BASIC_PLANE}
        latin = [piece.points for piece in pieces if piece.file == LATIN]
        points = [*latin, *(piece.points & wanted for piece in pieces)]
        return Named(name, asked, frozenset().union(*points))

    def make(self, asked: frozenset[str], sleep: Callable[[float], object]) -> Font | None:
        """The font of these characters; `sleep` lets everybody else be served meanwhile.

        Nobody makes one that is being made: whoever comes second waits for it. None where it
        cannot be made: the whole font is there.
        """
        named = self.named(asked)
        if named is None:
            return None
        mine = object()
        if self._under_way.setdefault(named.name, mine) is not mine:
            while named.name in self._under_way:
                sleep(PAUSE_SECONDS)
            return self._fonts.get(named.name)
        try:
            made = self._fonts.get(named.name) or self._read(named.name, asked)
            made = made or self._make(named, sleep)
            if made is not None:
                made = self._fonts[named.name] = replace(made, asked=asked)
            return made
        finally:
            del self._under_way[named.name]

    def _make(self, named: Named, sleep: Callable[[float], object]) -> Font | None:
        while not self._claims(named.name):
            sleep(PAUSE_SECONDS)
            if (made := self._read(named.name, named.asked)) is not None:
                return made
        try:
            out = self._run(named, sleep)
            if out is None:
                log.warning("the hall's font could not be made; its pieces are loaded instead")
                return None
            self._write(named.name, out)
            return self._font(named.name, named.asked, out)
        finally:
            with suppress(OSError):
                self._claim(named.name).unlink()

    def _claim(self, name: str) -> Path:
        """The file by which processes on one data folder know that one of them makes a font."""
        return self._folder / f"{name}.making"

    def _claims(self, name: str) -> bool:
        """Whether the font is this process's to make; a full disk is no reason to go without."""
        if self._is_alive(name):
            return False
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            # Of one that was left behind.
            self._claim(name).unlink(missing_ok=True)
            try:
                self._claim(name).touch(exist_ok=False)
            except FileExistsError:
                return False
        return True

    def _is_alive(self, name: str) -> bool:
        with suppress(OSError):
            return time.time() - self._claim(name).stat().st_mtime < ALIVE_SECONDS
        return False

    def _run(self, named: Named, sleep: Callable[[float], object]) -> bytes | None:
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as out:
            asked.write("".join(sorted(named.asked)).encode())
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
                    with suppress(OSError):
                        os.utime(self._claim(named.name))
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait()
            out.seek(0)
            return out.read() if process.returncode == 0 else None

    def _read(self, name: str, asked: frozenset[str] | None = None) -> Font | None:
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
    def _font(name: str, asked: frozenset[str] | None, made: bytes) -> Font:
        """What came out. Raises ValueError where it is no font."""
        head, _, file = made.partition(b"\n")
        if not file.startswith(b"wOF2"):
            raise ValueError("no font")
        points = frozenset(json.loads(head))
        return Font(name, frozenset(map(chr, points)) if asked is None else asked, points, file)
