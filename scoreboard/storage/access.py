"""Role links and PINs: derived from the secret key, kept only as hashes."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from scoreboard.limits import LINKS_REMEMBERED
from scoreboard.roles import ROLES, Capability, Role, may
from scoreboard.storage.database import Database, take_turns
from scoreboard.storage.tables import AccessRow

# The organiser of the whole server belongs to no event.
WHOLE_SERVER = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """Who somebody is: a role in an event (or the whole server), and for judges which one."""

    event: str
    role: Role
    subject: str
    generation: int

    @property
    def name(self) -> str:
        """How the ledger names them: "judge:j1", "scorer"."""
        return f"{self.role}:{self.subject}" if self.subject else self.role

    @property
    def is_link(self) -> bool:
        """Whether it is a link's, which may have been taken back; the console's is none."""
        return self.generation > 0

    @property
    def on_panel(self) -> bool:
        """Whether it is a judge's; `subject` is the judge's id."""
        return ROLES[self.role].panel

    @property
    def has_pin(self) -> bool:
        """Whether it can be typed by hand, and is printed by whoever prints cards."""
        return ROLES[self.role].pin

    def may(self, capability: Capability) -> bool:
        """Whether the role may do something."""
        return may(self.role, capability)


class GrantEnded(Exception):
    """Somebody was about to write by a link that has been taken back since it was looked up."""


class Access:
    """Links and PINs of every role; revoking raises a generation.

    Beside the set-up's own roles an event has people: scorers and viewers with a name and a link
    each, whom the organiser adds.
    """

    def __init__(self, database: Database, secret_key: str) -> None:
        self._database = database
        self._key = secret_key.encode()
        # Who held a token when it was last looked up, by the token's hash.
        self._seen: dict[str, Grant] = {}

    def ensure(self, event: str, wanted: Iterable[tuple[Role, str]]) -> None:
        """Make the grants of the event's set-up exactly these (role, subject).

        Those that stand are kept, and people are left alone. Where all stand nothing is written:
        who only reads waits for nobody who writes.
        """
        keep = set(wanted)
        with self._database.reading() as session:
            if self._in_order(session.scalars(_of(event)).all(), keep):
                return
        with self._turn() as session:
            rows = {(row.role, row.subject): row for row in session.scalars(_of(event))}
            for (role, subject), row in rows.items():
                if (role, subject) not in keep and not is_person(role, subject):
                    _close(row)
            for role, subject in sorted(keep):
                row = rows.get((role, subject)) or AccessRow(
                    event_slug=event, role=role, subject=subject, generation=1, pin_attempt=0
                )
                self._renew_hashes(session, row)
                session.add(row)
                session.flush()
            # Under another key the people's links are others, too.
            for row in rows.values():
                if row.token_hash is not None and is_person(row.role, row.subject):
                    self._renew_hashes(session, row)

    def _in_order(self, rows: Sequence[AccessRow], keep: set[tuple[Role, str]]) -> bool:
        """Whether exactly these roles have a link, each derived from the key that holds now."""
        valid = {(row.role, row.subject): row for row in rows if row.token_hash is not None}
        roles = {named for named in valid if not is_person(*named)}
        return roles == keep and all(map(self._has_current_hashes, valid.values()))

    def _has_current_hashes(self, row: AccessRow) -> bool:
        pin = self._pin_hash(self._pin(row)) if _grant(row).has_pin else None
        return row.token_hash == self._token_hash(row) and row.pin_hash == pin

    def opens(self) -> bool:
        """Whether the links given out are still those of the key that holds now."""
        with self._database.reading() as session:
            given = select(AccessRow).where(AccessRow.token_hash.is_not(None))
            return all(map(self._has_current_hashes, session.scalars(given)))

    def links(self, event: str) -> list[tuple[Grant, str, str | None]]:
        """The event's grants, each with its token and PIN, to be printed again at any time."""
        with self._database.reading() as session:
            return [
                (_grant(row), self._token(row), self._pin(row) if row.pin_hash else None)
                for row in session.scalars(_of(event).order_by(AccessRow.id))
                if row.token_hash is not None
            ]

    def by_token(self, token: str) -> Grant | None:
        """Who holds this token, or None."""
        hashed = hashlib.sha256(token.encode()).hexdigest()
        with self._database.reading() as session:
            row = session.connection().execute(_BY_TOKEN, {"hash": hashed}).first()
        # Whoever writes a hash of their own into the database has no key to derive the link from.
        if row is None or not hmac.compare_digest(self._token(row).encode(), token.encode()):
            self._seen.pop(hashed, None)
            return None
        if len(self._seen) >= LINKS_REMEMBERED:
            self._seen.clear()
        grant = self._seen[hashed] = Grant(*row)
        return grant

    def last_known(self, token: str) -> Grant | None:
        """Who held this token when it was last looked up; the link may have ended since.

        For who writes only: the ledger asks again in the transaction (`Ledger.writing`).
        """
        hashed = hashlib.sha256(token.encode()).hexdigest()
        return self._seen.get(hashed) or self.by_token(token)

    def by_pin(self, pin: str, event: str | None = None) -> Grant | None:
        """Who holds this PIN (in this event, where one is named), or None."""
        with self._database.reading() as session:
            hashed = self._pin_hash(pin)
            row = session.scalar(select(AccessRow).where(AccessRow.pin_hash == hashed))
            if row is None or event not in (None, row.event_slug):
                return None
            given_out = _grant(row).has_pin and self._pin(row) == pin
            return _grant(row) if given_out else None

    def foreign(self, event: str) -> list[Grant]:
        """The event's grants whose link was not derived from the key: they open no door.

        Another key has made them, or somebody has written into the table.
        """
        with self._database.reading() as session:
            rows = [row for row in session.scalars(_of(event)) if row.token_hash is not None]
            return [_grant(row) for row in rows if not self._has_current_hashes(row)]

    def generations(self, event: str) -> dict[tuple[str, str, str], int]:
        """The generation of each link in force, the whole server's too: by event, role, subject."""
        wanted = select(AccessRow).where(
            AccessRow.event_slug.in_((event, WHOLE_SERVER)), AccessRow.token_hash.is_not(None)
        )
        with self._database.reading() as session:
            rows = session.scalars(wanted)
            return {(row.event_slug, row.role, row.subject): row.generation for row in rows}

    def is_valid(self, grant: Grant) -> bool:
        """Whether a grant has not been revoked since it was given."""
        with self._database.reading() as session:
            generation = session.scalar(
                select(AccessRow.generation).where(
                    AccessRow.token_hash.is_not(None),
                    AccessRow.event_slug == grant.event,
                    AccessRow.role == grant.role,
                    AccessRow.subject == grant.subject,
                )
            )
            return generation == grant.generation

    def valid(self, grants: Iterable[Grant]) -> set[Grant]:
        """Those of the grants that have not been revoked, by one query."""
        asked = set(grants)
        if not asked:
            return set()
        rows = select(AccessRow).where(
            AccessRow.token_hash.is_not(None),
            AccessRow.event_slug.in_({grant.event for grant in asked}),
        )
        with self._database.reading() as session:
            return asked & {_grant(row) for row in session.scalars(rows)}

    def revoke(self, event: str, role: Role, subject: str) -> Grant:
        """End a link and its PIN, and put new ones in force. Raises KeyError if there is none."""
        with self._turn() as session:
            row = _in_force(session, event, role, subject)
            row.generation += 1
            row.pin_attempt = 0
            self._renew_hashes(session, row)
            return _grant(row)

    def people(self, event: str) -> dict[str, str]:
        """What the event's people are called, by `Grant.name`; also those who have left."""
        with self._database.reading() as session:
            named = session.scalars(_of(event).where(AccessRow.name != "").order_by(AccessRow.id))
            return {_grant(row).name: row.name for row in named}

    def add_person(self, event: str, role: Role, name: str) -> Grant:
        """Give somebody a link as a further scorer or viewer."""
        with self._turn() as session:
            rows = session.scalars(_of(event).where(AccessRow.role == role)).all()
            # Those who have left are counted too: the ledger may name them.
            number = sum(is_person(row.role, row.subject) for row in rows) + 1
            row = AccessRow(
                event_slug=event,
                role=role,
                subject=f"{role[0]}{number}",
                name=name,
                generation=1,
                pin_attempt=0,
            )
            self._renew_hashes(session, row)
            session.add(row)
            session.flush()
            return _grant(row)

    def rename_person(self, event: str, role: Role, subject: str, name: str) -> None:
        """Call a person something else. Raises KeyError if there is none with a link."""
        with self._database.writing() as session:
            _person(session, event, role, subject).name = name

    def remove_person(self, event: str, role: Role, subject: str) -> None:
        """End a person's link for good; the name stays. Raises KeyError if there is none."""
        with self._database.writing() as session:
            _close(_person(session, event, role, subject))

    @contextmanager
    def _turn(self) -> Iterator[Session]:
        """A write alone among all processes: no two give out the same link, number or PIN."""
        with self._database.writing() as session:
            take_turns(session.connection())
            yield session

    def _renew_hashes(self, session: Session, row: AccessRow) -> None:
        row.token_hash = self._token_hash(row)
        if not _grant(row).has_pin:
            return
        # Six digits collide now and then; the next attempt gives other digits.
        while True:
            row.pin_hash = self._pin_hash(self._pin(row))
            clash = select(AccessRow.id).where(AccessRow.pin_hash == row.pin_hash)
            with session.no_autoflush:
                taken = session.scalar(clash)
            if taken in (None, row.id):
                return
            row.pin_attempt += 1

    def _digest(self, *parts: object) -> bytes:
        said = "\0".join(map(str, parts)).encode()
        return hmac.new(self._key, said, hashlib.sha256).digest()

    def _token(self, row: AccessRow | Row[str, Role, str, int]) -> str:
        digest = self._digest("link", row.event_slug, row.role, row.subject, row.generation)
        return base64.urlsafe_b64encode(digest[:24]).decode()

    def _token_hash(self, row: AccessRow) -> str:
        return hashlib.sha256(self._token(row).encode()).hexdigest()

    def _pin(self, row: AccessRow) -> str:
        digest = self._digest(
            "pin", row.event_slug, row.role, row.subject, row.generation, row.pin_attempt
        )
        return f"{int.from_bytes(digest[:8]) % 10**6:06d}"

    def _pin_hash(self, pin: str) -> str:
        return self._digest("pin hash", pin).hex()


