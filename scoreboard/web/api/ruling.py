"""The desk's rulings: corrections, undo, excuses, penalties, and the ways out of a tie."""

from __future__ import annotations

from flask import Response

from scoreboard.contest.words import N_
from scoreboard.verbs.correcting import Correct, TakeBack
from scoreboard.verbs.ruling import (
    AdmitTeam,
    ExcuseJudge,
    GiveBonus,
    GiveSpecialPrize,
    MarkAbsent,
    Penalise,
    ReleaseScore,
    WithdrawTeam,
)
from scoreboard.verbs.scorekeeping import CountFoul, UseToken
from scoreboard.verbs.settling import (
    DrawLots,
    HeadJudgeDecides,
    OpenPlayoff,
    TakePrizeTogether,
)
from scoreboard.verbs.staging import DrawGroups
from scoreboard.web.api.bodies import (
    AbsenceBody,
    AdmissionBody,
    BonusBody,
    CorrectionBody,
    ExcuseBody,
    FoulBody,
    GroupsBody,
    PenaltyBody,
    ReleaseBody,
    SettleBody,
    SpecialPrizeBody,
    TokenBody,
    UndoBody,
    WithdrawalBody,
)
from scoreboard.web.api.describing import PreviewQuery, describe
from scoreboard.web.api.spec import api
from scoreboard.web.api.written import CHANGED, PREVIEWED, changed_answer, ruled
from scoreboard.web.permissions import allow, current_grant
from scoreboard.web.services import services


@api.post("/events/<slug>/corrections")
@describe("desk", PREVIEWED)
@allow("rule")
def corrections(slug: str, json: CorrectionBody, query: PreviewQuery) -> tuple[Response, int]:
    """Correct a mark or a score, with a reason; with `?preview=1` only say what would change."""
    said = json.model_dump(exclude={"id"})
    return ruled(slug, Correct(current_grant(), str(json.id), **said), query)


@api.post("/events/<slug>/undo")
@describe("desk", PREVIEWED)
@allow("rule")
def undo(slug: str, json: UndoBody, query: PreviewQuery) -> tuple[Response, int]:
    """Take back one entry; it stays readable. With `?preview=1` only say what would change.

    One's own newest award needs no reason for a minute; the ledger then says it was a mistake.
    """
    slip = services().boards.say(slug, N_("Entered by mistake"))
    by, uid = current_grant(), str(json.id)
    return ruled(slug, TakeBack(by, uid, json.entry, json.reason, slip, json.decision), query)


@api.post("/events/<slug>/rounds/<round_id>/excuse")
@describe("desk", PREVIEWED)
@allow("rule")
def excuse(slug: str, round_id: str, json: ExcuseBody, query: PreviewQuery) -> tuple[Response, int]:
    """Wait no longer for a judge in a round; with `?preview=1` only say what would change."""
    return ruled(
        slug, ExcuseJudge(current_grant(), str(json.id), round_id, json.judge, json.reason), query
    )


@api.post("/events/<slug>/rounds/<round_id>/release")
@describe("desk", PREVIEWED)
@allow("rule")
def release(
    slug: str, round_id: str, json: ReleaseBody, query: PreviewQuery
) -> tuple[Response, int]:
    """Make a team's score public before its panel is complete. `?preview=1` as elsewhere."""
    return ruled(
        slug, ReleaseScore(current_grant(), str(json.id), round_id, json.team, json.reason), query
    )


@api.post("/events/<slug>/teams/<team_id>/absent")
@describe("desk", PREVIEWED)
@allow("rule")
def absent(slug: str, team_id: str, json: AbsenceBody, query: PreviewQuery) -> tuple[Response, int]:
    """Mark a team as absent from a round: no score, and no zero. `?preview=1` as elsewhere."""
    by, uid = current_grant(), str(json.id)
    verb = MarkAbsent(by, uid, team_id, json.round, json.reason, json.member)
    return ruled(slug, verb, query)


@api.post("/events/<slug>/fouls")
@describe("desk", PREVIEWED)
@allow("rule")
def fouls(slug: str, json: FoulBody, query: PreviewQuery) -> tuple[Response, int]:
    """Count a foul in the open points round; its number says what it costs. `?preview=1` works."""
    verb = CountFoul(current_grant(), str(json.id), json.round, json.team, json.note)
    return ruled(slug, verb, query)


@api.post("/events/<slug>/tokens")
@describe("desk", PREVIEWED)
@allow("rule")
def tokens(slug: str, json: TokenBody, query: PreviewQuery) -> tuple[Response, int]:
    """Use up a team's token in the open points round. `?preview=1` works."""
    verb = UseToken(current_grant(), str(json.id), json.round, json.team, json.token)
    return ruled(slug, verb, query)


