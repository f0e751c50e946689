"""Joins a page's scripts into one: a file that is opened from a disk can import no others.

The scripts go in as they are written, each in a function of its own, so that whoever gets the file
can read how it reckons; and it needs no build, so that every installation writes the same.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class CannotJoin(Exception):
    """A script is written in a way that is not joined; the message names it."""


def one_script(folder: Path, first: str) -> str:
    """The script `first` of a folder with all that it imports, in one.

    Raises CannotJoin.
    """
    order: list[str] = []
    _collect(folder, first, order)
    parts = [_apart(name, (folder / name).read_text("utf-8")) for name in order]
    return '"use strict";\nconst scripts = {};\n' + "\n".join(parts)


def _collect(folder: Path, name: str, order: list[str]) -> None:
    """The scripts that one imports, each before those that import it, and then itself."""
    for _, path in _IMPORT.findall((folder / name).read_text("utf-8")):
        other = _named(name, path)
        if other not in order:
            _collect(folder, other, order)
    order.append(name)


def _named(name: str, path: str) -> str:
    """The script that a script imports by this path, both below the folder of scripts."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _apart(name: str, text: str) -> str:
    """A script in a function, which takes what it imports and answers what it exports."""

    def taken(found: re.Match[str]) -> str:
        names = " ".join(found[1].split()).removesuffix(",").replace(" as ", ": ")
        return f'const {{ {names} }} = scripts["{_named(name, found[2])}"];\n'

    exported = ", ".join(named for _, named in _EXPORT.findall(text))
    body = _EXPORT.sub(r"\1", _IMPORT.sub(taken, text))
    if left := _LEFT.search(body):
        raise CannotJoin(f"{name}: {left[0]}")
    return f'// {name}\nscripts["{name}"] = (() => {{\n{body}return {{ {exported} }};\n}})();\n'
