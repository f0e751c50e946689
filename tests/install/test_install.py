"""An organiser installs the scoreboard: from a wheel, from the sdist, editable, or not at all.

Every way is tried outside the checkout, on a clean copy of it, and must serve a page with its fonts
and scripts.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import threading
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
# What git would not hold, and what a copy has no use for.
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "*.mo", "*.db",
    "node_modules", "vendor", "built", "dist", "build", "scoreboard-data", "shapes.d.ts",
)  # fmt: skip
MADE = "static/vendor/socket.io-client/socket.io.esm.min.js"

pytestmark = pytest.mark.timeout(300)


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What the command says; where it fails, the test fails with all of it."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout


def copy_of_checkout(target: Path) -> Path:
    return Path(shutil.copytree(CHECKOUT, target, ignore=LEFT_OUT))


def empty_venv(folder: Path) -> Path:
    """The python of a new environment with nothing in it, not even pip."""
    venv.create(folder, symlinks=os.name != "nt")
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def lend_packages(python: Path) -> None:
    """Let an environment use the packages of ours; the scoreboard itself is not among them."""
    # A .pth file found this way is not read, so our own editable install stays out of sight.
    site = run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=Path("/")
    )
    Path(site.strip(), "lent.pth").write_text(sysconfig.get_path("purelib"), "utf-8")


def pip_install(python: Path, *what: str | Path, cwd: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    run(*pip, "install", "-q", *what, cwd=cwd, PIP_NO_INPUT="1")


@contextmanager
def served(*command: str | Path, cwd: Path, data: Path) -> Iterator[str]:
    """The address of a demo that is serving and plays nothing; it is stopped at the end."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "SCOREBOARD_DATA": str(data)}
    environment.pop("PYTHONPATH", None)
    with subprocess.Popen(
        [*map(str, command), "demo", "--no-play", "--port", "0"],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        # A server that says nothing ends the wait as one that stopped.
        alarm = threading.Timer(60, server.kill)
        alarm.start()
        try:
            yield _address(server)
        finally:
            alarm.cancel()
            server.terminate()


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout
    said = []
    for line in server.stdout:
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found[0]
    raise AssertionError("The server stopped without an address:\n" + "".join(said))


def check_page(address: str, *, built: bool = True) -> None:
    """The projector's page, and each style, script and font it needs, come from this server.

    `built`: as few files whose names are stamped, not as sources.
    """
    # The address is printed a moment before the port answers.
    patient = httpx.HTTPTransport(retries=5)
    with httpx.Client(base_url=address, transport=patient, timeout=30) as client:
        page = client.get("/e/nm2024/display")
        assert page.status_code == 200, page.text
        assert 'lang="zh-CN"' in page.text
        linked = re.findall(r'(?:href|src)="([^"]+\.(?:css|js)[^"]*)"', page.text)
        mapped = re.findall(r'"socket\.io-client":\s*"([^"]+)"', page.text)
        assert [path for path in linked if ".js" in path], "a page without a script"
        assert bool(mapped) is not built, "only sources import by bare names"
        assert ("/static/built/display.zh-CN-" in page.text) is built
        for path in [*linked, *mapped]:
            got = client.get(path)
            assert got.status_code == 200, path
            assert ("javascript" if ".js" in path else "css") in got.headers["content-type"], path
            assert "/built/" not in path or "immutable" in got.headers["cache-control"], path
        fonts = next(path for path in linked if "noto-sans-sc" in path or "/fonts/" in path)
        files = re.findall(r'url\("?([^")]+\.woff2)"?\)', client.get(fonts).text)
        assert len(files) > 90, "a font for Chinese comes in many parts"
        assert client.get(urljoin(fonts, files[0])).content.startswith(b"wOF2")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist built from a clean copy of the checkout, and the wheel built from that."""
    folder = tmp_path_factory.mktemp("built")
    copy = copy_of_checkout(folder / "copy")
    assert not (copy / MADE).exists(), "the copy must begin without what the hook makes"
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=copy)
    (sdist,) = folder.glob("*.tar.gz")
    # The sdist has it all, so this must do without npm: it could fetch nothing here.
    wheel = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps"]
    run(*wheel, "--no-build-isolation", "-q", "-w", folder, sdist, cwd=folder,
        npm_config_offline="true", npm_config_cache=str(folder / "no-cache"))  # fmt: skip
    return folder


def wheel_of(built: Path) -> Path:
    (wheel,) = built.glob("*.whl")
    return wheel


def test_a_wheel_holds_every_page_script_font_example_and_phrase(built: Path) -> None:
    with zipfile.ZipFile(wheel_of(built)) as archive:
        names = set(archive.namelist())
    for folder in ("templates", "static", "examples"):
        shipped = [path for path in (built / "copy" / folder).rglob("*") if path.is_file()]
        assert shipped, folder
        missing = {
            f"scoreboard/{path.relative_to(built / 'copy').as_posix()}" for path in shipped
        } - names
        assert not missing
    catalogs = list((CHECKOUT / "scoreboard/translations").rglob("*.po"))
    assert catalogs
    for po in catalogs:
        assert po.relative_to(CHECKOUT).with_suffix(".mo").as_posix() in names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "static/"))]


def test_a_wheel_installed_alone_in_an_empty_environment_serves(
    built: Path, tmp_path: Path
) -> None:
    python = empty_venv(tmp_path / "venv")
    pip_install(python, "-c", CHECKOUT / "constraints.txt", wheel_of(built), cwd=tmp_path)
    with served(python.with_name("scoreboard"), cwd=tmp_path, data=tmp_path / "data") as address:
        check_page(address)


@pytest.mark.long
def test_an_editable_install_serves_from_the_checkout(tmp_path: Path) -> None:
    copy = copy_of_checkout(tmp_path / "copy")
    python = empty_venv(tmp_path / "venv")
    lend_packages(python)
    pip_install(python, "--no-deps", "--no-build-isolation", "-e", copy, cwd=tmp_path)
    where = "import scoreboard.assets as a; print(a.static_dir())"
    assert Path(run(python, "-c", where, cwd=tmp_path).strip()) == copy / "static"
    with served(python.with_name("scoreboard"), cwd=tmp_path, data=tmp_path / "data") as address:
        check_page(address)
    with (copy / "static/js/display.js").open("a") as script:
        script.write("// changed\n")
    with served(python.with_name("scoreboard"), cwd=tmp_path, data=tmp_path / "data") as address:
        check_page(address, built=False)


@pytest.mark.long
def test_a_plain_checkout_makes_what_it_lacks_and_serves(tmp_path: Path) -> None:
    copy = copy_of_checkout(tmp_path / "copy")
    python = empty_venv(tmp_path / "venv")
    lend_packages(python)
    with served(python, "-m", "scoreboard", cwd=copy, data=tmp_path / "data") as address:
        check_page(address, built=False)
    assert (copy / MADE).is_file()
    assert list((copy / "scoreboard/translations").rglob("*.mo"))


@pytest.mark.long
def test_a_plain_checkout_without_npm_says_what_to_do(tmp_path: Path) -> None:
    copy = copy_of_checkout(tmp_path / "copy")
    python = empty_venv(tmp_path / "venv")
    start = "from scoreboard.assets import ensure_vendor; ensure_vendor()"
    done = subprocess.run(
        [python, "-c", start],
        cwd=copy,
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "run `make install` or `pip install -e .`" in done.stderr
    assert not (copy / MADE).exists(), "nothing half made"


def test_the_lists_of_packages_name_no_index(tmp_path: Path) -> None:
    lock = (CHECKOUT / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    constraints = (CHECKOUT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in constraints)
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in constraints}
    for wanted in project["dependencies"]:
        name = re.split(r"[\[><=~ ]", wanted)[0].lower().replace("_", "-")
        assert name in pinned, f"{name} is in pyproject.toml and not in constraints.txt"
