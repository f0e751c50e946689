"""What is known of an event's safety: how old its newest backup is, and what else keeps it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypedDict
from uuid import UUID

from flask import Response, current_app, jsonify
from pydantic import Field

from scoreboard.contest.words import not_now, refuse
from scoreboard.storage.backup import BackupFailed
from scoreboard.translation import say_in
from scoreboard.verbs.offered import forbids
from scoreboard.web.api.bodies import Body
from scoreboard.web.api.describing import describe
from scoreboard.web.api.preparation_bodies import ActBody
from scoreboard.web.api.spec import api
from scoreboard.web.page import page_language
from scoreboard.web.permissions import allow, allow_server
from scoreboard.web.safety.backups import KeptBackup, row_of
from scoreboard.web.safety.pins import PinFacts, pin_facts
from scoreboard.web.safety.sections import Safety, facts
from scoreboard.web.services import services, tries


@api.get("/events/<slug>/safety")
@describe("desk", {200: Safety})
@allow("see_desk")
def event_safety(slug: str) -> Response:
    """What is known of the event's safety, a key for each section of the desk's page."""
    response = jsonify(facts(slug, forbids))
    response.headers["Cache-Control"] = "no-store"
    return response


@api.delete("/events/<slug>/safety/pins")
@describe("desk", {200: PinFacts}, 409)
@allow("run")
def lift_waits(slug: str) -> Response:
    """Forget the wrong PINs for the event and of every address: who waited may try at once."""
    services().books.check_exists(slug)
    tries().lift(slug)
    return jsonify(pin_facts(slug))


class FolderBody(Body):
    """Where backups are copied to besides: a folder's whole path, or null for nowhere else."""

    id: UUID | None = None
    folder: Annotated[str, Field(max_length=1_000)] | None


class SecondFolderNamed(TypedDict):
    """The second folder for backups; null where there is none."""

    folder: str | None


@api.put("/backup-folder")
@describe("set-up", {200: SecondFolderNamed}, 409)
@allow_server
def name_backup_folder(json: FolderBody) -> Response:
    """Copy each backup to a second folder too, and at once those there are; null ends it."""
    second = services().second_folder
    if second.setting is not None:
        raise not_now("The second folder is named by SCOREBOARD_BACKUP_FOLDER.")
    named = (json.folder or "").strip()
    if not named:
        second.forget()
        return jsonify({"folder": None})
    try:
        second.name(Path(named), current_app.extensions["socketio"].sleep)
    except BackupFailed as failed:
        raise refuse(failed.text, field="folder", **failed.names) from None
    return jsonify({"folder": named})


class BackupMade(KeptBackup):
    """A backup that holds all that is written."""


@api.post("/events/<slug>/backup")
@describe("desk", {200: BackupMade}, 409)
@allow("run")
def back_up_now(slug: str, json: ActBody) -> Response:  # noqa: ARG001  # its `id` says nothing
    """Make a backup now; where nothing was written since the newest, that one is answered."""
    services().books.check_exists(slug)
    try:
        made = services().keeper.now(slug)
    except BackupFailed as failed:
        why = failed.said(say_in(page_language()))
        raise not_now("The backup could not be made: %(why)s", why=why) from None
    return jsonify(row_of(made))
