"""What each page loads (`static/pages.toml`), and the files that the build hook made of it.

The build hook loads this file by its path before anything is installed, so it imports only the
standard library.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

TABLE = "pages.toml"
# Below `static`: what `bundling` makes. Each name but the manifest's changes with its content.
BUILT = "built"
MANIFEST = "manifest.json"


class Page(NamedTuple):
    """A row of the table: scripts below `js`, sheets below `css`."""

    scripts: tuple[str, ...]
    sheets: tuple[str, ...]
    # Whether scripts that are imported later stay in files of their own.
    apart: bool


class Table(NamedTuple):
    """What pages load, by their names; and the packages of scripts by theirs, below `vendor`."""

    pages: dict[str, Page]
    packages: dict[str, str]


def table_of(static: Path) -> Table:
    """The table of the pages, groups written out and each file of a page once."""
    table = tomllib.loads((static / TABLE).read_text("utf-8"))

    def written_out(kind: str, names: list[str]) -> Iterator[str]:
        for name in names:
            if name.startswith("*"):
                yield from written_out(kind, table[kind][name[1:]])
            else:
                yield name

    def files(kind: str, row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(written_out(kind, row.get(kind, []))))

    pages = {
        name: Page(files("scripts", row), files("sheets", row), row.get("apart", False))
        for name, row in table["pages"].items()
    }
    return Table(pages, table["packages"])


def sources(root: Path) -> list[Path]:
    """All files of a checkout that the built ones are made from."""
    static = root / "static"
    return [
        static / TABLE,
        *sorted((static / "js").rglob("*.js")),
        *sorted((static / "css").rglob("*.css")),
        *sorted((static / "vendor").glob("*/*.js")),
        *sorted((root / "scoreboard/translations").glob("*/LC_MESSAGES/*.po")),
        root / "package-lock.json",
        root / "scoreboard/bundling.py",
    ]


def fingerprint(root: Path) -> str:
    """Changes with any source of the built files."""
    found = hashlib.sha256()
    for path in sources(root):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        found.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return found.hexdigest()


def manifest_of(built: Path) -> dict[str, Any] | None:
    """What is built there; None where nothing is, or not whole.

    `made_from`: the fingerprint; `pages`: by name its `sheet`, and by language the files of
    `scripts` with those that they import `at_once`.
    """
    try:
        manifest: dict[str, Any] = json.loads((built / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return manifest


def built_is_current(root: Path) -> bool:
    """Whether the built files of a checkout were made from its very sources."""
    manifest = manifest_of(root / "static" / BUILT)
    return manifest is not None and manifest["made_from"] == fingerprint(root)
