"""Makes the files that pages are delivered as: one script for each language, one style sheet.

The build hook loads this file by its path, so it imports only the standard library, and what the
hook asks for: Babel and Brotli. esbuild joins and minifies, and comes from npm as a program.

A phrase is put into its language where a script says it, so each file has its own and no other.
"""

import gzip
import hashlib
import json
import posixpath
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

# The language as HTML names it, and the catalog of its phrases; scripts are written in English.
LANGUAGES = {"en": None, "zh-CN": "zh_Hans_CN"}
# The first browsers that know import maps and say so, as templates/_starting.html asks them.
SCRIPT_TARGET = "chrome96,firefox108,safari16.4"
# The first that know nested rules, in which the sheets are written: none is put otherwise.
STYLE_TARGET = "chrome120,firefox117,safari17.2"
# Larger than this part of a file, its compressed copy is not worth a place on the disk.
WORTH = 0.95
# The best is 2 % smaller and takes more than twice as long.
BROTLI_QUALITY = 10

_LATER = re.compile(r"\bimport\(`(\.[^`$]+)\$\{again\}`\)")
_AT_ONCE = re.compile(r"""(?:\bfrom|^import)\s*["'](\.[^"']+)["']""", re.MULTILINE)
_SAID = re.compile(r'(?<![\w.$])t\(\s*("(?:[^"\\\n]|\\.)*")')
_ONLY_LEADS_ON = re.compile(r'import"\./([\w.-]+)";\s*')


class BundlingError(Exception):
    """esbuild could not make the files; the message has what it said."""


class Page(Protocol):
    """A row of `pages.pages_of`."""

    @property
    def scripts(self) -> tuple[str, ...]: ...
    @property
    def sheets(self) -> tuple[str, ...]: ...
    @property
    def apart(self) -> bool: ...


class Table(Protocol):
    """What `pages.table_of` answers."""

    @property
    def pages(self) -> Mapping[str, Page]: ...
    @property
    def packages(self) -> Mapping[str, str]: ...


def program_in(modules: Path) -> Path | None:
    """The esbuild for this machine in a `node_modules`: a program that needs no Node.js."""
    found = [*modules.glob("@esbuild/*/bin/esbuild"), *modules.glob("@esbuild/*/esbuild.exe")]
    return found[0] if found else None


