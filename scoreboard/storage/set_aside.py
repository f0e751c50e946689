"""An event that cannot be read is set aside and named; the others are served."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

from scoreboard.contest.words import N_
from scoreboard.storage.writable import Reason

SET_ASIDE = N_("%(event)s is set aside: %(why)s. Other events are not touched by this.")
WHAT_NOW = N_(
    "Nothing of it is shown or written. Restore a backup, or have scoreboard verify %(event)s say "
    "more."
)
VANISHED = N_("the database does not hold it any more, though %(count)s entries are known")
DAMAGED = N_("the database is damaged")


class SetAside(SQLAlchemyError):
    """Nothing can be read or written of this event; `reason` says why, and what to do.

    `version` is the first entry at fault; 0 where it is none. `detail` is a program's words, for
    the log and the command line alone.
    """

    def __init__(self, event: str, version: int, why: Reason, detail: str = "") -> None:
        then = Reason(WHAT_NOW, {"event": event})
        self.event, self.version, self.why = event, version, why
        self.reason = Reason(SET_ASIDE, {"event": event, "why": why}, then=then)
        super().__init__(self.reason.said() + (f" ({detail})" if detail else ""))
