"""Whole days of a competition, made up at random but lawful: all that may be done on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any, get_args

from hypothesis import strategies as st

from scoreboard.contest.acts import advancing, freezing, marking, running, staging, undoing
from scoreboard.contest.acts.advancing import affected
from scoreboard.contest.acts.beginning import check_begin
from scoreboard.contest.acts.publishing import check_publish
from scoreboard.contest.acts.setup_change import check_change, keeping_public
from scoreboard.contest.acts.telling import with_scene
from scoreboard.contest.model import (
    AdmitAs,
    Entry,
    Event,
    FoulRule,
    Group,
    Judge,
    Member,
    Prize,
    Publish,
    Round,
    Stage,
    Team,
)
from scoreboard.contest.record.appearance import StepTo
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.look import TIERS, Look, Picture, Sponsor, look_detail
from scoreboard.contest.show import acting as showing
from scoreboard.contest.show.table import SCENES, kind_of_scene, reached
from scoreboard.contest.standings.dealing import dealt
from scoreboard.contest.standings.order import order_of_play
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.words import Refusal
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points

# Few teams and small marks, so that ties are common; one judge is recused, one mark is dropped.
FOULS = FoulRule(free=1, penalty=Decimal(1), out=3)
PANEL = (Judge("lin", "Lin", recused=("red",)), *people("wu chen"))
CUP = contest(
    heat(
        judged(max=Decimal(2), drop_low=1),
        points(fouls=FOULS, tokens=("双倍",)),
        advance=2,
        base=Decimal(1),
    ),
    final(judged("talk", max=Decimal(2)), carry=Decimal("0.5")),
    teams="red blue green gold",
    judges=PANEL,
    ranking="competition",
    tie_breaks=("best_rounds",),
    break_ties="cut",
    publish="team",
)

# The same with a side stage, from which one team returns.
SIDE_CUP = replace(
    CUP,
    stages=(
        CUP.stages[0],
        Stage("revival", "Revival", (points("second"),), advance=1, side_of="heat"),
        CUP.stages[1],
    ),
    teams=contest(teams="red blue green gold grey").teams,
)

# The same with a paper test, whose scores the desk enters as a list, and with a head judge.
PAPER = Round("paper", "Paper", "list", max=Decimal(3), step=Decimal("0.01"))
LIST_CUP = replace(
    CUP,
    stages=(replace(CUP.stages[0], rounds=(PAPER, points())), *CUP.stages[1:]),
    judges=(replace(PANEL[0], head=True), *PANEL[1:]),
)

# Two groups, into which the teams are dealt, and the best other.
GROUP_CUP = replace(
    CUP,
    groups=(Group("a", "A"), Group("b", "B")),
    stages=(
        replace(CUP.stages[0], advance=1, by_group=True, advance_best=1),
        *CUP.stages[1:],
    ),
    teams=contest(teams="red blue green gold grey").teams,
)

# One stage for three prizes, small marks for ties across their edges.
PRIZE_CUP = replace(
    CUP,
    stages=(
        final(
            judged(max=Decimal(2), drop_low=1),
            points(),
            points("test", by="member", team_score="mean"),
            judged("talk", max=Decimal(2), by="member", team_score="best", best=1),
        ),
    ),
    teams=tuple(
        replace(team, members=(Member("Ann", id=f"{team.id}-a"), Member("Ben", id=f"{team.id}-b")))
        for team in contest(teams="red blue green gold grey teal").teams
    ),
    prizes=(
        Prize("first", "First", count=1),
        Prize("second", "Second", count=2),
        Prize("rest", "Honourable mention"),
        Prize("speaker", "Best speaker", count=1, who="member"),
    ),
)

Act = tuple[str, int, int, int]


class Idle(Exception):
    """There is nothing to do this to at the moment."""


NUMBER = st.integers(0, 30)
OFTEN = ["step", "step", "step", "settle", "settle", "fill", "award", "award", "undo", "undo"]
SELDOM = [
    "mark", "correct", "correct", "excuse", "penalise", "withdraw", "reopen", "order", "release",
    "absent", "admit", "foul", "foul", "call up", "by hand", "token",
]  # fmt: skip
# What does not belong to the play itself, or only where there are prizes.
ASIDE = [
    "set up",
    "begin",
    "archive",
    "publish",
    "look",
    "together",
    "special",
    "bonus",
    "stage",
    "scene",
    "scene",
    "turn",
    "turn",
    "timer",
    "enter",
    "word",
    "deal",
    "freeze",
    "reveal",
    "reveal",
]


def _acts(*names: str) -> st.SearchStrategy[Act]:
    return st.tuples(st.sampled_from(names), NUMBER, NUMBER, NUMBER)


# Most days begin with the first stage played, since what is hard comes after it.
_OPENING = ("step", "fill", "step", "step", "award", "award", "step")
DAYS: st.SearchStrategy[list[Act]] = st.builds(
    lambda opening, later: [*opening, *later],
    st.one_of(st.just(()), *[st.tuples(*map(_acts, _OPENING))] * 3),
    st.lists(st.one_of(*[_acts(*OFTEN)] * 3, _acts(*SELDOM)), min_size=5, max_size=30),
)
# Days on which everything may happen that there is a kind of entry for.
WHOLE_DAYS: st.SearchStrategy[list[Act]] = st.builds(
    lambda opening, later: [*opening, *later],
    st.one_of(st.just(()), *[st.tuples(*map(_acts, _OPENING))] * 3),
    st.lists(
        st.one_of(*[_acts(*OFTEN)] * 3, _acts(*SELDOM), _acts(*ASIDE)), min_size=5, max_size=40
    ),
)


def random_day(random: Random) -> list[Act]:
    """A day of that sort, drawn without Hypothesis: the same for the same random numbers."""
    # Some acts are the day's own, so that none is drowned by the others.
    own = random.sample(sorted({*OFTEN, *SELDOM, *ASIDE}), 3)
    names = [*OFTEN, *SELDOM, *ASIDE, *["step", "fill", "award"] * 4, *own * 12]
    return [
        (random.choice(names), *(random.randint(0, 30) for _ in range(3)))
        for _ in range(random.randint(10, 60))
    ]


def day(
    acts: Iterable[Act], event: Event = CUP, each: Callable[[Book], None] | None = None
) -> Book:
    """The book of a day; what the rules forbid at a moment is refused and left out."""
    scribe = Scribe(event)
    for act in acts:
        with suppress(Refusal, Idle):
            write(scribe, act)
        if each:
            each(scribe.book)
    return scribe.book


def write(scribe: Scribe, act: Act) -> None:
    """Let the scribe write one act, or raise Refusal as the desk would be answered."""
    name, *numbers = act
    _ACTS[name](scribe, *numbers)


def table(book: Book) -> dict[str, Sequence[Standing]]:
    """The desk's standings of every stage."""
    return {stage.id: standings_of(book, stage, "desk").rows for stage in book.event.stages}


