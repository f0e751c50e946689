"""The kinds of entries: all that sets one kind apart from another, one row for each.

To add a kind: name it in `EntryKind`, write its fold, and give it a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict

from scoreboard.contest.model import Entry
from scoreboard.contest.record import folding, show
from scoreboard.contest.record.state import State
from scoreboard.contest.words import N_

Fold = Callable[[State, Entry], None]
# When an entry may be taken back. "freely": at any time. "unannounced": while its stage is not
# announced. "newest": the same, while it is the newest opening or closing of its round. "unused":
# the same, while nothing has happened in the round since. "unfollowed": until the next stage
# begins. "unbegun": while no round of its stage has been opened.
Undo = Literal["freely", "newest", "unused", "unannounced", "unfollowed", "unbegun"]
UndoneBy = Literal["desk", "organiser", "nobody"]
# What an entry can do to a result that is announced: change places and totals, or only complete it.
Alters = Literal["figures", "completeness"]
# What an entry is on the scale of the day: a round's time begins or ends, or only a notch.
Scale = Literal["begins", "ends", "notch"]
Tab = Literal[
    "scores", "corrections", "undone", "rounds", "rulings", "ties", "results", "show", "setup"
]

# The story's filter by kinds, in its order.
TABS: Mapping[Tab, str] = {
    "scores": N_("Marks and points"),
    "corrections": N_("Corrections"),
    "undone": N_("Taken back"),
    "rounds": N_("Rounds opened and closed"),
    "rulings": N_("Penalties, bonuses, excuses, withdrawals"),
    "ties": N_("Play-offs, lots, orders of play"),
    "results": N_("Announcements"),
    "show": N_("Scenes"),
    "setup": N_("Set-up"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the entries of one kind do, who may take them back, and how they are shown.

    `fold` takes one that stands into the state, `fold_voided` what is left of one that was taken
    back. `played` says that it belongs to the contest as it is played: a set-up may not contradict
    it, a begin sets it aside. `only_score` kinds touch scores of their round, and nothing in the
    stages before it. `latest` kinds stand in the line that shows each desk what others do,
    `routine` ones are left out of the desk's list until they are asked for.

    `label` is a noun for tables. `sentences` are message ids by their key; `says` chooses among
    them for an entry. Their names are `team`, `judge`, `round`, `stage`, `teams`, `value`,
    `signed` (with a plus), `member`, `prize`, `token`, and for an undo `what` and `n`, the entry it
    takes back.
    """

    fold: Fold
    fold_voided: Fold | None
    played: bool
    only_score: bool
    alters: Alters | None
    undo: Undo
    undone_by: UndoneBy
    latest: bool
    routine: bool
    tab: Tab
    scale: Scale | None
    label: str
    says: Callable[[Entry], str]
    sentences: Mapping[str, str]

    @property
    def opens_or_closes(self) -> bool:
        """Whether it opens or closes a round."""
        return self.undo in ("newest", "unused")

    @property
    def completes(self) -> bool:
        """Whether a round, or who goes on, is settled by it: worth a backup of its own."""
        return self.scale == "ends" or self.undo == "unfollowed"

    @property
    def slips(self) -> bool:
        """Whether one is made by a touch and seen by each desk: one's own newest goes unasked."""
        return self.tab == "scores" and self.latest

    @property
    def only_shows(self) -> bool:
        """Whether it says only what is shown: no figure rests on it, and nothing that is played."""
        return not self.played and self.alters is None and self.undone_by == "nobody"

    @property
    def shapes(self) -> bool:
        """Whether it shapes the day rather than a figure: nothing a stage's result came after."""
        return self.opens_or_closes or self.undo == "unannounced"


