"""What the hall's screens look like: the pictures that the organiser puts in."""

from __future__ import annotations

from contextlib import closing

from flask import Response, current_app, jsonify, request
from flask_babel import gettext

from scoreboard.contest.record.book import Book
from scoreboard.contest.record.look import Look, Picture, Sponsor, picture_path
from scoreboard.files.pictures.intake import take_in
from scoreboard.verbs.preparing import SetLook
from scoreboard.web.api.answers import LookAnswer, LookWritten, PictureAnswer
from scoreboard.web.api.bodies import PictureForm
from scoreboard.web.api.describing import describe
from scoreboard.web.api.preparation_bodies import LookBody
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow, allow_all, current_grant
from scoreboard.web.problems import FieldsWrong
from scoreboard.web.services import services
from scoreboard.web.sizes import takes_file


@api.get("/events/<slug>/look")
@describe("set-up", {200: LookAnswer})
@allow_all
def look(slug: str) -> Response:
    """Theme, accent and place of the set-up, and the pictures: the logo and the sponsors' marks."""
    response = jsonify(services().books.read(slug, look_answer))
    response.headers["Cache-Control"] = "no-store"
    return response


@api.post("/events/<slug>/pictures")
@describe("set-up", {201: PictureAnswer}, 409, 413, 422, form=PictureForm)
@takes_file
@allow("set_up")
def put_picture_in(slug: str) -> tuple[Response, int]:
    """Put in a picture (PNG, JPEG, WebP or SVG of at most 2 MB), as the part `file` of a form.

    It is drawn anew, and is shown once a look names its `picture`; one that none names is deleted
    after a while.
    """
    file = request.files.get("file")
    if file is None or not file.filename:
        raise FieldsWrong([("file", gettext("Choose a file."))])
    with closing(file):
        data = file.read()
    taken = take_in(data, current_app.extensions["socketio"].sleep)
    kept = services().pictures.keep(slug, taken.shown, taken.tone)
    return jsonify(picture_answer(slug, kept)), 201


@api.put("/events/<slug>/look")
@describe("set-up", {200: LookWritten})
@allow("set_up")
def set_look(slug: str, json: LookBody) -> Response:
    """Show this logo and these sponsors, by the `picture` of each; what is left out goes."""
    asked = [one.picture for one in json.sponsors] + ([json.logo] if json.logo else [])
    known = services().pictures.find(slug, asked)
    wrong = [
        (field, gettext("This picture is not here any more. Put it in again."))
        for field, picture in json.pictures()
        if picture not in known
    ]
    if wrong:
        raise FieldsWrong(wrong)
    before = services().books.read(slug, lambda book: book.look)
    named = tuple(Sponsor(one.name, one.tier, known[one.picture]) for one in json.sponsors)
    meant = Look(known[json.logo] if json.logo else None, named)
    written = services().writer.write(slug, SetLook(current_grant(), str(json.id), meant))
    shown = {*meant.hashes}
    services().pictures.forget_but(slug, shown, {*before.hashes} - shown)
    answer = services().books.read(slug, look_answer)
    return jsonify({"version": written.entry.version, "changed": written.new, "look": answer})


def look_answer(book: Book) -> LookAnswer:
    """The look as the API tells it."""
    slug, look, show = book.event.slug, book.look, book.event.show
    return {
        "theme": show.theme,
        "accent": show.accent,
        "place": show.place,
        "logo": picture_answer(slug, look.logo) if look.logo else None,
        "sponsors": [
            {"name": one.name, "tier": one.tier, **picture_answer(slug, one.picture)}
            for one in look.sponsors
        ],
    }


def picture_answer(slug: str, picture: Picture) -> PictureAnswer:
    """A picture as the API tells it."""
    return {
        "picture": picture.hash,
        "url": picture_path(slug, picture.hash, picture.kind),
        "width": picture.width,
        "height": picture.height,
        "tone": picture_path(slug, picture.tone, "image/png"),
    }
