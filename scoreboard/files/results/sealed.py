"""A seal as result files and answers hold it."""

from __future__ import annotations

from typing import Protocol, TypedDict


class SealDocument(TypedDict):
    """The seal of the newest entry: `text` as it is typed, key and signature in hex."""

    text: str
    event: str
    ledger: str
    version: int
    hash: str
    public_key: str
    signature: str


class Sealed(Protocol):
    """A seal (storage/seal.py)."""

    @property
    def text(self) -> str: ...
    @property
    def event(self) -> str: ...
    @property
    def ledger(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def hash(self) -> str: ...
    @property
    def public_key(self) -> bytes: ...
    @property
    def signature(self) -> bytes: ...


def seal_document(seal: Sealed) -> SealDocument:
    """A seal in plain values."""
    return {
        "text": seal.text,
        "event": seal.event,
        "ledger": seal.ledger,
        "version": seal.version,
        "hash": seal.hash,
        "public_key": seal.public_key.hex(),
        "signature": seal.signature.hex(),
    }