def rounds_of(book: Book) -> list[Round]:
    """Every round and play-off there is."""
    return book.all_rounds()


def _pick(options: Iterable[Any], number: int) -> Any:
    listed = list(options)
    if not listed:
        raise Idle("There is nothing to choose from.")
    return listed[number % len(listed)]


def _step(scribe: Scribe, decision: int, *_: int) -> None:
    """Whatever comes next in the running order."""
    todo = running.next_action(scribe.book)
    stage = scribe.book.find_stage(todo.stage or "")
    if todo.action in ("open", "close"):
        scribe.write("open" if todo.action == "open" else "close", round=todo.round)
    elif todo.action == "admit":
        team = running.returning(scribe.book).teams[0]
        said = {"as": "return"}
        scribe.write("admit", stage=stage.id, team=team, reason="won it", detail=said)
    elif todo.action == "draw":
        _deal(scribe, decision)
    elif todo.action != "done":
        wanted: Any = None
        if decision % 4 == 0 and advancing.blocking_tie(scribe.book, stage):
            wanted = "all" if stage.advance else "share"
        named = advancing.named_teams(scribe.book, stage, wanted)
        told = {"told": with_scene(scribe.book, stage)} if decision % 3 == 0 else {}
        detail = {"teams": named, "decision": wanted, **told}
        scribe.write("advance", stage=stage.id, detail=detail)


def _deal(scribe: Scribe, turn: int, *_: int) -> None:
    """The teams are dealt into the groups, as if so drawn."""
    stage = scribe.book.event.stages[0]
    running.check_draws(scribe.book, stage)
    groups = dealt(scribe.book, stage, "lots", lambda ids: [*ids[turn % 5 :], *ids[: turn % 5]])
    scribe.write("groups", stage=stage.id, detail={"by": "lots", "groups": groups})


