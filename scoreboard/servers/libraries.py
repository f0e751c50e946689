"""What a module rests on in libraries: asked for by name before anything of theirs is replaced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def lacking(*parts: tuple[Any, Iterable[str]]) -> list[str]:
    """Of the names that each part should have, those that it has not."""
    return [name for part, names in parts for name in names if not hasattr(part, name)]