class Kinds(TypedDict):
    """A row for each `EntryKind`; mypy refuses a kind without one."""

    setup: Kind
    mark: Kind
    award: Kind
    open: Kind
    close: Kind
    reopen: Kind
    correction: Kind
    undo: Kind
    advance: Kind
    excuse: Kind
    penalty: Kind
    withdraw: Kind
    order: Kind
    playoff: Kind
    lots: Kind
    begin: Kind
    archive: Kind
    publication: Kind
    release: Kind
    absent: Kind
    together: Kind
    special: Kind
    admit: Kind
    foul: Kind
    on_stage: Kind
    bonus: Kind
    scores: Kind
    word: Kind
    groups: Kind
    token: Kind
    scene: Kind
    turn: Kind
    timer: Kind
    freeze: Kind
    unfreeze: Kind
    reveal: Kind
    look: Kind


def _always(_: Entry) -> str:
    return ""


def _setup(entry: Entry) -> str:
    return "first" if entry.version == 1 else ""


def _outcome(entry: Entry) -> str:
    outcome = str(entry.detail.get("outcome") or "")
    key = "declined_cost" if outcome == "declined" and entry.value else outcome
    return "_".join(filter(None, (key, _to_whom(entry))))


def _corrected(entry: Entry) -> str:
    key = "entered" if entry.detail.get("entered") else "mark" if entry.judge else ""
    return "_".join(filter(None, (key, _to_whom(entry))))


def _shared(entry: Entry) -> str:
    return str(entry.detail.get("of") or "")


def _by(entry: Entry) -> str:
    return str(entry.detail["by"])


def _admitted(entry: Entry) -> str:
    return str(entry.detail["as"])


def _to_whom(entry: Entry) -> str:
    return "member" if entry.detail.get("member") else ""


def _ordered(entry: Entry) -> str:
    return str(entry.detail.get("by") or "")


def _on_stage(entry: Entry) -> str:
    return "" if entry.team is not None else "nobody"


def _scene(entry: Entry) -> str:
    """The scene's own words, where all is there that they name."""
    if "scene" not in entry.detail:
        return "hold" if entry.detail.get("hold") else "on"
    name = str(entry.detail["scene"])
    words = show.SENTENCES.get(name, "")
    about = {"round": entry.round, "team": entry.team, "stage": entry.stage}
    named = all(value or f"%({key})s" not in words for key, value in about.items())
    return name if words and named else ""


def _turned(entry: Entry) -> str:
    return str(entry.detail["to"])


def _timed(entry: Entry) -> str:
    return str(entry.detail["do"])


def _listed(entry: Entry) -> str:
    """One team's score or count has words of its own."""
    if entry.team is None:
        return ""
    return "one" if entry.value is not None else "count"


def _revealed(entry: Entry) -> str:
    """A step that lights no team, at the beginning or back, has words of its own."""
    return "" if entry.team is not None else str(entry.detail["to"])


def _published(entry: Entry) -> str:
    return "" if entry.detail.get("published", True) else "back"


def _archived(entry: Entry) -> str:
    return "" if entry.detail.get("archived", True) else "back"


