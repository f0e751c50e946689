"""What each page loads: the table of the pages, and the files that are made of it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from scoreboard import delivery as delivering
from scoreboard import pages
from scoreboard.assets import static_dir, templates_dir
from scoreboard.bundling import BundlingError, make_built
from scoreboard.delivery import Delivery
from scoreboard.recount.page import PAGE as RECOUNT
from tests.support.pages import built_in, esbuild
from tests.support.provide import need

STATIC = static_dir()
TABLE = pages.table_of(STATIC)
LOADED = re.compile(r'made_of = (.*) %\}|files_of\(("\w+")\)')
TEMPLATES = {
    path.name: path.read_text("utf-8")
    for path in templates_dir().glob("*.html")
    if path.name != "base.html"
}


def test_every_page_is_made_of_a_row_of_the_table_and_every_row_is_a_pages() -> None:
    used = set()
    for name, text in TEMPLATES.items():
        said = ["".join(found) for found in LOADED.findall(text)]
        assert said or "{% extends" not in text, name
        # A row is named in a list, or by what decides between two.
        used |= {row for one in said for row in re.findall(r'"(\w+)"', one)} - {"see_desk"}
        assert "url_for('static'" not in text, name
    # This one is made by itself, with no template.
    assert used | {RECOUNT} == TABLE.pages.keys()


def test_every_file_of_the_table_is_there_and_every_script_of_a_page_is_in_it() -> None:
    own = {f"{path.stem}.js" for path in (STATIC / "js").glob("*.js")}
    named = {script for page in TABLE.pages.values() for script in page.scripts}
    assert own <= named
    files = [f"js/{script}" for script in named]
    files += [f"css/{sheet}" for page in TABLE.pages.values() for sheet in page.sheets]
    files += [f"vendor/{path}" for path in TABLE.packages.values()]
    assert [path for path in files if not (STATIC / path).is_file()] == []


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The sources of two small pages, with a package and a phrase."""
    root = tmp_path / "checkout"
    catalog = root / "scoreboard/translations/zh_Hans_CN/LC_MESSAGES"
    sources = {
        "static/pages.toml": (
            '[packages]\nkit = "kit/kit.js"\n[scripts]\nall = ["common.js"]\n[sheets]\n'
            '[pages.hall]\nscripts = ["hall.js", "*all"]\nsheets = ["a.css", "b.css"]\n'
            '[pages.phone]\napart = true\nscripts = ["hall.js", "*all"]\nsheets = ["a.css"]\n'
        ),
        "static/js/common.js": 'export const t = (said) => said;\ndocument.title = t("Hello");\n',
        "static/js/hall.js": (
            'import { kit } from "kit";\nimport { t } from "./common.js";\n'
            "export const later = (again) => import(`./later.js${again}`);\n"
            'kit(t("Not translated"), later);\n'
        ),
        "static/js/later.js": 'import { t } from "./common.js";\nexport default t("Later");\n',
        "static/vendor/kit/kit.js": "export const kit = console.log;\n",
        "static/css/a.css": "@layer base;\n",
        "static/css/b.css": "@layer base { p { & b { color: red; } } }\n",
        "package-lock.json": "{}",
        "scoreboard/bundling.py": "",
    }
    for name, text in sources.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    catalog.mkdir(parents=True)
    (catalog / "messages.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Hello"\nmsgstr "你好"\n\nmsgid "Later"\nmsgstr "之后"\n',
        "utf-8",
    )
    return root


def make(root: Path) -> Path:
    built = root / "static" / pages.BUILT
    table = pages.table_of(root / "static")
    make_built(root, Path(need(esbuild())), table, pages.fingerprint(root), built)
    return built


def text_of(delivery: Delivery, page: str, language: str) -> str:
    (script,) = delivery.files(page, language).scripts
    return (delivery.static / script).read_text("utf-8")


def test_a_page_is_one_script_for_each_language_and_one_sheet(checkout: Path) -> None:
    built = make(checkout)
    delivery = Delivery(checkout / "static")
    assert delivery.is_built()
    assert {"你好", "之后"} <= set(re.findall(r"[一-龥]+", text_of(delivery, "hall", "zh-CN")))
    assert "Hello" in text_of(delivery, "hall", "en")
    # One without a translation is said in English.
    assert "Not translated" in text_of(delivery, "hall", "zh-CN")
    (sheet,) = delivery.files("hall", "en").sheets
    assert (delivery.static / sheet).read_text() == "@layer base;@layer base{p{& b{color:red}}}\n"
    # What the phone imports later lies beside its script, which lies in a folder of its own.
    (script,) = delivery.files("phone", "zh-CN").scripts
    beside = {path.name for path in (delivery.static / script).parent.glob("*.js")}
    assert "later.js" in beside
    assert "之后" not in text_of(delivery, "phone", "zh-CN")
    # The same sources are made into the same names.
    before = sorted(path.relative_to(built) for path in built.rglob("*"))
    shutil.rmtree(built)
    make(checkout)
    assert sorted(path.relative_to(built) for path in built.rglob("*")) == before


def test_a_name_changes_with_what_is_in_the_file_and_only_then(checkout: Path) -> None:
    make(checkout)
    before = Delivery(checkout / "static")
    kept = {page: before.files(page, "en") for page in ("hall", "phone")}
    (checkout / "static/css/b.css").write_text("@layer base { p { color: blue; } }\n")
    make(checkout)
    after = Delivery(checkout / "static")
    assert after.files("hall", "en").sheets != kept["hall"].sheets
    assert after.files("hall", "en").scripts == kept["hall"].scripts
    assert after.files("phone", "en") == kept["phone"]
    # What is imported later renames the whole, which names it.
    (checkout / "static/js/later.js").write_text("export default 1;\n")
    make(checkout)
    assert Delivery(checkout / "static").files("phone", "en").scripts != kept["phone"].scripts


def test_a_checkout_whose_sources_were_changed_since_loads_the_sources(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "LOOK_AGAIN", -1)
    make(checkout)
    serving = Delivery(checkout / "static")
    script = checkout / "static/js/later.js"
    # Only looked at.
    os.utime(script)
    again = Delivery(checkout / "static")
    assert again.is_built()
    script.write_text("export default 2;\n")
    for delivery in (again, Delivery(checkout / "static")):
        assert not delivery.is_built()
        files = delivery.files("hall", "zh-CN")
        assert files.scripts == ("js/hall.js", "js/common.js")
        assert files.sheets == ("css/a.css", "css/b.css")
    assert not serving.is_built()


def test_nothing_is_half_made(checkout: Path) -> None:
    built = make(checkout)
    before = (built / pages.MANIFEST).read_text()
    (checkout / "static/js/later.js").write_text('import { gone } from "./gone.js";\ngone();\n')
    with pytest.raises(BundlingError, match=r"gone\.js"):
        make(checkout)
    assert (built / pages.MANIFEST).read_text() == before
    assert [path.name for path in (checkout / "static").glob(".*")] == []
    shutil.rmtree(built)
    assert not Delivery(checkout / "static").is_built()


@pytest.mark.long
def test_the_built_files_of_all_pages_are_this_checkouts(tmp_path: Path) -> None:
    delivery = built_in(tmp_path)
    assert delivery.is_built()
    for name, page in TABLE.pages.items():
        for language in ("en", "zh-CN"):
            files = delivery.files(name, language)
            assert len(files.scripts) == bool(page.scripts)
            assert len(files.sheets) == bool(page.sheets)
            for path in (*files.scripts, *files.sheets, *files.at_once):
                assert (delivery.built / path.removeprefix("built/")).is_file()
