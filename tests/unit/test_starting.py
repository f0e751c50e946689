"""What watches a page's start must itself run in browsers that run nothing else of the page."""

import re

from scoreboard.assets import templates_dir

# Whatever came with ES2015 and later, as far as such a script would use it.
LATER = re.compile(r"=>|\b(let|const|class|async|await|import)\b|`|\?\.|\?\?|\.\.\.[A-Za-z]")


def test_the_script_that_watches_the_start_is_written_for_old_browsers() -> None:
    text = (templates_dir() / "_starting.html").read_text(encoding="utf-8")
    script = re.search(r"<script[^>]*>(.*)</script>", text, re.DOTALL)
    assert script
    code = "\n".join(re.sub(r"//.*", "", line) for line in script[1].splitlines())
    code = re.sub(r"\{\{.*?\}\}", "0", code, flags=re.DOTALL)
    code = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|/[^/\n]+/\.test", "0", code)
    assert "XMLHttpRequest" in code
    assert LATER.findall(code) == []


def test_every_page_is_watched() -> None:
    base = (templates_dir() / "base.html").read_text(encoding="utf-8")
    assert base.index('"_starting.html"') < base.index("files_of(")
    whole = [path.name for path in templates_dir().glob("*.html") if not path.name.startswith("_")]
    for name in whole:
        text = (templates_dir() / name).read_text(encoding="utf-8")
        inherits = text.startswith('{% extends "base.html" %}')
        # A page without a script has nothing that could fail to start.
        assert name == "base.html" or inherits or "<script" not in text, name
