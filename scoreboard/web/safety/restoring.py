"""What somebody needs who brings the event back on another laptop: the code, and the steps."""

from __future__ import annotations

from scoreboard.storage.access import WHOLE_SERVER
from scoreboard.web.permissions import current_grant
from scoreboard.web.services import services


def recovery_code(slug: str) -> list[str] | None:
    """The groups of this server's recovery code, for who may print it; else None.

    With a backup it opens every event of the server: so it is the whole server's organiser's, and
    an event's organiser's only where there is no other event.
    """
    grant = current_grant()
    alone = services().books.events() == [slug]
    if grant.event == WHOLE_SERVER or (grant.may("give_links") and alone):
        return services().recovery.code.split("-")
    return None
