"""One claim over many sizes or modes: `make test` tries some, `make test-long` the others.

Of what is tried in a browser `make test` keeps the main road of each feature, what the hall would
lose and whatever else no cheaper test says; `make test-long` has its edges, marked `long` as well.
"""

from typing import Any

import pytest

from scoreboard.config import ASYNC_MODES


def later(*values: Any) -> Any:
    """One case of a test's parameters that is left to `make test-long`."""
    return pytest.param(*values, marks=pytest.mark.long)


# The kind of server that serves unless another is asked for, and then the others.
MODES = [ASYNC_MODES[0], *map(later, ASYNC_MODES[1:])]
