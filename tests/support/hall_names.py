"""`scoreboard`, in a hall whose names lead to this machine.

python -m tests.support.hall_names first.test,second.test serve …

Browsers are told of such names by a flag; a laptop that asks the other one by its name is not.
"""

from __future__ import annotations

import socket
import sys
from typing import Any


def main() -> None:
    """Run a command where these names are known."""
    names, found = sys.argv.pop(1).split(","), socket.getaddrinfo

    def find(host: Any, *rest: Any, **more: Any) -> Any:
        return found("127.0.0.1" if host in names else host, *rest, **more)

    socket.getaddrinfo = find
    from scoreboard.__main__ import main as scoreboard  # noqa: PLC0415  # after the names are known

    scoreboard()


if __name__ == "__main__":
    main()