def _settle(scribe: Scribe, lots: int, which: int, *_: int) -> None:
    """A play-off or lots where a tie has to be settled, or between any that share a place."""
    stage = scribe.book.stage
    rows = table(scribe.book)[stage.id]
    shared = [
        [row.team.id for row in rows if row.rank == rank]
        for rank in {row.rank: None for row in rows if row.tied}
    ]
    teams = advancing.check_settles(scribe.book, stage, _pick([[], *shared], which))
    if lots % 3 == 0:
        turned = teams[which % len(teams) :] + teams[: which % len(teams)]
        scribe.write("lots", stage=stage.id, reason="drawn", detail={"order": turned})
        return
    number = 1 + sum(1 for entry in scribe.book.entries if entry.kind == "playoff")
    detail = {"teams": teams, "name": "加赛", "min": "-9", "max": "9", "awards": ["1", "-1"]}
    scribe.write("playoff", stage=stage.id, round=f"playoff{number}", reason="tie", detail=detail)


def _open_round(scribe: Scribe, kind: str) -> Round:
    for a_round in scribe.book.open_rounds:
        if a_round.kind == kind:
            return a_round
    raise Idle("No such round is open.")


def _mark(scribe: Scribe, team: int, judge: int, value: int) -> None:
    a_round = _open_round(scribe, "judged")
    marked = _pick(scribe.book.teams_in(a_round), team)
    by = _pick([j for j in PANEL if marked.id not in j.recused], judge)
    _set_mark(scribe, a_round, _entrant(scribe.book, a_round, marked, value), by.id, value)


def _entrant(book: Book, a_round: Round, team: Team, which: int) -> str:
    """Who is marked: the team, or one of its members."""
    return str(_pick(book.event.entrants_of(a_round, team.id), which))


def _set_mark(scribe: Scribe, a_round: Round, entrant: str, judge: str, value: int) -> None:
    team, _, member = entrant.partition(":")
    detail = {"member": member} if member else {}
    given = {"team": team, "judge": judge, "value": Decimal(value % 3), "detail": detail}
    scribe.write("mark", round=a_round.id, **given)


def _fill(scribe: Scribe, first: int, second: int, *_: int) -> None:
    """Every mark that is still missing, so that a day gets somewhere."""
    a_round = _open_round(scribe, "judged")
    missing = running.missing(scribe.book, a_round)
    for nth, (judge, teams) in enumerate(missing.items()):
        for team in teams:
            _set_mark(scribe, a_round, team, judge, first + second * nth)


def _award(scribe: Scribe, team: int, value: int, *_: int) -> None:
    a_round = _open_round(scribe, "points")
    playing = _pick(scribe.book.teams_in(a_round), team)
    # Where a team has members, one of them is named as often as not.
    named = _pick([None, *playing.members], team + value)
    if named is None and a_round.by == "member":
        raise Idle
    detail = {} if named is None else {"member": named.id}
    scribe.award(a_round.id, playing.id, _pick([-1, 1, 2], value), detail=detail)


def _foul(scribe: Scribe, team: int, *_: int) -> None:
    a_round = _open_round(scribe, "points")
    playing = _pick(scribe.book.teams_in(a_round), team)
    marking.check_counts_fouls(scribe.book, a_round, playing)
    scribe.write("foul", round=a_round.id, team=playing.id)


def _token(scribe: Scribe, team: int, value: int, *_: int) -> None:
    """A token is used, or what it doubles is booked."""
    a_round = _open_round(scribe, "points")
    playing = _pick(scribe.book.teams_in(a_round), team)
    if scribe.book.round_record(a_round.id).doubling(playing.id):
        doubled = 2 * _pick([-1, 1, 2], value)
        scribe.award(a_round.id, playing.id, doubled, detail={"token": "双倍"})
        return
    marking.check_uses(scribe.book, a_round, playing, "双倍")
    scribe.write("token", round=a_round.id, team=playing.id, detail={"token": "双倍"})


def _correct(scribe: Scribe, where: int, who: int, value: int) -> None:
    """A correction; where it touches an announcement, with the decision that it stands or not."""
    book = scribe.book
    begun = [r for r in rounds_of(book) if book.round_record(r.id).state != "pending"]
    a_round: Round = _pick(begun, where)
    team = _pick(book.teams_in(a_round), who)
    judge, member = None, {}
    if a_round.kind == "judged":
        judge = _pick([j for j in PANEL if team.id not in j.recused], value).id
        named = _entrant(book, a_round, team, value).partition(":")[2]
        member = {"member": named} if named else {}
    given: dict[str, Any] = {
        "round": a_round.id, "team": team.id, "judge": judge, "value": Decimal(value % 3),
        "reason": "misread",
    }  # fmt: skip
    draft = Entry(book.version + 1, "draft", "correction", "scorer", "", detail=member, **given)
    scribe.write("correction", detail=member | _decision(book, draft, who), **given)


