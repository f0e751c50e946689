"""Every word shown goes through translation, and the Chinese catalog is complete."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from scoreboard.assets import templates_dir, translations_dir
from scoreboard.extraction import scripts
from scoreboard.web.page import phrases

ROOT = Path(__file__).parents[2]
CATALOG = translations_dir() / "zh_Hans_CN" / "LC_MESSAGES" / "messages.po"
NAMES = re.compile(r"%\((\w+)\)([a-z])")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Said the same in both languages.
SAME_IN_BOTH = {"PIN"}


@cache
def catalog() -> Catalog:
    with CATALOG.open("rb") as file:
        return read_po(file, locale="zh_Hans_CN")


@cache
def extracted() -> dict[str, set[str]]:
    """Every message id in code, templates and scripts, with the files it stands in."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(re.findall(r"--keyword=(\S+)", makefile))}
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")

    def worth_a_look(folder: str) -> bool:
        first, *rest = Path(folder).relative_to(ROOT).parts
        return first in ("scoreboard", "templates", "static") and "vendor" not in rest

    found: dict[str, set[str]] = {}
    for place, _, ids, _, _ in extract_from_dir(
        ROOT, methods, options, keywords, directory_filter=worth_a_look
    ):
        for text in ids if isinstance(ids, tuple) else (ids,):
            found.setdefault(text, set()).add(place)
    return found


def messages() -> list[Message]:
    return [message for message in catalog() if message.id]


def ids_of(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, (list, tuple)) else [message.id]


def said(message: Message) -> list[str]:
    """What is shown in Chinese: one form, as Chinese has no plural."""
    forms = message.string
    return list(forms) if isinstance(forms, (list, tuple)) else [forms]


def names(text: str) -> set[tuple[str, str]]:
    return set(NAMES.findall(text))


def test_there_is_a_catalog_and_something_to_translate() -> None:
    assert len(messages()) > 150
    assert len(extracted()) > 150
    places = {place.split("/")[0] for found in extracted().values() for place in found}
    assert places == {"scoreboard", "templates", "static"}


def test_the_catalog_holds_what_is_said_and_nothing_else() -> None:
    known = {text for message in messages() for text in ids_of(message)}
    assert extracted().keys() - known == set(), "make messages, then translate"
    assert known - extracted().keys() == set(), "nobody says this any more"


def test_every_message_is_translated() -> None:
    missing = [message.id for message in messages() if not all(said(message)) or message.fuzzy]
    assert missing == []


def test_a_translation_is_chinese() -> None:
    english = {text for message in messages() for text in said(message) if not CHINESE.search(text)}
    assert english <= SAME_IN_BOTH | {text for text in english if not names_removed(text)}


def names_removed(text: str) -> str:
    """The letters a text has of its own, without names, figures and signs."""
    return "".join(re.findall(r"[A-Za-z]+", NAMES.sub("", text)))


def test_a_translation_speaks_of_the_same_names() -> None:
    wrong = [
        message.id for message in messages()
        for text in said(message) if names(text) != names(ids_of(message)[-1])
    ]  # fmt: skip
    assert wrong == []


def test_a_text_with_names_in_it_can_be_filled_in() -> None:
    broken = []
    for text in [t for message in messages() for t in [*ids_of(message), *said(message)]]:
        if names(text):
            try:
                text % {name: 1 for name, _ in names(text)}
            except (ValueError, TypeError, KeyError):
                broken.append(text)
    assert broken == []


def test_nobody_shouts() -> None:
    texts = [text for message in messages() for text in [*ids_of(message), *said(message)]]
    assert [text for text in texts if "!" in text or "！" in text] == []


# Words that were said beside another one for the same thing, and the one that is said.
SAID_OTHERWISE = {
    "放出": "公布", "发布": "公布", "撤销公布": "撤回公布", "节目": "比赛", "去除": "去掉",
    "登记顺序": "报名顺序", "已写入": "已记录", "大厅": "现场",
    "记为缺考": "登记缺考",
}  # fmt: skip


@pytest.mark.parametrize(("other", "word"), SAID_OTHERWISE.items())
def test_one_thing_has_one_name(other: str, word: str) -> None:
    texts = [text for message in messages() for text in said(message)]
    assert [text for text in texts if other in text] == []
    assert any(word in text for text in texts)


def test_the_scripts_are_told_every_phrase_they_use_and_no_other() -> None:
    used = {
        text for text, places in extracted().items()
        if any(place.startswith("static/js/") for place in places)
    }  # fmt: skip
    assert len(used) > 50
    told = phrases("zh-CN")
    assert told.keys() == used
    assert all(told.values())


# A call of t, wherever it stands: in a template string, or inside another call.
CALLED = re.compile(r"(?<![\w.$])t\(\s*(\"(?:[^\"\\\n]|\\.)*\"|[^\s)]+)")
# Where t itself is written.
PHRASES = {ROOT / "static/js" / name for name in ("common/phrases.js", "recount/words.js")}
SCRIPTS = sorted(path for path in (ROOT / "static" / "js").rglob("*.js") if path not in PHRASES)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_phrase_of_a_script_is_a_literal_that_the_catalog_holds(script: Path) -> None:
    said = CALLED.findall(script.read_text(encoding="utf-8"))
    assert [text for text in said if not text.startswith('"')] == [], "Babel cannot find these"
    phrases_known = phrases("zh-CN")
    assert [text for text in said if json.loads(text) not in phrases_known] == []


def test_a_phrase_in_a_template_string_and_one_in_another_call_are_found() -> None:
    script = b"""
      const told = `${own || t("No. %(n)s", { n: at })}: `;
      name(t("Remove %(name)s", { name: member || t("member %(n)s", { n: 1 }) }));
      // t("A remark")
      part.t("not ours"); format("nor this");
    """
    found = scripts(BytesIO(script), ["t"], [], {})
    assert [text for _, _, text, _ in found] == ["No. %(n)s", "Remove %(name)s", "member %(n)s"]


class Words(HTMLParser):
    """The words of a page that stand in it as they are: text, and attributes that are read out."""

    # Keys and commands are called the same in every language.
    SILENT = ("script", "style", "kbd", "code")
    SPOKEN = ("alt", "aria-label", "placeholder", "title", "aria-description")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self.SILENT
        self.found += [value for name, value in attrs if name in self.SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def words_in(template: Path) -> Iterator[str]:
    text = template.read_text(encoding="utf-8")
    # The palette is the name of a set of colours, not a word.
    text = re.sub(r"\{% block palette %\}\w+\{% endblock %\}", "", text)
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", text, flags=re.DOTALL)
    page = Words()
    page.feed(text)
    yield from (found for found in page.found if names_removed(found) or CHINESE.search(found))


@pytest.mark.parametrize("template", sorted(templates_dir().rglob("*.html")), ids=lambda p: p.name)
def test_no_page_says_a_word_past_the_translations(template: Path) -> None:
    assert list(words_in(template)) == []


def test_a_word_past_the_translations_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<p title="Hello">{{ _("Fine") }} 你好 <b>World</b></p>', encoding="utf-8")
    assert len(list(words_in(page))) == 3
