"""Rows of tables to the document of a set-up: ids made, names turned into ids, places kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoreboard.contest.model import Event
from scoreboard.contest.words import N_
from scoreboard.files.event.document import to_document
from scoreboard.files.event.problems import Path
from scoreboard.files.event.toml_file import made_ids
from scoreboard.files.sheets.grid import Worksheet
from scoreboard.files.sheets.headings import TABLES
from scoreboard.files.sheets.lookalikes import looks
from scoreboard.files.sheets.meaning import PEOPLE_TABLES
from scoreboard.files.sheets.members import split
from scoreboard.files.sheets.report import Report
from scoreboard.files.sheets.tables import Record

_ABOUT = (
    "slug", "title", "subtitle", "date", "locale", "timezone", "wifi", "wifi_password",
    "title_en", "subtitle_en", "publish_judges",
)  # fmt: skip
_SHOW = ("theme", "accent", "place")
_PARTS = ("teams", "judges", "stages", "prizes", "divisions", "groups")
# With more candidates a guess at what was meant takes longer than it helps.
Row = dict[str, Any]
Known = Mapping[str, Row]


def _part_of(key: str) -> str:
    """The table of the event file that has a key of the event's own sheet."""
    return "event" if key in _ABOUT else "show" if key in _SHOW else "rules"


