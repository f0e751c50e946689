"""What an act would change: who would move, and what is to be decided of an announcement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, NotRequired, TypedDict

from scoreboard.contest.acts.advancing import (
    affected,
    named_anew,
    names_of,
    next_stage_begun,
    renamed,
)
from scoreboard.contest.model import Entry, Round, RoundState, Stage, Team
from scoreboard.contest.numbers import plain_or_none
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.ranking import place_number
from scoreboard.contest.standings.corrected import alters
from scoreboard.contest.standings.revealing import moved_revealed
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.standings.visibility import Audience, is_seen
from scoreboard.contest.words import Listed, Refusal, not_now

# What becomes of an announcement that an act would make wrong.
Decision = Literal["keep", "change"]


class Move(TypedDict):
    """A team whose place or total would change, as pairs of before and after."""

    team: str
    name: str
    rank: list[int | float | None]
    total: list[str | None]


class AnnouncementTouched(TypedDict):
    """Whether an announcement `stands`; else who `leaves` and who `enters`, in which `stages`."""

    stands: bool
    leaves: list[str]
    enters: list[str]
    stages: list[str]


# "from" is a word of Python.
StateChange = TypedDict(
    "StateChange",
    {"id": str, "name": str, "from": RoundState | None, "to": RoundState | None},
)


class ResultChange(TypedDict):
    """A stage that would be announced, or would no longer be."""

    stage: str
    name: str
    announced: bool


class PublicChange(TypedDict):
    """A team's score in a round that would become `public`, or would no longer be."""

    round: str
    team: str
    name: str
    public: bool


class RevealTouched(TypedDict):
    """What the hall would be told: steps of the reveal that would read otherwise, by their teams.

    `unfreezes` says that all that is frozen would be shown at once.
    """

    steps: list[int]
    teams: list[str]
    unfreezes: bool


class Preview(TypedDict):
    """`moves` are teams whose place or total would change; `cut` those who would cross the cut.

    For a release and its undo both are those of the hall, on which alone they can change.
    `announced` is None before an announcement; else whether it `stands`, or who would leave and
    who would enter in which stages (what is carried on may touch a later one). `rounds` are those
    whose state would be another, `results` the stages that would be announced or no longer be,
    `public` the scores that the hall would see, or would no longer. `reveal` is there under a
    freeze, where the act would change what of it is shown.
    """

    stage: str
    moves: list[Move]
    cut: list[str]
    announced: AnnouncementTouched | None
    rounds: list[StateChange]
    results: list[ResultChange]
    public: list[PublicChange]
    reveal: NotRequired[RevealTouched]


def preview(book: Book, draft: Entry) -> Preview:
    """What the draft of an entry would change in its stage, else the current one.

    Places and totals are the desk's; of what only the hall has not seen yet, the hall's.
    """
    stage, audience = stage_about(book, draft), _whose(book, draft)
    then = book.after(draft)
    before = {row.team.id: row for row in standings_of(book, stage, audience).rows}
    anew = standings_of(then, stage, audience).rows
    moves, crossed = [], []
    both = [(before[row.team.id], row) for row in anew if row.team.id in before]
    for old, row in both:
        if (old.rank, old.total, old.tied) != (row.rank, row.total, row.tied):
            moves.append(_move(old, row))
        if old.cut != row.cut:
            crossed.append(row.team.id)
    found: Preview = {
        "stage": stage.id,
        "moves": moves,
        "cut": crossed,
        "announced": _announced(book, then, stage),
        "rounds": _rounds(book, then),
        "results": _results(book, then),
        "public": _public(book, then),
    }
    if touched := _revealed(book, then):
        found["reveal"] = touched
    return found


def stage_about(book: Book, entry: Entry) -> Stage:
    """The stage that an entry, or the draft of one, is about; the current one if it names none."""
    return book.stage_about(entry) or book.stage


def _revealed(book: Book, then: Book) -> RevealTouched | None:
    """What of a reveal would read otherwise; None where nothing would."""
    moved, freeze = moved_revealed(book, then), book.freeze
    unfreezes = freeze is not None and freeze.hides and then.freeze is None
    if not (moved or unfreezes):
        return None
    return {"steps": list(moved.values()), "teams": list(moved), "unfreezes": unfreezes}


def _rounds(book: Book, then: Book) -> list[StateChange]:
    """The rounds in another state, by name; a play-off that is gone or comes back has none."""
    old, new = _states(book), _states(then)
    names = {r: found.name for r in {**old, **new} if (found := book.round(r) or then.round(r))}
    return [
        {"id": r, "name": names.get(r, r), "from": old.get(r), "to": new.get(r)}
        for r in {**old, **new}
        if old.get(r) != new.get(r)
    ]


def _states(book: Book) -> dict[str, RoundState]:
    return {r.id: book.round_record(r.id).state for r in book.all_rounds()}


def _results(book: Book, then: Book) -> list[ResultChange]:
    return [
        {"stage": s.id, "name": s.name, "announced": s.id in then.announced}
        for s in book.event.stages
        if (s.id in book.announced) != (s.id in then.announced)
    ]


def _public(book: Book, then: Book) -> list[PublicChange]:
    """The marked teams of judged rounds whose score would become public, or hidden."""
    return [
        {"round": r.id, "team": team.id, "name": team.name, "public": seen}
        for stage in then.event.stages
        for r in stage.rounds
        if kind_of(r).panel and book.round(r.id) is not None
        for team in then.event.teams
        if (seen := _is_public(then, r, team)) != _is_public(book, r, team)
    ]


