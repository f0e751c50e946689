"""Every role's link of an event, as `scoreboard links --json` prints them (contract, section 2)."""

from __future__ import annotations

from typing import Any

from scoreboard.roles import ROLES
from scoreboard.storage.access import Access, is_person
from scoreboard.storage.book_cache import BookCache


def role_links(books: BookCache, access: Access, slug: str, base: str) -> dict[str, Any]:
    """The links and PINs of all roles, addresses beginning with `base`. Raises NoSuchEvent.

    "people", whom the organiser has added by name, is there when there are any.
    """
    event = books.read(slug, lambda book: book.event)
    found: dict[str, Any] = {"event": slug}
    judges, people = {}, []
    names = access.people(slug)
    rows, order = access.links(slug), list(ROLES)
    for grant, token, pin in sorted(rows, key=lambda row: order.index(row[0].role)):
        url = f"{base}/join/{token}"
        if grant.on_panel:
            judges[grant.subject] = {"pin": pin, "url": url}
        elif is_person(grant.role, grant.subject):
            name = names[grant.name]
            people.append({"role": grant.role, "id": grant.subject, "name": name, "url": url})
        else:
            found[grant.role] = url
            if pin is not None:
                found[f"{grant.role}_pin"] = pin
    found["display"] = f"{base}/e/{slug}/display"
    found["audience"] = f"{base}/e/{slug}"
    found["judges"] = [{"id": j.id, "name": j.name, **judges[j.id]} for j in event.judges]
    if people:
        found["people"] = people
    return found
