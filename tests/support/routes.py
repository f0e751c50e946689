"""The routes are the same in every test's app: what werkzeug makes into code of each is kept.

Without it half the time of an app goes into compiling, for each test anew. The code of a route asks
its own rule for the converters, so one function serves all rules that read alike.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from werkzeug.routing import Rule

_Builder = Callable[..., tuple[str, str]]


@cache
def keep_compiled() -> None:
    """From now on compile each route once in this process."""
    compiled: dict[tuple[Any, ...], _Builder] = {}
    compile_builder: Callable[[Rule, bool], _Builder] = Rule._compile_builder

    def builder_of(rule: Rule, append_unknown: bool = True) -> _Builder:
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = (tuple(rule._trace), append_unknown)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    Rule._compile_builder = builder_of  # type: ignore[method-assign]