# fmt: off
KINDS: Kinds = {
    "setup": Kind(
        fold=folding.fold_setup, fold_voided=None, played=False, only_score=False, alters="figures",
        undo="freely", undone_by="nobody", latest=False, routine=False, tab="setup", scale=None,
        label=N_("Set-up"), says=_setup,
        sentences={"": N_("The set-up was changed"), "first": N_("Set-up loaded")},
    ),
    "mark": Kind(
        fold=folding.fold_mark, fold_voided=None, played=True, only_score=True, alters=None,
        undo="freely", undone_by="desk", latest=False, routine=True, tab="scores", scale=None,
        label=N_("Mark"), says=_to_whom,
        sentences={
            "": N_("%(judge)s gave %(team)s %(value)s, %(round)s"),
            "member": N_("%(judge)s gave %(member)s (%(team)s) %(value)s, %(round)s"),
        },
    ),
    "award": Kind(
        fold=folding.fold_award, fold_voided=None, played=True, only_score=True, alters=None,
        undo="freely", undone_by="desk", latest=True, routine=True, tab="scores", scale=None,
        label=N_("Award or deduction"), says=_outcome,
        sentences={
            "": N_("%(team)s: %(signed)s, %(round)s"),
            "right": N_("%(team)s: right %(value)s, %(round)s"),
            "wrong": N_("%(team)s: wrong %(value)s, %(round)s"),
            "declined": N_("%(team)s: declined, %(round)s"),
            "declined_cost": N_("%(team)s: declined %(value)s, %(round)s"),
            "member": N_("%(member)s (%(team)s): %(signed)s, %(round)s"),
            "right_member": N_("%(member)s (%(team)s): right %(value)s, %(round)s"),
            "wrong_member": N_("%(member)s (%(team)s): wrong %(value)s, %(round)s"),
            "declined_member": N_("%(member)s (%(team)s): declined, %(round)s"),
            "declined_cost_member": N_("%(member)s (%(team)s): declined %(value)s, %(round)s"),
        },
    ),
    "open": Kind(
        fold=folding.fold_open, fold_voided=None, played=True, only_score=False, alters=None,
        undo="unused", undone_by="desk", latest=True, routine=False, tab="rounds", scale="begins",
        label=N_("Round opened"), says=_always, sentences={"": N_("%(round)s opened")},
    ),
    "close": Kind(
        fold=folding.fold_close, fold_voided=None, played=True, only_score=False, alters=None,
        undo="newest", undone_by="desk", latest=True, routine=False, tab="rounds", scale="ends",
        label=N_("Round closed"), says=_always, sentences={"": N_("%(round)s closed")},
    ),
    "reopen": Kind(
        fold=folding.fold_reopen, fold_voided=None, played=True, only_score=False, alters=None,
        undo="newest", undone_by="desk", latest=True, routine=False, tab="rounds", scale="begins",
        label=N_("Round reopened"), says=_always, sentences={"": N_("%(round)s reopened")},
    ),
    "correction": Kind(
        fold=folding.fold_correction, fold_voided=None,
        played=True, only_score=False, alters="figures",
        undo="freely", undone_by="desk", latest=True, routine=False, tab="corrections", scale=None,
        label=N_("Correction"), says=_corrected,
        sentences={
            "": N_("Corrected: %(team)s to %(value)s, %(round)s"),
            "mark": N_("Corrected: %(team)s, %(judge)s to %(value)s, %(round)s"),
            "entered": N_("Entered for %(judge)s: %(team)s %(value)s, %(round)s"),
            "mark_member": N_(
                "Corrected: %(member)s (%(team)s), %(judge)s to %(value)s, %(round)s"
            ),
            "entered_member": N_(
                "Entered for %(judge)s: %(member)s (%(team)s) %(value)s, %(round)s"
            ),
        },
    ),
    # What an undo alters depends on what it takes back: `standings.corrected` looks at that.
    "undo": Kind(
        fold=folding.fold_undo, fold_voided=None, played=False, only_score=False, alters="figures",
        undo="freely", undone_by="desk", latest=True, routine=False, tab="undone", scale=None,
        label=N_("Taken back"), says=_always,
        sentences={"": N_("Taken back: %(what)s"), "far": N_("Taken back: entry %(n)s")},
    ),
    "advance": Kind(
        fold=folding.fold_advance, fold_voided=None, played=True, only_score=False, alters=None,
        undo="unfollowed", undone_by="desk", latest=True, routine=False, tab="results",
        scale="notch", label=N_("Announcement"), says=_always,
        sentences={"": N_("Announced, %(stage)s: %(teams)s")},
    ),
    # The marks there are count with the excuse as without it: only nobody is waited for any more.
    "excuse": Kind(
        fold=folding.fold_excuse, fold_voided=folding.fold_voided_excuse,
        played=True, only_score=False,
        alters="completeness", undo="freely", undone_by="desk", latest=True, routine=False,
        tab="rulings", scale=None, label=N_("Judge excused"), says=_always,
        sentences={"": N_("%(judge)s excused from %(round)s")},
    ),
    "penalty": Kind(
        fold=folding.fold_penalty, fold_voided=None,
        played=True, only_score=False, alters="figures",
        undo="freely", undone_by="desk", latest=True, routine=False, tab="rulings", scale=None,
        label=N_("Penalty"), says=_always, sentences={"": N_("Penalty for %(team)s: %(value)s")},
    ),
    "withdraw": Kind(
        fold=folding.fold_withdraw, fold_voided=None,
        played=True, only_score=False, alters="figures",
        undo="freely", undone_by="desk", latest=True, routine=False, tab="rulings", scale=None,
        label=N_("Withdrawal"), says=_always, sentences={"": N_("%(team)s withdrawn")},
    ),
    "order": Kind(
        fold=folding.fold_order, fold_voided=None, played=True, only_score=False, alters=None,
        undo="unannounced", undone_by="desk", latest=True, routine=False, tab="ties", scale=None,
        label=N_("Order"), says=_ordered,
        sentences={
            "": N_("Order of play drawn, %(round)s: %(teams)s"),
            "brief": N_("Order of play drawn, %(round)s"),
            "draw": N_("Order of appearance drawn by lot, %(round)s: %(teams)s"),
            "draw brief": N_("Order of appearance drawn by lot, %(round)s"),
            "standings": N_("Order of appearance by standing, first to last, %(round)s: %(teams)s"),
            "standings brief": N_("Order of appearance by standing, %(round)s"),
            "reverse": N_("Order of appearance by standing, last to first, %(round)s: %(teams)s"),
            "reverse brief": N_("Order of appearance by standing, last to first, %(round)s"),
            "hand": N_("Order of appearance changed by hand, %(round)s: %(teams)s"),
            "hand brief": N_("Order of appearance changed by hand, %(round)s"),
        },
    ),
    "playoff": Kind(
        fold=folding.fold_playoff, fold_voided=None, played=True, only_score=False, alters=None,
        undo="unannounced", undone_by="desk", latest=True, routine=False, tab="ties",
        scale="begins", label=N_("Play-off"), says=_always,
        sentences={"": N_("Play-off opened: %(teams)s")},
    ),
    "lots": Kind(
        fold=folding.fold_lots, fold_voided=None, played=True, only_score=False, alters=None,
        undo="unannounced", undone_by="desk", latest=True, routine=False, tab="ties", scale=None,
        label=N_("Lots"), says=_always,
        sentences={"": N_("Lots drawn, in this order: %(teams)s")},
    ),
    "begin": Kind(
        fold=folding.fold_begin, fold_voided=None, played=False, only_score=False, alters=None,
        undo="freely", undone_by="organiser", latest=True, routine=False, tab="setup",
        scale="ends", label=N_("Begun anew"), says=_always,
        sentences={"": N_("Everything before was cleared, and the event began")},
    ),
    "archive": Kind(
        fold=folding.fold_archive, fold_voided=None, played=False, only_score=False, alters=None,
        undo="freely", undone_by="organiser", latest=True, routine=False, tab="setup", scale=None,
        label=N_("Archived"), says=_archived,
        sentences={
            "": N_("The event was archived"),
            "back": N_("The event was taken out of the archive"),
        },
    ),
    # The result as a file that anybody may recount: no figure rests on it.
    "publication": Kind(
        fold=folding.fold_publication, fold_voided=None,
        played=False, only_score=False, alters=None,
        undo="freely", undone_by="organiser", latest=True, routine=False, tab="results", scale=None,
        label=N_("Published for recounting"), says=_published,
        sentences={
            "": N_("The result was published for recounting"),
            "back": N_("The result is no longer published for recounting"),
        },
    ),
    "release": Kind(
        fold=folding.fold_release, fold_voided=None, played=True, only_score=False, alters=None,
        undo="unannounced", undone_by="desk", latest=True, routine=False, tab="rulings",
        scale=None, label=N_("Score released"), says=_always,
        sentences={"": N_("Score of %(team)s made public, %(round)s")},
    ),
    "absent": Kind(
        fold=folding.fold_absent, fold_voided=None, played=True, only_score=False, alters="figures",
        undo="freely", undone_by="desk", latest=True, routine=False, tab="rulings", scale=None,
        label=N_("Absence"), says=_to_whom,
        sentences={
            "": N_("%(team)s absent from %(round)s"),
            "member": N_("%(member)s (%(team)s) absent from %(round)s"),
        },
    ),
    "together": Kind(
        fold=folding.fold_together, fold_voided=None, played=True, only_score=False, alters=None,
        undo="unannounced", undone_by="desk", latest=True, routine=False, tab="ties", scale=None,
        label=N_("Prize shared"), says=_shared,
        sentences={
            "": N_("Tied for a prize, and all take it: %(teams)s"),
            "cut": N_("Tied across the cut, and all go on: %(teams)s"),
            "first": N_("Tied for the first place, and all share it: %(teams)s"),
        },
    ),
    # It follows from no figure, and none follows from it.
    "special": Kind(
        fold=folding.fold_special, fold_voided=None, played=True, only_score=False, alters=None,
        undo="freely", undone_by="desk", latest=True, routine=False, tab="results", scale=None,
        label=N_("Special prize"), says=_to_whom,
        sentences={
            "": N_("Special prize for %(team)s: %(prize)s"),
            "member": N_("Special prize for %(member)s, %(team)s: %(prize)s"),
        },
    ),
    "admit": Kind(
        fold=folding.fold_admit, fold_voided=None, played=True, only_score=False, alters=None,
        undo="unfollowed", undone_by="desk", latest=True, routine=False, tab="results",
        scale=None, label=N_("Admission"), says=_admitted,
        sentences={
            "": N_("%(team)s goes on from %(stage)s"),
            "wild_card": N_("%(team)s goes on from %(stage)s by wild card"),
            "reserve": N_("%(team)s goes on from %(stage)s as a reserve"),
            "return": N_("%(team)s returns from %(stage)s"),
        },
    ),
    # What it costs follows from its number among those that stand, so the sentence says none.
    "foul": Kind(
        fold=folding.fold_foul, fold_voided=None, played=True, only_score=True, alters=None,
        undo="freely", undone_by="desk", latest=True, routine=False, tab="scores", scale=None,
        label=N_("Foul"), says=_always, sentences={"": N_("Foul by %(team)s, %(round)s")},
    ),
    "on_stage": Kind(
        fold=folding.fold_on_stage, fold_voided=None, played=False, only_score=False, alters=None,
        undo="freely", undone_by="nobody", latest=False, routine=True, tab="rounds", scale=None,
        label=N_("On stage"), says=_on_stage,
        sentences={
            "": N_("On stage: %(team)s, %(round)s"),
            "nobody": N_("Nobody on stage, %(round)s"),
        },
    ),
    "bonus": Kind(
        fold=folding.fold_bonus, fold_voided=None,
        played=True, only_score=False, alters="figures",
        undo="freely", undone_by="desk", latest=True, routine=False, tab="rulings", scale=None,
        label=N_("Bonus"), says=_always, sentences={"": N_("Bonus for %(team)s: %(signed)s")},
    ),
    "scores": Kind(
        fold=folding.fold_scores, fold_voided=None,
        played=True, only_score=False, alters="figures",
        undo="freely", undone_by="desk", latest=True, routine=False, tab="scores", scale=None,
        label=N_("Scores entered"), says=_listed,
        sentences={
            "": N_("Scores entered for %(round)s, teams: %(count)s"),
            "one": N_("%(team)s: %(value)s entered, %(round)s"),
            "count": N_("%(team)s: %(raised)s of %(present)s raise a card, %(round)s"),
        },
    ),
    "word": Kind(
        fold=folding.fold_word, fold_voided=None, played=True, only_score=False, alters=None,
        undo="unannounced", undone_by="desk", latest=True, routine=False, tab="ties", scale=None,
        label=N_("Head judge's word"), says=_always,
        sentences={"": N_("%(judge)s, head judge, puts in front: %(teams)s")},
    ),
    "groups": Kind(
        fold=folding.fold_groups, fold_voided=None, played=True, only_score=False, alters=None,
        undo="unbegun", undone_by="desk", latest=True, routine=False, tab="ties", scale=None,
        label=N_("Draw into groups"), says=_by,
        sentences={
            "": N_("Teams put into groups, %(stage)s"),
            "lots": N_("Teams drawn into groups by lot, %(stage)s"),
            "seeds": N_("Teams put into groups by seed, %(stage)s"),
        },
    ),
    "token": Kind(
        fold=folding.fold_token, fold_voided=None, played=True, only_score=True, alters=None,
        undo="freely", undone_by="desk", latest=True, routine=False, tab="scores", scale=None,
        label=N_("Token used"), says=_always,
        sentences={"": N_("%(team)s used %(token)s, %(round)s")},
    ),
    "scene": Kind(
        fold=folding.fold_scene, fold_voided=None, played=False, only_score=False, alters=None,
        undo="freely", undone_by="nobody", latest=False, routine=True, tab="show", scale=None,
        label=N_("Scene"), says=_scene, sentences=show.SENTENCES,
    ),
    "turn": Kind(
        fold=folding.fold_turn, fold_voided=None, played=False, only_score=False, alters=None,
        undo="freely", undone_by="nobody", latest=False, routine=True, tab="show", scale=None,
        label=N_("Step of a scene"), says=_turned,
        sentences={
            "": N_("The scene was turned"),
            "next": N_("The scene went on by a step"),
            "back": N_("The scene went back by a step"),
            "finish": N_("The scene was shown to its end"),
        },
    ),
    "timer": Kind(
        fold=folding.fold_timer, fold_voided=None, played=False, only_score=False, alters=None,
        undo="freely", undone_by="nobody", latest=False, routine=True, tab="show", scale=None,
        label=N_("Timer"), says=_timed,
        sentences={
            "": N_("The timer was changed"),
            "set": N_("The timer was set"),
            "start": N_("The timer was started"),
            "pause": N_("The timer was stopped for a while"),
            "add": N_("Time was added to the timer"),
            "end": N_("The timer was ended"),
        },
    ),
    "freeze": Kind(
        fold=folding.fold_freeze, fold_voided=None, played=False, only_score=False, alters=None,
        undo="freely", undone_by="desk", latest=True, routine=False, tab="results", scale=None,
        label=N_("Board frozen"), says=_always,
        sentences={"": N_("The public board was frozen, %(stage)s")},
    ),
    "unfreeze": Kind(
        fold=folding.fold_unfreeze, fold_voided=None, played=False, only_score=False, alters=None,
        undo="freely", undone_by="nobody", latest=True, routine=False, tab="results", scale=None,
        label=N_("Board unfrozen"), says=_always,
        sentences={"": N_("The public board was unfrozen, %(stage)s")},
    ),
    "reveal": Kind(
        fold=folding.fold_reveal, fold_voided=None, played=False, only_score=False, alters=None,
        undo="freely", undone_by="nobody", latest=False, routine=False, tab="results", scale=None,
        label=N_("Reveal"), says=_revealed,
        sentences={
            "": N_("Revealed: %(team)s"),
            "next": N_("The reveal begins, %(stage)s"),
            "back": N_("One step back in the reveal, %(stage)s"),
            "finish": N_("All places revealed, %(stage)s"),
        },
    ),
    "look": Kind(
        fold=folding.fold_look, fold_voided=None, played=False, only_score=False, alters=None,
        undo="freely", undone_by="nobody", latest=False, routine=False, tab="setup", scale=None,
        label=N_("Logo and sponsors"), says=_always,
        sentences={"": N_("Logo or sponsors changed")},
    ),
}
# fmt: on


def fold(state: State, entry: Entry) -> None:
    """Take one entry that stands into the state."""
    KINDS[entry.kind].fold(state, entry)


def fold_voided(state: State, entry: Entry) -> None:
    """Take in what is left of an entry that was taken back."""
    left = KINDS[entry.kind].fold_voided
    if left is not None:
        left(state, entry)


def sentence_key(entry: Entry, *, brief: bool = False) -> str:
    """The key of an entry's sentence among those of its kind; of the `brief` one where there is."""
    kind = KINDS[entry.kind]
    key = kind.says(entry)
    shorter = f"{key} brief".strip()
    return shorter if brief and shorter in kind.sentences else key
