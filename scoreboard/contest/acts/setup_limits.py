"""Set-up changes that recorded entries forbid."""

from __future__ import annotations

from decimal import Decimal

from scoreboard.contest.acts.beginning import played
from scoreboard.contest.model import Entry, Event, Judge, Round, Stage, Team
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import OnList
from scoreboard.contest.rules.criteria import same_measure
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.standings.standings import still_named
from scoreboard.contest.words import N_, Refusal, not_now


def has_begun(book: Book, stage: Stage) -> bool:
    """Whether something has been played in a stage."""
    rounds = {a_round.id for a_round in book.rounds_of(stage)}
    return stage.id in book.announced or any(
        entry.stage == stage.id or entry.round in rounds for entry in played(book)
    )


def check_stays(book: Book, event: Event) -> None:
    """Raises Refusal when a set-up leaves out or contradicts what recorded entries name."""
    _check_teams(book, event)
    _check_judges(book, event)
    _check_stages(book, event)
    _check_penalties(book, event)
    _check_groups(book, event)
    for playoff in (r for stage in book.event.stages for r in book.playoffs(stage)):
        if event.round(playoff.id) is not None:
            raise not_now("The id %(id)s is taken by a play-off.", id=playoff.id)
    for stage in book.event.stages:
        for a_round in stage.rounds:
            if _round_has_begun(book, a_round):
                _check_round(book, event, stage, a_round)


def check_announced(book: Book, then: Book) -> None:
    """Raises Refusal when an announced result would no longer stand, saying what to take back."""
    for stage in book.event.stages:
        new = then.event.stage(stage.id)
        if stage.id not in book.announced or new is None:
            continue
        if any(then.round_record(r.id).state == "pending" for r in new.rounds):
            raise not_now(
                "The result of %(stage)s is announced, so no round can be added to it. "
                "Take the announcement back first.",
                stage=stage.name,
            )
        # An announcement the desk kept despite the standings is exempt from this check.
        fell = still_named(book, stage) and not still_named(then, new)
        if fell or stage.has_cut != new.has_cut:
            raise not_now(
                "The announced result of %(stage)s would no longer stand. "
                "Take the announcement back first.",
                stage=stage.name,
            )


def check_returns(book: Book, entry: Entry) -> None:
    """Raises Refusal when an entry that is to count again names what has left the set-up."""
    event = book.event
    a_round = book.round(entry.round) if entry.round else None
    judge = event.judge(entry.judge) if entry.judge else None
    gone = (
        any(event.team(team) is None for team in _teams_of(entry))
        or (entry.judge is not None and (judge is None or entry.team in judge.recused))
        or _names_nobody(event, entry)
        or (a_round is not None and judge is not None and not _may_mark(a_round, judge))
        or (entry.stage is not None and event.stage(entry.stage) is None)
        # A play-off brings its own round, whose id must still be free.
        or (entry.round is not None and (a_round is None) != (entry.kind == "playoff"))
        or (a_round is not None and not kind_of(a_round).can_hold(entry))
    )
    if gone or _is_used_elsewhere(book, entry):
        raise not_now("What this is about is no longer part of the event.")
    if a_round is not None and entry.value is not None and kind_of(a_round).is_limited(entry):
        _check_allowed(a_round, a_round, entry.value)
        if entry.judge is not None:
            _check_same_parts(a_round, entry, entry.value)


def _names_nobody(event: Event, entry: Entry) -> bool:
    """Whether an entry names a member who is not in that team."""
    named, team = entry.detail.get("member"), event.team(entry.team or "")
    return named is not None and (team is None or team.member(named) is None)


def _may_mark(a_round: Round, judge: Judge) -> bool:
    return kind_of(a_round).is_given_by(a_round, judge.id)


def _is_used_elsewhere(book: Book, entry: Entry) -> bool:
    """Whether a token that an entry uses, or is doubled by, is not there for it any more."""
    token = entry.detail.get("token")
    if token is None or entry.round is None:
        return False
    kept = book.round_record(entry.round)
    if entry.kind == "token":
        return token in kept.used_tokens(entry.team or "")
    return token not in kept.doubling(entry.team or "")


def _check_same_parts(a_round: Round, entry: Entry, value: Decimal) -> None:
    """Raises Refusal unless a mark is what the round makes of what was given."""
    given = None if "values" in entry.detail else value
    try:
        same = kind_of(a_round).settle(a_round, given, entry.detail) == value
    except Refusal:
        same = False
    if not same:
        raise not_now("%(round)s is marked by other criteria now.", round=a_round.name)


