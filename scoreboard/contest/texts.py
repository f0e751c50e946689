"""Texts that people must give: whether whoever reads one sees anything."""

from __future__ import annotations

import unicodedata

# Letters and signs by their kind, yet drawn as nothing: Hangul fillers, the empty Braille cell, the
# place of an object that a text cannot hold, blanks among hieroglyphs, a note without a head.
_BLANKS = "\u115f\u1160\u3164\uffa0\u2800\ufffc\U00013441\U00013442\U0001d159"
# Letters, digits, punctuation, signs. What only joins, turns or is put upon another is not seen.
_SEEN = ("L", "N", "P", "S")
# Unicode keeps these for ideographs: names have some that this Python does not know yet.
_IDEOGRAPHS = (range(0x20000, 0x2FFFE), range(0x30000, 0x3FFFE))


def is_seen(text: str) -> bool:
    """Whether something of a text is seen: a reason, a name or a title must say something.

    Blanks of every kind, joiners, marks of direction and accents without a letter are not.
    """
    return any(kind_of(c)[0] in _SEEN and c not in _BLANKS for c in text)


def kind_of(character: str) -> str:
    """The category of a character in Unicode; an ideograph is one, however new it is."""
    known = unicodedata.category(character)
    return "Lo" if known == "Cn" and any(ord(character) in r for r in _IDEOGRAPHS) else known
