"""What many tests stand on, and which of them are run."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import is_hypothesis_test, settings

from tests.support.examples import ORDINARY

# Files with servers last longest and mostly wait, those of the app in one process never do: mixed
# they leave no core idle. Then come those with browsers, which stay open from one to the next; the
# quick ones fill what is left, so that no worker ends long after the others.
FIRST = (("server", "faults", "install", "security", "api"), ("browser",), ("unit",))

# Enough examples to find mistakes, few enough to run on a laptop before every commit and the same
# each time, so that what fails is what was changed; and as many as a property asks for, new ones.
settings.register_profile(
    "short", max_examples=25, deadline=None, print_blob=True, derandomize=True
)
settings.register_profile("long", max_examples=ORDINARY, deadline=None, print_blob=True)

if TYPE_CHECKING:
    from tests.support.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    # Imported here: most tests of the core never ask for the app, which takes longer than they do.
    from tests.support.routes import keep_compiled  # noqa: PLC0415
    from tests.support.site import Site  # noqa: PLC0415

    keep_compiled()

    return Site(tmp_path)


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "what is left out otherwise (marked `long`), and every property over many examples"
    parser.addoption("--long", action="store_true", help=told)


def pytest_configure(config: pytest.Config) -> None:
    told = (
        "long: an edge of a page, or a claim over many sizes, modes, days, faults; by --long only"
    )
    config.addinivalue_line("markers", told)
    config.addinivalue_line(
        "markers", "embedded: of SQLite alone, where others are of both databases"
    )
    settings.load_profile("long" if config.getoption("long") else "short")
    # Nothing that is imported or collected is ever let go: to search it for rubbish again and again
    # was a third of the time until the first test.
    gc.disable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = _long if config.getoption("long") else _short
    left_out = [item for item in items if not wanted(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if wanted(item)]
    items.sort(key=_mixed(items))


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def _mixed(items: list[pytest.Item]) -> Callable[[pytest.Item], tuple[int, float, int]]:
    """What sorts tests: the files of folders that stand together in `FIRST` are mixed evenly."""
    files: dict[str, list[Path]] = {}
    for path in dict.fromkeys(item.path for item in items):
        files.setdefault(path.parent.name, []).append(path)
    turns = {
        path: (group, its.index(path) / len(its), place)
        for group, folders in enumerate(FIRST)
        for place, folder in enumerate(folders)
        for its in [files.get(folder, [])]
        for path in its
    }
    return lambda item: turns[item.path]


def _short(item: pytest.Item) -> bool:
    return item.get_closest_marker("long") is None


def _long(item: pytest.Item) -> bool:
    return not _short(item) or is_hypothesis_test(getattr(item, "obj", None))
