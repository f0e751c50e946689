"""The entry point: green threads first, then imports, then serve."""

from __future__ import annotations

import os
import sys

# What listens needs green threads; what only reads a file and prints starts faster without them.
_SERVERS = ("serve", "demo", "follow")
# Settings that name another machine, which may have to be looked up while others are served.
QUEUE = "SCOREBOARD_MESSAGE_QUEUE"
ON_OTHER_MACHINES = ("SCOREBOARD_DATABASE_URL", QUEUE)


def main() -> None:
    """Run the command line."""
    # Ctrl-C while modules are read would leave a traceback, and half of the patching. There is
    # nothing yet that would have to be put in order. `signal` itself takes a while to be read.
    import _signal as signal  # type: ignore[import-not-found]  # noqa: PLC0415

    interrupted = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from scoreboard.output import steady_output  # noqa: PLC0415  # after that

    steady_output()
    serves = any(word in _SERVERS for word in sys.argv[1:3])
    if serves:
        # Only what serves pays for it.
        from scoreboard.servers.memory import begin  # noqa: PLC0415

        begin()
        _green_threads()
    # After the patching: the commands import what is patched.
    from scoreboard.cli import scoreboard  # noqa: PLC0415

    if not serves:
        # A command that has begun may have something to put in order.
        signal.signal(signal.SIGINT, interrupted)
    scoreboard(prog_name="scoreboard")


def _green_threads() -> None:
    """Make sockets, locks and sleeps cooperative, then import the first thing that uses them."""
    # Only what serves pays for it.
    from scoreboard.config import BadSetting, read_async_mode  # noqa: PLC0415

    try:
        mode = read_async_mode(os.environ)
    except BadSetting:
        return  # the command says so in its own words
    # psycopg would block the whole process, unless this is set before it is imported.
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_select")
    if not any(os.environ.get(name) for name in ON_OTHER_MACHINES):
        # eventlet's own asking for names takes 20 MB; a laptop by itself asks for nobody's address.
        os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
    # Only what serves pays for it.
    from scoreboard.servers import server_of  # noqa: PLC0415
    from scoreboard.servers.sparing import import_sockets  # noqa: PLC0415  # likewise

    server_of(mode).make_green()
    import_sockets(queue=bool(os.environ.get(QUEUE)))


if __name__ == "__main__":
    main()