def _check_teams(book: Book, event: Event) -> None:
    # Who is left out of the set-up is left out of an order on stage too: nothing rests on it.
    kept = (entry for entry in played(book) if "by" not in entry.detail)
    spoken = {team for entry in kept for team in _teams_of(entry)}
    for team in book.event.teams:
        if team.id in spoken and event.team(team.id) is None:
            raise not_now("%(name)s has scores and must stay.", name=team.name)
    _check_members(book, event)


def _check_members(book: Book, event: Event) -> None:
    """Whoever an entry names stays, in the same team; a name may change."""
    spoken = {(entry.team, entry.detail.get("member")) for entry in played(book)}
    for team in book.event.teams:
        new = event.team(team.id)
        for member in team.members:
            left = new is None or new.member(member.id) is None
            if left and (team.id, member.id) in spoken:
                text = N_("%(name)s has points or a prize and must stay in %(team)s.")
                raise not_now(text, name=member.name, team=team.name)


def _teams_of(entry: Entry) -> list[str]:
    """Every team that an entry names."""
    detail = entry.detail
    listed = [*detail.get("teams", ()), *detail.get("order", ()), *detail.get("scores", ())]
    listed += detail.get("groups", ())
    return [team for team in (entry.team, *listed) if team is not None]


def _check_judges(book: Book, event: Event) -> None:
    spoken = {entry.judge for entry in played(book)}
    # Judges also award points, which names them only as the writer.
    spoken |= {entry.by_judge for entry in played(book)}
    for judge in book.event.judges:
        new = event.judge(judge.id)
        if new is None and judge.id in spoken:
            raise not_now("%(name)s has given marks and must stay.", name=judge.name)
        recused = new.recused if new else ()
        for team in book.event.teams:
            if team.id in recused and team.id not in judge.recused:
                _check_not_marked(book, judge, team)


def _check_not_marked(book: Book, judge: Judge, team: Team) -> None:
    rounds = [r for stage in book.event.stages for r in stage.rounds]
    if any(
        judge.id in book.round_record(r.id).marks.get(one, {})
        for r in rounds
        for one in book.event.entrants_of(r, team.id)
    ):
        raise not_now(
            "%(judge)s has marked %(team)s and cannot be recused from it now.",
            judge=judge.name,
            team=team.name,
        )


def _check_stages(book: Book, event: Event) -> None:
    """Stages up to the last one that has begun stay, in their order."""
    begun = [number for number, s in enumerate(book.event.stages, start=1) if has_begun(book, s)]
    kept = book.event.stages[: max(begun, default=0)]
    for stage in kept:
        new = event.stage(stage.id)
        if new is None:
            raise not_now("%(stage)s has begun and must stay.", stage=stage.name)
        if new.side_of != stage.side_of:
            raise not_now("%(stage)s has begun, so it stands who plays it.", stage=stage.name)
    if [stage.id for stage in event.stages[: len(kept)]] != [stage.id for stage in kept]:
        raise not_now(
            "%(stage)s has begun, so nothing can come before it that did not.",
            stage=kept[-1].name,
        )


def _check_penalties(book: Book, event: Event) -> None:
    """A penalty that was deducted would be a gain where the smaller total is first, and a bonus a
    loss.
    """
    if event.rules.better == book.event.rules.better:
        return
    if any(entry.kind == "penalty" for entry in played(book)):
        raise not_now(
            "Conduct penalties were given, so it stands which total is first. "
            "Take the penalties back first."
        )
    if any(entry.kind == "bonus" for entry in played(book)):
        raise not_now(
            "Bonuses were given, so it stands which total is first. Take the bonuses back first."
        )


def _check_groups(book: Book, event: Event) -> None:
    """Groups that were drawn stay; and from the first round on it stands who is in which."""
    known = {one.id for one in event.groups}
    draws = [groups for entry in played(book) if (groups := entry.detail.get("groups"))]
    drawn = {team: group for groups in draws for team, group in groups.items()}
    for one in book.event.groups:
        if one.id in drawn.values() and one.id not in known:
            raise not_now("Teams were drawn into %(group)s, so it must stay.", group=one.name)
    opened = [s for s in book.event.stages if any(r.id in book.opened for r in s.rounds)]
    for stage in opened:
        if stage.by_group or any(r.group for r in stage.rounds):
            _check_stays_in_group(book, event, stage)
    for team in event.teams:
        old = book.event.team(team.id)
        moved = old is not None and team.group not in ("", old.group)
        # The draw decides, whatever the set-up says of who was drawn.
        if moved and drawn.get(team.id, team.group) != team.group:
            raise not_now(
                "%(name)s was drawn into %(group)s. Take the draw back first.",
                name=team.name,
                group=next(g.name for g in event.groups if g.id == drawn[team.id]),
            )


