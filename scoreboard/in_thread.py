"""Long work beside others: how it is handed on by who does not know which server there is.

`servers/aside.py` says what may be done so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class InThread(Protocol):
    """Does work while others are served; answers what it answers, and raises what it raises."""

    def __call__(self, work: Callable[[], Result], /) -> Result: ...


def here(work: Callable[[], Result]) -> Result:
    """Does it at once in this thread: where nobody else is served."""
    return work()
