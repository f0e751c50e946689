"""Which files the pages load by now: those that the build hook made, or the sources themselves."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scoreboard import pages
from scoreboard.assets import static_dir

# Seconds in which a changed source may go unnoticed; only a checkout has any.
LOOK_AGAIN = 1.0


@dataclass(frozen=True, slots=True)
class Files:
    """What a page loads, as paths below `static`."""

    sheets: tuple[str, ...]
    scripts: tuple[str, ...]
    # What the scripts will import at once: a browser that knows of it need not find out.
    at_once: tuple[str, ...] = ()


class Delivery:
    """The files of each page. Built files whose sources have changed since are not delivered."""

    def __init__(self, static: Path, built: Path | None = None) -> None:
        """`built`: where the built files are; left out, below `static`."""
        self.static = static
        self.built = built or static / pages.BUILT
        self.table = pages.table_of(static)
        self._manifest = pages.manifest_of(self.built)
        # A wheel's sources do not change, and were built with it.
        self._checkout = static.parent if (static.parent / "scoreboard").is_dir() else None
        self._state: list[tuple[int, int]] = []
        self._looked = time.monotonic()
        if self._checkout is not None and self._manifest is not None:
            self._sources = pages.sources(self._checkout)
            self._state = list(self._states())
            if self._manifest["made_from"] != pages.fingerprint(self._checkout):
                self._manifest = None

    def is_built(self) -> bool:
        """Whether pages load what was built."""
        return self._made() is not None

    def files(self, name: str, language: str) -> Files:
        """The files of a page for a reader's language."""
        page, made = self.table.pages[name], self._made()
        if made is None:
            return Files(
                tuple(f"css/{sheet}" for sheet in page.sheets),
                tuple(f"js/{script}" for script in page.scripts),
            )
        row = made["pages"][name]
        of_language = row.get(language)
        return Files(
            (f"{pages.BUILT}/{row['sheet']}",) if "sheet" in row else (),
            (f"{pages.BUILT}/{of_language['script']}",) if of_language else (),
            tuple(f"{pages.BUILT}/{one}" for one in of_language["at_once"]) if of_language else (),
        )

    def _made(self) -> dict[str, Any] | None:
        if self._manifest is not None and self._checkout is not None:
            now = time.monotonic()
            if now - self._looked > LOOK_AGAIN:
                self._looked = now
                if list(self._states()) != self._state:
                    self._manifest = None
        return self._manifest

    def _states(self) -> Iterator[tuple[int, int]]:
        for path in self._sources:
            try:
                found = path.stat()
            except OSError:
                yield (0, 0)
            else:
                yield (found.st_mtime_ns, found.st_size)


@cache
def delivery() -> Delivery:
    """The files that this process delivers."""
    return Delivery(static_dir())


@cache
def vendor_stamp(static: Path) -> str:
    """Changes with anything below `static/vendor`; empty where nothing says so."""
    try:
        made_from = (static / "vendor/.stamp").read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(made_from).hexdigest()[:12]
