"""The design's promises about which script may import which."""

from __future__ import annotations

import math
import posixpath
import re
from functools import cache
from pathlib import Path

import pytest

import scoreboard
from scoreboard.limits import LARGEST_UPLOAD
from tests.unit.circles import circle

SCRIPTS = Path(scoreboard.__file__).parent.parent / "static" / "js"
# Whoever is lower knows nothing of who is higher. A page's script stands in no folder.
FLOORS = {"common": 0, "board": 1, "show": 2}
PAGES = {
    "audience",
    "desk",
    "display",
    "host",
    "judge",
    "overlay",
    "picture",
    "recount",
    "safety",
    "screens",
    "setup",
    "story",
}
PAGE_FLOOR, SCRIPT_FLOOR = 3, 4

_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*", re.DOTALL)
_TYPE = re.compile(r"""\bimport\(["'](\.[^"']+)["']\)""")
_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'`](\.[^"'`$]+)""")
_NAMES = re.compile(r"\bimport\s*\{([^}]*)\}\s*from\s*[\"'](\.[^\"']+)[\"']")
_TAKEN_APART = re.compile(r"\{\s*(\w[\w\s,]*)\}\s*=\s*await")
_EXPORT = re.compile(r"^export (?:async )?(?:function|const|class|let) (\w+)", re.MULTILINE)


@cache
def scripts() -> dict[str, str]:
    """The source of each script without its comments, by its path below static/js."""
    found = {str(path.relative_to(SCRIPTS)): path.read_text() for path in SCRIPTS.rglob("*.js")}
    return {name: _COMMENT.sub("", text) for name, text in sorted(found.items())}


def target(name: str, path: str) -> str:
    """The script that `path` names in the script `name`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def imports(name: str) -> set[str]:
    """The scripts that a script imports, at once or later."""
    return {target(name, path) for path in _IMPORT.findall(scripts()[name])}


def knows(name: str) -> set[str]:
    """The scripts that a script imports, and those whose types its comments name."""
    types = _TYPE.findall((SCRIPTS / name).read_text())
    return imports(name) | {target(name, path) for path in types}


def folder(name: str) -> str:
    """The folder of a script; empty for a page's own."""
    return name.split("/", maxsplit=1)[0] if "/" in name else ""


def floor(name: str) -> int:
    where = folder(name)
    return FLOORS.get(where, PAGE_FLOOR) if where else SCRIPT_FLOOR


def test_the_scripts_are_there_to_be_looked_at() -> None:
    assert {"desk.js", "common/live.js", "common/screen.js"} <= set(scripts())
    # A script that is fetched later is imported too.
    assert "common/screen.js" in imports("common/live.js")


def test_every_import_names_a_script_that_is_there() -> None:
    named = {(name, other) for name in scripts() for other in imports(name)}
    assert [pair for pair in sorted(named) if pair[1] not in scripts()] == []


def test_no_script_imports_itself_by_way_of_others() -> None:
    assert circle({name: imports(name) for name in scripts()}) == []


def test_every_folder_has_its_floor() -> None:
    assert {folder(name) for name in scripts()} - {""} == {*FLOORS, *PAGES}


@pytest.mark.parametrize("name", scripts())
def test_a_script_imports_from_its_own_folder_and_from_below(name: str) -> None:
    foreign = {other for other in knows(name) if folder(other) != folder(name)}
    assert [other for other in sorted(foreign) if floor(other) >= floor(name)] == []


def test_every_export_has_somebody_who_imports_it() -> None:
    used: set[tuple[str, str]] = set()
    for name, text in scripts().items():
        for names, path in _NAMES.findall(text):
            wanted = {one.split(" as ")[0].strip() for one in names.split(",")}
            used |= {(target(name, path), one) for one in wanted}
        later = {one.strip() for names in _TAKEN_APART.findall(text) for one in names.split(",")}
        used |= {(other, one) for other in imports(name) for one in later}
    exported = {(name, one) for name, text in scripts().items() for one in _EXPORT.findall(text)}
    assert [f"{name}: {one}" for name, one in sorted(exported - used - FOR_TESTS)] == []


def test_one_script_sends_requests() -> None:
    sends = {name for name, text in scripts().items() if re.search(r"(?<![.#\w])fetch\(", text)}
    assert sends == {"common/http.js", *FETCHES}


def test_the_scripts_know_the_largest_file_as_the_server_does() -> None:
    factors = re.search(r"LARGEST_UPLOAD = ([\d *]+);", scripts()["common/http.js"])
    assert factors is not None
    assert math.prod(int(one) for one in factors[1].split("*")) == LARGEST_UPLOAD


# What only a test asks for: the page shows it over time, or seldom.
FOR_TESTS = {
    ("common/count.js", "between"),
    # The browser's own cryptography is asked first, wherever it is there.
    ("recount/signature.js", "isSignedByHand"),
    ("recount/signature.js", "bytesOf"),
}
# What is no request to the API: the judge's own page, the files of a font, and style sheets.
FETCHES = {"desk/show/picture.js", "judge/token.js", "picture/fonts.js"}
