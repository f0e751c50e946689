"""The tags of a page's files, for templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import quote

from flask import url_for
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from scoreboard.delivery import Files, delivery
from scoreboard.web.page import nonce, page_language
from scoreboard.web.static_files import vendored


def files_of(*names: str) -> Markup:
    """The tags of what pages of the table `static/pages.toml` load together, for this request.

    Of what is built they are the same for every reader of a language; only where sources are
    loaded an inline script stands among them, which carries the answer's nonce.
    """
    delivered, language = delivery(), page_language()
    files = [delivered.files(name, language) for name in names]
    tags = [*_sheets(files)]
    scripts = [script for one in files for script in one.scripts]
    if scripts and not delivered.is_built():
        tags.append(_import_map())
    preload = Markup('<link rel="modulepreload" href="{}">')
    tags += [preload.format(_href(path)) for one in files for path in one.at_once]
    module = Markup('<script type="module" src="{}"></script>')
    tags += [module.format(_href(path)) for path in scripts]
    return Markup("\n  ").join(tags)


def font_href() -> str:
    """The sheet of the font that comes with the server."""
    return _href(vendored("noto-sans-sc/index.css"))


def icon_href() -> str:
    """The icon itself as an address: nobody has to ask for it."""
    return _icon(delivery().static)


@cache
def _icon(static: Path) -> str:
    drawn = " ".join((static / "icon.svg").read_text("utf-8").split())
    return "data:image/svg+xml," + quote(drawn, safe=" =:/'")


def _sheets(files: list[Files]) -> list[Markup]:
    sheets = dict.fromkeys(sheet for one in files for sheet in one.sheets)
    return [Markup('<link rel="stylesheet" href="{}">').format(_href(path)) for path in sheets]


def _import_map() -> Markup:
    packages = delivery().table.packages.items()
    imports = {name: _href(f"vendor/{path}") for name, path in packages}
    text = htmlsafe_json_dumps({"imports": imports})
    return Markup('<script type="importmap" nonce="{}">{}</script>').format(nonce(), text)


def _href(path: str) -> str:
    return url_for("static", filename=path)
