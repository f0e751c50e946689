"""What the desk's board holds beyond the hall's: marks by judge, awards, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from itertools import combinations, islice
from typing import TypeVar, cast

from scoreboard.contest.acts.advancing import blocking_tie, decided_apart, settled_prizes
from scoreboard.contest.acts.running import (
    may_be_open_together,
    missing,
    next_action,
    returning,
)
from scoreboard.contest.boards.board import (
    board,
    prize_names,
    round_on_board,
    shown_score,
    staged,
)
from scoreboard.contest.boards.figures import shown_figure
from scoreboard.contest.boards.lineage import lineage
from scoreboard.contest.boards.shapes import (
    Act,
    BesidePlay,
    Board,
    DeskAward,
    DeskBoard,
    DeskFoul,
    DeskJudge,
    DeskMark,
    DeskRound,
    DeskStage,
    DeskToken,
    HiddenScore,
    NextAct,
    OfMembers,
    OnListOnBoard,
    Orders,
    OutlierOnBoard,
    Revealing,
    StageState,
    Telling,
    Tie,
    UntoldOnBoard,
    criteria_on_board,
    members_on_board,
    stage_on_board,
    team_on_board,
)
from scoreboard.contest.boards.tables import named
from scoreboard.contest.model import Entry, Judge, Round, Stage, team_of
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.appearance import (
    appearance_of,
    on_stage_in,
    order_of_appearance,
    recorded_order,
)
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS, sentence_key
from scoreboard.contest.record.questions import asked_by_team
from scoreboard.contest.record.show import TELLERS, part_of
from scoreboard.contest.record.state import Mark, OnList
from scoreboard.contest.rules.fouls import costing
from scoreboard.contest.rules.kinds.kind import RoundScore
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.outliers import Outlier, outliers
from scoreboard.contest.rules.ranking import place_number
from scoreboard.contest.standings.individuals import best_with_prizes
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.standings.order import turns
from scoreboard.contest.standings.revealing import next_revealed
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.standings.visibility import Hidden, hidden
from scoreboard.contest.words import Say, in_english

Result = TypeVar("Result")

# How many newest entries are searched for the latest act.
LATEST_AMONG = 200
# Limit for nested descriptions: an undo of an undo of an undo.
NESTED_UNDOS = 3


def desk_board(
    book: Book, stage: Stage | None = None, say: Say = in_english, public: Board | None = None
) -> DeskBoard:
    """The desk's board of a stage: every round that has begun, marks by judge, the public board,
    which is `public` where that is drawn already.
    """
    rounds, of_round = book.all_rounds(), partial(_of_round, book)
    judged, tallied = _by_kind(rounds)
    records = {r.id: book.round_record(r.id) for r in rounds}
    return {
        **board(book, "desk", stage, say),
        "stages": [_desk_stage(book, s, say) for s in book.event.stages],
        "teams": [team_on_board(team) for team in book.event.teams],
        **_of_members(book, judged),
        "withdrawn": dict(book.withdrawn),
        "judges": [_desk_judge(judge) for judge in book.event.judges],
        "marks": {r.id: of_round(_desk_marks, r) for r in judged},
        "awards": {r.id: of_round(_desk_awards, r) for r in tallied},
        "asked": {r.id: asked_by_team(records[r.id]) for r in tallied},
        "entered": {r.id: _entered(book, r) for r in rounds if kind_of(r).listed},
        "missing": {r.id: of_round(missing, r) for r in judged},
        "next": _next(book),
        "excused": {r: dict(record.excused) for r, record in records.items()},
        "absent": {r: dict(record.absent) for r, record in records.items()},
        "released": {r: sorted(record.released) for r, record in records.items()},
        **_orders(book, rounds),
        **_beside_what_is_played(book),
        "publish": book.event.rules.publish,
        "hidden": {r.id: of_round(_hidden, r) for r in judged},
        "fouls": {r.id: of_round(_desk_fouls, r) for r in tallied if r.fouls},
        "tokens": {r.id: of_round(_desk_tokens, r) for r in tallied if r.tokens},
        "staged": {r.id: on for r in rounds if (on := staged(on_stage_in(book, r)))},
        "tie": _tie(book),
        "returning": list(returning(book).teams),
        "outliers": {r.id: found for r in rounds if (found := of_round(_outliers, r))},
        "prizes": _prizes(book, say),
        "latest": _latest(book),
        "beside": _beside(book),
        "public": public or _hall(book, stage or book.stage, say),
    }


def _of_round(book: Book, make: Callable[[Book, Round], Result], a_round: Round) -> Result:
    """What is drawn of a round, and stays while only scores in other rounds change."""
    stage = book.stage_of(a_round)
    return book.cached(
        ("desk", make.__name__), lambda: make(book, a_round), stage, rounds=(a_round,)
    )


def _beside_what_is_played(book: Book) -> BesidePlay:
    """What the hall is not told yet, of a reveal and of a result; and where the ledger is from."""
    return {**_revealing(book), **_telling(book), **lineage(book)}


def _telling(book: Book) -> Telling:
    """The parts of results that are not told yet, in the order of the stages and of telling."""
    untold: list[UntoldOnBoard] = []
    for stage in book.event.stages:
        waiting = book.untold.get(stage.id)
        for part, scene in TELLERS.items():
            if waiting and part in waiting.parts:
                untold.append({"stage": stage.id, "scene": scene})
            untold += [
                {"stage": stage.id, "scene": scene, "division": one.id}
                for one in book.event.divisions
                if waiting and part_of(part, one.id) in waiting.parts
            ]
    return {"untold": untold} if untold else {}


def _revealing(book: Book) -> Revealing:
    """Whom the next step of a reveal shows, while the public board is frozen."""
    freeze = book.freeze
    if freeze is None or not freeze.hides:
        return {}
    one = next_revealed(book, freeze) if freeze.step is not None else None
    if one is None:
        return {"revealing": {"team": None, "place": None}}
    return {"revealing": {"team": one.team.id, "place": place_number(one.rank)}}


def _hall(book: Book, stage: Stage, say: Say) -> Board:
    """The public board where nobody has drawn it: of what the public knows, without a reveal."""
    known = known_book(book, "public")
    return board(known, "public", known.event.stage(stage.id), say)


def _by_kind(rounds: Sequence[Round]) -> tuple[list[Round], list[Round]]:
    """The rounds that judges mark, and those of points."""
    return [r for r in rounds if kind_of(r).panel], [r for r in rounds if kind_of(r).tally]


def _orders(book: Book, rounds: Sequence[Round]) -> Orders:
    return {
        "order": {r.id: turns(book, r) for r in rounds},
        "lots": {r.id: [list(lot) for lot in recorded_order(book, r).lots] for r in rounds},
        "appearance": {r.id: list(order_of_appearance(book, r)) for r in rounds},
    }


def _next(book: Book) -> NextAct:
    todo = next_action(book)
    return {"action": todo.action, "round": todo.round, "stage": todo.stage}


def _desk_judge(judge: Judge) -> DeskJudge:
    drawn: DeskJudge = {"id": judge.id, "name": judge.name, "recused": list(judge.recused)}
    if judge.shadow:
        drawn["shadow"] = True
    if judge.head:
        drawn["head"] = True
    return drawn


def _beside(book: Book) -> dict[str, list[str]]:
    """The rounds of the current stage that may be open beside each other; {} where none may."""
    pairs = list(combinations(book.rounds_of(book.stage), 2))
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        if may_be_open_together(book, one, other):
            found.setdefault(one.id, []).append(other.id)
            found.setdefault(other.id, []).append(one.id)
    return found


def _hidden(book: Book, a_round: Round) -> dict[str, HiddenScore]:
    """The teams with marks that are not public yet: how many `given` `of` how many, and the score.

    A score of None cannot be released: too few marks for one, or a sum of places that rests on
    the marks of all.
    """
    return {
        team: _hidden_score(book, a_round, team, h) for team, h in hidden(book, a_round).items()
    }


def _hidden_score(book: Book, a_round: Round, team_id: str, one: Hidden) -> HiddenScore:
    wait = any(r.by_places for r in book.event.performance_of(a_round))
    drawn: HiddenScore = {
        "given": one.given,
        "of": one.of,
        "score": None if wait or one.score is None else shown_score(book, a_round, team_id),
    }
    if one.waits_for:
        drawn["waits_for"] = list(one.waits_for)
    return drawn


def _prizes(book: Book, say: Say) -> dict[str, list[str]]:
    """The names of the prizes by team; while something is to be settled, those given by hand."""
    settled = settled_prizes(book)
    won, best = settled or {}, () if settled is None else best_with_prizes(book, "desk")
    named = {t.id: prize_names(book, t.id, won.get(t.id), best, say) for t in book.event.teams}
    return {team: names for team, names in named.items() if names}


def _tie(book: Book) -> Tie | None:
    """The tie that blocks the announcement, once everything of the stage is closed."""
    if next_action(book).action not in ("advance", "announce"):
        return None
    tie = blocking_tie(book, book.stage)
    if tie is None:
        return None
    said: Tie = {"teams": list(tie.teams), "seats": tie.seats}
    for prize in book.event.prizes:
        if prize.id == tie.prize:
            said["prize"] = {"id": prize.id, "name": prize.name}
    if tie.prize is None and decided_apart(book, book.stage, tie):
        said["apart"] = True
    rows = standings_of(book, book.stage, "desk")
    row = rows.of(tie.teams[0])
    if row.counted is not None and row.counted.best:
        said["best"] = True
    table = rows.tables[row.table]
    if (division := named(table.division)) is not None:
        said["division"] = division
    # Best others are of several groups.
    if (group := named(table.group)) is not None and "best" not in said:
        said["group"] = group
    return said


def _desk_stage(book: Book, stage: Stage, say: Say) -> DeskStage:
    state: StageState = "done" if stage.id in book.announced else "waiting"
    if stage is book.stage and not book.final:
        state = "current"
    return {
        **stage_on_board(stage, say),
        "state": state,
        "rounds": [
            _desk_round(book, r, number) for number, r in enumerate(book.rounds_of(stage), start=1)
        ],
    }


def _desk_round(book: Book, a_round: Round, number: int) -> DeskRound:
    by, listed = a_round.scored_by, round_on_board(book, a_round)
    drawn: DeskRound = {
        "id": listed["id"],
        "name": listed["name"],
        "kind": listed["kind"],
        "form": listed["form"],
        "state": listed["state"],
        "playoff": listed["playoff"],
        "number": number,
        "min": plain(a_round.min),
        "max": plain(a_round.max),
        "step": plain(a_round.step),
        "awards": [plain(points) for points in a_round.awards],
        "stakes": [plain(stake) for stake in a_round.stakes],
        "questions": a_round.questions or 0,
        "scored_by": by if isinstance(by, str) else list(by),
        "appearance": appearance_of(book.event, a_round),
    }
    _add_whose(a_round, drawn)
    _add_own_terms(a_round, drawn)
    return drawn


def _add_whose(a_round: Round, drawn: DeskRound) -> None:
    """Who plays a round and who judges it, where not all of them do."""
    if a_round.by == "member":
        drawn["by"] = "member"
    if a_round.panel is not None:
        drawn["panel"] = list(a_round.panel)
    if a_round.group:
        drawn["group"] = a_round.group


def _add_own_terms(a_round: Round, drawn: DeskRound) -> None:
    """What only some rounds have."""
    if a_round.criteria:
        drawn["criteria"] = criteria_on_board(a_round.criteria)
    if a_round.stakes:
        drawn["loss"], drawn["declined"] = a_round.loss, plain(a_round.declined)
        drawn["order"] = a_round.order
    if a_round.by_places:
        drawn["aggregate"] = a_round.aggregate
    if a_round.performance:
        drawn["performance"] = a_round.performance
    if a_round.present:
        drawn["present"] = a_round.present
    if a_round.card is not None:
        drawn["card"] = plain(a_round.card)
    _add_conduct(a_round, drawn)


def _add_conduct(a_round: Round, drawn: DeskRound) -> None:
    """Its fouls and tokens, where it has them."""
    if a_round.tokens:
        drawn["tokens"] = list(a_round.tokens)
    if rule := a_round.fouls:
        drawn["fouls"] = {
            "free": rule.free,
            "penalty": plain(rule.penalty),
            "out": rule.out,
            "points": plain(costing(a_round, rule)),
        }


def _desk_marks(book: Book, a_round: Round) -> dict[str, dict[str, DeskMark]]:
    scores: dict[str, RoundScore] = {}
    for team in book.teams_of(book.stage_of(a_round)):
        scores |= book.own_scores(a_round, team)
    shadows = {judge.id for judge in book.event.judges if judge.shadow}
    drawn = {
        team_id: {
            judge_id: _desk_mark(
                mark,
                dropped=judge_id in shadows
                or (team_id in scores and judge_id in scores[team_id].dropped),
            )
            for judge_id, mark in marks.items()
        }
        for team_id, marks in book.round_record(a_round.id).marks.items()
    }
    for team_id, places in book.places(a_round).items():
        for judge_id, place in places.items():
            drawn[team_id][judge_id]["place"] = plain(place)
    return drawn


def _of_members(book: Book, judged: Sequence[Round]) -> OfMembers:
    return {
        "members": members_on_board(book.event.teams),
        "own": {r.id: _own(book, r) for r in judged if r.by == "member"},
    }


def _own(book: Book, a_round: Round) -> dict[str, str]:
    """What each member who is marked has, who has a score; not of teams that are absent."""
    absent = book.round_record(a_round.id).absent
    return {
        one: shown_figure(book, a_round, score)
        for team in book.teams_of(book.stage_of(a_round))
        if team.id not in absent
        for one, score in book.own_scores(a_round, team).items()
        if score.score is not None
    }


def _desk_mark(mark: Mark, *, dropped: bool) -> DeskMark:
    drawn: DeskMark = {
        "value": plain(mark.value),
        "version": mark.version,
        "corrected": mark.corrected,
        "entered": mark.entered,
        "dropped": dropped,
    }
    if mark.parts:
        drawn["values"] = {criterion: plain(part) for criterion, part in mark.parts.items()}
    return drawn


def _desk_tokens(book: Book, a_round: Round) -> list[DeskToken]:
    kept = book.round_record(a_round.id)
    return [
        {
            "id": used.id,
            "version": used.version,
            "team": used.team or "",
            "token": used.detail["token"],
            "doubles": used.detail["token"] in kept.doubling(used.team or ""),
            "by": used.by,
            "at": used.at,
        }
        for used in reversed(kept.tokens)
    ]


def _desk_fouls(book: Book, a_round: Round) -> list[DeskFoul]:
    return [
        {
            "id": foul.entry.id,
            "version": foul.entry.version,
            "team": foul.entry.team or "",
            "number": foul.number,
            "points": plain(foul.points),
            "out": foul.out,
            "by": foul.entry.by,
            "note": foul.entry.detail.get("note"),
            "at": foul.entry.at,
        }
        for foul in reversed(book.round_record(a_round.id).numbered_fouls(a_round))
    ]


def _outliers(book: Book, a_round: Round) -> dict[str, dict[str, OutlierOnBoard]]:
    """The marks worth a second look, by team and judge, with what may have been meant."""
    return {
        team_id: {judge_id: _outlier(one) for judge_id, one in far.items()}
        for team_id, far in _outliers_by_team(book, a_round).items()
        if far and team_of(team_id) not in book.withdrawn
    }


def _outlier(one: Outlier) -> OutlierOnBoard:
    return {"why": one.why, "likely": None if one.likely is None else plain(one.likely)}


def _outliers_by_team(book: Book, a_round: Round) -> dict[str, dict[str, Outlier]]:
    """Every team's outliers, cached until the round changes."""
    kept = book.round_record(a_round.id)
    if kept.outliers is None:
        panel = {judge.id for judge in book.event.panel_of(a_round)}
        kept.outliers = {
            team_id: outliers(a_round, {j: mark.value for j, mark in marks.items() if j in panel})
            for team_id, marks in kept.marks.items()
        }
    return kept.outliers


