"""The kinds of server that one claim is tried on."""

import pytest

from scoreboard.config import ASYNC_MODES

# The one that serves unless another is asked for; on the others `make test-long` tries it again.
MODES = [ASYNC_MODES[0], *(pytest.param(one, marks=pytest.mark.long) for one in ASYNC_MODES[1:])]
