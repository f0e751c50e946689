"""Seals of the events kept here: made now, and held against what their ledgers hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from scoreboard.contest.words import N_, Say
from scoreboard.storage.database import Database, take_turns
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.seal import GivenSeal, Seal, SealKey
from scoreboard.storage.tables import SealKeyRow


@dataclass(frozen=True, slots=True)
class No:
    """Why a ledger is not what was sealed: a sentence and its names."""

    text: str
    names: Mapping[str, object]

    def said(self, say: Say) -> str:
        """The sentence in somebody's language."""
        return say(self.text, **self.names)


@dataclass(frozen=True, slots=True)
class Held:
    """What came of holding a seal against a ledger.

    `no` is why the ledger does not hold what the seal says; None where it does.
    `signed`: by a key that has sealed here; false also of a short form, which has no signature.
    """

    version: int
    no: No | None
    signed: bool = False


class Seals:
    """Makes the seals of events, and holds given ones against their ledgers."""

    def __init__(
        self, database: Database, ledger: Ledger, key: SealKey, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._key = key
        self._now = now

    @property
    def public_key(self) -> bytes:
        """The half of the key in use that anybody may know."""
        return self._key.public

    def now(self, slug: str) -> Seal | None:
        """The seal of what an event's own ledger holds now; None where it holds nothing.

        A rehearsal is never sealed. Raises NoSuchEvent.
        """
        end = self._ledger.end(slug)
        return self._key.seal(slug, end.ledger, end.version, end.hash) if end.version else None

    def short(self, slug: str) -> str:
        """The same, short enough for the name of a file; "" where there is nothing to seal.

        Raises NoSuchEvent.
        """
        sealed = self.now(slug)
        return sealed.short if sealed is not None else ""

    def at(self, slug: str, version: int) -> Seal | None:
        """The seal of an earlier version of an event's own ledger; None where there is none.

        Raises NoSuchEvent.
        """
        ledger, hash_ = self._ledger.end(slug).ledger, self._ledger.hash_at(slug, version)
        return self._key.seal(slug, ledger, version, hash_) if hash_ else None

    def of(self, slug: str, ledger: str, version: int, hash_: str) -> Seal:
        """The seal of a version of an event's ledger, for who has read it."""
        return self._key.seal(slug, ledger, version, hash_)

    def register(self, public_key: bytes | None = None) -> None:
        """Keep a public key, that of this process where none is given: its seals are then known."""
        key, at = (public_key or self._key.public), self._now().isoformat(timespec="seconds")
        if key in self._kept_keys():
            return
        with self._database.writing() as session:
            # Of two processes that start together the second finds it there.
            take_turns(session.connection())
            session.merge(SealKeyRow(public_key=key.hex(), at=at))

    def known_keys(self) -> list[bytes]:
        """The public keys that have sealed here, the one in use first."""
        return [self._key.public, *(key for key in self._kept_keys() if key != self._key.public)]

    def _kept_keys(self) -> list[bytes]:
        with self._database.reading() as session:
            kept = session.scalars(select(SealKeyRow.public_key).order_by(SealKeyRow.at)).all()
        # What somebody else has written there is no key.
        return [bytes.fromhex(key) for key in kept if re.fullmatch(r"[0-9a-f]{64}", key)]

    def hold(self, slug: str, given: GivenSeal) -> Held:
        """Hold a seal against the event's own ledger, whose chain is taken as it stands.

        Raises NoSuchEvent.
        """
        no = self._refuted(slug, given)
        if no is not None or given.signature is None:
            return Held(given.version, no)
        hash_ = self._ledger.hash_at(slug, given.version)
        signed = any(
            given.is_signed_by(key, ledger, hash_)
            for key in self.known_keys()
            for ledger in self._ledger.ledgers(slug)
        )
        if signed:
            return Held(given.version, None, signed=True)
        return Held(
            given.version, No(N_("The seal was signed by no key that has sealed here."), {})
        )

    def _refuted(self, slug: str, given: GivenSeal) -> No | None:
        """Why the ledger cannot be what was sealed, whoever signed it."""
        end, names = self._ledger.end(slug), {"n": given.version}
        if given.event != slug:
            other = {"other": given.event, "event": slug}
            return No(N_("The seal is of the event %(other)s, not of %(event)s."), other)
        if given.version > end.version:
            said = N_("Entry %(n)s was sealed, and the ledger ends at %(end)s: what came is gone.")
            return No(said, {**names, "end": end.version})
        if not self._ledger.hash_at(slug, given.version).startswith(given.hash_begins):
            said = N_("Entry %(n)s is not the one that was sealed: it was written anew.")
            return No(said, names)
        return None
