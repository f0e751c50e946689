"""Texts that people must give: whether whoever reads one sees anything."""

from __future__ import annotations

import unicodedata

# Letters and signs by their kind, yet drawn as nothing: Hangul fillers, the empty Braille cell, the
# head of a note that is none.
_BLANKS = "\u115f\u1160\u3164\uffa0\u2800\U0001d159"
# Letters, digits, punctuation, signs. What only joins, turns or is put upon another is not seen.
_SEEN = ("L", "N", "P", "S")


def is_seen(text: str) -> bool:
    """Whether something of a text is seen: a reason, a name or a title must say something.

    Blanks of every kind, joiners, marks of direction and accents without a letter are not.
    """
    return any(unicodedata.category(c)[0] in _SEEN and c not in _BLANKS for c in text)
