"""Explains each judge's mark (counted, dropped, recused, excused) and each award."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NotRequired, TypedDict

from scoreboard.contest.boards.shapes import Named
from scoreboard.contest.model import Entry, Judge, Round, Team, entrant_of
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import Mark
from scoreboard.contest.rules.exactly import Exact, exactly
from scoreboard.contest.rules.fouls import Foul, foul_words
from scoreboard.contest.rules.kinds.risk import outcome_words
from scoreboard.contest.rules.members import counted_members
from scoreboard.contest.rules.tokens import doubled_words
from scoreboard.contest.standings.visibility import Audience, marks_are_seen
from scoreboard.contest.words import N_, Say

MarkState = Literal[
    "counted",
    "high",
    "low",
    "given",
    "recused",
    "excused",
    "missing",
    "absent",
    "shadow",
]

MemberState = Literal["counted", "left_out", "none", "absent"]

_MEMBER_WORDS: dict[MemberState, str] = {
    "counted": N_("counts"),
    "left_out": N_("left out: others of the team have more"),
    "none": N_("too few marks for a score"),
    "absent": N_("absent: no score, and no zero"),
}

ABSENT = N_("Absent from this round: no score, and no zero")

_MARK_WORDS: dict[MarkState, str] = {
    "counted": N_("counts"),
    "high": N_("highest, left out"),
    "low": N_("lowest, left out"),
    "given": N_("given, but too few marks for a score"),
    "recused": N_("recused from this team"),
    "excused": N_("excused from this round"),
    "missing": N_("no mark"),
    "absent": N_("does not count, the team is absent"),
    "shadow": N_("kept, never counted"),
}


class PartLine(TypedDict):
    """What a criterion was given, with its highest and its weight."""

    id: str
    name: str
    value: str
    max: str
    weight: str


class MarkLine(TypedDict):
    """One judge's mark; `words` say its `state`, `reason` (None but for the desk) why.

    `value` is None where there is no mark, and where the audience may not see an absent team's.
    `parts` are what each criterion was given, in the round's order, where it was given by them.
    `place` is the one that the mark gives the team among the others, and `placed` says it, where
    the round goes by places. `member` is who was marked, where members are.
    """

    judge: Named
    value: str | None
    state: MarkState
    words: str
    corrected: bool
    reason: str | None
    parts: NotRequired[list[PartLine]]
    place: NotRequired[str]
    placed: NotRequired[str]
    member: NotRequired[Named]


class MemberLine(TypedDict):
    """What a member who is marked has in the round; `words` say its `state`."""

    member: Named
    score: Exact | None
    state: MemberState
    words: str


class AwardLine(TypedDict):
    """One award or deduction; of a correction `value` is the difference that it makes.

    `member` is the name of who has earned it, where that was said.
    `foul` is the number of a foul among those of the team in the round.
    """

    value: str
    question: str | None
    note: str | None
    stake: str | None
    outcome: str | None
    words: str | None
    corrected: bool
    reason: str | None
    member: NotRequired[str]
    foul: NotRequired[int]


def mark_lines(
    book: Book, a_round: Round, team: Team, audience: Audience, say: Say
) -> list[MarkLine]:
    """Every mark of the panel for the team, or why there is none, in the order of judges.

    A shadow is listed where it has marked: nobody waits for it. Where members are marked, each
    one's in turn.
    """
    lines = []
    for entrant in book.event.entrants_of(a_round, team.id):
        marked = book.round_record(a_round.id).marks.get(entrant, {})
        panel = [j for j in book.event.markers_of(a_round) if not j.shadow or j.id in marked]
        lines += [_mark(book, a_round, team, entrant, judge, audience, say) for judge in panel]
    return lines


def member_lines(book: Book, a_round: Round, team: Team, say: Say) -> list[MemberLine]:
    """What each member who is marked has come to, and whether it counts for the team."""
    kept = book.round_record(a_round.id)
    own = {} if team.id in kept.absent else book.own_scores(a_round, team)
    counting = counted_members(a_round, {one: own[one].score for one in own})
    lines: list[MemberLine] = []
    for member in team.members:
        entrant = entrant_of(team.id, member.id)
        score = own[entrant].score if entrant in own else None
        state: MemberState = "none" if score is None else "left_out"
        if entrant in counting:
            state = "counted"
        elif not kept.absent.keys().isdisjoint((team.id, entrant)):
            state = "absent"
        lines.append(
            {
                "member": {"id": member.id, "name": member.name},
                "score": None if score is None else exactly(score),
                "state": state,
                "words": say(_MEMBER_WORDS[state]),
            }
        )
    return lines


def _mark(
    book: Book,
    a_round: Round,
    team: Team,
    entrant: str,
    judge: Judge,
    audience: Audience,
    say: Say,
) -> MarkLine:
    kept = book.round_record(a_round.id)
    mark = kept.marks.get(entrant, {}).get(judge.id)
    state = _mark_state(book, a_round, team, entrant, judge)
    seen = marks_are_seen(book, a_round, team.id, audience)
    reason = None
    if mark is not None and mark.corrected:
        reason = book.entries[mark.version - 1].reason
    elif state == "excused":
        reason = kept.excused[judge.id]
    line: MarkLine = {
        "judge": {"id": judge.id, "name": judge.name},
        "value": None if mark is None or not seen else plain(mark.value),
        "state": state,
        "words": say(_MARK_WORDS[state]),
        "corrected": mark is not None and mark.corrected and seen,
        # Why a judge was excused is private to the desk.
        "reason": reason if audience == "desk" else None,
    }
    member = next((one for one in team.members if entrant_of(team.id, one.id) == entrant), None)
    if member is not None:
        line["member"] = {"id": member.id, "name": member.name}
    if mark is not None and mark.parts and seen:
        line["parts"] = _parts(a_round, mark)
    place = book.places(a_round).get(team.id, {}).get(judge.id)
    if place is not None and mark is not None and seen:
        line["place"] = plain(place)
        line["placed"] = say(N_("Place %(place)s"), place=plain(place))
    return line


def _parts(a_round: Round, mark: Mark) -> list[PartLine]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "value": plain(mark.parts[one.id]),
            "max": plain(one.max),
            "weight": plain(one.weight),
        }
        for one in a_round.criteria
        if one.id in mark.parts
    ]


def _mark_state(book: Book, a_round: Round, team: Team, entrant: str, judge: Judge) -> MarkState:
    kept = book.round_record(a_round.id)
    if team.id in judge.recused:
        return "recused"
    absent = not kept.absent.keys().isdisjoint((team.id, entrant))
    if judge.id not in kept.marks.get(entrant, {}):
        if absent and entrant != team.id:
            return "absent"
        return "excused" if judge.id in kept.excused else "missing"
    if judge.shadow:
        return "shadow"
    if absent:
        return "absent"
    scored = book.own_scores(a_round, team)[entrant]
    if scored.score is None:
        return "given"
    if judge.id not in scored.dropped:
        return "counted"
    high = _dropped_high(book, a_round, entrant, scored.dropped)
    return "high" if judge.id in high else "low"


def _dropped_high(book: Book, a_round: Round, entrant: str, dropped: frozenset[str]) -> list[str]:
    """The judges whose marks were dropped as the highest."""
    marks = book.round_record(a_round.id).marks[entrant]
    in_order = [judge.id for judge in book.event.judges if judge.id in dropped]
    return sorted(in_order, key=lambda judge: -marks[judge].value)[: a_round.drop_high]


def award_lines(
    book: Book, a_round: Round, team: Team, audience: Audience, say: Say
) -> list[AwardLine]:
    """What the team was awarded, and what it lost, in order; its fouls among it."""
    kept = book.round_record(a_round.id)
    lines = [
        (award.version, _with_member(_award(book, award, audience, say), award, team))
        for award in kept.awards
        if award.team == team.id
    ]
    lines += [
        (foul.entry.version, _foul(foul, say))
        for foul in kept.numbered_fouls(a_round)
        if foul.entry.team == team.id
    ]
    return [line for _, line in sorted(lines, key=lambda one: one[0])]


def _with_member(line: AwardLine, award: Entry, team: Team) -> AwardLine:
    member = team.member(award.detail.get("member", ""))
    if member is not None:
        line["member"] = member.name
    return line


def _foul(foul: Foul, say: Say) -> AwardLine:
    return {
        "value": plain(foul.points),
        "question": None,
        "note": foul.entry.detail.get("note"),
        "stake": None,
        "outcome": None,
        "words": foul_words(foul, say),
        "corrected": False,
        "reason": None,
        "foul": foul.number,
    }


def _award(book: Book, award: Entry, audience: Audience, say: Say) -> AwardLine:
    detail = award.detail
    corrected = award.kind == "correction"
    words = doubled_words(award, outcome_words(award, say), say) or None
    if corrected:
        set_to = book.entries[award.version - 1].value or Decimal(0)
        words = say(N_("corrected by the desk to %(value)s"), value=plain(set_to))
    question = detail.get("question")
    return {
        "value": plain(award.value or Decimal(0)),
        "question": None if question is None else str(question),
        "note": detail.get("note"),
        "stake": detail.get("stake"),
        "outcome": detail.get("outcome"),
        "words": words,
        "corrected": corrected,
        "reason": award.reason if audience == "desk" else None,
    }
