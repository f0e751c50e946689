"""Making events and changing their set-up; rehearsing, beginning, archiving."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from flask_babel import gettext

from scoreboard.assets import event_templates_dir
from scoreboard.contest.acts.beginning import was_played
from scoreboard.contest.acts.setup_change import SetupPreview
from scoreboard.contest.model import Event
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.consequences import consequences_of
from scoreboard.contest.words import refuse
from scoreboard.files.event.document import read_document, to_document
from scoreboard.files.event.problems import EventFileProblems
from scoreboard.files.event.templates import template
from scoreboard.verbs.preparing import Archive, Begin, ChangeSetup, CreateEvent, Rehearse
from scoreboard.web.api.answers import Archived, Begun, MadeEvent, Rehearsing, SetUp, SetUpWritten
from scoreboard.web.api.describing import PreviewQuery, describe
from scoreboard.web.api.preparation_bodies import ActBody, BeginBody, NewEventBody, SetupBody
from scoreboard.web.api.reading import entry_answer
from scoreboard.web.api.spec import api
from scoreboard.web.page import page_language
from scoreboard.web.permissions import allow, allow_server, current_grant
from scoreboard.web.problems import FieldsWrong
from scoreboard.web.services import services
from scoreboard.web.sizes import takes_large


@api.get("/events/<slug>/setup")
@describe("set-up", {200: SetUp})
@allow("see_desk")
def setup(slug: str) -> Response:
    """The set-up in force, as the document that forms edit, and what follows from it in words."""

    def read(book: Book) -> SetUp:
        event = book.event
        return {
            "version": book.version,
            "ledger": book.ledger_id,
            "begun": was_played(book),
            "rehearsal": book.rehearsal,
            "archived": book.archived,
            "setup": to_document(event),
            "consequences": consequences_of(event, _say),
        }

    response = jsonify(services().books.read(slug, read))
    response.headers["Cache-Control"] = "no-store"
    return response


@api.put("/events/<slug>/setup")
@describe("set-up", {200: SetUpWritten | SetupPreview})
@takes_large
@allow("set_up")
def change_setup(slug: str, json: SetupBody, query: PreviewQuery) -> tuple[Response, int]:
    """Put another set-up in force; with `?preview=1` only say what would change.

    What results of a running event rest on takes a reason to change.
    """
    event = _event_in(json.setup)
    if event.slug != slug:
        raise refuse("The address of an event does not change.", field="event.slug")
    preparing = services().preparing
    if query.preview:
        return jsonify(preparing.preview_set_up(event, json.origin, _say)), 200
    verb = ChangeSetup(current_grant(), str(json.id), event, json.origin, json.reason)
    done = preparing.put(verb)
    return jsonify({"version": done.entry.version, "changed": done.new}), 200


@api.post("/events")
@describe("set-up", {201: MadeEvent, 200: MadeEvent})
@takes_large
@allow_server
def make_event(json: NewEventBody) -> tuple[Response, int]:
    """Make an event: of a whole set-up, of a template, or as a copy of another one."""
    event = _event_in(_document_of(json))
    done = services().preparing.put(CreateEvent(current_grant(), str(json.id), event))
    answer = {"event": event.slug, "version": done.entry.version}
    return jsonify(answer), 201 if done.new else 200


@api.post("/events/<slug>/rehearsal")
@describe("set-up", {200: Rehearsing})
@allow("set_up")
def rehearse(slug: str, json: ActBody) -> Response:
    """Play on a copy from now on, at the same addresses; nothing of it is left in the event."""
    services().writer.rehearse(slug, Rehearse(current_grant(), str(json.id)))
    return jsonify({"rehearsal": True})


@api.delete("/events/<slug>/rehearsal")
@describe("set-up", {200: Rehearsing}, 409)
@allow("set_up")
def end_rehearsal(slug: str) -> Response:
    """Throw the rehearsal away; the event is as it was before. Again answers the same."""
    services().writer.end_rehearsal(slug, current_grant())
    return jsonify({"rehearsal": False})


@api.post("/events/<slug>/begin")
@describe("set-up", {200: Begun})
@allow("set_up")
def begin(slug: str, json: BeginBody) -> Response:
    """Clear all that was played and begin, after a backup. What was cleared stays readable."""
    verb = Begin(current_grant(), str(json.id), json.reason)
    done = services().preparing.begin(slug, verb)
    backup = done.entry.detail.get("backup")
    answer = {"entry": entry_answer(done.entry), "version": done.entry.version, "backup": backup}
    return jsonify(answer)


@api.post("/events/<slug>/archive")
@describe("set-up", {200: Archived})
@allow("set_up")
def archive(slug: str, json: ActBody) -> Response:
    """Keep the event out of the lists; its pages go on working."""
    return _archived(slug, json, archived=True)


@api.post("/events/<slug>/unarchive")
@describe("set-up", {200: Archived})
@allow("set_up")
def unarchive(slug: str, json: ActBody) -> Response:
    """Show the event in the lists again."""
    return _archived(slug, json, archived=False)


def _archived(slug: str, json: ActBody, *, archived: bool) -> Response:
    verb = Archive(current_grant(), str(json.id), archived)
    done = services().writer.write(slug, verb)
    return jsonify({"archived": archived, "version": done.entry.version})


def _say(text: str, **names: object) -> str:
    said: str = gettext(text, **names)
    return said


def _event_in(document: dict[str, Any]) -> Event:
    try:
        return read_document(document)
    except EventFileProblems as found:
        raise FieldsWrong(
            [(problem.where, _say(problem.text, **problem.names)) for problem in found.problems]
        ) from None


def _document_of(json: NewEventBody) -> dict[str, Any]:
    """The set-up that a new event is to have."""
    if sum(way is not None for way in (json.setup, json.template, json.copy_of)) != 1:
        raise refuse("Name one of setup, template and copy_of.", field="setup")
    if json.setup is not None:
        return json.setup
    missing = [key for key in ("slug", "title") if not getattr(json, key)]
    if missing:
        raise FieldsWrong([(key, gettext("This is missing.")) for key in missing])
    if json.copy_of is not None:
        document = services().books.read(json.copy_of, lambda book: to_document(book.event))
    else:
        locale = json.locale or page_language()
        found = template(event_templates_dir(), json.template or "", locale)
        if found is None:
            raise refuse("There is no such template.", field="template")
        document = to_document(found.event)
    return {**document, "event": {**document["event"], **json.about()}}
