"""What a page's scripts are told of the kinds of entries: they keep no list of them."""

from __future__ import annotations

from typing import TypedDict, get_args

from flask import g
from flask_babel import gettext

from scoreboard.contest.model import EntryKind
from scoreboard.contest.record.kinds import KINDS, Kind, Scale, Tab, Undo, UndoneBy
from scoreboard.roles import Capability

# What one must be allowed to do to take an entry back; nobody takes back the rest.
_TAKE_BACK: dict[UndoneBy, Capability] = {"desk": "rule", "organiser": "set_up"}


class KindOnPage(TypedDict):
    """A kind of entry for who reads the page: its sentences are in the page's language.

    `undo` says when one may be taken back; None where that is never the reader's to do.
    """

    undo: Undo | None
    routine: bool
    tab: Tab
    scale: Scale | None
    sentences: dict[str, str]


def kinds_on_page() -> dict[str, KindOnPage]:
    """Every kind of entry by its name."""
    names: tuple[EntryKind, ...] = get_args(EntryKind)
    return {name: _on_page(KINDS[name]) for name in names}


def _on_page(kind: Kind) -> KindOnPage:
    asked = _TAKE_BACK.get(kind.undone_by)
    return {
        "undo": kind.undo if asked and "grant" in g and g.grant.may(asked) else None,
        "routine": kind.routine,
        "tab": kind.tab,
        "scale": kind.scale,
        "sentences": {key: gettext(text) for key, text in kind.sentences.items()},
    }