def _decision(book: Book, draft: Entry, number: int) -> dict[str, Any]:
    """What the desk must decide where an announcement is touched; nothing where none is."""
    then = book.after(draft)
    stages = affected(book, then)
    if not stages or number % 2:
        return {"decision": "keep"} if stages else {}
    if any(advancing.next_stage_begun(book, stage) for stage in stages):
        raise Idle("The next stage has begun.")
    named = {stage.id: advancing.named_anew(then, stage) for stage in stages}
    return {"decision": "change", "announced": named}


def _excuse(scribe: Scribe, where: int, who: int, *_: int) -> None:
    a_round = _pick([r for r in rounds_of(scribe.book) if r.kind == "judged"], where)
    judge = _pick(
        [j for j in PANEL if j.id not in scribe.book.round_record(a_round.id).excused], who
    )
    scribe.write("excuse", round=a_round.id, judge=judge.id, reason="tablet broken")


def _penalise(scribe: Scribe, who: int, *_: int) -> None:
    stage = scribe.book.stage
    if stage.id in scribe.book.announced:
        raise Idle("It is announced.")
    team = _pick(scribe.book.teams_of(stage), who)
    scribe.write("penalty", stage=stage.id, team=team.id, value=Decimal(-1), reason="conduct")


def _withdraw(scribe: Scribe, who: int, *_: int) -> None:
    left = [t for t in scribe.book.event.teams if t.id not in scribe.book.withdrawn]
    scribe.write("withdraw", team=_pick(left, who).id, reason="left")


