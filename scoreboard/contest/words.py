"""How the core says no: a sentence with its names apart, so that it can be said in any language."""

from __future__ import annotations

from typing import Literal, Protocol

Because = Literal["wrong", "not_now", "not_yours", "unknown"]


class Refusal(Exception):
    """Something cannot be done, in words a scorer understands.

    `because` sorts refusals: "wrong" (a field is at fault), "not_now" (the order of things
    forbids it), "not_yours", "unknown" (no such thing). `field` names the field at fault.
    """

    def __init__(self, because: Because, text: str, field: str | None, names: dict[str, object]):
        super().__init__(text % names if names else text)
        self.because: Because = because
        self.text = text
        self.field = field
        self.names = names


def refuse(text: str, *, field: str | None = None, **names: object) -> Refusal:
    """A refusal because a value is wrong. `text` is a message id; its names come in `names`."""
    return Refusal("wrong", text, field, names)


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
