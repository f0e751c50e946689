"""The characters that the hall's screens write: the event's own texts, and the interface's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from babel.messages.pofile import read_po

from scoreboard.assets import translations_dir
from scoreboard.contest.model import Event
from scoreboard.contest.record.book import Book
from scoreboard.limits import FONT_CHARACTERS
from scoreboard.translation import LANGUAGES

# Where the phrases of the wall, the stream and the presenter are said.
_OF_THE_HALL = re.compile(
    r"static/js/(display|overlay|host|show|board|picture|common/(heading|count|live|screen|told))"
    r"|templates/(display|overlay|host|result_picture|_board_table|_starting|_rehearsal|_language)"
    r"|scoreboard/contest/(show|boards|standings|rules|record/kinds)"
)
# What no phrase holds: arrows, marks and signs of the boards, and punctuation between names.
_SIGNS = "▲▼△▽→←↑↓−–—·•…★☆●○◆◑✓✕×≥≤、，。：；！？（）《》〈〉「」『』“”‘’％＋－／～　"
# Of a team its members come last: there may be thousands, and the wall rarely names them. A
# password is on no screen, and what the font holds would tell of it.
_NOT_NOW = ("members", "password")


def characters_of(book: Book) -> frozenset[str]:
    """The characters that the hall's screens of an event need, up to so many."""
    event = book.event
    found = dict.fromkeys(_SIGNS)
    if event.locale != "en":
        found |= dict.fromkeys(interface())
    # While the screens are held nobody is told what will be on them next.
    shown = (book.show.text, book.show.second) if book.show.held is None else ()
    texts = [*_texts(event), *shown, *_members(event)]
    found |= dict.fromkeys(one for text in texts for one in text)
    # Latin letters are there in any case.
    chinese = [one for one in found if ord(one) > 0x7F and one.isprintable()]
    return frozenset(chinese[:FONT_CHARACTERS])


@cache
def interface() -> frozenset[str]:
    """The characters of the Chinese phrases that the hall's screens may show."""
    path = translations_dir() / LANGUAGES["zh-CN"] / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return frozenset()
    with path.open("rb") as file:
        catalog = read_po(file)
    said = (
        str(message.string)
        for message in catalog
        if message.id and any(_OF_THE_HALL.match(place) for place, _ in message.locations)
    )
    return frozenset(one for text in said for one in text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in _NOT_NOW:
                yield from _texts(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, (tuple, list, frozenset)):
        for item in value:
            yield from _texts(item)


def _members(event: Event) -> Iterator[str]:
    for team in event.teams:
        for member in team.members:
            yield from _texts(member)
