"""The ledger as a table: everything that happened, in order, with its chain."""

from __future__ import annotations

from scoreboard.contest.model import Entry
from scoreboard.contest.numbers import plain
from scoreboard.contest.words import N_
from scoreboard.files.results.cells import Cell, Table, number, text
from scoreboard.files.results.gathered import Results
from scoreboard.files.results.words import by_words, entry_outcome, kind_words
from scoreboard.files.xlsx_saving import YieldHook, no_yield, with_yields

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


def ledger_table(results: Results, yield_hook: YieldHook = no_yield) -> Table:
    """Every entry of the ledger, oldest first; one that was taken back is struck through.

    `rest` is called now and then.
    """
    say = results.say
    names = _names(results)
    return Table(
        title=say(N_("Ledger")),
        heads=[say(head) for head, _ in _HEADS],
        widths=[width for _, width in _HEADS],
        rows=[_row(results, entry, names) for entry in with_yields(results.entries, yield_hook)],
    )


def _names(results: Results) -> dict[str, dict[str, str]]:
    """The names of stages, rounds, teams and judges by id, play-offs among the rounds."""
    event = results.event
    boards = [stage.board for stage in results.stages]
    return {
        "stage": {s.id: s.name for s in event.stages},
        "round": {r.id: r.name for s in event.stages for r in s.rounds}
        | {r["id"]: r["name"] for board in boards for r in board["rounds"]},
        "team": {t.id: t.name for t in event.teams},
        "judge": {j.id: j.name for j in event.judges},
    }


def _row(results: Results, entry: Entry, names: dict[str, dict[str, str]]) -> list[Cell]:
    say, gone = results.say, entry.version in results.voided
    named = [
        text(names[what].get(subject, subject) if subject else None)
        for what, subject in (
            ("stage", entry.stage), ("round", entry.round),
            ("team", entry.team), ("judge", entry.judge),
        )
    ]  # fmt: skip
    value = None if entry.value is None else plain(entry.value)
    return [
        number(entry.version),
        text(entry.at),
        text(kind_words(entry.kind, say), struck=gone),
        text(by_words(results.event, results.people, entry.by, say)),
        *named,
        number(value, struck=gone),
        text(entry_outcome(entry, say)),
        text(entry.reason),
        number(entry.voids),
        text(say(N_("taken back")) if gone else ""),
        text(entry.hash, look="quiet"),
    ]
