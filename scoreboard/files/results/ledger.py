"""The ledger as a table: everything that happened, in order, with its chain."""

from __future__ import annotations

from scoreboard.contest.model import Entry
from scoreboard.contest.numbers import plain
from scoreboard.contest.words import N_
from scoreboard.files.results.cells import Cell, Table, number, text
from scoreboard.files.results.shapes import Results
from scoreboard.files.results.words import entry_outcome, kind_words, team_words

_HEADS = (
    (N_("Entry"), 8),
    (N_("Time"), 26),
    (N_("What"), 16),
    (N_("By"), 16),
    (N_("Stage"), 14),
    (N_("In round"), 16),
    (N_("Team"), 28),
    (N_("Judge"), 14),
    (N_("Value"), 10),
    (N_("Outcome"), 18),
    (N_("Reason"), 30),
    (N_("Takes back entry"), 12),
    (N_("Taken back"), 12),
    (N_("Hash"), 68),
)


def ledger_table(results: Results) -> Table:
    """Every entry of the ledger, oldest first; one that was taken back is struck through."""
    say = results.say
    return Table(
        title=say(N_("Ledger")),
        heads=[say(head) for head, _ in _HEADS],
        widths=[width for _, width in _HEADS],
        rows=[_row(results, entry) for entry in results.entries],
    )


def _row(results: Results, entry: Entry) -> list[Cell]:
    say, gone = results.say, entry.version in results.voided
    value = None if entry.value is None else plain(entry.value)
    return [
        number(entry.version),
        text(entry.at),
        text(kind_words(entry, say), struck=gone),
        text(results.author(entry)),
        text(results.name("stages", entry.stage)),
        text(" + ".join(results.name("rounds", one) for one in entry.rounds)),
        text(team_words(results, entry)),
        text(results.name("judges", entry.judge)),
        number(value, struck=gone),
        text(_entered(results, entry) or entry_outcome(entry, results.names["criteria"], say)),
        text(entry.reason),
        number(entry.voids),
        text(say(N_("taken back")) if gone else ""),
        text(entry.hash, look="quiet"),
    ]


def _entered(results: Results, entry: Entry) -> str:
    """What the desk entered: of several teams with their names; a team's own score is its value."""
    scores = {
        team: str(given["value"]) if "value" in given else f"{given['raised']} / {given['present']}"
        for team, given in entry.detail.get("scores", {}).items()
    }
    if entry.team is not None:
        return scores.get(entry.team, "") if entry.value is None else ""
    return " · ".join(f"{results.name('teams', team)} {given}" for team, given in scores.items())
