"""The parts a request works with, kept on the app by `create_app`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app

from scoreboard.correcting import Corrections
from scoreboard.identity import Identity
from scoreboard.live import Live
from scoreboard.preparing import Preparation
from scoreboard.ruling import Rulings
from scoreboard.scorekeeping import Scorekeeper
from scoreboard.storage.access import Access
from scoreboard.storage.books import Books
from scoreboard.storage.database import Database
from scoreboard.storage.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that outlives a request."""

    database: Database
    ledger: Ledger
    books: Books
    access: Access
    identity: Identity
    keeper: Scorekeeper
    rulings: Rulings
    corrections: Corrections
    live: Live
    preparing: Preparation


def services() -> Services:
    """The services of the app that answers this request."""
    return cast(Services, current_app.extensions["scoreboard"])
