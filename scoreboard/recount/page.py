"""The result as a page that recounts itself: one file, which opens without a server.

The rules in it are written a second time, in JavaScript (static/js/recount), from the rulebook and
the contract: what both come to follows from the ledger, and not from a slip in one of them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

from scoreboard.assets import static_dir
from scoreboard.contest.words import N_
from scoreboard.pages import table_of
from scoreboard.recount.one_script import one_script
from scoreboard.translation import LANGUAGES, say_in

MIMETYPE = "text/html; charset=utf-8"
_FIRST = "recount/start.js"
PAGE = "recount"
# What the scripts are written in.
_ENGLISH = "en"
_SAID = re.compile(r'(?<![\w.$])t\(\s*("(?:[^"\\\n]|\\.)*")')


def recount_page(export: Mapping[str, Any], language: str) -> str:
    """The page for a result as `results_document` has it, with `entries` and `seal`.

    It begins in `language`, and speaks the others too. Nothing in the result can end the element
    in which it stands, or run.
    """
    title = escape(str(export.get("subtitle") or export.get("title") or ""))
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{recount_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light">\n'
        f"<title>{title}</title>\n<style>{_sheet()}</style>\n</head>\n<body>\n"
        f"<noscript><p>{_without_scripts(language)}</p></noscript>\n"
        f'<script type="application/json" id="phrases">{_inside(_phrases())}</script>\n'
        f'<script type="application/json" id="results">{_inside(export)}</script>\n'
        f"<script>{_script()}</script>\n</body>\n</html>\n"
    )


def _without_scripts(language: str) -> str:
    return escape(say_in(language)(N_("This page reckons by itself: it needs JavaScript.")))


@cache
def recount_policy() -> str:
    """What the page may do, as a Content-Security-Policy: run its own script, and ask nobody."""
    return (
        f"default-src 'none'; script-src {_hash(_script())}; style-src {_hash(_sheet())}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _inside(value: object) -> str:
    """JSON that may stand in a script element of a page, whatever its texts hold."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    escaped = written.replace("<", "\\u003c").replace("\u2028", "\\u2028")
    return escaped.replace("\u2029", "\\u2029").encode("utf-8", "replace").decode()


@cache
def _script() -> str:
    # An end tag in a text or remark would end the element.
    joined = one_script(static_dir() / "js", _FIRST).replace("</", "<\\/")
    return f"(() => {{\n{joined}}})();\n"


@cache
def _sheet() -> str:
    sheets = table_of(static_dir()).pages[PAGE].sheets
    return "\n".join((static_dir() / "css" / sheet).read_text("utf-8") for sheet in sheets)


@cache
def _phrases() -> Mapping[str, Mapping[str, str]]:
    """What the scripts say, in each language but their own."""
    said = sorted({json.loads(found) for found in _SAID.findall(_script())})
    others = [language for language in LANGUAGES if language != _ENGLISH]
    return {one: {text: say_in(one)(text) for text in said} for one in others}
