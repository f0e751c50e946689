"""Routes and templates are the same in every test's app: what is made into code of each is kept.

Without it half the time of an app, and most of a first page, goes into compiling, for each test and
server anew. The code of a route asks its own rule for the converters, so one function serves all
rules that read alike.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask, url_for
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import AnyConverter, IntegerConverter, Rule, UUIDConverter

_Builder = Callable[..., tuple[str, str]]


@cache
def keep_compiled() -> None:
    """From now on compile each route once in this process, and each template once for all.

    Templates are kept in a folder of the machine's own, by what is written in them.
    """
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache()}
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


def compile_ahead() -> None:
    """Compile the routes of all pages and answers now, for processes that are forked later."""
    from scoreboard.app import BLUEPRINTS  # noqa: PLC0415 - the tests of one app need no other

    keep_compiled()
    app = Flask("scoreboard", static_folder=None)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def path_of(app: Flask, rule: Rule, method: str, **given: Any) -> str:
    """An address of a route: `given` values, else what the route takes there and nobody knows."""
    with app.test_request_context():
        values = {name: given.get(name, _unknown(rule, name)) for name in rule.arguments}
        return url_for(rule.endpoint, _method=method, **values)


def _unknown(rule: Rule, name: str) -> Any:
    match rule._converters[name]:
        case AnyConverter() as one:
            return min(one.items)
        case UUIDConverter():
            return uuid.uuid4()
        case IntegerConverter():
            return 1
    return "nothing-of-that-name"
