"""The book: a contest folded from its ledger, extended entry by entry, equal to a full replay."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from scoreboard.contest.model import Entry, Event, Round, Stage, Team
from scoreboard.contest.record.folding import is_public
from scoreboard.contest.record.history import History
from scoreboard.contest.record.kinds import KINDS, fold, fold_voided
from scoreboard.contest.record.look import Look
from scoreboard.contest.record.show import Shown, Timer, Untold
from scoreboard.contest.record.state import (
    Announcement,
    Freeze,
    Mark,
    RoundRecord,
    Seer,
    SpecialPrize,
    State,
    TieResolution,
)
from scoreboard.contest.rules.kinds.kind import NO_SCORE, Given, RoundScore
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.placing import places_by_all
from scoreboard.contest.words import unknown

__all__ = ["Announcement", "Book", "Mark", "RoundRecord", "TieResolution"]

Result = TypeVar("Result")

# A state is kept at each such version, a power of two: what an undo of something new folds again.
STRIDE = 16
# Where what rests on the whole version is cached: no stage has an empty id.
_VERSION = ""


class _OfRounds(NamedTuple):
    """What is cached of a stage and rests on no other of its rounds than these."""

    what: object
    rounds: frozenset[str]


class Book:
    """One event's contest at one version. Build it with `replay`, extend it with `extend`."""

    def __init__(self, history: History | None = None) -> None:
        self.entries: list[Entry] = []
        self.history = history or History()
        self.by_id: dict[str, Entry] = {}
        self.voided: frozenset[int] = frozenset()
        self._undos: list[Entry] = []
        self._playoffs: list[Entry] = []
        self._begins: list[str] = []
        self._state = State()
        # States at some earlier versions, from which an undo folds on; nothing changes them.
        self._behind: dict[int, State] = {}
        self._once: dict[object, Any] = {}
        self._cached: dict[str, dict[object, Any]] = {}
        self._after: tuple[Entry, Book] | None = None
        # What this was made from to be shown in the hall; None for a book that is whole.
        self._whole: Book | None = None

    @classmethod
    def replay(cls, entries: Iterable[Entry], history: History | None = None) -> Book:
        """The book after these entries, from nothing."""
        book = cls(history)
        for entry in entries:
            book._keep(entry)
        book._fold(0)
        return book

    def at(self, version: int) -> Book:
        """The book as it stood at a version."""
        return Book.replay(self.entries[:version], self.history)

    def after(self, draft: Entry) -> Book:
        """The book as it would be with one more entry; made once for the draft in question.

        It costs what `extend` does, and the copy of a state, however long the ledger is.
        """
        if self._after is None or self._after[0] is not draft:
            self._after = draft, self.extended(replace(draft, version=self.version + 1))
        return self._after[1]

    def extended(self, entry: Entry) -> Book:
        """Another book, with the next entry as well; this one stays as it is."""
        book = self._copy()
        book.extend(entry)
        return book

    def _copy(self) -> Book:
        book = Book(self.history)
        book.entries, book.by_id, book.voided = [*self.entries], {**self.by_id}, self.voided
        book._undos, book._playoffs = [*self._undos], [*self._playoffs]
        book._begins = [*self._begins]
        book._state, book._behind = self._state.copy(), {**self._behind}
        book._once = {**self._once}
        book._cached = {stage: {**made} for stage, made in self._cached.items()}
        return book

    def as_told(self) -> Book:
        """The book as the hall knows it: without results that are announced and not told yet.

        It is of the same version, and `whole` is this one.
        """
        if not self._state.untold:
            return self
        return self.cached("as told", self._without_untold)

    @property
    def whole(self) -> Book:
        """The book with all that is announced, told or not."""
        return self._whole or self

    def _without_untold(self) -> Book:
        book = self._copy()
        state, book._cached, book._whole = book._state, {}, self
        for stage in state.untold:
            state.announced.pop(stage, None)
        # Who is called up to play the next stage has gone on.
        state.untold = {}
        at = self.event.stages.index(book.stage)
        for a_round in (r for stage in self.event.stages[at + 1 :] for r in stage.rounds):
            kept = state.rounds[a_round.id]
            kept.on_stage, kept.order, kept.ordered = None, (), 0
        state.forget_scores()
        return book

    def once(self, what: object, make: Callable[[], Result]) -> Result:
        """What `make` makes of an earlier version, which never changes; made once for `what`."""
        if what not in self._once:
            self._once[what] = make()
        made: Result = self._once[what]
        return made

    def cached(
        self,
        what: object,
        make: Callable[[], Result],
        stage: Stage | None = None,
        rounds: Iterable[Round] | None = None,
    ) -> Result:
        """What `make` makes of this version, made once for `what`.

        With a `stage` it is kept until something happens that can change that stage; it may then
        rest on the stage and on those before it, and on nothing that follows. With `rounds` of the
        stage it is also kept while only scores in its other rounds change, and may rest on none of
        them.
        """
        kept = self._cached.setdefault(stage.id if stage else _VERSION, {})
        if rounds is not None:
            what = _OfRounds(what, frozenset(r.id for r in rounds))
        if what not in kept:
            kept[what] = make()
        made: Result = kept[what]
        return made

    def extend(self, entry: Entry) -> None:
        """Take in the next entry; costs the same however long the ledger is.

        An undo costs about as much as all that has happened since what it takes back.
        """
        if entry.version != self.version + 1:
            raise ValueError(f"entry {entry.version} does not follow version {self.version}")
        self._keep(entry)
        self._after = None
        if entry.kind == "undo":
            # What came before that which it takes back or brings back stays as it was folded.
            self._fold(self.origin(entry).version - 1)
            return
        shows = KINDS[entry.kind].only_shows
        hid = self._state.hides if shows else None
        fold(self._state, entry)
        self._keep_behind(self.version)
        if shows and self._state.hides != hid:
            self._forget_seen()
        else:
            self._forget(entry)

    @property
    def version(self) -> int:
        """The number of the newest entry; 0 before the first."""
        return len(self.entries)

    @property
    def at_time(self) -> str:
        """When the newest entry was made: ISO 8601 with offset."""
        return self.entries[-1].at

    @property
    def event(self) -> Event:
        """The set-up that is in force."""
        if self._state.event is None:
            raise ValueError("the ledger does not begin with a set-up")
        return self._state.event

    def rename(self, event: Event) -> None:
        """Go by another set-up, which differs from the one in force in names alone."""
        self._state.event = event

    @property
    def ledger_id(self) -> str:
        """Which play this is: the id of the history, or of the begin that counts if it came later.

        A ledger that follows none is known by the id of its first entry.
        """
        if self.history.ledger and self.begun_at <= self.history.since:
            return self.history.ledger
        return (self._state.begun or self.entries[0]).id

    @property
    def begun_at(self) -> int:
        """The version of the begin that counts; what came before is set aside. 0 without one."""
        return self._state.begun.version if self._state.begun else 0

    @property
    def follows(self) -> Mapping[str, int]:
        """The ledgers that this one goes on from, oldest first, by the id that pages knew them by.

        Each up to which version they are the same. A begin since sets them all aside.
        """
        return self.cached("follows", self._followed)

    def _followed(self) -> dict[str, int]:
        left, begun = self.history.left, self._state.begun
        first = self.history.written_in(begun.version) if begun else 0
        named = [one.ledger for one in left]
        if begun and first < len(named):
            named[first] = begun.id
        return {named[at]: self.history.shared(at) for at in range(first, len(left))}

    @property
    def cleared(self) -> Sequence[str]:
        """The ids under which pages knew what a begin has set aside."""
        known = [self.origin_id, *(one.ledger for one in self.history.left), *self._begins]
        still = {self.ledger_id, *self.follows, ""}
        return [one for one in (*dict.fromkeys(known), self.history.ledger) if one not in still]

    @property
    def origin_id(self) -> str:
        """What all histories of this event have in common: the id of its first entry."""
        return self.entries[0].id

    @property
    def rehearsal(self) -> bool:
        """Whether this is the ledger of a rehearsal, of which nothing will be left."""
        return bool(self.entries[0].detail.get("rehearsal"))

    @property
    def archived(self) -> bool:
        """Whether the event is kept out of the lists."""
        return self._state.archived

    @property
    def published(self) -> bool:
        """Whether the organiser has opened the result to all who want to recount it."""
        return self._state.published

    @property
    def look(self) -> Look:
        """The logo and the sponsors that the hall's screens show."""
        return self._state.look

    @property
    def counting(self) -> Sequence[Entry]:
        """The entries that stand since the begin: what the state is made of, and undos."""
        return [e for e in self.entries[self.begun_at :] if e.version not in self.voided]

    @property
    def newest_setup(self) -> Entry:
        """The entry whose set-up is in force."""
        return next(entry for entry in reversed(self.entries) if entry.kind == "setup")

    @property
    def opened(self) -> Sequence[str]:
        """The ids of the rounds in the order in which they were opened."""
        return self._state.opened

    @property
    def announced(self) -> Mapping[str, Announcement]:
        """Who was named at the end of each stage whose result is announced, by stage id."""
        return self._state.announced

    @property
    def withdrawn(self) -> Mapping[str, str]:
        """The teams that have withdrawn, by id, each with the reason."""
        return self._state.withdrawn

    @property
    def show(self) -> Shown:
        """The scene on the big screen; the standings until any is put."""
        return self._state.show or Shown(put=self.begun_at)

    @property
    def timer(self) -> Timer | None:
        """The timer, where one is set."""
        return self._state.timer

    @property
    def untold(self) -> Mapping[str, Untold]:
        """The results that are announced and not wholly told to the hall yet, by stage id."""
        return self._state.untold

    @property
    def specials(self) -> Sequence[SpecialPrize]:
        """The prizes given by hand, in the order in which they were given."""
        return self._state.specials

    @property
    def freeze(self) -> Freeze | None:
        """The freeze that is in force, with how far its reveal has come; None without one."""
        return self._state.freeze

    @property
    def open_rounds(self) -> list[Round]:
        """The rounds that are open now, in the order of the event; play-offs last.

        Several are where `running.may_be_open_together` says so.
        """
        rounds = self._state.rounds
        opened = [round_id for round_id, kept in rounds.items() if kept.state == "open"]
        return [r for round_id in opened if (r := self.round(round_id)) is not None]

    @property
    def stage(self) -> Stage:
        """The current stage: the first whose result is not announced, or the last."""
        for stage in self.event.stages:
            if stage.id not in self.announced:
                return stage
        return self.event.stages[-1]

    @property
    def final(self) -> bool:
        """Whether the last stage's result is announced."""
        return self.event.stages[-1].id in self.announced

    def round(self, round_id: str) -> Round | None:
        """The round or play-off of that id, or None."""
        for held in self._state.tie_resolutions:
            if held.round is not None and held.id == round_id:
                return held.round
        return self.event.round(round_id)

    def find_round(self, round_id: str) -> Round:
        """The round or play-off of that id. Raises Refusal "unknown" when there is none."""
        a_round = self.round(round_id)
        if a_round is None:
            raise unknown("This event has no such round.")
        return a_round

    def find_stage(self, stage_id: str) -> Stage:
        """The stage of that id. Raises Refusal "unknown" when the event has none."""
        stage = self.event.stage(stage_id)
        if stage is None:
            raise unknown("This event has no such stage.")
        return stage

    def origin(self, entry: Entry) -> Entry:
        """What an undo, or the undo of one, takes back or brings back in the end."""
        while entry.kind == "undo" and entry.voids is not None:
            entry = self.entries[entry.voids - 1]
        return entry

    def stage_about(self, entry: Entry) -> Stage | None:
        """The stage of an entry's round, else the one it names; None where it is about no stage."""
        a_round = self.round(entry.round) if entry.round else None
        return self.stage_of(a_round) if a_round else self.event.stage(entry.stage or "")

    def stage_of(self, a_round: Round) -> Stage:
        """The stage that a round or play-off belongs to."""
        for held in self._state.tie_resolutions:
            if held.round is a_round:
                return next(s for s in self.event.stages if s.id == held.stage)
        return self.event.stage_of(a_round.id)

    def round_record(self, round_id: str) -> RoundRecord:
        """What has happened in a round."""
        return self._state.rounds[round_id]

    def tie_resolutions(self, stage: Stage) -> list[TieResolution]:
        """The play-offs and lots of a stage, in the order in which they were held."""
        return [held for held in self._state.tie_resolutions if held.stage == stage.id]

    def together(self, stage: Stage) -> list[frozenset[str]]:
        """The teams of a stage that take a prize together, by a decision for each set of them."""
        return [teams for of, teams in self._state.together if of == stage.id]

    def rounds_of(self, stage: Stage) -> list[Round]:
        """The rounds of a stage in the order of the event, then its play-offs as they were held."""
        return [*stage.rounds, *self.playoffs(stage)]

    def all_rounds(self) -> list[Round]:
        """The rounds and play-offs of every stage."""
        return [a_round for stage in self.event.stages for a_round in self.rounds_of(stage)]

    def playoffs(self, stage: Stage) -> list[Round]:
        """The play-off rounds of a stage, in the order in which they were held."""
        return [held.round for held in self.tie_resolutions(stage) if held.round is not None]

    def penalties(self, stage: Stage, team_id: str) -> list[Entry]:
        """The conduct penalties of a team in a stage."""
        return [one for one in self.ruled_points(stage, team_id) if one.kind == "penalty"]

    def bonuses(self, stage: Stage, team_id: str) -> list[Entry]:
        """What a team was given in a stage by ruling."""
        return [one for one in self.ruled_points(stage, team_id) if one.kind == "bonus"]

    def ruled_points(self, stage: Stage, team_id: str) -> list[Entry]:
        """The penalties and bonuses of a team in a stage, in order: points that are in no round."""
        return self._state.penalties.get((stage.id, team_id), [])

    def competes(self, team: Team) -> bool:
        """Whether a team takes a place: it is no guest and has not withdrawn."""
        return not team.guest and team.id not in self.withdrawn

    def teams_of(self, stage: Stage) -> tuple[Team, ...]:
        """The teams of a stage: all as registered, or those named, best first, and the admitted.

        Those who have returned from a side stage come last. A side stage has those who compete and
        are out of its stage, in the order that they had there.
        """
        before = self.event.before(stage)
        if before is None:
            return self.event.teams
        named = self.announced.get(before.id)
        if named is None:
            return ()
        if stage.side_of:
            gone = {*named.going_on, *self._back_from(before, stage)}
            field = self.teams_of(before)
            return tuple(team for team in field if not team.guest and team.id not in gone)
        by_id = {team.id: team for team in self.event.teams}
        going = (*named.going_on, *self._back_from(before))
        return tuple(by_id[team] for team in going if team in by_id)

    def _back_from(self, stage: Stage, until: Stage | None = None) -> list[str]:
        """The ids of those who came back from the side stages of a stage, up to one of them."""
        sides = self.event.sides(stage)
        counted = sides[: sides.index(until)] if until else sides
        named = [self.announced[side.id] for side in counted if side.id in self.announced]
        return [one.team for announced in named for one in announced.admitted]

    def teams_in(self, a_round: Round) -> tuple[Team, ...]:
        """The teams that play a round: its stage's, or in a play-off exactly those tied.

        Who is in the stage no more, as a guest in a side stage is, is in no round of it.
        """
        return tuple(t for t in self.field_of(a_round) if t.id not in self.withdrawn)

    def field_of(self, a_round: Round) -> tuple[Team, ...]:
        """The teams that play a round, and those of them who have withdrawn."""
        stage = self.stage_of(a_round)
        teams = self.teams_of(stage)
        for held in self.tie_resolutions(stage):
            if held.round is a_round:
                tied = {team.id for team in teams} & {*held.teams}
                teams = tuple(team for team in self.event.teams if team.id in tied)
        return tuple(team for team in teams if self.plays(a_round, team))

    def scores(self, a_round: Round) -> Mapping[str, RoundScore]:
        """The round's score of every team of its stage, by team id."""
        kept = self._state.rounds[a_round.id]
        if kept.scores is None:
            teams = self.teams_of(self.stage_of(a_round))
            points = self._points(a_round, kept)
            kept.scores = {t.id: self._score(a_round, kept, t, points) for t in teams}
        return kept.scores

    def given(self, a_round: Round, team: Team) -> Given:
        """What a team has been given in a round, though it be absent."""
        kept = self._state.rounds[a_round.id]
        points = self._points(a_round, kept).get(team.id, ())
        places = self.places(a_round).get(team.id, {})
        given = kept.given(self.event.panel_of(a_round), team.id, points, places)
        return self._with_people(a_round, kept, team, given)

    def _points(self, a_round: Round, kept: RoundRecord) -> Mapping[str, Sequence[Decimal]]:
        """What each team was awarded and deducted in a round, by team id."""
        if not kept.awards and not kept.fouls:
            return {}
        stage = self.stage_of(a_round)
        return self.cached("points", lambda: kept.points_by_team(a_round), stage, rounds=(a_round,))

    def own_scores(self, a_round: Round, team: Team) -> Mapping[str, RoundScore]:
        """What each who is marked has in a judged round, the team or its members; not the absent.

        By "TEAM:MEMBER", or the team's id.
        """
        if a_round.by == "team":
            return {team.id: self.scores(a_round)[team.id]}
        kept = self._state.rounds[a_round.id]
        given = self.own_given(a_round, team)
        for one in given.keys() - kept.own.keys():
            kept.own[one] = kind_of(a_round).own_score(a_round, given[one])
        return {one: kept.own[one] for one in given}

    def own_given(self, a_round: Round, team: Team) -> Mapping[str, Given]:
        """What each who is marked has been given in a judged round; of members not the absent."""
        if a_round.by == "team":
            return {team.id: self.given(a_round, team)}
        kept, panel = self._state.rounds[a_round.id], self.event.panel_of(a_round)
        entrants = self.event.entrants_of(a_round, team.id)
        return {one: kept.given(panel, one, (), {}) for one in entrants if one not in kept.absent}

    def is_public(self, a_round: Round, team_id: str, seer: Seer) -> bool:
        """Whether a team's marks or points in a round may be seen (contract, "Complete")."""
        return is_public(self._state, a_round, team_id, seer)

    def is_shown_now(self, a_round: Round, team_id: str) -> bool:
        """Whether the big screen has begun to show a team's marks, and is not through with them."""
        return self.show.step > 0 and self._state.is_held(a_round.id, team_id)

    def places(self, a_round: Round) -> Mapping[str, Mapping[str, Decimal]]:
        """The places that the marks of a round give, by team and judge, where it goes by them.

        An absent team has none, and one that does not compete takes nobody's.
        """
        kept = self._state.rounds[a_round.id]
        if kept.places is None:
            kept.places = self._in_places(a_round, kept) if a_round.by_places else {}
        return kept.places

    def group_of(self, stage: Stage, team: Team) -> str:
        """The id of a team's group in a stage: as drawn for it or for a stage before, else set up.

        Empty as long as it has none. A team that came after the draw is where the set-up puts it.
        """
        at: Stage | None = stage
        while at is not None:
            if at.id in self._state.groups:
                return self._state.groups[at.id].get(team.id, team.group)
            at = self.event.before(at)
        return team.group

    def plays(self, a_round: Round, team: Team) -> bool:
        """Whether a round is a team's: one of all groups, or of its own."""
        if not a_round.group:
            return True
        return self.group_of(self.stage_of(a_round), team) == a_round.group

    def table_of(self, stage: Stage, team: Team) -> tuple[str, str]:
        """Which of a stage's tables a team is ranked in: those of its division and its group."""
        return team.division, self.group_of(stage, team) if stage.by_group else ""

    def _in_places(self, a_round: Round, kept: RoundRecord) -> dict[str, dict[str, Decimal]]:
        """Places are given within each table: what others come to is nothing to it."""
        stage = self.stage_of(a_round)
        tables: dict[tuple[str, str], list[Team]] = {}
        for team in self.teams_of(stage):
            tables.setdefault(self.table_of(stage, team), []).append(team)
        found: dict[str, dict[str, Decimal]] = {}
        for teams in tables.values():
            found |= self._placed(a_round, kept, teams)
        return found

    def _placed(
        self, a_round: Round, kept: RoundRecord, teams: Sequence[Team]
    ) -> dict[str, dict[str, Decimal]]:
        recused = {judge.id: judge.recused for judge in self.event.panel_of(a_round)}
        marks = {
            team.id: {
                judge: mark.value
                for judge, mark in kept.marks.get(team.id, {}).items()
                if judge in recused and team.id not in recused[judge]
            }
            for team in teams
            if team.id not in kept.absent
        }
        return places_by_all(marks, {t.id for t in teams if self.competes(t)})

    def _score(
        self, a_round: Round, kept: RoundRecord, team: Team, points: Mapping[str, Sequence[Decimal]]
    ) -> RoundScore:
        if team.id in kept.absent or not self.plays(a_round, team):
            return NO_SCORE
        places = self.places(a_round).get(team.id, {})
        given = kept.given(self.event.panel_of(a_round), team.id, points.get(team.id, ()), places)
        given = self._with_people(a_round, kept, team, given)
        score = kind_of(a_round).score(a_round, given)
        # Nobody waits for the marks of a team that has left.
        return score if team.id not in self.withdrawn else score.settled()

    def _with_people(self, a_round: Round, kept: RoundRecord, team: Team, given: Given) -> Given:
        """What the team was given, with its members' own where the round's is theirs."""
        if a_round.by == "team":
            return given
        if not kind_of(a_round).panel:
            return replace(given, people=tuple(kept.people.get(team.id, {}).values()))
        return replace(given, members=tuple(self.own_given(a_round, team).values()))

    def _keep(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.by_id[entry.id] = entry
        if entry.kind == "undo":
            self._undos.append(entry)
        elif entry.kind == "playoff":
            self._playoffs.append(entry)
        elif entry.kind == "begin":
            self._begins.append(entry.id)

    def _forget(self, entry: Entry) -> None:
        """Drop what was cached, except of stages that the entry cannot have changed."""
        if KINDS[entry.kind].only_shows:
            # What is cached of a stage rests on its figures alone.
            self._cached.pop(_VERSION, None)
            return
        only_score = KINDS[entry.kind].only_score
        a_round = self.round(entry.round) if only_score and entry.round else None
        if a_round is None:
            self._cached = {}
            return
        own = self.stage_of(a_round)
        before = itertools.takewhile(lambda stage: stage is not own, self.event.stages)
        kept = {stage.id: self._cached.get(stage.id, {}) for stage in before}
        # A play-off's scores tell on all its stage.
        if self.event.round(a_round.id) is a_round:
            # What is performed together becomes public together.
            touched = {r.id for r in self.event.performance_of(a_round)}
            kept[own.id] = {
                what: made
                for what, made in self._cached.get(own.id, {}).items()
                if isinstance(what, _OfRounds) and what.rounds.isdisjoint(touched)
            }
        self._cached = kept

    def _forget_seen(self) -> None:
        """Drop what was drawn for the hall: it may see more by now, or less."""
        self._cached = {}
        self._state.forget_scores()

    def _fold(self, version: int) -> None:
        """Fold the entries after a version anew, from the nearest state that is kept behind it."""
        self.voided = _voided(self._undos)
        gone = _gone(self._playoffs, self.voided)
        start = max((v for v in self._behind if v <= version), default=0)
        self._state = self._behind[start].copy() if start else State()
        self._behind = {v: state for v, state in self._behind.items() if v <= start}
        self._cached = {}
        for entry in self.entries[start:]:
            if entry.version in self.voided:
                fold_voided(self._state, entry)
            elif entry.round is None or entry.round not in gone:
                fold(self._state, entry)
            self._keep_behind(entry.version)

    def _keep_behind(self, version: int) -> None:
        """Keep the state at a version, and fewer of those that lie farther back."""
        if version % STRIDE == 0 and _is_kept(version, self.version):
            self._behind[version] = self._state.copy()
            for old in [v for v in self._behind if not _is_kept(v, self.version)]:
                del self._behind[old]


def _is_kept(version: int, newest: int) -> bool:
    """Whether a state is still kept: the farther back, the rounder its number must be."""
    return newest - version <= 2 * (version & -version)


def _gone(playoffs: Sequence[Entry], voided: frozenset[int]) -> set[str | None]:
    """The play-offs that are voided: what was scored in one does not count either."""
    return {entry.round for entry in playoffs if entry.version in voided}


def _voided(undos: Sequence[Entry]) -> frozenset[int]:
    """Versions that are taken back; an undo that is itself undone voids nothing."""
    undone: set[int] = set()
    for entry in reversed(undos):
        if entry.version not in undone and entry.voids is not None:
            undone.add(entry.voids)
    return frozenset(undone)