def _latest(book: Book) -> Act | None:
    """The newest entry of which each desk is told: one desk sees what another does."""
    newest = islice(reversed(book.entries), LATEST_AMONG)
    act = next((entry for entry in newest if KINDS[entry.kind].latest), None)
    return _act(book, act) if act else None


def _act(book: Book, entry: Entry, deep: int = NESTED_UNDOS) -> Act:
    """An entry with the key of its sentence; an undo with the entry it voids."""
    voided = book.entries[entry.voids - 1] if entry.voids and deep else None
    about = {
        "version": entry.version,
        "kind": entry.kind,
        "says": sentence_key(entry, brief=True),
        "by": entry.by,
        "at": entry.at,
        "stage": entry.stage,
        "round": entry.round,
        "team": entry.team,
        "judge": entry.judge,
        "value": None if entry.value is None else plain(entry.value),
        "voids": entry.voids,
        "voided": _act(book, voided, deep - 1) if voided else None,
        "detail": dict(entry.detail),
    }
    return cast(Act, {name: said for name, said in about.items() if said is not None})


def _entered(book: Book, a_round: Round) -> dict[str, OnListOnBoard]:
    listed = book.round_record(a_round.id).listed
    return {team: _on_list(one) for team, one in listed.items()}


def _on_list(one: OnList) -> OnListOnBoard:
    drawn: OnListOnBoard = {"version": one.version, "again": one.again}
    if one.entered.value is not None:
        drawn["value"] = plain(one.entered.value)
    if one.entered.raised is not None:
        drawn["raised"] = one.entered.raised
    if one.entered.present is not None:
        drawn["present"] = one.entered.present
    return drawn


def _desk_awards(book: Book, a_round: Round) -> list[DeskAward]:
    return [_desk_award(award) for award in reversed(book.round_record(a_round.id).awards)]


def _desk_award(award: Entry) -> DeskAward:
    drawn: DeskAward = {
        "id": award.id,
        "version": award.version,
        "team": award.team or "",
        "points": plain(award.value or Decimal(0)),
        "by": award.by,
        "question": award.detail.get("question"),
        "stake": award.detail.get("stake"),
        "outcome": award.detail.get("outcome"),
        "note": award.detail.get("note"),
        "reason": award.reason,
        "at": award.at,
    }
    if "member" in award.detail:
        drawn["member"] = award.detail["member"]
    if "token" in award.detail:
        drawn["token"] = award.detail["token"]
    return drawn
