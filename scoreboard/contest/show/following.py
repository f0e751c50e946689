"""What the key brings when a scene is at its end: the scene that the day is at by then.

So a whole contest can be shown with one key, and the desk sees what is armed. Nothing is put
before somebody presses; the desk puts whatever it likes meanwhile.
"""

from __future__ import annotations

from scoreboard.contest.model import Round
from scoreboard.contest.record.appearance import beside, on_stage_in
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import TELLERS, Shown
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.show.shapes import Onward


def after_title(book: Book, show: Shown) -> Onward | None:
    """The entrance of the teams, as long as nothing has begun."""
    return after_any(book, show) if book.opened else _scene("teams")


def after_any(book: Book, show: Shown) -> Onward | None:
    """What the day is at: what is to be told, who is on stage, a round that opens, standings."""
    return after_standings(book, show) or _scene("standings")


def after_order(book: Book, show: Shown) -> Onward | None:
    """The opening of the round whose order it is."""
    return _scene("opener", book.round(show.round or ""))


def after_opener(book: Book, show: Shown) -> Onward | None:
    """The marks of who is on stage or comes first; else the standings."""
    a_round = book.round(show.round or "")
    return (_marks(book, a_round) if a_round else None) or _scene("standings")


def after_marks(book: Book, show: Shown) -> Onward | None:
    """The next team, and after the last one the scores of the round."""
    a_round = book.round(show.round or "")
    if a_round is None:
        return _scene("standings")
    return _next_team(book, a_round) or _scene("round", a_round)


def after_round(_book: Book, _show: Shown) -> Onward | None:
    """The standings that the round's scores lead to."""
    return _scene("standings")


def after_standings(book: Book, _show: Shown) -> Onward | None:
    """What is to be told or played next.

    None while a round runs in which nobody comes on stage any more, or while it is for the desk to
    go on.
    """
    if told := _to_tell(book):
        return told
    open_ = book.open_rounds
    if any(kind_of(r).settles for r in open_):
        return _scene("face_off")
    for a_round in open_:
        if marks := _marks(book, a_round):
            return marks
    if open_:
        return None
    pending = [r for r in book.stage.rounds if book.round_record(r.id).state == "pending"]
    if pending:
        return _scene("opener", pending[0])
    return _scene("reveal") if book.freeze and book.freeze.hides else None


def after_reveal(book: Book, _show: Shown) -> Onward | None:
    """Its own first step; once all is revealed it is for the desk to announce."""
    begins = book.freeze is not None and book.freeze.step is None
    return _scene("reveal") if begins else _to_tell(book)


def after_advance(book: Book, show: Shown) -> Onward | None:
    """The opening of the next stage's first round."""
    return after_standings(book, show) or _scene("standings")


def after_podium(book: Book, show: Shown) -> Onward | None:
    """The prizes, where the event has any and they were announced."""
    if told := _to_tell(book):
        return told
    announced = show.stage in book.announced
    return _scene("awards") if announced and (book.event.prizes or book.specials) else None


def after_last(book: Book, _show: Shown) -> Onward | None:
    """What is still to be told, as another division's prizes; then the show is at its end."""
    return _to_tell(book)


def _to_tell(book: Book) -> Onward | None:
    """What was announced with a scene and is not told yet."""
    for stage, untold in book.untold.items():
        # The winners of each division are a part of their own.
        left = {part.partition(":")[0] for part in untold.parts}
        for part, scene in TELLERS.items():
            if part in left:
                return {**_scene(scene), "stage": stage}
    return None


def _marks(book: Book, a_round: Round) -> Onward | None:
    """The marks of the team on stage, or where those are told of the next one of the order."""
    if not kind_of(a_round).panel or book.round_record(a_round.id).state != "open":
        return None
    on = on_stage_in(book, a_round)
    if on is not None and on.team not in book.round_record(a_round.id).told:
        return _scene("marks", a_round)
    return _next_team(book, a_round)


def _next_team(book: Book, a_round: Round) -> Onward | None:
    """The next team of the order comes on stage, with its marks."""
    if book.round_record(a_round.id).state != "open":
        return None
    on = on_stage_in(book, a_round)
    now = on.team if on else None
    if beside(book, a_round, now, "next") is None:
        return None
    return {**_scene("marks", a_round), "on_stage": {"round": a_round.id, "team": now}}


def _scene(scene: str, a_round: Round | None = None) -> Onward:
    round_id = a_round.id if a_round else None
    return {"scene": scene, "round": round_id, "stage": None, "on_stage": None}