def make_built(root: Path, esbuild: Path, table: Table, made_from: str, target: Path) -> None:
    """Fill `target` with each page's files and their manifest, whole or not at all.

    Raises `BundlingError`.
    """
    # Beside the target, so that putting it in place is one rename.
    fresh = Path(tempfile.mkdtemp(prefix=".built-", dir=target.parent))
    try:
        with tempfile.TemporaryDirectory(prefix="scoreboard-pages-") as scratch:
            making = _Making(root / "static", esbuild, table, Path(scratch), fresh)
            making.sheets()
            for language, catalog in LANGUAGES.items():
                making.scripts(language, _phrases(root, catalog))
        _compress(fresh)
        manifest = {"made_from": made_from, "pages": making.made}
        (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1), "utf-8")
        fresh.chmod(0o755)
        with tempfile.TemporaryDirectory(prefix=".built-", dir=target.parent) as old:
            if target.exists():
                target.replace(Path(old, "old"))
            fresh.replace(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


class _Making:
    def __init__(
        self, static: Path, esbuild: Path, table: Table, scratch: Path, target: Path
    ) -> None:
        self._static, self._esbuild, self._pages = static, esbuild, table.pages
        self._packages = table.packages
        self._scratch, self._target = scratch, target
        # All that esbuild reads lies below the folder it works in: its names hold no path of ours.
        for path in table.packages.values():
            copy = scratch / "vendor" / path
            copy.parent.mkdir(parents=True)
            shutil.copyfile(static / "vendor" / path, copy)
        self.made: dict[str, dict[str, Any]] = {name: {} for name in table.pages}

    def sheets(self) -> None:
        """One sheet for each page that has any."""
        work = self._scratch / "css"
        work.mkdir()
        for name, page in self._pages.items():
            texts = [(self._static / "css" / sheet).read_text("utf-8") for sheet in page.sheets]
            if texts:
                (work / f"{name}.css").write_text("\n".join(texts), "utf-8")
        entries = sorted(work.iterdir())
        self._run(*entries, "--minify", f"--target={STYLE_TARGET}", f"--outdir={work}/out")
        for entry in entries:
            content = (work / "out" / entry.name).read_bytes()
            self.made[entry.stem]["sheet"] = self._keep(f"{entry.stem}-{{}}.css", content)

    def scripts(self, language: str, phrases: Mapping[str, str]) -> None:
        """The scripts of all pages, each saying its phrases in one language."""
        whole, apart = self._scratch / language / "whole", self._scratch / language / "apart"
        _copy_scripts(self._static, whole, phrases, lambda path: f'import("{path}")')
        _copy_scripts(
            self._static, apart, phrases,
            # It will lie beside who asks for it; an address like this esbuild leaves alone.
            lambda path: f'import(new URL("{_own_name(path)}" + again, import.meta.url).href)',
        )  # fmt: skip
        joined = [name for name, page in self._pages.items() if page.scripts and not page.apart]
        for name in joined:
            _write_entry(whole / f"{name}.js", self._pages[name])
        entries = [whole / f"{name}.js" for name in joined]
        self._bundle(*entries, f"--outdir={whole}/out")
        for name in joined:
            content = (whole / "out" / f"{name}.js").read_bytes()
            kept = self._keep(f"{name}.{language}-{{}}.js", content)
            self.made[name][language] = {"script": kept, "at_once": []}
        for name, page in self._pages.items():
            if page.scripts and page.apart:
                self.made[name][language] = self._in_parts(name, page, language, apart)

    def _in_parts(self, name: str, page: Page, language: str, tree: Path) -> dict[str, Any]:
        """A folder with what the page begins with, and a file for each script it imports later."""
        later = _imported_later(self._static / "js", page.scripts)
        main, out = tree / "main.js", tree / "out"
        _write_entry(main, page)
        for path in later:
            # With all the page begins with in each of them, esbuild makes one file of that.
            script = tree / "js" / path
            up = "../" * len(PurePosixPath(path).parts)
            script.write_text(f'import "{up}main.js";\n{script.read_text("utf-8")}', "utf-8")
        entries = [main, *(tree / "js" / path for path in later)]
        self._bundle(*entries, f"--outdir={out}", "--splitting", "--entry-names=[name]")
        start = "main.js"
        if led_on := _ONLY_LEADS_ON.fullmatch((out / start).read_text("utf-8")):
            (out / start).unlink()
            start = led_on[1]
        text = (out / start).read_text("utf-8")
        files = sorted(out.iterdir())
        stamp = _stamp(b"".join(file.name.encode() + file.read_bytes() for file in files))
        folder = f"{name}.{language}-{stamp}"
        out.rename(self._target / folder)
        at_once = re.findall(r'\bfrom"\./([\w.-]+)"', text)
        return {"script": f"{folder}/{start}", "at_once": [f"{folder}/{one}" for one in at_once]}

    def _bundle(self, *arguments: str | Path) -> None:
        packages = [f"--alias:{name}=./vendor/{path}" for name, path in self._packages.items()]
        fixed = ("--bundle", "--minify", "--format=esm", "--charset=utf8")
        self._run(*arguments, *fixed, f"--target={SCRIPT_TARGET}", *packages)

    def _run(self, *arguments: str | Path) -> None:
        command = [self._esbuild, *arguments, "--log-level=warning"]
        done = subprocess.run(  # noqa: S603  # the command is ours
            command, cwd=self._scratch, capture_output=True, text=True, check=False
        )
        # What esbuild warns of would break in a browser: an import it cannot follow, a wrong rule.
        if done.returncode or done.stderr.strip():
            raise BundlingError(f"esbuild could not make the pages' files:\n{done.stderr.strip()}")

    def _keep(self, name: str, content: bytes) -> str:
        stamped = name.format(_stamp(content))
        (self._target / stamped).write_bytes(content)
        return stamped


def _stamp(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _own_name(path: str) -> str:
    return PurePosixPath(path).name


def _write_entry(entry: Path, page: Page) -> None:
    lines = [f'import "./js/{script}";\n' for script in page.scripts]
    entry.write_text("".join(lines), "utf-8")


def _copy_scripts(
    static: Path, tree: Path, phrases: Mapping[str, str], later: Callable[[str], str]
) -> None:
    """The scripts with their phrases said, and with another way to import what comes later."""

    def said(call: re.Match[str]) -> str:
        phrase = json.loads(call[1])
        return f"t({json.dumps(phrases.get(phrase) or phrase, ensure_ascii=False)}"

    for path in (static / "js").rglob("*.js"):
        text = _LATER.sub(lambda found: later(found[1]), path.read_text("utf-8"))
        copy = tree / path.relative_to(static)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_SAID.sub(said, text), "utf-8")


def _imported_later(folder: Path, scripts: tuple[str, ...]) -> list[str]:
    """The scripts that these, and what they import, import later; and those of these in turn."""
    seen: set[str] = set()
    later: set[str] = set()
    waiting = list(scripts)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        text = (folder / name).read_text("utf-8")
        found = [_path_from(name, path) for path in _LATER.findall(text)]
        later.update(found)
        waiting += [*found, *(_path_from(name, path) for path in _AT_ONCE.findall(text))]
    if len({_own_name(path) for path in later}) < len(later):
        raise BundlingError(f"two of these have one name: {sorted(later)}")
    return sorted(later)


def _path_from(name: str, path: str) -> str:
    """The script that a script imports by this path, both below the folder of scripts."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _phrases(root: Path, catalog: str | None) -> dict[str, str]:
    from babel.messages.pofile import read_po  # noqa: PLC0415  # the hook's, not the server's

    if catalog is None:
        return {}
    path = root / "scoreboard/translations" / catalog / "LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


def _compress(folder: Path) -> None:
    """A `.gz` and a `.br` beside each file where they are worth it."""
    import brotli  # noqa: PLC0415  # the hook's, not the server's

    def write(content: bytes) -> None:
        small = {".gz": gzip.compress(content, 9, mtime=0)}
        small[".br"] = brotli.compress(content, quality=BROTLI_QUALITY)
        for ending, compressed in small.items():
            if len(compressed) < WORTH * len(content):
                for path in alike[content]:
                    path.with_name(path.name + ending).write_bytes(compressed)

    alike: dict[bytes, list[Path]] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            alike.setdefault(path.read_bytes(), []).append(path)
    # Both let other threads work while they compress.
    with ThreadPoolExecutor() as pool:
        list(pool.map(write, list(alike)))
