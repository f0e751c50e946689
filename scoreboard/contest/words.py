"""How the core says no: a sentence with its names apart, so that it can be said in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, Protocol

Because = Literal["wrong", "not_now", "not_yours", "unknown", "too_large"]


class Refusal(Exception):
    """Something cannot be done, in words a scorer understands.

    `because` sorts refusals: "wrong" (a field is at fault), "not_now" (the order of things
    forbids it), "not_yours", "unknown" (no such thing), "too_large". `field` names the field
    at fault.
    """

    def __init__(self, because: Because, text: str, field: str | None, names: dict[str, object]):
        super().__init__(text % names if names else text)
        self.because: Because = because
        self.text = text
        self.field = field
        self.names = names
        # What is so now, where the sender acted on something else: keys of the board.
        self.present: Mapping[str, object] = {}


class Listed:
    """Several names at one place of a sentence, joined as the reader's language joins them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)

    def __str__(self) -> str:
        return self.said(in_english)

    def said(self, say: Callable[[str], str]) -> str:
        """The names in a row, as `say` would have it; a dash where there are none."""
        return say(N_(", ")).join(self.names) or "–"


def spelled(names: Mapping[str, object], say: Callable[[str], str]) -> dict[str, object]:
    """The names of a sentence, those that are lists put in a row by `say`."""
    return {k: v.said(say) if isinstance(v, Listed) else v for k, v in names.items()}


def refuse(text: str, *, field: str | None = None, **names: object) -> Refusal:
    """A refusal because a value is wrong. `text` is a message id; its names come in `names`."""
    return Refusal("wrong", text, field, names)


def too_large(text: str, *, field: str, **names: object) -> Refusal:
    """A refusal because there is more of something than is taken."""
    return Refusal("too_large", text, field, names)


def not_now(text: str, **names: object) -> Refusal:
    """A refusal because the order of things forbids it at this moment."""
    return Refusal("not_now", text, None, names)


def not_yours(text: str, **names: object) -> Refusal:
    """A refusal because somebody else may do this, but not the one who asks."""
    return Refusal("not_yours", text, None, names)


def unknown(text: str, **names: object) -> Refusal:
    """A refusal because the thing named does not exist here."""
    return Refusal("unknown", text, None, names)


class Say(Protocol):
    """Puts a message into somebody's language: the message id, and the names in it."""

    def __call__(self, text: str, **names: object) -> str: ...


def in_english(text: str, **names: object) -> str:
    """The message as it is written."""
    return text % names if names else text


def N_(text: str) -> str:  # noqa: N802  # gettext's own name for "this is a message id"
    """Mark a text that is translated where it is said."""
    return text
