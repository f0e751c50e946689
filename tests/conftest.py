"""What many tests stand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

# Files with servers and browsers last minutes and mostly wait: they begin first, and the quick ones
# fill what is left, so that no worker ends long after the others.
FIRST = ("server", "install", "browser", "api", "unit")

if TYPE_CHECKING:
    from tests.support.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    # Imported here: most tests of the core never ask for the app, which takes longer than they do.
    from tests.support.site import Site  # noqa: PLC0415

    return Site(tmp_path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: FIRST.index(item.path.parent.name))