@api.post("/events/<slug>/penalties")
@describe("desk", PREVIEWED)
@allow("rule")
def penalties(slug: str, json: PenaltyBody, query: PreviewQuery) -> tuple[Response, int]:
    """Deduct for conduct, outside any round; with `?preview=1` only say what would change."""
    return ruled(
        slug, Penalise(current_grant(), str(json.id), json.team, json.points, json.reason), query
    )


@api.post("/events/<slug>/bonuses")
@describe("desk", PREVIEWED)
@allow("rule")
def bonuses(slug: str, json: BonusBody, query: PreviewQuery) -> tuple[Response, int]:
    """Give points by ruling, outside any round; with `?preview=1` only say what would change."""
    by, uid = current_grant(), str(json.id)
    return ruled(slug, GiveBonus(by, uid, json.team, json.points, json.reason), query)


@api.post("/events/<slug>/teams/<team_id>/withdraw")
@describe("desk", PREVIEWED)
@allow("rule")
def withdraw(
    slug: str, team_id: str, json: WithdrawalBody, query: PreviewQuery
) -> tuple[Response, int]:
    """Take a team out of the places; its scores stay shown. `?preview=1` as elsewhere."""
    return ruled(slug, WithdrawTeam(current_grant(), str(json.id), team_id, json.reason), query)


@api.post("/events/<slug>/stages/<stage_id>/admit")
@describe("desk", PREVIEWED)
@allow("rule")
def admit(
    slug: str, stage_id: str, json: AdmissionBody, query: PreviewQuery
) -> tuple[Response, int]:
    """Let a team go on that was not named, after the announcement. `?preview=1` as elsewhere."""
    by, uid = current_grant(), str(json.id)
    return ruled(slug, AdmitTeam(by, uid, stage_id, json.team, json.way, json.reason), query)


@api.post("/events/<slug>/stages/<stage_id>/playoff")
@describe("desk", CHANGED)
@allow("rule")
def playoff(slug: str, stage_id: str, json: SettleBody) -> tuple[Response, int]:
    """Open a play-off between exactly the teams that share a place."""
    name = json.name or services().boards.say(slug, N_("Play-off"))
    by, uid = current_grant(), str(json.id)
    verb = OpenPlayoff(by, uid, stage_id, json.teams, name, json.reason)
    return changed_answer(services().writer.write(slug, verb))


@api.post("/events/<slug>/stages/<stage_id>/lots")
@describe("desk", CHANGED)
@allow("rule")
def lots(slug: str, stage_id: str, json: SettleBody) -> tuple[Response, int]:
    """Draw lots between exactly the teams that share a place."""
    verb = DrawLots(current_grant(), str(json.id), stage_id, json.teams, json.reason)
    return changed_answer(services().writer.write(slug, verb))


@api.post("/events/<slug>/stages/<stage_id>/word")
@describe("desk", CHANGED)
@allow("rule")
def word(slug: str, stage_id: str, json: SettleBody) -> tuple[Response, int]:
    """The head judge's word: these teams, best first, before the others that share their place."""
    verb = HeadJudgeDecides(current_grant(), str(json.id), stage_id, json.teams, json.reason)
    return changed_answer(services().writer.write(slug, verb))


@api.post("/events/<slug>/stages/<stage_id>/groups")
@describe("desk", CHANGED)
@allow("rule")
def groups(slug: str, stage_id: str, json: GroupsBody) -> tuple[Response, int]:
    """Put the teams of a stage into its groups, before its first round.

    By `lots`; or by `seeds`: the places of the stage before, in the first stage the order of
    registration. Each division is dealt by itself.
    """
    verb = DrawGroups(current_grant(), str(json.id), stage_id, json.by, json.reason)
    return changed_answer(services().writer.write(slug, verb))


@api.post("/events/<slug>/stages/<stage_id>/together")
@describe("desk", CHANGED)
@allow("rule")
def together(slug: str, stage_id: str, json: SettleBody) -> tuple[Response, int]:
    """Let all teams that are tied across the edge of a prize take it; the next keep their number.

    `name` is ignored.
    """
    verb = TakePrizeTogether(current_grant(), str(json.id), stage_id, json.teams, json.reason)
    return changed_answer(services().writer.write(slug, verb))


@api.post("/events/<slug>/teams/<team_id>/prize")
@describe("desk", PREVIEWED)
@allow("rule")
def special_prize(
    slug: str, team_id: str, json: SpecialPrizeBody, query: PreviewQuery
) -> tuple[Response, int]:
    """Give a team, or one `member` of it, a special prize.

    The hall sees it once the winner is announced. It is taken back like any entry.
    `?preview=1` as elsewhere.
    """
    by, uid = current_grant(), str(json.id)
    verb = GiveSpecialPrize(by, uid, team_id, json.name, json.reason, json.member)
    return ruled(slug, verb, query)
