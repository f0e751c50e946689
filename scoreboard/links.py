"""Every role's link of an event, as `scoreboard links --json` prints them (contract, section 2)."""

from __future__ import annotations

from typing import Any

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
    for grant, token, pin in access.links(slug):
        url = f"{base}/join/{token}"
        if grant.on_panel:
            judges[grant.subject] = {"pin": pin, "url": url}
        elif is_person(grant.role, grant.subject):
            name = names[grant.name]
            people.append({"role": grant.role, "id": grant.subject, "name": name, "url": url})
        else:
            found[grant.role] = url
    found["display"] = f"{base}/e/{slug}/display"
    found["audience"] = f"{base}/e/{slug}"
    found["judges"] = [{"id": j.id, "name": j.name, **judges[j.id]} for j in event.judges]
    if people:
        found["people"] = people
    return found
