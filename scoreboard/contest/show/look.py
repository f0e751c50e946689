"""How an event looks and what it is called, as every scene is told."""

from __future__ import annotations

from dataclasses import replace

from scoreboard.contest.heading import contest_of, host_of
from scoreboard.contest.model import Event
from scoreboard.contest.record import look as kept
from scoreboard.contest.record.book import Book
from scoreboard.contest.show.shapes import Look, Picture, Sponsor


def look_of(book: Book) -> Look:
    """The look that the set-up in force says, with the pictures that were put in."""
    event, pictures = book.event, book.look
    look: Look = {
        "theme": event.show.theme,
        "accent": event.show.accent,
        "logo": logo_of(book),
        "sponsors": [_sponsor(event, one) for one in pictures.thanked],
        "place": event.show.place,
        "date": event.date.isoformat() if event.date else None,
        "host": host_of(event),
        "contest": contest_of(event),
        "wifi": {"name": event.wifi.name} if event.wifi else None,
    }
    if event.title_en or event.subtitle_en:
        in_english = replace(event, title=event.title_en, subtitle=event.subtitle_en)
        look["host_en"], look["contest_en"] = host_of(in_english), contest_of(in_english)
    return look


def logo_of(book: Book) -> Picture | None:
    """The host's logo under its hash, as the wall and what is printed show it; None without one."""
    logo = book.look.logo
    if logo is None:
        return None
    address = kept.picture_path(book.event.slug, logo.hash, logo.kind)
    return {"url": address, "width": logo.width, "height": logo.height}


def _sponsor(event: Event, one: kept.Sponsor) -> Sponsor:
    """A mark in one tone, as screens show it beside the others."""
    picture = one.picture
    return {
        "name": one.name,
        "url": kept.picture_path(event.slug, picture.tone, "image/png"),
        "width": picture.tone_width,
        "height": picture.tone_height,
        "tier": one.tier,
    }
