"""Ctrl-C while a server is still being imported."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

INTERRUPTED = """
import os, signal, sys
import scoreboard.__main__ as program
program._green_threads = lambda: os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["scoreboard", "serve"]
program.main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_it_ends_at_once_and_says_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGINT
    assert (done.stdout, done.stderr) == ("", "")