def _check_stays_in_group(book: Book, event: Event, stage: Stage) -> None:
    """In a stage that has begun nobody changes the group, and who comes late is put into one."""
    for team in book.teams_of(stage):
        new = event.team(team.id)
        # Where it was drawn the set-up says nothing of it; who has no group may still get one.
        stands = book.group_of(stage, team) == team.group and (team.group or not stage.by_group)
        if new and new.group != team.group and stands:
            raise not_now("%(stage)s has begun, so its groups stand.", stage=stage.name)
    if stage.by_group and stage is book.event.stages[0] and stage.id not in book.announced:
        for team in event.teams:
            if not team.group and book.event.team(team.id) is None:
                text = N_("%(stage)s has begun: say which group %(name)s is in.")
                raise not_now(text, stage=stage.name, name=team.name)


def _round_has_begun(book: Book, a_round: Round) -> bool:
    return book.round_record(a_round.id).state != "pending" or any(
        entry.round == a_round.id for entry in played(book)
    )


def _check_round(book: Book, event: Event, stage: Stage, old: Round) -> None:
    new = event.round(old.id)
    if new is None:
        raise not_now("%(round)s has begun and must stay.", round=old.name)
    if event.stage_of(old.id).id != stage.id:
        raise not_now(
            "%(round)s has begun and must stay in %(stage)s.", round=old.name, stage=stage.name
        )
    if new.kind != old.kind:
        raise not_now("%(round)s has begun, so its kind stands.", round=old.name)
    if new.by != old.by:
        text = N_("%(round)s has begun, so it stands whose its points are.")
        if kind_of(old).panel:
            text = N_("%(round)s has begun, so it stands who is marked.")
        raise not_now(text, round=old.name)
    marks = book.round_record(old.id).marks
    if any(marks.values()) and not same_measure(old.criteria, new.criteria):
        raise not_now(
            "%(round)s has marks by its criteria, so these stand; only their names can change.",
            round=old.name,
        )
    together = {r.id for r in book.event.performance_of(old)}
    if together != {r.id for r in event.performance_of(new)}:
        raise not_now(
            "%(round)s has begun, so it stands which rounds open and close with it.",
            round=old.name,
        )
    _check_panel(book, old, new)
    _check_limits(book, old, new)


def _check_panel(book: Book, old: Round, new: Round) -> None:
    """Who has marked the round stays on its panel."""
    marked = {judge for marks in book.round_record(old.id).marks.values() for judge in marks}
    for judge in book.event.judges:
        if judge.id in marked and not kind_of(new).is_given_by(new, judge.id):
            raise not_now(
                "%(judge)s has marked %(round)s and must stay on its panel.",
                judge=judge.name,
                round=old.name,
            )


def _check_limits(book: Book, old: Round, new: Round) -> None:
    """The marks and awards there are must be such as the new limits allow."""
    same = ("min", "max", "step", "card")
    if all(getattr(new, key) == getattr(old, key) for key in same):
        return
    kept = book.round_record(old.id)
    for on_list in kept.listed.values():
        _check_still_entered(old, new, on_list)
    for marks in kept.marks.values():
        for mark in marks.values():
            _check_allowed(old, new, mark.value)
    for award in kept.awards:
        if award.value is not None and kind_of(old).is_limited(award):
            _check_allowed(old, new, award.value)


def _check_still_entered(old: Round, new: Round, on_list: OnList) -> None:
    try:
        kind_of(new).check_entered(new, on_list.entered)
    except Refusal:
        raise not_now(
            "%(round)s has scores that the new limits would not allow.", round=old.name
        ) from None


def _check_allowed(old: Round, new: Round, value: Decimal) -> None:
    try:
        kind_of(new).check_limits(new, value)
    except Refusal:
        raise not_now(
            "%(round)s has a score of %(value)s, which the new limits would not allow.",
            round=old.name,
            value=plain(value),
        ) from None
