"""The ledger as it is published: what people are called and what somebody wrote freely is left out.

An entry of which something is left out says `hidden`, and keeps its hash; one that belongs to what
was set aside before the event began says nothing else. Whatever is kept is on a list: a key that
is not known here is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from scoreboard.files.results.as_json import ChainedEntry
from scoreboard.files.results.chained import canonical
from scoreboard.roles import ROLES

# Such an id says nothing of whose it is, and stays, so that the entry's hash can be checked.
_SAYS_NOTHING = re.compile(r"[a-z]?[0-9]{1,4}")
# What details hold: ids, numbers, and words of a list; names that the hall has seen.
_KEPT = frozenset(
    (
        "announced", "archived", "as", "awards", "by", "decision", "division", "do", "entered",
        "follows", "groups", "hold", "holds", "keeps_public", "last", "lots", "max", "member",
        "min", "name", "of", "order", "outcome", "parts", "prize", "public", "published", "put",
        "rehearsal", "rest", "revealed", "round", "scene", "scores", "second", "seconds", "setup",
        "stage", "stake", "step", "team", "teams", "tells", "to", "token", "told", "values", "with",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is left out of an event's entries.

    `judges` and `members` are the ids that they have in the file, by their own; judges keep their
    names where `names_judges`. Entries before the version `begun` were set aside.
    """

    begun: int = 0
    names_judges: bool = False
    judges: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    def learn(self, setup: Mapping[str, Any]) -> None:
        """Give everybody of a stored set-up an id, in the order in which they come."""
        for judge in setup.get("judges", ()):
            own = judge["id"]
            _number(self.judges, own, "j", keep=self.names_judges)
        for team in setup.get("teams", ()):
            for member in team.get("members", ()):
                if "id" in member:
                    _number(self.members, member["id"], "m", keep=False)

    def entries(self, rows: Sequence[Mapping[str, Any]]) -> list[ChainedEntry]:
        """Entries as they are published; those before them have been read."""
        return [self.entry(row) for row in rows]

    def entry(self, row: Mapping[str, Any]) -> ChainedEntry:
        """An entry as it is published, from its row; a set-up gives everybody in it an id."""
        if row["kind"] == "setup":
            self.learn(json.loads(row["detail"])["setup"])
        if row["version"] < self.begun and row["kind"] != "setup":
            kept = {"version": row["version"], "hash": row["hash"]}
            return cast(ChainedEntry, {**dict.fromkeys(row), **kept, "hidden": True})
        entry = {
            **row,
            "by": self._author(row["by"]),
            "judge": self.judges.get(row["judge"], row["judge"]),
            "reason": None,
            "detail": canonical(self._detail(row["kind"], json.loads(row["detail"]))),
        }
        if entry != dict(row):
            entry["hidden"] = True
        return cast(ChainedEntry, entry)

    def _author(self, by: str) -> str:
        role, _, subject = by.partition(":")
        panel = any(row.panel for name, row in ROLES.items() if name == role)
        return f"{role}:{self.judges.get(subject, subject)}" if panel else by

    def _detail(self, kind: str, detail: Mapping[str, Any]) -> dict[str, Any]:
        if kind == "look":
            # Who thanks whom is not recounted.
            return {"logo": None, "sponsors": []}
        kept = {key: said for key, said in detail.items() if key in _KEPT}
        # Beside the number of a question, somebody may have typed anything there.
        question = detail.get("question")
        if question is not None and _SAYS_NOTHING.fullmatch(str(question)):
            kept["question"] = question
        if "member" in kept:
            kept["member"] = self.members.get(kept["member"], kept["member"])
        if isinstance(kept.get("told"), Mapping):
            kept["told"] = {key: said for key, said in kept["told"].items() if key in _KEPT}
        if "setup" in kept:
            kept["setup"] = self.setup(kept["setup"])
        return kept

    def setup(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """A stored set-up without the hall's Wi-Fi and without what people are called."""
        judges = [
            {**judge, "id": self.judges[judge["id"]]}
            if self.names_judges
            else {**judge, "id": self.judges[judge["id"]], "name": ""}
            for judge in stored.get("judges", ())
        ]
        teams = [
            {**team, "members": [self._nameless(one) for one in team.get("members", ())]}
            for team in stored.get("teams", ())
        ]
        stages = [
            {**stage, "rounds": [self._round(one) for one in stage.get("rounds", ())]}
            for stage in stored.get("stages", ())
        ]
        made = {**stored, "judges": judges, "teams": teams, "stages": stages}
        return made | ({"wifi": None} if "wifi" in stored else {})

    def _nameless(self, member: Mapping[str, Any]) -> dict[str, Any]:
        nobody = dict.fromkeys(member, "")
        return nobody | ({"id": self.members[member["id"]]} if "id" in member else {})

    def _round(self, a_round: Mapping[str, Any]) -> dict[str, Any]:
        """A round whose judges have the ids of the file."""
        made = dict(a_round)
        for key in ("panel", "scored_by"):
            if isinstance(made.get(key), list):
                made[key] = [self.judges.get(one, one) for one in made[key]]
        return made


def _number(known: dict[str, str], own: str, letter: str, *, keep: bool) -> None:
    """Give an id to somebody: the own one where it says nothing, else a number that is free."""
    if own in known:
        return
    free = len(known) + 1
    if not keep and not _SAYS_NOTHING.fullmatch(own):
        while f"{letter}{free}" in known.values() or f"{letter}{free}" in known:
            free += 1
        known[own] = f"{letter}{free}"
    else:
        known[own] = own
