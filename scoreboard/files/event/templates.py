"""Templates of common competitions: event files to begin from, one for each language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scoreboard.contest.model import Event
from scoreboard.files.event.toml_file import read_event_file


@dataclass(frozen=True, slots=True)
class Template:
    """A competition to begin from. `name` is the file's, without its language."""

    name: str
    event: Event


def templates(folder: Path, locale: str) -> list[Template]:
    """The templates in a folder, in one language ("zh-CN" or "en"), by name."""
    ending = f".{locale}.toml"
    return [
        Template(path.name.removesuffix(ending), read_event_file(path.read_bytes()))
        for path in sorted(folder.glob(f"*{ending}"))
    ]


def template(folder: Path, name: str, locale: str) -> Template | None:
    """The template of that name in that language, or None."""
    return next((one for one in templates(folder, locale) if one.name == name), None)
