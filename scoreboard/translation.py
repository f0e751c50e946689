"""Words in a given language outside a request: for boards, which speak their event's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel.support import NullTranslations, Translations

from scoreboard.assets import translations_dir
from scoreboard.contest.words import Listed, Say, spelled

# The language as contract and HTML name it, and as its catalog's folder is called.
LANGUAGES = {"zh-CN": "zh_Hans_CN", "en": "en"}


@cache
def say_in(locale: str) -> Say:
    """Puts messages into the words of a locale; English where it has none."""
    catalog: NullTranslations = Translations.load(translations_dir(), [LANGUAGES[locale]])

    def say(text: str, **names: object) -> str:
        said: str = catalog.gettext(text)
        return said % spelled(names, catalog.gettext) if names else said

    return say


def naming(say: Say, names: Mapping[str, str]) -> Say:
    """The same words with other names: of what has one in the reader's language, that one."""

    def said(text: str, **given: object) -> str:
        return say(text, **{key: _named(value, names) for key, value in given.items()})

    return said if names else say


def _named(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, Listed):
        return Listed(names.get(one, one) for one in value.names)
    return names.get(value, value) if isinstance(value, str) else value