def _admit(scribe: Scribe, who: int, how: int, *_: int) -> None:
    event = scribe.book.event
    stage, team = _pick(event.stages[:-1], how // 3), _pick(event.teams, who)
    way: AdmitAs = _pick(get_args(AdmitAs), how)
    advancing.check_admits(scribe.book, stage, team, way)
    scribe.write("admit", stage=stage.id, team=team.id, reason="the host", detail={"as": way})


def _release(scribe: Scribe, where: int, who: int, *_: int) -> None:
    a_round = _pick([r for r in rounds_of(scribe.book) if r.kind == "judged"], where)
    team = _pick(scribe.book.teams_in(a_round), who)
    marking.check_releases(scribe.book, a_round, team)
    scribe.write("release", round=a_round.id, team=team.id)


def _absent(scribe: Scribe, where: int, who: int, *_: int) -> None:
    book = scribe.book
    a_round = _pick([r for r in rounds_of(book) if r not in _announced(book)], where)
    came = [t for t in book.teams_in(a_round) if t.id not in book.round_record(a_round.id).absent]
    team, detail = _pick(came, who), {}
    if a_round.by == "member" and a_round.kind == "judged" and who % 2:
        detail = {"member": _pick(team.members, where).id}
    scribe.write("absent", round=a_round.id, team=team.id, reason="ill", detail=detail)


def _announced(book: Book) -> list[Round]:
    return [r for r in rounds_of(book) if book.stage_of(r).id in book.announced]


def _reopen(scribe: Scribe, where: int, *_: int) -> None:
    a_round = _pick(rounds_of(scribe.book), where)
    running.check_reopen(scribe.book, a_round)
    scribe.reopen(a_round.id)


def _order(scribe: Scribe, where: int, *_: int) -> None:
    a_round = _pick(rounds_of(scribe.book), where)
    detail = order_of_play(scribe.book, a_round, lambda teams: list(reversed(teams)))
    scribe.write("order", round=a_round.id, detail=detail)


def _by_hand(scribe: Scribe, where: int, *_: int) -> None:
    a_round = _pick(rounds_of(scribe.book), where)
    order = [team.id for team in scribe.book.teams_in(a_round)][::-1]
    detail = {"order": order, "lots": [], "by": "hand"}
    scribe.write("order", round=a_round.id, detail=detail, reason="late")


def _call_up(scribe: Scribe, where: int, which: int, *_: int) -> None:
    """A team comes on stage, or now and then nobody is."""
    a_round = _pick(rounds_of(scribe.book), where)
    team = _pick([None, *scribe.book.teams_in(a_round)], which)
    if scribe.book.round_record(a_round.id).state == "closed":
        raise Idle
    scribe.write("on_stage", round=a_round.id, team=team.id if team else None)


def _set_up(scribe: Scribe, what: int, which: int, *_: int) -> None:
    """A change of the set-up that leaves who plays, and by what, as it is."""
    event, book = scribe.book.event, scribe.book
    team = _pick(event.teams, which)
    anew = _pick(
        [
            replace(event, title=f"{event.title}!"),
            replace(event, teams=_with(event.teams, replace(team, guest=not team.guest))),
            replace(event, rules=replace(event.rules, decimals=which % 2)),
            replace(event, rules=replace(event.rules, publish=_pick(get_args(Publish), which))),
            replace(event, rules=replace(event.rules, break_ties=_pick(["all", "cut"], which))),
        ],
        what,
    )
    check_change(book, anew)
    draft = Entry(book.version + 1, "draft", "setup", "organiser", "", setup=anew)
    scribe.write("setup", setup=anew, detail=keeping_public(book, draft).detail, reason="asked for")


def _with(teams: Sequence[Team], changed: Team) -> tuple[Team, ...]:
    return tuple(changed if team.id == changed.id else team for team in teams)


def _begin(scribe: Scribe, rare: int, *_: int) -> None:
    if rare % 4:
        raise Idle("Nobody clears all so often.")
    check_begin(scribe.book)
    scribe.write("begin", reason="rehearsed")


def _archive(scribe: Scribe, *_: int) -> None:
    scribe.write("archive", detail={"archived": not scribe.book.archived})


def _publish(scribe: Scribe, *_: int) -> None:
    published = not scribe.book.published
    check_publish(scribe.book, published=published)
    scribe.write("publication", detail={"published": published})


def _look(scribe: Scribe, which: int, *_: int) -> None:
    logo = Picture("a" * 64, "image/png", 300, 100, "b" * 64, 200, 60)
    thanked = tuple(Sponsor(f"Sponsor {n}", n, logo) for n in TIERS[: which % 3])
    scribe.write("look", detail=look_detail(Look(logo if which % 2 else None, thanked)))


def _together(scribe: Scribe, *_: int) -> None:
    stage = scribe.book.stage
    teams = advancing.check_together(scribe.book, stage, ())
    scribe.write("together", stage=stage.id, reason="the jury", detail={"teams": teams})


def _special(scribe: Scribe, who: int, *_: int) -> None:
    team = _pick(scribe.book.event.teams, who)
    named = _pick([None, *team.members], who // 2)
    detail = {"prize": "Best appearance"} | ({} if named is None else {"member": named.id})
    scribe.write("special", team=team.id, reason="the jury", detail=detail)


def _bonus(scribe: Scribe, who: int, *_: int) -> None:
    stage = scribe.book.stage
    if stage.id in scribe.book.announced:
        raise Idle("It is announced.")
    team = _pick(scribe.book.teams_of(stage), who)
    scribe.write("bonus", stage=stage.id, team=team.id, value=Decimal(1), reason="fair play")


def _word(scribe: Scribe, which: int, who: int, *_: int) -> None:
    """The head judge puts one of those who share a place in front of the others."""
    stage = scribe.book.stage
    row = _pick([row for row in table(scribe.book)[stage.id] if row.tied], which)
    rest = advancing.check_word(scribe.book, stage, [row.team.id])
    detail = {"order": [row.team.id], "rest": rest}
    scribe.write("word", stage=stage.id, reason="the head judge", detail=detail)


def _enter(scribe: Scribe, who: int, value: int, several: int) -> None:
    """The score of a team from a list, or those of all of them as one entry."""
    a_round = _open_round(scribe, "list")
    came = [t for t in scribe.book.teams_in(a_round)
            if t.id not in scribe.book.round_record(a_round.id).absent]  # fmt: skip
    named = came if several % 2 else [_pick(came, who)]
    scores = {team.id: {"value": str((value + n) % 4)} for n, team in enumerate(named)}
    one: dict[str, Any] = {}
    if len(named) == 1:
        one = {"team": named[0].id, "value": Decimal(value % 4)}
    scribe.write("scores", round=a_round.id, reason="typed", detail={"scores": scores}, **one)


def _stage(scribe: Scribe, where: int, who: int, to: int) -> None:
    """A team comes on stage: the next or the one before, one put there by hand, or nobody."""
    a_round = _pick(rounds_of(scribe.book), where)
    if to % 3:
        step = _pick(get_args(StepTo), to)
        team = staging.step_to(scribe.book, a_round, step, staging.UNSAID)
        scribe.write("on_stage", round=a_round.id, team=team, detail={"step": step})
        return
    put = _pick([None, *(team.id for team in scribe.book.teams_in(a_round))], who)
    staging.check_put(scribe.book, a_round, put)
    scribe.write("on_stage", round=a_round.id, team=put)


def _scene(scribe: Scribe, which: int, who: int, rest: int) -> None:
    """A scene comes on the big screen, or what stands is held."""
    said: dict[str, Any] = {"scene": _pick(SCENES, which)}
    if rest % 5 == 0:
        said["team"] = _pick(scribe.book.event.teams, who).id
    if rest % 7 == 0:
        said = {"hold": rest % 2 == 0}
    kind = SCENES.get(said.get("scene", ""))
    about, detail = showing.settled(scribe.book, showing.only_used(said, kind), kind)
    scribe.write("scene", detail=detail, **about._asdict())


def _turn(scribe: Scribe, which: int, *_: int) -> None:
    book, show = scribe.book, scribe.book.show
    to = _pick(["next", "next", "back", "finish"], which)
    detail = showing.turn(book, kind_of_scene(show.scene), reached(book, show), to, None, show.put)
    scribe.write("turn", detail=detail, round=show.round, stage=show.stage, team=show.team)


def _timer(scribe: Scribe, which: int, seconds: int, *_: int) -> None:
    said = {"do": _pick(["set", "start", "pause", "add", "end"], which), "seconds": 1 + seconds}
    showing.check_timer(scribe.book, said)
    scribe.write("timer", detail=said)


def _freeze(scribe: Scribe, thaw: int, *_: int) -> None:
    """The public board is frozen, or now and then unfrozen."""
    if thaw % 3 == 0:
        stage = freezing.check_unfreeze(scribe.book).stage
        scribe.write("unfreeze", stage=stage, reason="enough")
        return
    freezing.check_freeze(scribe.book)
    scribe.write("freeze", stage=scribe.book.stage.id)


def _reveal(scribe: Scribe, to: int, *_: int) -> None:
    """A step of the reveal: mostly the next, sometimes back or all at once."""
    way = _pick(["next", "next", "next", "back", "finish"], to)
    detail = freezing.step_reveal(scribe.book, way, freezing.UNSAID)
    lit = freezing.lit_by(scribe.book, way, detail)
    stage = freezing.check_unfreeze(scribe.book).stage
    scribe.write("reveal", stage=stage, team=lit, detail={"to": way, **detail})


def _undo(scribe: Scribe, back: int, *_: int) -> None:
    take_back(scribe, scribe.book.entries[max(0, scribe.book.version - 1 - back % 12)])


def take_back(scribe: Scribe, entry: Entry) -> Entry:
    """An undo as the desk writes it. Raises Refusal when it is not allowed now."""
    book = scribe.book
    undoing.check_undo(book, entry)
    given: dict[str, Any] = {
        "stage": entry.stage, "round": entry.round, "team": entry.team, "judge": entry.judge,
        "voids": entry.version, "reason": "wrong",
    }  # fmt: skip
    draft = Entry(book.version + 1, "draft", "undo", "scorer", "", **given)
    undoing.check_sound(book, book.after(draft))
    return scribe.write("undo", **given)


_ACTS: dict[str, Callable[..., None]] = {
    "step": _step, "settle": _settle, "mark": _mark, "fill": _fill, "award": _award,
    "correct": _correct, "excuse": _excuse, "penalise": _penalise, "withdraw": _withdraw,
    "reopen": _reopen, "order": _order, "undo": _undo, "release": _release, "absent": _absent,
    "call up": _call_up, "by hand": _by_hand, "scene": _scene, "turn": _turn, "timer": _timer,
    "admit": _admit, "foul": _foul, "token": _token,
    "set up": _set_up, "begin": _begin, "archive": _archive, "look": _look,
    "publish": _publish,
    "together": _together, "special": _special, "bonus": _bonus, "stage": _stage,
    "enter": _enter, "deal": _deal, "word": _word,
    "freeze": _freeze, "reveal": _reveal,
}  # fmt: skip


def without(book: Book, dropped: Callable[[Entry], bool]) -> Book:
    """The book that entries make of which these were never written."""
    kept = [entry for entry in book.entries if not dropped(entry)]
    number = {entry.version: n for n, entry in enumerate(kept, start=1)}
    return Book.replay(
        replace(e, version=number[e.version], voids=number.get(e.voids or 0)) for e in kept
    )
