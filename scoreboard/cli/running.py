"""Serving until stopped: the port, what runs beside the answers, and the end by a signal."""

from __future__ import annotations

import io
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from scoreboard.cli.common import fail

if TYPE_CHECKING:
    from flask import Flask

    from scoreboard.servers.secure import Tls


def free_port(host: str, port: int) -> int:
    """The port to listen on (0: any free one), or the end with one line when it is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            fail(f"port {port} on {host} cannot be used: {error.strerror}. Try --port 0.")
        return int(probe.getsockname()[1])


def run(app: Flask, host: str, port: int, tls: Tls | None = None) -> None:
    """Serve until stopped."""
    from scoreboard.app import crowd_of, fonts_of, live_of, pair_of, services_of
    from scoreboard.pair import by_itself
    from scoreboard.servers import server_of
    from scoreboard.servers.memory import Tidy
    from scoreboard.servers.secure import OnlySecure
    from scoreboard.servers.stalls import StallWatch

    socketio, crowd = app.extensions["socketio"], crowd_of(app)
    live_of(app).watch()
    by_itself.run(pair_of(app), socketio.start_background_task, socketio.sleep)
    if socketio.async_mode != "threading":
        crowd.lane.open(socketio.server.eio, server_of(socketio.async_mode).soon)

    tidy = Tidy(crowd.quiet)

    def sweep() -> None:
        while True:
            socketio.sleep(1)
            crowd.sweep()
            tidy.look()

    socketio.start_background_task(sweep)
    _guard_file(app)
    socketio.start_background_task(fonts_of(app).watch, socketio.sleep)
    socketio.start_background_task(services_of(app).keeper.watch, socketio.sleep)
    second, newest = services_of(app).second_folder, services_of(app).keeper.newest
    socketio.start_background_task(second.watch, socketio.sleep, newest)
    if socketio.async_mode != "threading":
        stalls = StallWatch(socketio.sleep)
        socketio.start_background_task(stalls.run)
        if (metrics := app.extensions.get("scoreboard.metrics")) is not None:
            said = "Times that nobody was answered for long, and the longest."
            metrics.look_at(("scoreboard_stalls", said, "of", stalls.figures))
    served = app if tls is None else OnlySecure(app)
    server_of(socketio.async_mode).serve(served, host, port, crowd, tls)


def _guard_file(app: Flask) -> None:
    """From now on nothing is acknowledged that the file of that name would not hold."""
    from scoreboard.app import services_of
    from scoreboard.storage.file_guard import FileGuard
    from scoreboard.storage.open_file import OpenFile

    services, socketio = services_of(app), app.extensions["socketio"]
    if services.database.file is None:
        return
    file, backups = OpenFile(services.database.file), services.backups
    aside = app.extensions["scoreboard.in_thread"]
    guard = FileGuard(
        services.database, file, backups.folder, backups.now, aside, services.books.known,
        services.recovery.put_into,
    )  # fmt: skip
    socketio.start_background_task(guard.run, socketio.sleep)


def stop_on_signals(at_end: Callable[[], object] = lambda: None) -> None:
    """Let Ctrl-C and SIGTERM end the process at once and cleanly, after `at_end`.

    A KeyboardInterrupt would be raised in whichever green thread happens to run, and an orderly
    shutdown waits for open websockets for ever. What was acknowledged is committed, so nothing is
    lost by leaving now.
    """

    def stop(_signal: int, _frame: object) -> NoReturn:
        at_end()
        # Not print, for the signal may have come in the middle of one; not os.write either, which
        # green threads replace by one that waits for a full pipe.
        with suppress(OSError):
            io.FileIO(1, "wb", closefd=False).write(b"\nStopped.\n")
        os._exit(0)

    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, stop)