def _is_public(book: Book, a_round: Round, team: Team) -> bool:
    marks = book.round_record(a_round.id).marks
    marked = any(marks.get(one) for one in book.event.entrants_of(a_round, team.id))
    return marked and is_seen(book, a_round, team.id, "public")


def _whose(book: Book, draft: Entry) -> Audience:
    """Whose board the act changes: making a score public changes nothing on the desk's."""
    about = book.origin(book.entries[draft.voids - 1]) if draft.voids else draft
    return "public" if about.kind == "release" else "desk"


def _move(old: Standing, new: Standing) -> Move:
    return {
        "team": new.team.id,
        "name": new.team.name,
        "rank": [place_number(old.rank), place_number(new.rank)],
        "total": [plain_or_none(old.total), plain_or_none(new.total)],
    }


def _announced(book: Book, then: Book, stage: Stage) -> AnnouncementTouched | None:
    fallen, stages = affected(book, then), _touched(book, then)
    if not stages:
        nothing: AnnouncementTouched = {"stands": True, "leaves": [], "enters": [], "stages": []}
        return nothing if stage.id in book.announced else None
    leaves: list[str] = []
    enters: list[str] = []
    names = {team.id: team.name for team in book.event.teams}
    for one in stages:
        named = book.announced[one.id].teams
        anew = _named_anew(then, one, named) if one in fallen else then.announced[one.id].teams
        leaves += [names[team] for team in named if team not in anew]
        enters += [names[team] for team in anew if team not in named]
    stage_names = [one.name for one in stages]
    return {"stands": False, "leaves": leaves, "enters": enters, "stages": stage_names}


def _touched(book: Book, then: Book) -> list[Stage]:
    """The announced stages of which an act would change who was named, or make it wrong."""
    fallen, other = affected(book, then), renamed(book, then)
    return [stage for stage in book.event.stages if stage in fallen or stage in other]


def _named_anew(then: Book, stage: Stage, named: Sequence[str]) -> Sequence[str]:
    try:
        return named_anew(then, stage)
    except Refusal:
        # A tie: nobody can be said to enter before it is settled.
        return named


def decided(book: Book, entry: Entry, decision: Decision | None) -> Entry:
    """The entry with the decision that it needs where it changes who was announced.

    Raises Refusal without one, and where the next stage has begun with the teams announced.
    """
    if decision != "change":
        _check_told(book, entry)
    then = book.after(entry)
    stages = _touched(book, then)
    if not stages:
        return _with(entry, decision, {}) if decision and _revealed(book, then) else entry
    if decision is None:
        raise _undecided(book, entry, stages[0])
    if decision == "keep":
        # What was named anew before stays so, though that is taken back.
        kept = {s.id: list(book.announced[s.id].teams) for s in renamed(book, then)}
        return _with(entry, decision, kept)
    for stage in stages:
        if next_stage_begun(book, stage):
            raise not_now(
                "The stage after %(stage)s has begun, so its teams stand.", stage=stage.name
            )
    named = {stage.id: named_anew(then, stage) for stage in affected(book, then)}
    return _with(entry, decision, named)


def _with(entry: Entry, decision: Decision, named: Mapping[str, Sequence[str]]) -> Entry:
    """The entry with the decision, and the teams that it names by stage, where it names any."""
    anew = {"announced": named} if named else {}
    return replace(entry, detail={**entry.detail, "decision": decision, **anew})


def _undecided(book: Book, entry: Entry, stage: Stage) -> Exception:
    tie = standings_of(book.after(entry), stage, "desk").prize_ties
    if tie:
        return not_now(
            "%(stage)s is announced, and now %(teams)s would be tied for a prize. "
            "Decide whether the announcement stands.",
            stage=stage.name,
            teams=names_of(book, tie[0].teams),
        )
    change = preview(book, entry)["announced"]
    return not_now(
        "%(stage)s is announced, and this would change it: %(leaves)s would leave, "
        "%(enters)s would enter. Decide whether the announcement stands.",
        stage=stage.name,
        leaves=Listed(change["leaves"] if change else []),
        enters=Listed(change["enters"] if change else []),
    )


def _check_told(book: Book, entry: Entry) -> None:
    """Raises Refusal when an act would tell the hall something, and nobody has decided so.

    It would change a place that is revealed, or show at once all that is frozen.
    """
    freeze = book.freeze
    if freeze is None:
        return
    then = book.after(entry)
    if freeze.hides and then.freeze is None:
        raise not_now(
            "This unfreezes the public board: all that is hidden would be shown at once. "
            "Decide whether it may."
        )
    moved = moved_revealed(book, then)
    if moved:
        raise not_now(
            "This would change what the reveal has shown in step %(step)s: %(teams)s. Decide "
            "whether the hall is told of the correction, or step back to before it first.",
            step=Listed(str(step) for step in moved.values()),
            teams=names_of(book, list(moved)),
        )


def check_revealed_stays(book: Book, entry: Entry) -> None:
    """Raises Refusal when an act would move a place that is revealed, and nobody has decided so."""
    freeze = book.freeze
    if freeze is None or not freeze.revealed or KINDS[entry.kind].only_shows:
        return
    if not freeze.hides and alters(book, entry) != "figures":
        return
    moved = moved_revealed(book, book.after(entry))
    if moved and entry.detail.get("decision") != "change":
        raise not_now(
            "This would change what the reveal has shown in step %(step)s: %(teams)s. "
            "Step back to before it first.",
            step=Listed(str(step) for step in moved.values()),
            teams=names_of(book, list(moved)),
        )
