"""Tokens of a round of points (求助, 双倍, 免答): each team has one of each, and uses it up."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from scoreboard.contest.model import Entry, Round
from scoreboard.contest.words import N_, Say

# A token so called doubles what the next key at the desk books; no other reckons anything.
_DOUBLING = frozenset({"双倍", "加倍", "翻倍", "double"})


def doubles(token: str) -> bool:
    """Whether a token doubles what one question brings, won or lost."""
    return normalize("NFKC", token).strip().casefold() in _DOUBLING


def token_meaning(a_round: Round, say: Say) -> Iterator[str]:
    """What the tokens mean on the day, where there are any."""
    if not a_round.tokens:
        return
    named = say(N_(", ")).join(a_round.tokens)
    text = N_("In %(round)s each team has one of each: %(tokens)s. The desk uses them up.")
    yield say(text, round=a_round.name, tokens=named)
    for token in filter(doubles, a_round.tokens):
        text = N_("%(token)s doubles what the desk books next for the team, won or lost.")
        yield say(text, token=token)


def doubled_words(entry: Entry, words: str, say: Say) -> str:
    """The words of an award, with the token that has doubled it where one has."""
    token = entry.detail.get("token")
    if token is None:
        return words
    said = say(N_("doubled by %(token)s"), token=token)
    return say(N_("%(words)s, %(doubled)s"), words=words, doubled=said) if words else said
