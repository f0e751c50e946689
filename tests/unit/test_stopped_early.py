"""Ctrl-C while a command is still being imported, and when it has begun."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.support.server import CHECKOUT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")

EVENT = CHECKOUT / "examples" / "nuclear-medicine-2024.toml"
# The signal comes when a module is first looked for.
INTERRUPTED = """
import os, runpy, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == when:
            os.kill(os.getpid(), signal.SIGINT)

when = sys.argv.pop(1)
sys.meta_path.insert(0, Finder())
runpy.run_module("scoreboard", run_name="__main__")
"""


@pytest.mark.parametrize("command", ["serve", "load"])
@pytest.mark.parametrize("when", ["scoreboard.output", "scoreboard.cli"])
def test_it_ends_at_once_and_says_nothing(command: str, when: str) -> None:
    done = interrupted(when, command)
    # A shell says 130.
    assert done.returncode == -signal.SIGINT
    assert (done.stdout, done.stderr) == ("", "")


def test_the_patching_is_left_at_once() -> None:
    done = interrupted("eventlet", "serve")
    assert done.returncode == -signal.SIGINT
    assert (done.stdout, done.stderr) == ("", "")


def test_a_command_that_has_begun_may_put_in_order_what_it_holds() -> None:
    done = interrupted("scoreboard.files.event.toml_file", "load", str(EVENT))
    assert done.returncode == 1
    assert done.stderr.strip() == "Aborted!"


def interrupted(when: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`scoreboard ARGUMENTS`, with a Ctrl-C just before a module is imported."""
    return subprocess.run(
        [sys.executable, "-c", INTERRUPTED, when, *arguments],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
