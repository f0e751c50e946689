"""Names in the reader's language, for pages that are drawn here; scripts do it in spoken.js."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from scoreboard.web.page import page_language

Told = TypeVar("Told")
# Under which keys names stand, wherever in a board or a breakdown.
_NAMED = {"name", "title", "subtitle", "contest", "host"}


def spoken(told: Told, names_en: Mapping[str, str]) -> Told:
    """The same with the names that the reader's language has; `names_en` by the first names."""
    if not names_en or page_language() != "en":
        return told
    named: Told = _named(told, names_en)
    return named


def _named(told: Any, names: Mapping[str, str], key: str = "") -> Any:
    if isinstance(told, str):
        return names.get(told, told) if key in _NAMED else told
    if isinstance(told, Mapping):
        return {one: _named(value, names, one) for one, value in told.items()}
    return [_named(one, names) for one in told] if isinstance(told, (list, tuple)) else told
