"""The programs that tests need beside Python packages: found on the machine, or installed.

`python -m tests.support.provide` (run by `make test`) installs what is missing; tests only look.
With SCOREBOARD_TEST_REQUIRE=all a missing program is a failure, otherwise its tests are skipped.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

# The one without windows first: it opens a page for half the processor time.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


@dataclass(frozen=True)
class Program:
    """A program's path, or the sentence that says why there is none."""

    path: str | None
    reason: str = ""


def required() -> bool:
    """Whether a missing program fails the tests instead of skipping them."""
    return os.environ.get("SCOREBOARD_TEST_REQUIRE", "") == "all"


def need(program: Program) -> str:
    """Its path; where there is none the test is skipped with the reason, or fails if required."""
    import pytest  # noqa: PLC0415 - looking for programs needs no test runner

    if program.path is None:
        (pytest.fail if required() else pytest.skip)(program.reason)
    return program.path


def chromium() -> Program:
    """A Chromium or Chrome that starts: the machine's own, else Playwright's download."""
    for path in _chromium_places():
        if _starts(path):
            return Program(path)
    return Program(None, "There is no Chromium or Chrome here; `make test` tries to install one.")


def install_chromium() -> None:
    """Install Chromium: the distribution's package where allowed, else Playwright's download."""
    packages = ("chromium-headless-shell", "chromium")
    if not any(_apt_install(one) and chromium().path for one in packages):
        _quietly([sys.executable, "-m", "playwright", "install", "chromium"], seconds=600)


def postgresql() -> Program:
    """The folder of PostgreSQL's own programs, which distributions keep out of the way."""
    initdb = shutil.which("initdb")
    places = [Path(initdb).parent] if initdb else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = next((place for place in places if _starts(str(place / "postgres"))), None)
    if found is None:
        return Program(None, "There is no PostgreSQL here; `make test` tries to install one.")
    if find_spec("psycopg") is None:
        return Program(None, "PostgreSQL's driver is not here: pip install 'scoreboard[large]'.")
    return Program(str(found))


def install_postgresql() -> None:
    """Install the distribution's package, where that is allowed."""
    _apt_install("postgresql")


def redis_server() -> Program:
    """Redis's server."""
    path = shutil.which("redis-server")
    if path is None:
        return Program(None, "There is no Redis here; `make test` tries to install one.")
    if find_spec("redis") is None:
        return Program(None, "Redis's driver is not here: pip install 'scoreboard[large]'.")
    return Program(path)


def install_redis() -> None:
    """Install the distribution's package, where that is allowed."""
    _apt_install("redis-server")


def nginx() -> Program:
    """The server before several processes; distributions keep it where only root looks."""
    path = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    return Program(path, "There is no nginx here; `make test` tries to install one.")


def install_nginx() -> None:
    """Install the distribution's smallest package, where that is allowed."""
    _apt_install("nginx-light")


def systemd_analyze() -> Program:
    """Looks through units for mistakes; it needs no running systemd."""
    path = shutil.which("systemd-analyze")
    return Program(path, "There is no systemd here; `make test` tries to install it.")


def install_systemd() -> None:
    """Install the distribution's package, where that is allowed."""
    _apt_install("systemd")


# A program the tests need: what it is called, how it is found, how it is installed.
PROGRAMS: Sequence[tuple[str, Callable[[], Program], Callable[[], None]]] = (
    ("A browser", chromium, install_chromium),
    ("PostgreSQL", postgresql, install_postgresql),
    ("Redis", redis_server, install_redis),
    ("nginx", nginx, install_nginx),
    ("systemd-analyze", systemd_analyze, install_systemd),
)


def main() -> int:
    """Find or install every program; 1 where one that is required cannot be had."""
    missing = False
    for name, find, install in PROGRAMS:
        program = find()
        if program.path is None:
            print(f"{name} for the tests: none here, installing one.", flush=True)
            install()
            program = find()
        missing = missing or program.path is None
        print(f"{name} for the tests: {program.path or program.reason}", flush=True)
    return 1 if missing and required() else 0


def _chromium_places() -> Iterator[str]:
    yield from filter(None, map(shutil.which, CHROMIUM_NAMES))
    yield from CHROMIUM_PLACES
    # In a process of its own: a test that asks may have a Playwright running already.
    asked = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], stdout=subprocess.PIPE, text=True, check=False
    )
    yield told.stdout.strip()


def _starts(path: str) -> bool:
    """Whether it answers: a distribution may ship a name that only points to a shop."""
    return Path(path).is_file() and _quietly([path, "--version"], seconds=30)


def _apt_install(package: str) -> bool:
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return False
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    return _quietly(["apt-get", "update", "-qq"], seconds=300) and _quietly(install, seconds=600)


def _quietly(command: list[str], *, seconds: float) -> bool:
    """Whether the command succeeds; what it says is shown only when it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return False
    if done.returncode:
        print(f"{command[0]}: {done.stderr.strip()[-400:]}", file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
