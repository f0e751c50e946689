"""What many tests stand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    # Imported here: most tests of the core never ask for the app, which takes longer than they do.
    from tests.support.site import Site  # noqa: PLC0415

    return Site(tmp_path)
