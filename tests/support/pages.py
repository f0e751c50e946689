"""What pages load: under which addresses, and with how much on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urljoin

from flask.testing import FlaskClient

from scoreboard import bundling, pages
from scoreboard import delivery as delivering
from scoreboard.assets import static_dir
from scoreboard.delivery import Delivery, delivery
from tests.support.provide import Program, need
from tests.support.server import CHECKOUT

# What a browser offers in the hall: brotli it asks for only where there is TLS.
IN_THE_HALL = "gzip, deflate"


def file_with(script: str, page: str) -> re.Pattern[str]:
    """The address of the file by which a page gets a script: its own, or the page's built one."""
    if not delivery().is_built():
        return re.compile(rf"/{re.escape(script)}(\?|$)")
    languages = bundling.LANGUAGES
    built = [path for language in languages for path in delivery().files(page, language).scripts]
    return re.compile("|".join(map(re.escape, built)))


def esbuild() -> Program:
    """The program of the build hook, as `make lint` installs it with the other tools from npm."""
    found = bundling.program_in(CHECKOUT / "node_modules")
    if found is None:
        return Program(None, "esbuild is not here; `make lint` installs it.")
    return Program(str(found))


def built_in(folder: Path) -> Delivery:
    """The files that the build hook makes of this checkout: those it has, else made in a folder."""
    if pages.built_is_current(CHECKOUT):
        return Delivery(static_dir())
    program = Path(need(esbuild()))
    table, made_from = pages.table_of(static_dir()), pages.fingerprint(CHECKOUT)
    bundling.make_built(CHECKOUT, program, table, made_from, folder / "built")
    return Delivery(static_dir(), folder / "built")


@contextmanager
def delivered(what: Delivery) -> Iterator[None]:
    """Every page of this process is delivered by it until the block ends."""
    with patch.object(delivering, "Delivery", lambda _: what):
        delivery.cache_clear()
        yield
    delivery.cache_clear()


class _Loaded(HTMLParser):
    """What a browser loads with a page at once; not what stands in templates."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._waiting = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self._waiting += tag in ("template", "noscript")
        if self._waiting:
            return
        if tag == "link" and has.get("rel") in ("stylesheet", "modulepreload", "icon"):
            self.found.append(has["href"])
        if tag in ("script", "img") and has.get("src"):
            self.found.append(has["src"])

    def handle_endtag(self, tag: str) -> None:
        self._waiting -= tag in ("template", "noscript")


@dataclass(frozen=True)
class Asked:
    """One request of a page load: how much came, and whether it will be asked for again."""

    path: str
    size: int
    kept: bool


def load(client: FlaskClient, path: str, offer: str = IN_THE_HALL) -> list[Asked]:
    """What a browser asks for that opens a page of built files, the page itself first.

    Fonts are not followed: which pieces a browser takes depends on the text.
    """
    asked: dict[str, Asked] = {}
    waiting = [path]
    while waiting:
        address = waiting.pop(0)
        if address in asked or address.startswith("data:"):
            continue
        answer = client.get(address, headers={"Accept-Encoding": offer})
        assert answer.status_code == 200, address
        kept = "immutable" in answer.headers["Cache-Control"]
        asked[address] = Asked(address, len(answer.data), kept)
        plain = client.get(address)
        if plain.mimetype == "text/html":
            page = _Loaded()
            page.feed(plain.text)
            waiting += page.found
        if plain.mimetype == "text/javascript":
            waiting += [
                urljoin(address, other)
                for other in re.findall(r'\b(?:from|import)"(\./[^"]+)"', plain.text)
            ]
    return list(asked.values())