class Draft:
    """The document of a set-up in the making, and where in the file each of its values stands.

    `known` is the event that the file is read for: who is named there keeps the id, and what the
    file has no column for.
    """

    def __init__(self, report: Report, known: Event | None) -> None:
        self.document: dict[str, Any] = {}
        self._report = report
        self._known = to_document(known) if known else {key: [] for key in _PARTS}

    def about(self, sheet: Worksheet, record: Record) -> None:
        """Take the event's own table."""
        self._report.places[()] = (sheet, 0, 0)
        own = [h.key for h in TABLES["event"] if h.takes != "named"]
        for part in ("event", "rules", "show"):
            keys = [key for key in own if _part_of(key) == part]
            self.document[part] = {k: record.values[k] for k in keys if k in record.values}
            self._report.places[part,] = (sheet, 0, 0)
            for key in keys:
                self._place((part, key), sheet, record, key)
        self._wifi(sheet, record)
        for part, letter in (("divisions", "d"), ("groups", "g")):
            if part in record.values:
                listed = record.values[part]
                ids = self._ids(letter, listed, self._known[part])
                rows = [row | {"id": one} for row, one in zip(listed, ids, strict=True)]
                self.document[part] = rows
            self._place((part,), sheet, record, part)

    def divided(self) -> None:
        """Turn the divisions and groups that rows name into their ids; ids stay what they are.

        Where the file lists none they are those of the known event, and those that teams name.
        """
        teams = self.document.get("teams", [])
        prizes = self.document.get("prizes", [])
        rounds = [r for stage in self.document.get("stages", ()) for r in stage["rounds"]]
        own_prizes = [] if prizes is self._known["prizes"] else prizes
        self._by_name("divisions", "d", "division", teams, own_prizes)
        self._by_name("groups", "g", "group", teams, rounds)

    def _by_name(
        self, part: str, letter: str, key: str, teams: Sequence[Row], others: Sequence[Row]
    ) -> None:
        listed = bool(self.document.get(part))
        rows = self.document[part] if listed else [*self._known[part]]
        ids = {str(row["id"]) for row in rows}
        by_name = {looks(str(row.get("name", ""))): str(row["id"]) for row in rows}
        for row in [*teams, *others]:
            named = row.get(key)
            if not named or named in ids:
                continue
            if looks(named) not in by_name and not listed and any(row is one for one in teams):
                made = next(made_ids(letter, [None], by_name.values()))
                rows.append({"id": made, "name": named})
                by_name[looks(named)] = made
            row[key] = by_name.get(looks(named), named)
        self.document[part] = rows

    def _wifi(self, sheet: Worksheet, record: Record) -> None:
        """The network of the hall, whose name and password stand in rows of their own."""
        given = {
            part: record.values[key]
            for part, key in (("name", "wifi"), ("password", "wifi_password"))
            if key in record.values
        }
        self.document["event"].pop("wifi_password", None)
        if given:
            self.document["event"]["wifi"] = given
        self._place(("event", "wifi", "name"), sheet, record, "wifi")
        self._place(("event", "wifi", "password"), sheet, record, "wifi_password")

    def about_known(self) -> None:
        """Take what the known event says of itself."""
        for part in ("event", "rules", "show"):
            self.document[part] = dict(self._known.get(part, {}))

    def teams(self, sheet: Worksheet, records: Sequence[Record]) -> None:
        """Take the table of teams."""
        blank = {"region": "", "organisation": "", "members": [], "colour": "", "guest": False}
        blank |= {"division": "", "group": "", "name_en": "", "reading": ""}
        self.document["teams"] = self._people("teams", "t", sheet, records, blank)
        for number, record in enumerate(records):
            for place in range(len(record.values.get("members", []))):
                self._place(("teams", number, "members", place), sheet, record, "members")

    def judges(self, sheet: Worksheet, records: Sequence[Record]) -> None:
        """Take the table of judges. The teams come first: a judge may be recused by their names."""
        judges = self._people(
            "judges", "j", sheet, records, {"recused": "", "shadow": False, "head": False}
        )
        teams = self.document.get("teams") or self._known["teams"]
        for number, judge in enumerate(judges):
            said = judge.get("recused", [])
            if isinstance(said, str):
                judge["recused"] = self._recused(said, teams, ("judges", number, "recused"))
        self.document["judges"] = judges

    def prizes(self, rows: tuple[Worksheet, Sequence[Record]] | None) -> None:
        """Take the table of prizes; without one those of the known event."""
        if rows is None:
            self.document["prizes"] = self._known["prizes"]
            return
        self.document["prizes"] = self._people("prizes", "p", *rows, {})

    def scorers(self) -> None:
        """Turn the names of those who mark or give points into ids; ids stay what they are."""
        known = self.document.get("judges") or self._known["judges"]
        by_name = {looks(str(judge.get("name", ""))): str(judge["id"]) for judge in known}
        ids = {str(judge["id"]) for judge in known}
        for stage in self.document["stages"]:
            for a_round in stage["rounds"]:
                for key in ("scored_by", "panel"):
                    named = a_round.get(key)
                    if isinstance(named, list):
                        a_round[key] = [
                            one if one in ids else by_name.get(looks(one), one) for one in named
                        ]

    def _people(
        self, part: str, letter: str, sheet: Worksheet, records: Sequence[Record], blank: Row
    ) -> list[Row]:
        """Rows of teams, judges or prizes; people keep what the file does not say of them.

        An empty cell of a column that is there empties the value.
        """
        self._report.places[part,] = (sheet, 0, 0)
        self._keep_places(part, sheet, records)
        rows = []
        for record in records:
            empty = {key: value for key, value in blank.items() if key in record.cells}
            rows.append({k: v for k, v in (empty | record.values).items() if k not in record.bad})
        known = self._known[part]
        by_id = {row["id"]: row for row in known}
        ids = self._ids(letter, rows, known)
        kept = part in PEOPLE_TABLES
        return [
            (by_id.get(one, {}) if kept else {}) | row | {"id": one}
            for one, row in zip(ids, rows, strict=True)
        ]

    def _ids(self, letter: str, rows: Sequence[Row], known: Sequence[Row]) -> list[str]:
        """Each row's id: as given, as the known one of that name has it, or a free one."""
        given = {row["id"] for row in rows if "id" in row}
        named = {looks(row["name"]): row["id"] for row in known if row["id"] not in given}
        found: list[str | None] = [
            row["id"] if "id" in row else named.pop(looks(row.get("name", "")), None)
            for row in rows
        ]
        return list(made_ids(letter, found, [row["id"] for row in known]))

    def _recused(self, said: str, teams: Sequence[Row], where: Path) -> list[str]:
        by_name = {looks(str(team.get("name", ""))): str(team["id"]) for team in teams}
        ids = {str(team["id"]) for team in teams}
        whole = said.strip()
        words = [whole] if looks(whole) in by_name else [w.strip() for w in split(said)]
        found = []
        for word in filter(None, words):
            team_id = word if word in ids else by_name.get(looks(word))
            if team_id is not None or not teams:
                found.append(team_id or word)
            else:
                self._unknown_team(word, teams, where)
        return found

    def _unknown_team(self, word: str, teams: Sequence[Row], where: Path) -> None:
        names = [str(team.get("name", "")) for team in teams]
        meant = self._report.near(word, names)
        if meant:
            text = N_("There is no team called %(name)s. Did you mean %(near)s?")
            self._report.say(text, where, name=word, near=meant)
        else:
            self._report.say(N_("There is no team called %(name)s."), where, name=word)

    def _keep_places(self, part: str, sheet: Worksheet, records: Sequence[Record]) -> None:
        for number, record in enumerate(records):
            first = min((column for _, column in record.cells.values()), default=0)
            self._report.places[part, number] = (sheet, record.row, first)
            for key in record.cells:
                self._place((part, number, key), sheet, record, key)
            if "name" not in record.cells:
                self._report.unusable((part, number, "name"))

    def _place(self, where: Path, sheet: Worksheet, record: Record, key: str) -> None:
        place = record.cells.get(key)
        if place is not None:
            self._report.places[where] = (sheet, *place)
        if key in record.bad:
            self._report.unusable(where)