_ROWS = AccessRow.metadata.tables["access"].c
# Of the table, not of the mapped class: each call of the API asks this.
_BY_TOKEN = select(_ROWS.event_slug, _ROWS.role, _ROWS.subject, _ROWS.generation).where(
    _ROWS.token_hash == bindparam("hash")
)


def _of(event: str) -> Select[AccessRow]:
    return select(AccessRow).where(AccessRow.event_slug == event)


def is_person(role: str, subject: str) -> bool:
    """Whether a grant is a named person's, and not one of the set-up's roles."""
    return role in {name for name, row in ROLES.items() if row.by_name} and subject != ""


def _in_force(session: Session, event: str, role: Role, subject: str) -> AccessRow:
    row = session.scalar(_of(event).where(AccessRow.role == role, AccessRow.subject == subject))
    if row is None or row.token_hash is None:
        raise KeyError((event, role, subject))
    return row


def _person(session: Session, event: str, role: Role, subject: str) -> AccessRow:
    if not is_person(role, subject):
        raise KeyError((event, role, subject))
    return _in_force(session, event, role, subject)


def _close(row: AccessRow) -> None:
    """No link any more. The row stays, so that a role that returns does not revive its old one."""
    if row.token_hash is not None:
        row.generation += 1
        row.token_hash = row.pin_hash = None


def _grant(row: AccessRow) -> Grant:
    return Grant(row.event_slug, row.role, row.subject, row.generation)  # type: ignore[arg-type]
