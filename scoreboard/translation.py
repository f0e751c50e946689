"""Words in a given language outside a request: for boards, which speak their event's language."""

from __future__ import annotations

from functools import cache

from babel.support import NullTranslations, Translations

from scoreboard.assets import translations_dir
from scoreboard.contest.words import Say, spelled

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
